import type { JsonNumber } from '../../text/json/exact-number.js'
import { isJsonPointer, isRelativeJsonPointer } from '../../text/json-pointer.js'
import { isUuid } from '../../text/uuid.js'
import { isEmail, isIdnEmail } from './email.js'
import { isHostname, isIdnHostname } from './hostname.js'
import { isIpv4, isIpv6 } from './ip.js'
import { createIntegerTest, isDouble, isFloat } from './number.js'
import { isRegex } from './regex.js'
import { isDate, isDateTime, isDuration, isTime } from './time.js'
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from './uri.js'

/** A `format`: which values of its type it accepts. Values of other types are valid. */
export type ValueFormat =
  | { readonly type: 'string'; readonly expected: string; accepts(value: string): boolean }
  | { readonly type: 'number'; readonly expected: string; accepts(value: JsonNumber): boolean }

const text = (expected: string, accepts: (value: string) => boolean): ValueFormat => ({
  type: 'string',
  expected,
  accepts,
})

const integer = (bits: number, minimum: bigint, maximum: bigint): ValueFormat => ({
  type: 'number',
  expected: `an integer of ${bits} bits, from ${minimum} to ${maximum}`,
  accepts: createIntegerTest(minimum, maximum),
})

/**
 * True for base64 with padding: RFC 4648, 3.2, asks for it where no other standard says otherwise, and OpenAPI does not.
 * Line breaks are not allowed (3.1).
 */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}

/** The formats of JSON Schema 2020-12 (Validation, 7.3) and the numeric ones of the OpenAPI Format Registry. */
export const valueFormats: Readonly<Record<string, ValueFormat>> = {
  'date-time': text('a date-time of RFC 3339', isDateTime),
  date: text('a full-date of RFC 3339', isDate),
  time: text('a full-time of RFC 3339', isTime),
  duration: text('a duration of RFC 3339', isDuration),
  email: text('a mailbox of RFC 5321', isEmail),
  'idn-email': text('a mailbox of RFC 6531', isIdnEmail),
  hostname: text('a host name of RFC 1123', isHostname),
  'idn-hostname': text('a host name of RFC 5890', isIdnHostname),
  ipv4: text('an IPv4 address', isIpv4),
  ipv6: text('an IPv6 address of RFC 4291', isIpv6),
  uri: text('a URI of RFC 3986', isUri),
  'uri-reference': text('a URI reference of RFC 3986', isUriReference),
  iri: text('an IRI of RFC 3987', isIri),
  'iri-reference': text('an IRI reference of RFC 3987', isIriReference),
  uuid: text('a UUID of RFC 4122', isUuid),
  'uri-template': text('a URI template of RFC 6570', isUriTemplate),
  'json-pointer': text('a JSON Pointer of RFC 6901', isJsonPointer),
  'relative-json-pointer': text('a relative JSON Pointer', isRelativeJsonPointer),
  byte: text('text in base64 (RFC 4648, 4)', isBase64),
  regex: text('a regular expression of ECMA-262, of at most 2000 characters', isRegex),

  int8: integer(8, -(2n ** 7n), 2n ** 7n - 1n),
  uint8: integer(8, 0n, 2n ** 8n - 1n),
  int16: integer(16, -(2n ** 15n), 2n ** 15n - 1n),
  uint16: integer(16, 0n, 2n ** 16n - 1n),
  int32: integer(32, -(2n ** 31n), 2n ** 31n - 1n),
  uint32: integer(32, 0n, 2n ** 32n - 1n),
  int64: integer(64, -(2n ** 63n), 2n ** 63n - 1n),
  uint64: integer(64, 0n, 2n ** 64n - 1n),
  float: { type: 'number', expected: 'a number of single precision', accepts: isFloat },
  double: { type: 'number', expected: 'a number of double precision', accepts: isDouble },
}
