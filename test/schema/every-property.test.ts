import { describe, expect, test } from 'vitest'
import { resultsOf } from '../support/schema.js'

const text = { type: 'string' }
const named = { properties: { a: text } }

describe('a wrong property and a forbidden or missing one are both reported', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['properties, additionalProperties', { ...named, additionalProperties: false }, { a: 1, b: 1 }, ['a', 'b']],
    ['properties, unevaluatedProperties', { ...named, unevaluatedProperties: false }, { a: 1, b: 1 }, ['a', 'b']],
    ['properties, required', { ...named, required: ['c'] }, { a: 1 }, ['', 'a']],
    [
      'required, unevaluatedProperties',
      { ...named, required: ['c'], unevaluatedProperties: false },
      { b: 1 },
      ['', 'b'],
    ],
    ['required, additionalProperties', { required: ['c'], additionalProperties: false }, { b: 1 }, ['', 'b']],
    [
      'patternProperties, unevaluatedProperties',
      { patternProperties: { '^a': text }, unevaluatedProperties: false },
      { a1: 1, b: 1 },
      ['a1', 'b'],
    ],
    [
      'additionalProperties with a schema, unevaluatedProperties outside',
      { allOf: [{ additionalProperties: text }], unevaluatedProperties: false },
      { b: 1 },
      ['b'],
    ],
    [
      'propertyNames, unevaluatedProperties',
      { propertyNames: { maxLength: 1 }, unevaluatedProperties: false },
      { bb: 1 },
      ['bb', 'bb'],
    ],
    [
      'maxProperties, unevaluatedProperties',
      { ...named, maxProperties: 1, unevaluatedProperties: false },
      { a: 'x', b: 1 },
      ['', 'b'],
    ],
    ['allOf, unevaluatedProperties', { allOf: [named], unevaluatedProperties: false }, { a: 1, b: 1 }, ['a', 'b']],
    [
      'nested unevaluatedProperties',
      { allOf: [{ ...named, required: ['c'] }], unevaluatedProperties: false },
      { a: 1, b: 1 },
      ['', 'a', 'b'],
    ],
    [
      'anyOf, unevaluatedProperties',
      { anyOf: [named, { type: 'array' }], unevaluatedProperties: false },
      { a: 1, b: 1 },
      ['a', 'b'],
    ],
    [
      'oneOf, unevaluatedProperties',
      { oneOf: [named, { type: 'array' }], unevaluatedProperties: false },
      { a: 1, b: 1 },
      ['a', 'b'],
    ],
    [
      'then, unevaluatedProperties',
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      { if: {}, then: named, unevaluatedProperties: false },
      { a: 1, b: 1 },
      ['a', 'b'],
    ],
    ['not, unevaluatedProperties', { not: {}, ...named, unevaluatedProperties: false }, { a: 'x', b: 1 }, ['', 'b']],
    [
      'dependentRequired, unevaluatedProperties',
      { ...named, dependentRequired: { a: ['c'] }, unevaluatedProperties: false },
      { a: 'x', b: 1 },
      ['', 'b'],
    ],
    [
      'type in a reference, without noise',
      { allOf: [{ type: 'array' }], unevaluatedProperties: false },
      { b: 1 },
      [''],
    ],
    [
      'type in a reference, without noise, of items',
      { allOf: [{ type: 'object' }], unevaluatedItems: false },
      [1],
      [''],
    ],
    [
      'enum, unevaluatedProperties',
      { enum: [1], ...named, unevaluatedProperties: false },
      { a: 1, b: 1 },
      ['', 'a', 'b'],
    ],
    ['items, unevaluatedItems', { prefixItems: [text], unevaluatedItems: false }, [1, 2], ['0', '1']],
    ['contains, unevaluatedItems', { contains: text, unevaluatedItems: false }, [1], ['', '0']],
    ['prefixItems, items', { prefixItems: [text], items: text }, [1, 2], ['0', '1']],
    ['uniqueItems, items', { uniqueItems: true, items: text }, [1, 1], ['', '0', '1']],
  ])('%s', (_, schema, value, places) => {
    const results = resultsOf(schema, JSON.stringify(value))

    expect(results.map((each) => each.split(' ')[0]).sort()).toEqual(places)
  })
})

test.each(['properties', 'patternProperties', 'dependentSchemas'])('a name in %s is no keyword', (keyword) => {
  expect(resultsOf({ [keyword]: { items: false } }, '{"items":1}').map((result) => result.split(' ')[1])).toEqual([
    'false',
  ])
})
