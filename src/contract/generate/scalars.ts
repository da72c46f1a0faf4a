import { childrenOf, findChild, type Node, type SchemaIndex } from '../../openapi/index.js'
import { createKeywordFilter, exactValueOf } from '../../schema/index.js'
import { isNumber } from '../../text/json/exact-number.js'
import { findPatternTexts } from './pattern-texts.js'

/** Ordinary values of each format, which servers are likely to accept. */
const ordinary: Readonly<Record<string, readonly unknown[]>> = {
  'date-time': ['2024-01-15T10:30:00Z', '2024-06-30T08:00:00.5+02:00'],
  date: ['2024-01-15', '2024-02-29'],
  time: ['10:30:00Z', '08:00:00+02:00'],
  duration: ['P1D', 'PT5M'],
  email: ['ann@example.com', 'bob@example.org'],
  'idn-email': ['ann@example.com', 'bob@example.org'],
  hostname: ['example.com', 'www.example.org'],
  'idn-hostname': ['example.com', 'www.example.org'],
  ipv4: ['192.0.2.1', '198.51.100.7'],
  ipv6: ['2001:db8::1', '2001:db8::2'],
  uri: ['https://example.com/a', 'https://example.org/b?c=d'],
  'uri-reference': ['/a', 'https://example.com/a'],
  iri: ['https://example.com/a', 'https://example.org/b'],
  'iri-reference': ['/a', 'https://example.com/a'],
  uuid: ['c22d24f6-5a47-4597-9a23-c7d01e696b92', '0b5a2f1e-8d3c-4c6a-9f4e-2a7b6c5d4e3f'],
  'uri-template': ['/a/{id}', '/b'],
  'json-pointer': ['/a', '/a/0'],
  'relative-json-pointer': ['0', '1/a'],
  byte: ['YWJj', 'YQ=='],
  regex: ['^a', 'b+'],
  int8: [1, 2],
  uint8: [1, 2],
  int16: [1, 2],
  uint16: [1, 2],
  int32: [1, 2],
  uint32: [1, 2],
  int64: [1, 2],
  uint64: [1, 2],
  float: [1.5, 2],
  double: [1.5, 2],
}

/** The shortest values of formats whose values may have any length. */
const shortest: Readonly<Record<string, string>> = {
  email: 'a@b.co',
  'idn-email': 'a@b.co',
  hostname: 'a',
  'idn-hostname': 'a',
  uri: 'a:b',
  iri: 'a:b',
}

/** Maximum length of a string that is created to reach `minLength`, in characters. */
const maxCharacters = 100_000

/** Maximum number of texts of a pattern that are lengthened. */
const maxChanged = 8

/** Strings that schemas probably allow together, the likeliest first. */
export function* findTexts(schemas: readonly Node[], index: SchemaIndex): Generator<string> {
  const [min, max] = [
    Math.max(0, ...numbersAt(schemas, 'minLength', index)),
    Math.min(maxCharacters, ...numbersAt(schemas, 'maxLength', index)),
  ]
  const patternTexts = membersAt(schemas, 'pattern', index).flatMap(({ value }) => findPatternTexts(String(value)))
  yield* patternTexts
  const formats = membersAt(schemas, 'format', index).map(({ value }) => value)
  const formatTexts = formats.flatMap(formatValuesOf).filter((each) => typeof each === 'string')
  yield* formatTexts
  if (min > maxCharacters) return
  // Lengthening is tried at the end, for an open pattern or a URI, and at the beginning, for an address.
  for (const text of [...patternTexts.slice(0, maxChanged), ...formatTexts]) {
    if (text.length < min) yield* [text.padEnd(min, 'a'), text.padStart(min, 'a')]
    else if (formats.length > 0 && patternTexts.length > 0) yield* [`a${text}`, `${text}a`]
  }
  for (const format of formats)
    if (typeof format === 'string' && Object.hasOwn(shortest, format)) yield shortest[format] ?? ''
  for (const word of ['text', 'a', 'another text', '1', 'é']) yield toLength(word, min, max)
  yield toLength('', min, max)
}

/** A text that begins like the given one and whose length is between two limits. */
function toLength(text: string, min: number, max: number): string {
  return text.padEnd(min, 'a').slice(0, Math.max(min, max))
}

/** Numbers that schemas probably allow together, the likeliest first. */
export function findNumbers(schemas: readonly Node[], index: SchemaIndex): unknown[] {
  const limits = (keyword: string) => membersAt(schemas, keyword, index).map(exactValueOf).filter(isNumber)
  const [lower, upper] = [
    [...limits('minimum'), ...limits('exclusiveMinimum')],
    [...limits('maximum'), ...limits('exclusiveMaximum')],
  ]
  const [min, max] = [Math.max(...lower.map(Number)), Math.min(...upper.map(Number))]
  const steps = limits('multipleOf').map(Number)
  const formats = membersAt(schemas, 'format', index).flatMap(({ value }) => formatValuesOf(value))
  const near = [
    ...steps.flatMap((step) => [Math.ceil(min / step) * step, (Math.floor(min / step) + 1) * step]),
    ...steps.flatMap((step) => [Math.floor(max / step) * step, (Math.ceil(max / step) - 1) * step, step, 2 * step]),
    ...[min, Math.ceil(min), min + 1, Math.floor(min) + 1, (min + max) / 2],
    ...[max, Math.floor(max), max - 1, Math.ceil(max) - 1],
  ].filter(Number.isFinite)
  // `-0` is written as 0.
  return [...formats.filter(isNumber), 1, 2, ...near, ...lower, ...upper, 0, 10, -1, 0.5].map((value) =>
    value === 0 ? 0 : value,
  )
}

/** The nodes of a keyword, from all schemas whose dialect supports it. */
export function membersAt(schemas: readonly Node[], keyword: string, index: SchemaIndex): Node[] {
  return schemas.flatMap((schema) =>
    createKeywordFilter(schema, index)(keyword) ? (findChild(schema, keyword) ?? []) : [],
  )
}

export function numbersAt(schemas: readonly Node[], keyword: string, index: SchemaIndex): number[] {
  return membersAt(schemas, keyword, index).flatMap(({ value }) => (typeof value === 'number' ? value : []))
}

function formatValuesOf(format: unknown): readonly unknown[] {
  return typeof format === 'string' && Object.hasOwn(ordinary, format) ? (ordinary[format] ?? []) : []
}

/** The examples and defaults that stand in schemas. */
export function findExamples(schemas: readonly Node[], index: SchemaIndex): unknown[] {
  return [
    ...membersAt(schemas, 'example', index),
    ...membersAt(schemas, 'examples', index).flatMap((list) => childrenOf(list).map(([, node]) => node)),
    ...membersAt(schemas, 'default', index),
  ].map(exactValueOf)
}
