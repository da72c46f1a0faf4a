import { findChild, type Node, parseRegex } from '../../../openapi/index.js'
import { formatValues } from '../format-values.js'
import { type Breaker, type Keyword, one, type Way } from '../way.js'

/** Longer texts are not made, only to be too long. */
const most = 100_000

/** How to break keywords about a value of its own (JSON Schema 2020-12 Validation, 6.1 to 6.3 and 7). */
export const scalarBreakers: Readonly<Record<string, Breaker>> = {
  type: breakType,
  enum: ({ limit, received }) => breakChoice([limit].flat(1), received),
  const: ({ limit, received }) => breakChoice([limit], received),
  minimum: ({ limit, schema }) => [
    one('below the minimum', ...stepsFrom(limit, schema).map((step) => Number(limit) - step)),
  ],
  maximum: ({ limit, schema }) => [
    one('above the maximum', ...stepsFrom(limit, schema).map((step) => Number(limit) + step)),
  ],
  exclusiveMinimum: ({ limit }) => [one('the minimum itself', Number(limit))],
  exclusiveMaximum: ({ limit }) => [one('the maximum itself', Number(limit))],
  multipleOf: ({ limit }) => [
    one(
      'no multiple',
      ...(Number.isInteger(limit) && limit !== 1 ? [Number(limit) + 1] : []),
      Number(limit) * 1.5,
      Number(limit) * 2.5,
    ),
  ],
  minLength: ({ limit, received }) =>
    Number(limit) > 0 ? [one('too short', ...texts(received, Number(limit) - 1))] : [],
  maxLength: ({ limit, received }) =>
    Number(limit) < most ? [one('too long', ...texts(received, Number(limit) + 1))] : [],
  pattern: breakPattern,
  format: breakFormat,
}

/** Small steps beyond a limit, the first of them to a multiple where only multiples are allowed. */
function stepsFrom(limit: unknown, schema: Node): number[] {
  const multiple = findChild(schema, 'multipleOf')?.value
  return [...(typeof multiple === 'number' && Number(limit) % multiple === 0 ? [multiple] : []), 1, 0.5]
}

function breakType({ limit, received }: Keyword): Way[] {
  const allowed = new Set([limit].flat().map(String))
  const takesNumbers = allowed.has('number') || allowed.has('integer')
  const isScalar = typeof received === 'number' || typeof received === 'boolean'
  const wrong: [string, ...unknown[]][] = [
    ['null', null],
    ['boolean', true],
    ['number', 7],
    // A number or boolean as text is what a service sends by mistake; in a form that is how it is written.
    ['string', ...(isScalar ? [String(received)] : []), 'text'],
    ['array', []],
    ['object', {}],
  ]
  return [
    ...wrong
      .filter(([type]) => !allowed.has(type) && !(type === 'number' && takesNumbers))
      .map(([type, ...values]) => one(`of type ${type}`, ...values)),
    ...(allowed.has('integer') && !allowed.has('number') ? [one('with a fraction', 0.5)] : []),
  ]
}

/** A value of a listed one's type that is not listed itself. */
function breakChoice(listed: readonly unknown[], received: unknown): Way[] {
  const isNew = (value: unknown) => !listed.some((each) => JSON.stringify(each) === JSON.stringify(value))
  const strings = listed.filter((value) => typeof value === 'string')
  const numbers = listed.filter((value) => typeof value === 'number')
  const [first] = strings
  const way = (name: string, ...values: readonly unknown[]) => one(name, ...values.filter(isNew))
  const other = typeof received === 'object' && received !== null ? [{}, []] : []
  return [
    way(
      'not listed',
      ...(first === undefined ? [] : ['unlisted', `${first}s`]),
      ...numbers.map((value) => value + 1),
      true,
      false,
      ...other,
    ),
    ...(first === undefined
      ? []
      : [way('in other case', first.toUpperCase(), first.toLowerCase()), way('with a space', `${first} `)]),
    way('null although not listed', null),
  ]
}

/** Of so many characters; what is there already is kept as far as it goes. */
function texts(received: unknown, length: number): string[] {
  const kept = typeof received === 'string' ? [...received].slice(0, length).join('') : ''
  return [kept + 'a'.repeat(length - [...kept].length), '0'.repeat(length)]
}

function breakPattern({ limit, received }: Keyword): Way[] {
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
  return regex ? [one('not matching', ...tried.filter((each) => !regex.test(each)))] : []
}

function breakFormat({ limit }: Keyword): Way[] {
  const format = Object.hasOwn(formatValues, String(limit)) ? formatValues[String(limit)] : undefined
  return Object.entries(format?.wrong ?? {}).map(([name, value]) => one(name, value))
}
