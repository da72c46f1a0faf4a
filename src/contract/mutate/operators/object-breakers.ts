import { childrenOf, findChild, isObject } from '../../../openapi/index.js'
import { findOneWay, listAt } from '../../../schema/index.js'
import { type Breaker, type Keyword, newName, one, type Way } from '../way.js'

/** How to break keywords about the properties of objects (Validation, 6.5; Core, 10.3.2.4). */
export const objectBreakers: Readonly<Record<string, Breaker>> = {
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
}

function breakRequired({ schema, received, node, context }: Keyword): Way[] {
  if (!isObject(received)) return []
  const properties = findChild(schema, 'properties')
  return childrenOf(node).flatMap(([, entry]) => {
    const name = String(entry.value)
    const definition = properties && findChild(properties, name)
    const wrongWay = context.direction === 'response' ? 'writeOnly' : 'readOnly'
    if (!Object.hasOwn(received, name) || (definition && findOneWay(definition, context.schemas.index) === wrongWay))
      return []
    return [{ ...one(`without ${JSON.stringify(name)}`, without(received, name)), rule: definition ?? entry }]
  })
}

function breakDependentRequired({ node, received }: Keyword): Way[] {
  if (!isObject(received)) return []
  return childrenOf(node).flatMap(([name, list]) =>
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

function breakPropertyNames({ node, received, waysToBreak }: Keyword): Way[] {
  if (!isObject(received)) return []
  const [value = 'text'] = Object.values(received)
  return waysToBreak(node, newName).flatMap(({ values, ...way }) =>
    values
      .filter((name) => typeof name === 'string')
      .slice(0, 1)
      .map((name) => ({ ...way, values: [{ ...received, [name]: value }], below: [name] })),
  )
}
