import { rawJson } from './raw-json.js'

/** Invalid and valid values of a format. The keys say what is special about them. Each invalid value has one fault. */
export interface FormatValues {
  readonly invalid: Readonly<Record<string, unknown>>
  readonly valid: Readonly<Record<string, unknown>>
}

const integer = (min: bigint, max: bigint): FormatValues => ({
  invalid: {
    'one more than the largest': rawJson(String(max + 1n)),
    'one less than the smallest': rawJson(String(min - 1n)),
    'a fraction': 0.5,
  },
  valid: { 'the largest': rawJson(String(max)), 'the smallest': rawJson(String(min)) },
})

const uuid = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'

/**
 * Values of each format, written from the standards and independent of the check.
 *
 * Formats that are missing here are treated as annotations.
 */
export const formatValues: Readonly<Record<string, FormatValues>> = {
  'date-time': {
    invalid: {
      'month 13': '2022-13-01T10:00:00Z',
      '30 February': '2022-02-30T10:00:00Z',
      'hour 24': '2022-01-01T24:00:00Z',
      'minute 60': '2022-01-01T10:60:00Z',
      'a leap second in the morning': '2022-01-01T10:00:60Z',
      'second 61': '2016-12-31T23:59:61Z',
      'day 0': '2022-01-00T10:00:00Z',
      '29 February of another year': '2023-02-29T10:00:00Z',
      'an offset of 24 hours': '2022-01-01T10:00:00+24:00',
      'an offset of 60 minutes': '2022-01-01T10:00:00+01:60',
      'a line feed after it': '2022-01-01T10:00:00Z\n',
      'no offset': '2022-01-01T10:00:00',
      'an offset without a colon': '2022-01-01T10:00:00+0000',
      'an offset of hours alone': '2022-01-01T10:00:00+01',
      'a space for T': '2022-01-01 10:00:00Z',
      'a date alone': '2022-01-01',
      'no seconds': '2022-01-01T10:00Z',
      'a fraction without digits': '2022-01-01T10:00:00.Z',
      'a time stamp': '1641031200',
      nothing: '',
    },
    valid: {
      'a fraction': '2022-01-01T10:00:00.123456Z',
      'an offset': '2022-01-01T10:00:00+05:30',
      'small letters': '2022-01-01t10:00:00z',
      'a leap second': '2016-12-31T23:59:60Z',
      'a leap second elsewhere': '2017-01-01T00:59:60+01:00',
      '29 February': '2024-02-29T00:00:00Z',
    },
  },
  date: {
    invalid: {
      'month 13': '2022-13-01',
      '30 February': '2022-02-30',
      '29 February of another year': '2023-02-29',
      'no zeros': '2022-1-1',
      'no hyphens': '20220101',
      'a time after it': '2022-01-01T00:00:00Z',
    },
    valid: { '29 February': '2024-02-29' },
  },
  time: {
    invalid: {
      'hour 24': '24:00:00Z',
      'minute 60': '10:60:00Z',
      'no offset': '10:00:00',
      'no seconds': '10:00Z',
      'a leap second in the morning': '10:00:60Z',
      'second 61': '23:59:61Z',
      'an offset of 24 hours': '10:00:00+24:00',
    },
    valid: { 'a fraction': '10:00:00.5Z', 'an offset': '10:00:00+05:30', 'a leap second': '23:59:60Z' },
  },
  duration: {
    invalid: {
      'nothing after P': 'P',
      'no P': '1D',
      'nothing after T': 'P1DT',
      'weeks among days': 'P1W1D',
      'a fraction': 'P1.5D',
    },
    valid: { weeks: 'P4W', 'days and hours': 'P1DT12H' },
  },
  uuid: {
    invalid: {
      'one digit short': uuid.slice(0, -1),
      'one digit more': `${uuid}0`,
      'a letter among the digits': uuid.replace('c', 'g'),
      'no hyphens': uuid.replaceAll('-', ''),
      'a URN': `urn:uuid:${uuid}`,
      braces: `{${uuid}}`,
      nothing: '',
    },
    valid: { 'capital letters': uuid.toUpperCase(), 'all zeros': '00000000-0000-0000-0000-000000000000' },
  },
  uri: {
    invalid: {
      'no scheme': '//example.com/a',
      'a path alone': '/a',
      'a space': 'https://example.com/a b',
      'a cut escape': 'https://example.com/%2',
      'a bracket': 'https://[example.com/',
    },
    valid: { 'a fragment': 'https://example.com/a?b=c#d', 'no authority': 'urn:example:a' },
  },
  'uri-reference': {
    invalid: {
      'a space': '/a b',
      'a cut escape': '/a%2',
      'a backslash': '\\a',
      'a bracket': 'https://[example.com/',
      'an umlaut': '/ü',
    },
    valid: { 'a path': '/a/b', 'a query alone': '?page=2', 'an absolute URI': 'https://example.com/a?b=c' },
  },
  iri: {
    invalid: { 'no scheme': '/ü', 'a space': 'https://example.com/a b' },
    valid: { 'an umlaut': 'https://example.com/ü' },
  },
  'iri-reference': { invalid: { 'a space': '/a b', 'a backslash': '\\a' }, valid: { 'an umlaut': '/ü' } },
  'uri-template': {
    invalid: { 'an open brace': '/a/{id', 'a space': '/a b' },
    valid: { 'an expression': '/a/{id}{?page*}' },
  },
  email: {
    invalid: { 'no @': 'ann.example.com', 'no domain': 'ann@', 'two dots': 'a..b@example.com' },
    valid: { 'a tag': 'ann+tag@example.com' },
  },
  'idn-email': {
    invalid: { 'no @': 'ann.example.com', 'no domain': 'ann@' },
    valid: { 'an umlaut': 'ünn@example.com' },
  },
  hostname: {
    invalid: {
      'a hyphen first': '-a.example.com',
      'an underscore': 'a_b.example.com',
      'an empty label': 'a..example.com',
      'a long label': `${'a'.repeat(64)}.com`,
    },
    valid: { 'one label': 'localhost', 'a long label': `${'a'.repeat(63)}.com` },
  },
  'idn-hostname': {
    invalid: { 'a hyphen first': '-a.example.com', 'a space': 'a b' },
    valid: { 'an umlaut': 'ü.example.com' },
  },
  ipv4: {
    invalid: { '256': '192.168.0.256', 'three parts': '192.168.0', 'a zero before': '192.168.0.01' },
    valid: { zeros: '0.0.0.0' },
  },
  ipv6: {
    invalid: {
      'two gaps': '1::2::3',
      'nine parts': '1:2:3:4:5:6:7:8:9',
      'five digits': '12345::',
      'a zone': 'fe80::1%eth0',
    },
    valid: { 'a gap': '::1', 'IPv4 inside': '::ffff:192.168.0.1' },
  },
  'json-pointer': {
    invalid: { 'no slash': 'a', 'an open escape': '/a~', 'a fragment': '#/a' },
    valid: { nothing: '', 'an escape': '/a~1b' },
  },
  'relative-json-pointer': { invalid: { 'no number': '/a', 'a zero before': '01/a' }, valid: { 'a name': '0#' } },
  byte: {
    invalid: {
      'no padding': 'YQ',
      'another character': 'Y*==',
      'characters of base64url': '-_-_',
      'a line break': 'YWJj\n',
    },
    valid: { nothing: '', 'two signs of padding': 'YQ==', 'all signs': 'ab+/' },
  },
  regex: { invalid: { 'an open group': '(a', 'nothing to repeat': '+' }, valid: { 'a group': '^(a|b)*$' } },
  int8: integer(-(2n ** 7n), 2n ** 7n - 1n),
  uint8: integer(0n, 2n ** 8n - 1n),
  int16: integer(-(2n ** 15n), 2n ** 15n - 1n),
  uint16: integer(0n, 2n ** 16n - 1n),
  int32: integer(-(2n ** 31n), 2n ** 31n - 1n),
  uint32: integer(0n, 2n ** 32n - 1n),
  int64: integer(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: integer(0n, 2n ** 64n - 1n),
  float: { invalid: { 'more than single precision': 1e39 }, valid: { 'a small fraction': 1.5e-10 } },
  double: {
    invalid: { 'more than double precision': rawJson('1e400') },
    valid: { 'a large number': 1e300, 'a small one': 5e-324 },
  },
}
