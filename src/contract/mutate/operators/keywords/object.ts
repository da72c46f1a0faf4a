import { childrenOf, findChild, isObject } from '../../../../openapi/index.js'
import { listAt } from '../../../../schema/index.js'
import { isOtherDirection } from '../../other-direction.js'
import { type KeywordInput, type KeywordOperator, newName, type Violation, violation } from './keyword-operator.js'

/** Operators for the keywords about properties of objects (JSON Schema 2020-12 Validation, 6.5; Core, 10.3.2.4). */
export const objectOperators: Readonly<Record<string, KeywordOperator>> = {
  required: violateRequired,
  dependentRequired: violateDependentRequired,
  minProperties: ({ limit, received, schema }) => {
    if (!isObject(received) || Number(limit) < 1) return []
    const required = new Set(listAt(schema, 'required').map(({ value }) => value))
    const members = Object.entries(received).sort(([a], [b]) => Number(required.has(b)) - Number(required.has(a)))
    return [violation('too few properties', Object.fromEntries(members.slice(0, Number(limit) - 1)))]
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
      violation(
        'too many properties',
        more((index) => `${newName}_${index}`),
        more(letters),
      ),
    ]
  },
  propertyNames: violatePropertyNames,
}

function violateRequired({ schema, received, node, context, appliedSchemas }: KeywordInput): Violation[] {
  if (!isObject(received)) return []
  const properties = findChild(schema, 'properties')
  return childrenOf(node).flatMap(([, entry]) => {
    const name = String(entry.value)
    const definition = properties && findChild(properties, name)
    if (
      !Object.hasOwn(received, name) ||
      isOtherDirection(name, appliedSchemas, context.schemas.index, context.direction)
    )
      return []
    return [{ ...violation(`without ${JSON.stringify(name)}`, without(received, name)), rule: definition ?? entry }]
  })
}

function violateDependentRequired({ node, received }: KeywordInput): Violation[] {
  if (!isObject(received)) return []
  return childrenOf(node).flatMap(([name, list]) =>
    childrenOf(list).map(([, entry]) => {
      const needed = String(entry.value)
      const object = without({ ...received, [name]: received[name] ?? 'text' }, needed)
      return { ...violation(`${JSON.stringify(name)} without ${JSON.stringify(needed)}`, object), rule: entry }
    }),
  )
}

function without(object: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== name))
}

function violatePropertyNames({ node, received, findViolations }: KeywordInput): Violation[] {
  if (!isObject(received)) return []
  const [value = 'text'] = Object.values(received)
  return findViolations(node, newName).flatMap(({ values, ...way }) =>
    values
      .filter((name) => typeof name === 'string')
      .slice(0, 1)
      .map((name) => ({ ...way, values: [{ ...received, [name]: value }], below: [name] })),
  )
}
