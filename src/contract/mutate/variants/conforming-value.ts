import { findChild, isObject, type Node } from '../../../openapi/index.js'
import { listAt } from '../../../schema/index.js'
import { formatValues } from '../format-values.js'
import { rawJson } from '../raw-json.js'

/** A value that schemas allow, and what is special about it. */
export interface AllowedValue {
  readonly description: string
  readonly value: unknown
}

/** Keywords that do not apply to scalars, or that this file takes into account. */
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

/** The longest string that is created to reach `maxLength`. */
const maxCharacters = 10_000

/**
 * Returns scalars that all of these schemas allow, found without the check.
 *
 * The list is empty if the schemas have keywords that this file does not know, because these may forbid the scalars.
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
          .map((value) => ({ description: `${JSON.stringify(value)}, as listed`, value }))
      : []
  const [format, second] = members('format')
  if (second !== undefined || !types) return []
  return [
    ...(types.has('null') ? [{ description: 'null', value: null }] : []),
    ...(types.has('boolean') ? [true, false].map((value) => ({ description: String(value), value })) : []),
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
  const [min = 0, max = 1] = [
    Math.max(0, ...members('minLength').map(Number)),
    Math.min(maxCharacters, ...members('maxLength').map(Number)),
  ]
  const values = formatOf(format)
  if (values) return min === 0 && members('maxLength').length === 0 ? validValues(values, 'string') : []
  return [
    { description: `a text of ${min} characters`, value: 'a'.repeat(min) },
    // JSON Schema counts characters, not UTF-16 code units.
    ...(max >= min
      ? [{ description: `a text of ${max} characters beyond the BMP`, value: '\u{1F600}'.repeat(Math.min(max, 1000)) }]
      : []),
  ].filter(({ value }) => [...value].length >= min)
}

function allowedNumbers(members: Members, format: unknown, takesFractions: boolean): AllowedValue[] {
  const [min, max] = [Math.max(...members('minimum').map(Number)), Math.min(...members('maximum').map(Number))]
  const values = formatOf(format)
  const [smallest, largest] = [Math.ceil(min), Math.floor(max)]
  const within = (value: number) => value >= min && value <= max
  const atEnds = [smallest, largest].filter(
    (value) => Number.isSafeInteger(value) && within(value) && isWithinFormat(value, format),
  )
  const isFree = !Number.isFinite(min) && !Number.isFinite(max)
  return [
    ...atEnds.map((value) => ({ description: `${value}, the limit`, value })),
    ...(isFree && values ? validValues(values, 'number') : []),
    ...(isFree && takesFractions ? [{ description: 'a fraction', value: 0.25 }] : []),
    // JSON Schema 2020-12 Validation, 6.1.1: an integer is any number without a fraction, however it is written.
    ...[20]
      .filter(within)
      .flatMap(() =>
        ['20.0', '2e1'].map((text) => ({ description: `an integer written ${text}`, value: rawJson(text) })),
      ),
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

function validValues(
  { valid }: { valid: Readonly<Record<string, unknown>> },
  type: 'string' | 'number',
): AllowedValue[] {
  return Object.entries(valid)
    .filter(([, value]) => (typeof value === 'string') === (type === 'string'))
    .map(([description, value]) => ({ description, value }))
}
