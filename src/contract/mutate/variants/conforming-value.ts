import { findChild, isObject, type Node } from '../../../openapi/index.js'
import { listAt } from '../../../schema/index.js'
import { formatValues } from '../format-values.js'
import { rawJson } from '../raw-json.js'

/** Another value that schemas allow, with what it shows. */
export interface AllowedValue {
  readonly way: string
  readonly value: unknown
}

/** Keywords that say nothing about single values of these types, or that this file takes into account. */
const understood = new Set([
  ...['type', 'enum', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', '$ref', 'allOf'],
  ...[
    'properties',
    'required',
    'items',
    'additionalProperties',
    'patternProperties',
    'minItems',
    'maxItems',
    'uniqueItems',
  ],
  ...[
    'title',
    'description',
    'default',
    'example',
    'examples',
    'deprecated',
    'readOnly',
    'writeOnly',
    'xml',
    'externalDocs',
  ],
])

/** Longer texts are not made, only to be as long as allowed. */
const mostCharacters = 10_000

/**
 * Other scalars that all of these schemas allow, known from the schemas without asking the check.
 *
 * Only where the schemas say no more than what is understood here; otherwise none, because another keyword may forbid them.
 */
export function findAllowedScalars(schemas: readonly Node[]): AllowedValue[] {
  if (!schemas.every(isUnderstood)) return []
  const members = (keyword: string) =>
    schemas.flatMap((schema) => findChild(schema, keyword) ?? []).map(({ value }) => value)
  const types = intersect(members('type').map((type) => [type].flat().map(String)))
  const listed = schemas
    .filter((schema) => findChild(schema, 'enum'))
    .map((schema) => listAt(schema, 'enum').map(({ value }) => value))
  if (listed.length > 0)
    return listed.length === 1 && members('format').length === 0
      ? (listed[0] ?? [])
          .filter((value) => isOfType(value, types))
          .map((value) => ({ way: `${JSON.stringify(value)}, as listed`, value }))
      : []
  const [format, second] = members('format')
  if (second !== undefined || !types) return []
  return [
    ...(types.has('null') ? [{ way: 'null', value: null }] : []),
    ...(types.has('boolean') ? [true, false].map((value) => ({ way: String(value), value })) : []),
    ...(types.has('string') ? allowedTexts(members, format) : []),
    ...(types.has('integer') || types.has('number') ? allowedNumbers(members, format, types.has('number')) : []),
  ]
}

function isUnderstood(schema: Node): boolean {
  return (
    isObject(schema.value) &&
    Object.keys(schema.value).every((keyword) => understood.has(keyword) || keyword.startsWith('x-'))
  )
}

function intersect(sets: readonly (readonly string[])[]): ReadonlySet<string> | undefined {
  const [first, ...rest] = sets
  return first && new Set(first.filter((each) => rest.every((other) => other.includes(each))))
}

function isOfType(value: unknown, types: ReadonlySet<string> | undefined): boolean {
  if (!types) return true
  if (value === null) return types.has('null')
  if (typeof value === 'number') return types.has('number') || (types.has('integer') && Number.isInteger(value))
  return types.has(typeof value)
}

type Members = (keyword: string) => unknown[]

function allowedTexts(members: Members, format: unknown): AllowedValue[] {
  const [least = 0, most = 1] = [
    Math.max(0, ...members('minLength').map(Number)),
    Math.min(mostCharacters, ...members('maxLength').map(Number)),
  ]
  const values = formatOf(format)
  if (values) return least === 0 && members('maxLength').length === 0 ? rightValues(values, 'string') : []
  return [
    { way: `a text of ${least} characters`, value: 'a'.repeat(least) },
    // Characters, not UTF-16 units.
    ...(most >= least
      ? [{ way: `a text of ${most} characters beyond the BMP`, value: '\u{1F600}'.repeat(Math.min(most, 1000)) }]
      : []),
  ].filter(({ value }) => [...value].length >= least)
}

function allowedNumbers(members: Members, format: unknown, takesFractions: boolean): AllowedValue[] {
  const [least, most] = [Math.max(...members('minimum').map(Number)), Math.min(...members('maximum').map(Number))]
  const values = formatOf(format)
  const [smallest, largest] = [Math.ceil(least), Math.floor(most)]
  const within = (value: number) => value >= least && value <= most
  const atEnds = [smallest, largest].filter(
    (value) => Number.isSafeInteger(value) && within(value) && isWithinFormat(value, format),
  )
  const isFree = !Number.isFinite(least) && !Number.isFinite(most)
  return [
    ...atEnds.map((value) => ({ way: `${value}, as far as allowed`, value })),
    ...(isFree && values ? rightValues(values, 'number') : []),
    ...(isFree && takesFractions ? [{ way: 'a fraction', value: 0.25 }] : []),
    // JSON Schema 2020-12 Validation, 6.1.1: an integer is any number without a fraction, however it is written.
    ...[20]
      .filter(within)
      .flatMap(() => ['20.0', '2e1'].map((text) => ({ way: `an integer written ${text}`, value: rawJson(text) }))),
  ]
}

function isWithinFormat(value: number, format: unknown): boolean {
  const bits = { int8: 7, uint8: 8, int16: 15, uint16: 16, int32: 31, uint32: 32 }[String(format)]
  if (bits === undefined) return true
  return value < 2 ** bits && value >= (String(format).startsWith('u') ? 0 : -(2 ** bits))
}

function formatOf(format: unknown) {
  return Object.hasOwn(formatValues, String(format)) ? formatValues[String(format)] : undefined
}

function rightValues(
  { right }: { right: Readonly<Record<string, unknown>> },
  type: 'string' | 'number',
): AllowedValue[] {
  return Object.entries(right)
    .filter(([, value]) => (typeof value === 'string') === (type === 'string'))
    .map(([way, value]) => ({ way, value }))
}
