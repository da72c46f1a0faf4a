import { describe, expect, test } from 'vitest'
import { findValueMutations } from '../../../../src/contract/mutate/operators/value-mutations.js'
import { nodeAddress } from '../../../../src/openapi/index.js'
import { engineFor, type SchemaSetup } from '../../../support/schema.js'

/** The mutations of a value: `place keyword operator`, each with the changed values. */
function mutationsOf(schema: unknown, value: unknown, setup: SchemaSetup = {}) {
  const { engine: schemas, node } = engineFor(schema, setup)
  const context = { schemas, direction: setup.direction ?? 'response' } as const
  return [...findValueMutations(node, value, context)].map(({ path, keyword, operator, rule, around, values }) => ({
    place: `/${path.join('/')}`,
    ...{ keyword, operator, around },
    rule: nodeAddress(rule).replace('/components/schemas/Root', ''),
    values: [...values()],
  }))
}

const placesOf = (...args: Parameters<typeof mutationsOf>) =>
  mutationsOf(...args).map(({ place, keyword }) => `${place} ${keyword}`)

describe('a value is changed only as long as the condition of the rule holds', () => {
  const withLimit = (rules: object) => ({
    if: { not: { properties: { a: { properties: { kind: { const: 'x' } }, required: ['kind'] } }, required: ['a'] } },
    else: { properties: { a: { properties: rules } } },
  })
  const valuesOf = (rules: object, keyword: string) =>
    mutationsOf(withLimit(rules), { a: { kind: 'x', n: 7 } })
      .filter((each) => each.keyword === keyword && each.rule.startsWith('/else'))
      .flatMap(({ values }) => values)

  test('so a change of what the condition is about gives no value', () => {
    expect(valuesOf({ kind: { minLength: 1 } }, 'minLength')).toEqual([])
  })

  test('so a change beside it gives the whole value with it', () => {
    expect(valuesOf({ n: { minimum: 5 } }, 'minimum')).toContainEqual({ a: { kind: 'x', n: 4 } })
  })
})

test('a mutation of a branch names the anyOf and oneOf around it, the innermost first', () => {
  const schema = { oneOf: [{ properties: { a: { anyOf: [{ type: 'string', minLength: 3 }] } } }, { type: 'null' }] }
  const found = mutationsOf(schema, { a: 'text' }).find(({ keyword }) => keyword === 'minLength')
  expect(found?.around.map(({ keyword, path }) => [keyword, path])).toEqual([
    ['anyOf', ['a']],
    ['oneOf', []],
  ])
})

describe('the places that are changed are', () => {
  const limit = { type: 'string' }

  test('the value, before those inside it', () => {
    const places = placesOf(
      { type: 'object', properties: { a: { type: 'object', properties: { b: limit } } } },
      { a: {} },
    )
    expect(places.filter((each) => each.endsWith(' type')).map((each) => each.split(' ')[0])).toEqual([
      ...Array.from({ length: 5 }, () => '/'),
      ...Array.from({ length: 5 }, () => '/a'),
      ...Array.from({ length: 5 }, () => '/a/b'),
    ])
  })

  test('the items of a list and one more, at most twenty-one', () => {
    const itemsOf = (length: number) =>
      new Set(
        placesOf(
          { items: { enum: ['a'] } },
          Array.from({ length }, () => 'a'),
        )
          .filter((each) => each.endsWith(' enum'))
          .map((each) => each.split(' ')[0]),
      )
    expect([...itemsOf(0)]).toEqual(['/0'])
    expect([...itemsOf(2)]).toEqual(['/0', '/1', '/2'])
    expect(itemsOf(50).size).toBe(21)
  })

  test('properties that only additionalProperties describes', () => {
    const places = placesOf({ additionalProperties: { enum: ['a'] } }, { key: 'a' })
    expect(places).toContain('/key enum')
    expect(places).toContain('/undocumented_property enum')
  })

  test.each<['request' | 'response', boolean]>([
    ['request', false],
    ['response', true],
  ])('in a %s, readOnly properties or not: %s', (direction, isChanged) => {
    const schema = { properties: { a: { enum: ['a'], readOnly: true } } }
    expect(placesOf(schema, { a: 'a' }, { direction }).includes('/a enum')).toBe(isChanged)
  })
})

describe('a property is added', () => {
  test('that is not documented, unless the schema allows it or forbids it', () => {
    const added = (schema: object) =>
      mutationsOf(schema, { a: 1 }).filter(({ operator }) => operator === 'an added property')
    const properties = { a: { type: 'integer' } }
    expect(added({ properties })).toMatchObject([
      {
        ...{ place: '/undocumented_property', keyword: 'undocumented property', rule: '/properties' },
        values: [{ a: 1, undocumented_property: 'text' }],
      },
    ])
    expect(added({ properties, additionalProperties: true })).toEqual([])
    expect(added({ properties, additionalProperties: { type: 'string' } })).toEqual([])
    expect(added({})).toEqual([])
  })

  test.each<['request' | 'response', string]>([
    ['request', 'readOnly'],
    ['response', 'writeOnly'],
  ])('of the other direction: in a %s, one that is %s', (direction, keyword) => {
    const schema = { properties: { a: { type: 'integer', [keyword]: true }, b: {} } }
    const added = mutationsOf(schema, { b: 1 }, { direction }).filter((each) => each.keyword === keyword)
    expect(added).toMatchObject([{ place: '/a', operator: 'a property of the other direction', rule: '/properties/a' }])
    expect(added[0]?.values).toContainEqual({ b: 1, a: 7 })
  })
})
