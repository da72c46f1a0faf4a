import { childrenOf, findChild, isObject, type Place, parseRegex } from '../../openapi/index.js'
import { listAt } from '../schema/flatten.js'
import { goesOneWay } from '../schema/one-way.js'
import { formatValues } from './format-values.js'
import { accepts, type GroupContext, type Path } from './groups.js'

/** One way to break one keyword of a schema. */
export interface Way {
  readonly name: string
  /** Values to try in turn: other keywords may forbid them as well. */
  readonly values: readonly unknown[]
  /** What the finding names. @default the keyword's place */
  readonly rule?: Place
  /** @default the keyword's name */
  readonly keyword?: string
  /** Where below the value the finding is. @default the value itself */
  readonly below?: Path
}

interface Keyword {
  readonly limit: unknown
  readonly place: Place
  readonly schema: Place
  /** The value at hand; `undefined` when there is none yet. */
  readonly received: unknown
  readonly context: GroupContext
}

/** Longer texts and lists are not made, only to be too long. */
const most = 100_000

const samples: readonly unknown[] = [null, true, 7, 0.5, 'text', [], {}]

/**
 * How to break each keyword, from what the keyword means and without asking the check.
 *
 * Keywords that only lead to other schemas are not here; those other schemas are broken themselves.
 */
const breakers: Readonly<Record<string, (keyword: Keyword) => Way[]>> = {
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
  required: breakRequired,
  dependentRequired: breakDependentRequired,
  minProperties: ({ limit, received, schema }) => {
    if (!isObject(received) || Number(limit) < 1) return []
    const needed = new Set(listAt(schema, 'required').map(({ value }) => value))
    const members = Object.entries(received).sort(([a], [b]) => Number(needed.has(b)) - Number(needed.has(a)))
    return [one('too few properties', Object.fromEntries(members.slice(0, Number(limit) - 1)))]
  },
  maxProperties: ({ limit, received }) => {
    if (!isObject(received) || Number(limit) >= 1000) return []
    const [value = 'text'] = Object.values(received)
    const more = (spell: (index: number) => string) => ({
      ...received,
      ...Object.fromEntries(Array.from({ length: Number(limit) + 1 }, (_, index) => [spell(index), value])),
    })
    const letters = (index: number) => `new${'abcdefghij'[index % 10]}${'x'.repeat(Math.floor(index / 10))}`
    return [
      one(
        'too many properties',
        more((index) => `${newName}_${index}`),
        more(letters),
      ),
    ]
  },
  propertyNames: breakPropertyNames,
  minItems: ({ limit, received }) =>
    Array.isArray(received) && Number(limit) > 0 ? [one('too few items', received.slice(0, Number(limit) - 1))] : [],
  maxItems: ({ limit, received }) => {
    if (!Array.isArray(received) || Number(limit) >= most) return []
    const length = Number(limit) + 1
    const repeated = Array.from({ length }, (_, index): unknown => received[index % received.length] ?? index)
    return [
      one(
        'too many items',
        repeated,
        Array.from({ length }, (_, index) => index),
        Array.from({ length }, (_, index) => `${index}`),
      ),
    ]
  },
  uniqueItems: ({ limit, received }) => {
    if (limit !== true || !Array.isArray(received)) return []
    return received.length === 0
      ? [one('an item twice', [7, 7], ['a', 'a'])]
      : [one('an item twice', [...received, received[0]])]
  },
  contains: breakContains,
  anyOf: (keyword) => breakAll(keyword),
  oneOf: (keyword) => [...breakAll(keyword), ...breakOneOf(keyword)],
  not: ({ place, context, received }) => {
    const meant = [findChild(place, 'const')?.value, ...listAt(place, 'enum').map(({ value }) => value)]
    const named = listAt(place, 'required').map(({ value }): [string, unknown] => [String(value), 'text'])
    const object = { ...(isObject(received) && received), ...Object.fromEntries(named) }
    const tried = [...meant.filter((value) => value !== undefined), object, ...samples]
    return [one('what is excluded', ...tried.filter((value) => accepts(place, value, context)))]
  },
}

/** A name that no document has. */
export const newName = 'undocumented_property'

/** Ways to break a schema's own keywords; a boolean schema `false` is broken by any value. */
export function waysToBreak(
  schema: Place,
  received: unknown,
  context: GroupContext,
): (Way & { rule: Place; keyword: string })[] {
  if (schema.value === false) return [{ name: 'a value', values: samples, rule: schema, keyword: 'false' }]
  return childrenOf(schema).flatMap(([name, place]) => {
    const ways = Object.hasOwn(breakers, name)
      ? breakers[name]?.({ limit: place.value, place, schema, received, context })
      : []
    return (ways ?? []).filter(({ values }) => values.length > 0).map((way) => ({ rule: place, keyword: name, ...way }))
  })
}

/** Small steps beyond a limit, the first of them to a multiple where only multiples are allowed. */
function stepsFrom(limit: unknown, schema: Place): number[] {
  const multiple = findChild(schema, 'multipleOf')?.value
  return [...(typeof multiple === 'number' && Number(limit) % multiple === 0 ? [multiple] : []), 1, 0.5]
}

function one(name: string, ...values: readonly unknown[]): Way {
  return { name, values }
}

function breakType({ limit, received }: Keyword): Way[] {
  const allowed = new Set([limit].flat().map(String))
  const takesNumbers = allowed.has('number') || allowed.has('integer')
  const wrong: [string, unknown][] = [
    ['null', null],
    ['boolean', true],
    ['number', 7],
    // A number or boolean as text is what a service sends by mistake.
    ['string', typeof received === 'number' || typeof received === 'boolean' ? String(received) : 'text'],
    ['array', []],
    ['object', {}],
  ]
  return [
    ...wrong
      .filter(([type]) => !allowed.has(type) && !(type === 'number' && takesNumbers))
      .map(([type, value]) => one(`of type ${type}`, value)),
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

function breakRequired({ schema, received, place, context }: Keyword): Way[] {
  if (!isObject(received)) return []
  const properties = findChild(schema, 'properties')
  return childrenOf(place).flatMap(([, entry]) => {
    const name = String(entry.value)
    const definition = properties && findChild(properties, name)
    const wrongWay = context.direction === 'response' ? 'writeOnly' : 'readOnly'
    if (!Object.hasOwn(received, name) || (definition && goesOneWay(definition, context.schemas.index) === wrongWay))
      return []
    return [{ ...one(`without ${JSON.stringify(name)}`, without(received, name)), rule: definition ?? entry }]
  })
}

function breakDependentRequired({ place, received }: Keyword): Way[] {
  if (!isObject(received)) return []
  return childrenOf(place).flatMap(([name, list]) =>
    childrenOf(list).map(([, entry]) => {
      const needed = String(entry.value)
      const object = without({ ...received, [name]: received[name] ?? 'text' }, needed)
      return { ...one(`${JSON.stringify(name)} without ${JSON.stringify(needed)}`, object), rule: entry }
    }),
  )
}

function without(object: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== name))
}

function breakPropertyNames({ place, received, context }: Keyword): Way[] {
  if (!isObject(received)) return []
  const [value = 'text'] = Object.values(received)
  return waysToBreak(place, newName, context).flatMap(({ values, ...way }) =>
    values
      .filter((name) => typeof name === 'string')
      .slice(0, 1)
      .map((name) => ({ ...way, values: [{ ...received, [name]: value }], below: [name] })),
  )
}

function breakContains({ place, schema, received, context }: Keyword): Way[] {
  const [least, most] = ['minContains', 'maxContains'].map((name) => findChild(schema, name))
  const few = {
    ...one(
      'too few matching items',
      [],
      ...samples.filter((item) => !accepts(place, item, context)).map((item) => [item]),
    ),
    ...(least && { rule: least, keyword: 'minContains' }),
  }
  const matching = (Array.isArray(received) ? received : samples).find((item) => accepts(place, item, context))
  const length = Number(most?.value) + 1
  const many =
    most && length <= 1000
      ? [
          {
            ...one(
              'too many matching items',
              Array.from({ length }, () => matching),
            ),
            rule: most,
            keyword: 'maxContains',
          },
        ]
      : []
  return [...(least?.value === 0 ? [] : [few]), ...many]
}

function breakAll({ place, context }: Keyword): Way[] {
  const branches = childrenOf(place).map(([, branch]) => branch)
  const refused = samples.filter((value) => !branches.some((branch) => accepts(branch, value, context)))
  return [one('that no branch accepts', ...refused)]
}

function breakOneOf({ place, context, received }: Keyword): Way[] {
  const branches = childrenOf(place).map(([, branch]) => branch)
  const tried = [...samples, 15, 30, '', 'a', received]
  const accepted = tried.filter(
    (value) => value !== undefined && branches.filter((branch) => accepts(branch, value, context)).length > 1,
  )
  return [one('that two branches accept', ...accepted)]
}

/** Whether a keyword forbids anything, so that it is a rule. */
export function isRule(keyword: string, place: Place): boolean {
  if (keyword === 'format') return Object.hasOwn(formatValues, String(place.value))
  if (keyword === 'uniqueItems') return place.value === true
  if (keyword === 'minItems' || keyword === 'minLength' || keyword === 'minProperties') return Number(place.value) > 0
  if (keyword === 'type') return new Set([place.value].flat()).size < 6
  return Object.hasOwn(breakers, keyword)
}
