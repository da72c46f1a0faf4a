import { describe, expect, test } from 'vitest'
import { valueFormats } from '../../src/schema/formats/formats.js'
import { decodePunycode, encodePunycode } from '../../src/schema/formats/punycode.js'
import { type JsonNumber, parseNumber } from '../../src/text/json/exact-number.js'

function accepts(name: string, value: string | JsonNumber): boolean {
  const format = valueFormats[name]
  if (format?.type === 'string' && typeof value === 'string') return format.accepts(value)
  if (format?.type === 'number' && typeof value !== 'string') return format.accepts(value)
  throw new Error(`${name} is not a format for ${typeof value}s`)
}

/** 253 characters: the limit of a whole name, with its longest labels. */
const longestName = `${`${'a'.repeat(63)}.`.repeat(3)}${'b'.repeat(61)}`

const valid: Record<string, (string | JsonNumber)[]> = {
  'date-time': ['2020-02-29T23:59:59Z', '1998-12-31T15:59:60.123-08:00', '2020-01-01t00:00:00.5+05:30'],
  date: ['2000-02-29', '1996-02-29', '2020-01-31', '2020-04-30', '2020-12-31', '0000-01-01'],
  time: [
    '00:00:00Z',
    '23:59:59Z',
    '23:59:60Z',
    '00:59:60+01:00',
    '08:30:06.283185+01:00',
    '12:00:00-23:59',
    '00:29:60+00:30',
  ],
  duration: ['P4DT12H30M5S', 'P2W', 'PT36H'],
  email: [
    ...[
      'joe.bloggs@example.com',
      '"joe bloggs"@example.com',
      'joe@[127.0.0.1]',
      'joe@[IPv6:::1]',
      'j@example.com',
      'joe@[ipv6:::1]',
    ],
    ...['"joe \\"b\\" x"@example.com', '"a@b"@example.com', "o'neil+x/y=z!#$%&*-_`{|}~?^@example.com"],
  ],
  // RFC 6531, 3.2, leaves the normalization of a domain to its look-up.
  'idn-email': ['실례@실례.테스트', '"ä ö"@example.com', 'x@a\u0308.de'],
  hostname: [
    ...['www.example.com', 'xn--4gbwdl.xn--wgbh1c', 'XN--4GBWDL.com', `${'a'.repeat(63)}.com`, longestName],
    ...['axn--b.com', 'xn--4dbc', 'xn--1-zhc.com'],
  ],
  'idn-hostname': [
    ...['실례.테스트', 'faß.de', 'l·l', 'ア・', 'א׳', '٠١', '۰۱', longestName, 'a.ä', 'ä。b．c｡d', 'xn--4gbwdl.ä'],
    // RFC 5892, 2.6: allowed whatever their category.
    ...['ب۽', 'ག་ང', '二〇', 'ςα'],
    // 260 units of UTF-16, but 152 characters when it is encoded.
    `${'𠀀'.repeat(43)}.`.repeat(3).slice(0, -1),
    // RFC 5892, appendix A.
    ...['क्\u200Cष', 'क्\u200Dष', 'ب\u200Cي', 'بَ\u200Cَي', '\u0375β', 'א׳ב', 'א״ב', '・ぁ', '・丈'],
    // RFC 5893, 2.
    ...['אב', 'א1', 'اب١', 'א.a', 'a1.א', 'कि'],
  ],
  ipv4: ['192.168.0.1', '0.0.0.0', '255.255.255.255'],
  ipv6: ['::1', '1::', '::', '::ffff:192.168.0.1', '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7::', '1:2:3:4:5:6:1.2.3.4'],
  uri: [
    ...[
      'http://user@h:80/p?q#f',
      'urn:oasis:names',
      'mailto:a@b.c',
      'ldap://[2001:db8::7]/c=GB',
      'file:///a',
      'a:////b',
    ],
    ...[
      'http://h?a/?b#c/?d',
      'http://h/a:b',
      'http://u:p@[::1]:80/',
      'http://[v1F.a:b]',
      'http://[V1f.a]',
      'http://h:/%aF',
      'a::b',
    ],
  ],
  'uri-reference': ['', '/a', '?a=b', '#f', '//h/p', 'a', './1a:b', '?a:b', '//h/a:b'],
  iri: ['http://ƒøø.ßår/?∂éœ=πîx#πîüx', 'http://h/😀?\uE000'],
  'iri-reference': ['#ƒrägmênt'],
  uuid: ['2EB8AA08-AA98-11EA-B4AA-73B441D16380'],
  'uri-template': [
    ...['http://example.com/{term:1}/{list*}', '', 'é', '%aF', '{+p}/x{?q,l}{;x*}{&a}{#b}{/c}{.d}', '{a.b_C9}'],
    ...['{%41}', '{a:9999}'],
  ],
  'json-pointer': ['', '/a~1b/~0'],
  'relative-json-pointer': ['0', '1/a', '2#'],
  byte: ['', 'YQ==', 'YWI=', '+/+/'],
  regex: ['^a+$', '\\d\\.', '\\p{L}[\\P{Lu}\\p{Script=Greek}]', 'a'.repeat(2000)],
  int8: [127, -128],
  uint8: [0, 255],
  int16: [32767, -32768],
  uint16: [0, 65535],
  int32: [2147483647, -2147483648],
  uint32: [0, 4294967295],
  int64: [2 ** 53, parseNumber('9223372036854775807'), parseNumber('-9223372036854775808')],
  uint64: [0, 2 ** 63, parseNumber('18446744073709551615')],
  float: [1e38, -0.5, 3.4028235e38],
  double: [1e308],
}

const invalid: Record<string, (string | JsonNumber)[]> = {
  'date-time': [
    '2020-01-01 00:00:00Z',
    '2020-01-01T00:00:00',
    '2020-01-01T00:00:00+0000',
    '2020-01-01T24:00:00Z',
    '2020-01-01T22:59:60Z',
    '2020-01-01T00:00:00.Z',
    '2020-01-01T00:00',
    '',
  ],
  date: [
    ...['2019-02-29', '1900-02-29', '2020-04-31', '2020-13-01', '2020-00-01', '2020-01-00', '2020-01-32'],
    ...[
      '2020-1-1',
      '20200101',
      '２０２０-01-01',
      '2020-01-01T',
      '2020x01-01',
      '2020-01x01',
      'a020-01-01',
      '20a0-01-01',
    ],
  ],
  time: [
    ...['08:30:06', '08:30:06 PST', '8:30:06Z', '24:00:00Z', '08:60:00Z', '23:59:61Z', '-1:00:00Z', '08:-1:00Z'],
    ...['08:00:-1Z', '01:02:03+24:00', '01:02:03+00:60', '23:59:60+01:00', '08x30:06Z', '08:30x06Z', '08:30:06Zx'],
    ...['1/:00:00Z', '0::00:00Z', '12:00', ''],
    ...['0a:00:00Z', '01:02:03+01x00', '01:02:03+01:000', '01:02:03*01:00', '01:02:03+0a:00', '01:02:03+00:a0'],
  ],
  duration: ['P', 'PT', 'P1D2H', 'P1W1D', 'P1Y2D', '1D'],
  email: [
    ...['joe', '@example.com', '.joe@example.com', 'joe..b@example.com', 'joe@[127.0.0.300]', 'joe b@example.com'],
    ...['joe@x[127.0.0.1]', 'joe@[127.0.0.1]x', 'joe@[::1]', 'joe@[IPv6:127.0.0.1]', 'joe@[xIPv6::1]', 'joe@[]'],
    ...[
      'joe.@example.com',
      'a@b@example.com',
      '"a"b"@example.com',
      '"a"b@example.com',
      'a,b@example.com',
      'joe@',
      'ä@b.de',
    ],
  ],
  'idn-email': ['2962', 'ä ö@example.com', 'ä@-ä.de', 'ä@'],
  hostname: [
    ...['-a.com', 'a-.com', 'a_b.com', 'a..b', 'a.', `${'a'.repeat(64)}.com`, `${longestName}a`, '', 'ä.com'],
    // Two hyphens in these places are reserved, and what follows `xn--` must be what a U-label is encoded as (RFC 5890, 2.3.2.1).
    ...[
      'ab--cd.com',
      'ab--xn--dma.com',
      'xn--X',
      'xn--a',
      'xn--abc-',
      'xn--',
      'xn--4gbwdl-',
      'xn--a-0hc',
      'xn--a-fda',
      'xn--x-sy8h',
      'xn---4gbwdl',
      // U+20000 as two surrogates.
      'xn--cd9bq2e',
    ],
  ],
  'idn-hostname': [
    ...['〮실례.테스트', 'a·b', 'l·a', 'a·l', '٠۰', 'a・', 'a׳', '-ä', 'ä-', 'ää--ä', 'a\u0308', 'Ä', 'ä..ä'],
    ...[`${'a'.repeat(64)}.ä`, `${longestName}a`, `ä${'b'.repeat(60)}.de`],
    ...[`${`${'a'.repeat(63)}.`.repeat(3)}ä${'b'.repeat(54)}`, 'a_b.ä', 'xn--X.ä', '-a.ä'],
    // RFC 5892, 2: marks at the start, characters that normalization changes, and those that are ignored or disallowed.
    ...['\u0903abc', 'ﬁx', 'a\u00ADb', 'a\u20D0b', '\u1100\u1161x', 'بـب', 'ߊߺߊ', '\u3031', '\u303B', 'a!ä'],
    // RFC 5892, appendix A.
    ...[
      'a\u200Cb',
      'क\u200Dष',
      'ب\u200Dي',
      'ب\u200C',
      '\u200Cي',
      'א\u200Cي',
      'ي\u200Cא',
      'α\u0375',
      'α\u0375s',
      'a׳',
      '׳ב',
      'a״',
      'def・abc',
    ],
    // RFC 5893, 2.
    ...['אa', 'aא', 'אbג', 'aאb', '0א', 'א.0a', 'ا1١', 'ا۱١'],
  ],
  ipv4: ['127.0.0.0.1', '256.0.0.1', '087.10.0.1', '0x7f000001'],
  ipv6: [
    ...['12345::', '1::2::3', '1::2::3:4:5:6:7:8', '::1%eth0', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', ':1', '', '1:g::'],
    ...['1:2:3:4:5:6:7:8::', '::1:2:3:4:5:6:7:8', '1:2:3:4::5:6:7:8', '1:2:3:4:5:6:7:1.2.3.4', '1:2:3:4:5:1.2.3.4'],
    ...['::1.2.3.400', '1.2.3.4::', '::1.2.3.4:5', '1.2.3.4'],
  ],
  uri: [
    ...['//h/p', 'abc', 'http://h/ p', 'http://h/%zz', 'http:// h', '1a:b', 'http://h/é', 'http://h/#a#b'],
    ...['http://[::1]a/', 'http://[::1]:a/', 'http://[:]/', 'http://%@[::1]/', 'http://[v1]/', 'http://[1.a]/'],
    ...['http://h:80:80/', 'http://a@b@c/', 'a_b:c', 'http://a[::1]/', 'http://h/[', 'http://h?[', 'http://h#['],
  ],
  'uri-reference': ['\\\\WINDOWS\\share', 'http://h:1a/', '1a:b', ':a'],
  iri: ['/abc', 'http://h/ p', 'http://h/\uE000', 'http://h#\uE000', 'http://h/\uD800'],
  'iri-reference': ['\\\\a'],
  uuid: [
    'urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380',
    '2eb8aa08aa9811eab4aa73b441d16380',
    '2eb8aa08-aa98-11ea-b4aa-73b441d1638',
  ],
  'uri-template': ['{a', 'http://{term:0}', '{a:10000}', '{}', '{a,}', '{a..b}', '{a b}', '{$a}', 'a}b', '%zz', '"'],
  'json-pointer': ['a', '/~2', '#/a'],
  'relative-json-pointer': ['01', '/a', '-1'],
  byte: ['YQ', 'YQ=', 'Y*==', '-_-_', 'YWJj\n', 'Y===', '='],
  regex: ['^(abc]', '\\a', '\\p{Foo}', '\\\\p{L}', 'a'.repeat(2001)],
  int8: [128, -129],
  uint8: [-1, 256],
  int16: [32768, -32769],
  uint16: [-1, 65536],
  int32: [2147483648, -2147483649, 0.5],
  uint32: [-1, 4294967296],
  int64: [
    2 ** 64,
    0.5,
    parseNumber('9223372036854775808'),
    parseNumber('-9223372036854775809'),
    parseNumber('1.00000000000000000001'),
  ],
  uint64: [-1, 2 ** 65, parseNumber('18446744073709551616')],
  float: [1e39],
  double: [Number.POSITIVE_INFINITY, parseNumber('-1e400')],
}

const pairs = (examples: Record<string, (string | JsonNumber)[]>) =>
  Object.entries(examples).flatMap(([name, values]) => values.map((value) => [name, value] as const))

test('every format has valid and invalid examples', () => {
  const names = Object.keys(valueFormats).sort()

  expect(Object.keys(valid).sort()).toEqual(names)
  expect(Object.keys(invalid).sort()).toEqual(names)
})

describe('a format accepts', () => {
  test.each(pairs(valid))('%s %s', (name, value) => {
    expect(accepts(name, value)).toBe(true)
  })
})

describe('a format rejects', () => {
  test.each(pairs(invalid))('%s %s', (name, value) => {
    expect(accepts(name, value)).toBe(false)
  })
})

describe('Punycode (RFC 3492, 7.1)', () => {
  test.each([
    ['ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
    ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
    ['3年B組金八先生', '3B-ww4c5e180e575a65lsy2b'],
    ['MajiでKoiする5秒前', 'MajiKoi5-783gue6qz075azm5e'],
    ['そのスピードで', 'd9juau41awczczp'],
    ['-> $1.00 <-', '-> $1.00 <--'],
    ['😀', 'e28h'],
    ['\u{10FFFF}', 'dn32g'],
    ['\u0080', 'a'],
    ['\u0081', 'ba'],
    ['abc\uF970\uF9D4', 'abc-kd2sfp'],
    ['', ''],
  ])('writes %s as %s', (label, code) => {
    expect(encodePunycode(label)).toBe(code)
    expect(decodePunycode(code)).toBe(label)
  })

  test('reads digits of either case', () => {
    expect(decodePunycode('IHQWCRB4CV8A8DQG056PQJYE')).toBe('他们为什么不说中文')
    expect(decodePunycode('ZCA')).toBe('ß')
  })

  test.each(['9', '99999999', 'en32g', '-e28h', 'a-{a', 'ab!', 'a-{', 'a-@', 'a-/', 'a-:', 'a-[', 'a-`'])(
    '%s stands for nothing',
    (code) => {
      expect(decodePunycode(code)).toBeUndefined()
    },
  )
})
