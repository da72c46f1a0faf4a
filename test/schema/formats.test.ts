import { describe, expect, test } from 'vitest'
import { valueFormats } from '../../src/schema/formats/formats.js'
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
  date: ['2000-02-29', '2020-01-31', '2020-04-30', '2020-12-31', '0000-01-01'],
  time: ['00:00:00Z', '23:59:59Z', '23:59:60Z', '00:59:60+01:00', '08:30:06.283185+01:00', '12:00:00-23:59'],
  duration: ['P4DT12H30M5S', 'P2W', 'PT36H'],
  email: ['joe.bloggs@example.com', '"joe bloggs"@example.com', 'joe@[127.0.0.1]', 'joe@[IPv6:::1]', 'j@example.com'],
  'idn-email': ['실례@실례.테스트'],
  hostname: ['www.example.com', 'xn--4gbwdl.xn--wgbh1c', `${'a'.repeat(63)}.com`, longestName],
  'idn-hostname': ['실례.테스트', 'faß.de', 'l·l', 'ア・', 'א׳', '٠١', '۰۱', longestName],
  ipv4: ['192.168.0.1', '0.0.0.0', '255.255.255.255'],
  ipv6: ['::1', '1::', '::ffff:192.168.0.1', '1:2:3:4:5:6:7:8'],
  uri: ['http://user@h:80/p?q#f', 'urn:oasis:names', 'mailto:a@b.c', 'ldap://[2001:db8::7]/c=GB'],
  'uri-reference': ['', '/a', '?a=b', '#f', '//h/p'],
  iri: ['http://ƒøø.ßår/?∂éœ=πîx#πîüx'],
  'iri-reference': ['#ƒrägmênt'],
  uuid: ['2EB8AA08-AA98-11EA-B4AA-73B441D16380'],
  'uri-template': ['http://example.com/{term:1}/{list*}'],
  'json-pointer': ['', '/a~1b/~0'],
  'relative-json-pointer': ['0', '1/a', '2#'],
  byte: ['', 'YQ==', 'YWI=', '+/+/'],
  regex: ['^a+$'],
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
    ...['0a:00:00Z', '01:02:03+01x00', '01:02:03+01:000', '01:02:03*01:00', '01:02:03+0a:00', '01:02:03+00:a0'],
  ],
  duration: ['P', 'PT', 'P1D2H', 'P1W1D', 'P1Y2D', '1D'],
  email: ['joe', '@example.com', '.joe@example.com', 'joe..b@example.com', 'joe@[127.0.0.300]', 'joe b@example.com'],
  'idn-email': ['2962'],
  hostname: ['-a.com', 'a_b.com', 'a..b', 'xn--X', `${'a'.repeat(64)}.com`, `${longestName}a`, ''],
  'idn-hostname': [
    ...['〮실례.테스트', 'a·b', 'l·a', 'a·l', '٠۰', 'a・', 'a׳', '-ä', 'ä-', 'ää--ä', 'a\u0308', 'Ä', 'ä..ä'],
    ...[`${'a'.repeat(64)}.ä`, `${longestName}a`],
  ],
  ipv4: ['127.0.0.0.1', '256.0.0.1', '087.10.0.1', '0x7f000001'],
  ipv6: ['12345::', '1::2::3', '::1%eth0', '1:2:3:4:5:6:7', ':1'],
  uri: [
    '//h/p',
    'abc',
    'http://h/ p',
    'http://h/%zz',
    'http:// h',
    '1a:b',

    'http://[::1]a/',
    'http://[::1]:a/',
    'http://[:]/',
    'http://%@[::1]/',
  ],
  'uri-reference': ['\\\\WINDOWS\\share', 'http://h:1a/', '1a:b', ':a'],
  iri: ['/abc', 'http://h/ p'],
  'iri-reference': ['\\\\a'],
  uuid: [
    'urn:uuid:2eb8aa08-aa98-11ea-b4aa-73b441d16380',
    '2eb8aa08aa9811eab4aa73b441d16380',
    '2eb8aa08-aa98-11ea-b4aa-73b441d1638',
  ],
  'uri-template': ['{a', 'http://{term:0}'],
  'json-pointer': ['a', '/~2', '#/a'],
  'relative-json-pointer': ['01', '/a', '-1'],
  byte: ['YQ', 'YQ=', 'Y*==', '-_-_', 'YWJj\n', 'Y===', '='],
  regex: ['^(abc]', '\\a'],
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
