import { describe, expect, test } from 'vitest'
import { findAllowed } from '../../../../src/contract/mutate/variants/conforming-body.js'
import { engineFor } from '../../../support/schema.js'

/** What may be changed in a value: the place, the description, and the whole value with the change. */
function changesOf(schema: unknown, value: unknown) {
  const { engine: schemas, node } = engineFor(schema)
  return [...findAllowed(node, value, { schemas, direction: 'response' })].map(
    ({ path, description, value: changed }) => [`/${path.join('/')}`, description, changed] as const,
  )
}
const descriptionsOf = (...args: Parameters<typeof changesOf>) =>
  changesOf(...args).map(([place, description]) => `${place} ${description}`)

const properties = { a: {}, b: {} }

describe('an object may', () => {
  test('lack each property that is documented and not required, and have them in another order', () => {
    expect(changesOf({ properties, required: ['b'] }, { a: 1, b: 2, c: 3 })).toEqual([
      ['/', 'members in another order', { c: 3, b: 2, a: 1 }],
      ['/', 'without "a"', { b: 2, c: 3 }],
    ])
    const [[, , reordered] = []] = changesOf({ properties }, { a: 1, b: 2 })
    expect(Object.keys(Object(reordered))).toEqual(['b', 'a'])
  })

  test('not have another order with a single member', () => {
    expect(descriptionsOf({ properties }, { a: 1 })).toEqual(['/ without "a"'])
  })

  test.each([{ minProperties: 1 }, { dependentRequired: { a: ['b'] } }])('not lack a property beside %j', (rule) => {
    expect(descriptionsOf({ properties, ...rule }, { a: 1, b: 2 })).toEqual(['/ members in another order'])
  })
})

describe('a list may', () => {
  test('be empty', () => {
    expect(changesOf({ items: {} }, [1])).toEqual([['/', 'an empty list', []]])
  })

  test('not be empty beside minItems', () => {
    expect(changesOf({ items: {}, minItems: 0 }, [1])).toEqual([])
  })
})

describe('a change inside the value', () => {
  test('is at its place, in the first item of a list', () => {
    const list = { items: { properties } }
    expect(changesOf({ properties: { a: list }, required: ['a'] }, { a: [{ b: 1 }, { b: 2 }] })).toEqual([
      ['/a', 'an empty list', { a: [] }],
      ['/a/0', 'without "b"', { a: [{}, { b: 2 }] }],
    ])
  })

  test.each<[string, unknown]>([
    ['if', {}],
    ['not', { const: 0 }],
    ['enum', [{ a: { b: 1 } }]],
    ['const', { a: { b: 1 } }],
  ])('is not made below %s', (keyword, rule) => {
    const schema = { properties: { a: { properties } }, [keyword]: rule }
    expect(descriptionsOf(schema, { a: { b: 1 } }).filter((each) => each.includes('without'))).toEqual([])
  })

  test.each(['anyOf', 'oneOf'])('is not made if a branch of %s applies', (keyword) => {
    expect(changesOf({ properties, [keyword]: [{ required: ['a'] }] }, { a: 1 })).toEqual([])
  })

  test.each(['contains', 'uniqueItems'])('is not made in a list with %s', (keyword) => {
    const rule = keyword === 'contains' ? {} : true
    expect(changesOf({ items: { properties }, [keyword]: rule }, [{ a: 1 }])).toEqual([])
  })
})
