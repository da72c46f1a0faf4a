import { isJsonPointer, isRelativeJsonPointer } from '../../text/json-pointer.js'
import { isUuid } from '../../text/uuid.js'
import { isEmail, isIdnEmail } from './email.js'
import { isHostname, isIdnHostname } from './hostname.js'
import { isIpv4, isIpv6 } from './ip.js'
import { isAmbiguous64, isFloat, isIntegerWithin, isIntegerWithin64, isOutside64 } from './number.js'
import { isRegex } from './regex.js'
import { isDate, isDateTime, isDuration, isTime } from './time.js'
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from './uri.js'

/** A `format`: which values of its type it accepts. Values of other types are valid. */
export type ValueFormat =
  | { readonly type: 'string'; readonly expected: string; accepts(value: string): boolean }
  | {
      readonly type: 'number'
      readonly expected: string
      accepts(value: number): boolean
      /** Returns a test of the number's text if the number cannot decide. The test is true for an invalid text. */
      undecided?(value: number): ((literal: string) => boolean) | undefined
    }

const text = (expected: string, accepts: (value: string) => boolean): ValueFormat => ({
  type: 'string',
  expected,
  accepts,
})

const integer = (bits: number, minimum: number, maximum: number): ValueFormat => ({
  type: 'number',
  expected: `an integer of ${bits} bits, from ${minimum} to ${maximum}`,
  accepts: (value) => isIntegerWithin(value, minimum, maximum),
})

const integer64 = (minimum: bigint, maximum: bigint): ValueFormat => {
  const bounds = { minimum, maximum }
  return {
    type: 'number',
    expected: `an integer of 64 bits, from ${minimum} to ${maximum}`,
    accepts: (value) => isIntegerWithin64(value, bounds),
    undecided: (value) => (isAmbiguous64(value, bounds) ? (literal) => isOutside64(literal, bounds) : undefined),
  }
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
  regex: text('a regular expression of ECMA-262, of at most 2000 characters', isRegex),

  int8: integer(8, -(2 ** 7), 2 ** 7 - 1),
  uint8: integer(8, 0, 2 ** 8 - 1),
  int16: integer(16, -(2 ** 15), 2 ** 15 - 1),
  uint16: integer(16, 0, 2 ** 16 - 1),
  int32: integer(32, -(2 ** 31), 2 ** 31 - 1),
  uint32: integer(32, 0, 2 ** 32 - 1),
  int64: integer64(-(2n ** 63n), 2n ** 63n - 1n),
  uint64: integer64(0n, 2n ** 64n - 1n),
  float: { type: 'number', expected: 'a number of single precision', accepts: isFloat },
  double: { type: 'number', expected: 'a number of double precision', accepts: Number.isFinite },
}
