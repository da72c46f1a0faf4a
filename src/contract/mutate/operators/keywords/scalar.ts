import { findChild, type Node, parseRegex } from '../../../../openapi/index.js'
import { exactValueOf } from '../../../../schema/index.js'
import { formatValues } from '../../format-values.js'
import { rawJson } from '../../raw-json.js'
import { type KeywordInput, type KeywordOperator, type Violation, violation } from './keyword-operator.js'

/** The longest string that is created to exceed `maxLength`. */
const maxCharacters = 100_000

/** Operators for the keywords about strings, numbers and any value (JSON Schema 2020-12 Validation, 6.1 to 6.3 and 7). */
export const scalarOperators: Readonly<Record<string, KeywordOperator>> = {
  type: violateType,
  enum: ({ limit, received }) => violateEnum([limit].flat(1), received),
  const: ({ limit, received }) => violateEnum([limit], received),
  minimum: ({ limit, node, schema }) => [
    violation('below the minimum', ...stepsFrom(limit, schema).map((step) => plus(node, -step))),
  ],
  maximum: ({ limit, node, schema }) => [
    violation('above the maximum', ...stepsFrom(limit, schema).map((step) => plus(node, step))),
  ],
  // In OpenAPI 3.0 these keywords are flags beside `minimum` and `maximum`.
  exclusiveMinimum: ({ limit, node }) =>
    typeof limit === 'number' ? [violation('the minimum itself', plus(node, 0))] : [],
  exclusiveMaximum: ({ limit, node }) =>
    typeof limit === 'number' ? [violation('the maximum itself', plus(node, 0))] : [],
  multipleOf: ({ limit }) => [
    violation(
      'not a multiple',
      ...(Number.isInteger(limit) && limit !== 1 ? [Number(limit) + 1] : []),
      Number(limit) * 1.5,
      Number(limit) * 2.5,
    ),
  ],
  minLength: ({ limit, received }) =>
    Number(limit) > 0 ? [violation('too short', ...stringsOf(received, Number(limit) - 1))] : [],
  maxLength: ({ limit, received }) =>
    Number(limit) < maxCharacters ? [violation('too long', ...stringsOf(received, Number(limit) + 1))] : [],
  pattern: violatePattern,
  format: violateFormat,
}

/** Returns the limit in a node plus a step; as text if a double cannot hold it. */
function plus(node: Node, step: number): unknown {
  const text = String(exactValueOf(node))
  const sum = Number(text) + step
  const isExact = !/^-?\d+$/.test(text) || !Number.isInteger(step) || Number.isSafeInteger(sum)
  return isExact ? sum : rawJson(String(BigInt(text) + BigInt(step)))
}

/** Returns small steps beyond a limit. If only multiples are allowed, the first step leads to a multiple. */
function stepsFrom(limit: unknown, schema: Node): number[] {
  const multiple = findChild(schema, 'multipleOf')?.value
  return [...(typeof multiple === 'number' && Number(limit) % multiple === 0 ? [multiple] : []), 1, 0.5]
}

function violateType({ limit, received, schema, context }: KeywordInput): Violation[] {
  const isNullable =
    context.schemas.index.dialectOf(schema) === 'openapi-3.0' && findChild(schema, 'nullable')?.value === true
  const allowed = new Set([...[limit].flat().map(String), ...(isNullable ? ['null'] : [])])
  const takesNumbers = allowed.has('number') || allowed.has('integer')
  const isScalar = typeof received === 'number' || typeof received === 'boolean'
  const wrong: [string, ...unknown[]][] = [
    ['null', null],
    ['boolean', true],
    ['number', 7],
    // Services send numbers and booleans as strings by mistake, and forms write them like that.
    ['string', ...(isScalar ? [String(received)] : []), 'text'],
    ['array', []],
    ['object', {}],
  ]
  return [
    ...wrong
      .filter(([type]) => !allowed.has(type) && !(type === 'number' && takesNumbers))
      .map(([type, ...values]) => violation(`of type ${type}`, ...values)),
    ...(allowed.has('integer') && !allowed.has('number') ? [violation('with a fraction', 0.5)] : []),
  ]
}

/** Returns values that have a type of the listed values, but are not listed. */
function violateEnum(listed: readonly unknown[], received: unknown): Violation[] {
  const isNew = (value: unknown) => !listed.some((each) => JSON.stringify(each) === JSON.stringify(value))
  const strings = listed.filter((value) => typeof value === 'string')
  const numbers = listed.filter((value) => typeof value === 'number')
  const [first] = strings
  const unlisted = (operator: string, ...values: readonly unknown[]) => violation(operator, ...values.filter(isNew))
  const other = typeof received === 'object' && received !== null ? [{}, []] : []
  return [
    unlisted(
      'not listed',
      ...(first === undefined ? [] : ['unlisted', `${first}s`]),
      ...numbers.map((value) => value + 1),
      true,
      false,
      ...other,
    ),
    ...(first === undefined
      ? []
      : [unlisted('in other case', first.toUpperCase(), first.toLowerCase()), unlisted('with a space', `${first} `)]),
    unlisted('null although not listed', null),
  ]
}

/** Returns strings of this length. The first one begins like the received string. */
function stringsOf(received: unknown, length: number): string[] {
  const start = typeof received === 'string' ? [...received].slice(0, length).join('') : ''
  return [start + 'a'.repeat(length - [...start].length), '0'.repeat(length)]
}

function violatePattern({ limit, received }: KeywordInput): Violation[] {
  const regex = parseRegex(String(limit))
  const text = typeof received === 'string' ? received : 'text'
  const tried = [
    `${text}!`,
    `!${text}`,
    text.slice(0, -1),
    text.toUpperCase(),
    text.toLowerCase(),
    'a',
    'A',
    '0',
    '-',
    '!',
    '~~~',
    'ü',
    ' ',
    '',
  ]
  return regex ? [violation('not matching', ...tried.filter((each) => !regex.test(each)))] : []
}

function violateFormat({ limit }: KeywordInput): Violation[] {
  const format = Object.hasOwn(formatValues, String(limit)) ? formatValues[String(limit)] : undefined
  return Object.entries(format?.invalid ?? {}).map(([name, value]) => violation(name, value))
}
