import { describe, expect, test } from 'vitest'
import { engineFor, resultsOf } from '../support/schema.js'

const slow = '^(a+)+\\1$'
const slowText = `${'a'.repeat(49)}b`
const isSlow = { pattern: slow }

describe('a pattern that may take too long is a note', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['in pattern', isSlow, slowText, ['note  pattern /pattern']],
    [
      'in patternProperties',
      { patternProperties: { [slow]: { type: 'integer' } } },
      { [slowText]: 'x', aa: 'x' },
      [`aa type /patternProperties/${slow}/type`, `note ${slowText} patternProperties /patternProperties/${slow}`],
    ],
    [
      'beside additionalProperties',
      { patternProperties: { [slow]: {} }, additionalProperties: false },
      { [slowText]: 1, b: 1 },
      ['b additionalProperties /additionalProperties', `note ${slowText} patternProperties /patternProperties/${slow}`],
    ],
    ['in not', { not: isSlow }, slowText, ['note  pattern /not/pattern']],
    [
      'in propertyNames',
      { propertyNames: isSlow },
      { [slowText]: 1 },
      [`note ${slowText} pattern /propertyNames/pattern`],
    ],
    [
      'once for many values',
      { items: isSlow },
      [slowText, slowText, `${slowText}b`],
      ['note 0 pattern /items/pattern'],
    ],
    [
      'in a branch that may be the only one',
      { oneOf: [isSlow, { type: 'integer' }] },
      slowText,
      ['note  pattern /oneOf/0/pattern'],
    ],
    [
      'in a branch beside one that accepts',
      { oneOf: [isSlow, { type: 'string' }] },
      slowText,
      ['note  pattern /oneOf/0/pattern'],
    ],
    [
      'not in a branch that rejects the value anyway',
      { anyOf: [{ ...isSlow, not: {} }, { type: 'string' }] },
      slowText,
      [],
    ],
    ['not if another branch of anyOf accepts the value', { anyOf: [isSlow, { type: 'string' }] }, slowText, []],
    [
      'in a condition, which then asks for nothing',
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      { if: isSlow, then: false, else: false },
      slowText,
      ['note  pattern /if/pattern'],
    ],
    [
      'not in a branch that rejects the value anyway, so that not is certain',
      { not: { oneOf: [{ ...isSlow, not: {} }, { type: 'string' }] } },
      slowText,
      [' not /not'],
    ],
    ['in a condition without more', { if: isSlow }, slowText, ['note  pattern /if/pattern']],
    [
      'in a condition, and properties of both its outcomes are evaluated',
      {
        // biome-ignore lint/suspicious/noThenProperty: the keyword's name
        ...{ if: { properties: { a: isSlow } }, then: { properties: { b: {} } }, else: { properties: { c: {} } } },
        unevaluatedProperties: false,
      },
      { a: slowText, b: 1, c: 1, d: 1 },
      ['d unevaluatedProperties /unevaluatedProperties', 'note a pattern /if/properties/a/pattern'],
    ],
    [
      'in contains',
      { contains: isSlow, maxContains: 1 },
      [slowText, 'aa', `${slowText}c`],
      ['note 0 pattern /contains/pattern'],
    ],
    [
      'and properties that may match are evaluated',
      { patternProperties: { [slow]: {} }, unevaluatedProperties: false },
      { [slowText]: 1 },
      [`note ${slowText} patternProperties /patternProperties/${slow}`],
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(resultsOf(schema, JSON.stringify(value))).toEqual(expected)
  })

  test('only on texts on which it may', () => {
    expect(resultsOf(isSlow, JSON.stringify('aaaa'))).toEqual([])
    expect(resultsOf(isSlow, JSON.stringify('aaab'))).toEqual([' pattern /pattern'])
  })

  test('and properties that may match are documented', () => {
    const { engine, node } = engineFor({ properties: { b: {} }, patternProperties: { [slow]: {} } })

    expect(engine.findUndocumented(node, { [slowText]: 1 }, 'response')).toEqual([])
  })

  test('that names the pattern and the text', () => {
    const { engine, node } = engineFor(isSlow)
    const [note] = engine.evaluate(node, slowText, { direction: 'response' })

    expect(note?.message).toBe(`not checked: pattern ^(a+)+\\1$ may take too long on "${slowText}"`)
  })
})

describe('a part of the document that cannot be used is a note, and all else is checked', () => {
  test.each<[string, unknown, string[][], unknown, string[]]>([
    [
      'a keyword',
      { minLength: 1, maxLength: 1 },
      [['minLength']],
      'ab',
      [' maxLength /maxLength', 'note  minLength /minLength'],
    ],
    ['type', { type: 'string', minimum: 1 }, [['type']], 0, [' minimum /minimum', 'note  type /type']],
    ['one of several types', { type: ['string', 'null'] }, [['type', '0']], 1, ['note  type /type']],
    [
      'a schema in properties',
      { properties: { a: {}, b: { type: 'string' } }, additionalProperties: false },
      [['properties', 'a']],
      { a: 1, b: 2, c: 3 },
      ['b type /properties/b/type', 'c additionalProperties /additionalProperties', 'note a properties /properties/a'],
    ],
    [
      'properties beside additionalProperties',
      { properties: { a: {} }, additionalProperties: false },
      [['properties']],
      { a: 1 },
      ['note  properties /properties'],
    ],
    [
      'patternProperties beside additionalProperties',
      { patternProperties: { '^a': {} }, additionalProperties: false },
      [['patternProperties']],
      { a: 1 },
      ['note  patternProperties /patternProperties'],
    ],
    [
      'properties beside unevaluatedProperties',
      { properties: { a: {} }, required: ['b'], unevaluatedProperties: false },
      [['properties']],
      { a: 1 },
      [' required /required/0', 'note  properties /properties'],
    ],
    ['a branch', { anyOf: [{}, { type: 'string' }] }, [['anyOf', '0']], 1, ['note  anyOf /anyOf/0']],
    ['a branch of oneOf', { oneOf: [{}, { type: 'integer' }] }, [['oneOf', '0']], 1, ['note  oneOf /oneOf/0']],
    [
      'a schema in allOf',
      { allOf: [{}, { type: 'string' }] },
      [['allOf', '0']],
      1,
      [' type /allOf/1/type', 'note  allOf /allOf/0'],
    ],
    [
      'a keyword inside of items',
      { items: { minLength: 1 } },
      [['items', 'minLength']],
      ['a'],
      ['note 0 minLength /items/minLength'],
    ],
    ['a schema in not', { not: {} }, [['not']], 1, ['note  not /not']],
    [
      'an entry of required',
      { required: ['a', 'b'] },
      [['required', '0']],
      {},
      [' required /required/1', 'note  required /required'],
    ],
    [
      'prefixItems before items',
      { prefixItems: [{}], items: false },
      [['prefixItems']],
      [1, 2],
      ['note  prefixItems /prefixItems'],
    ],
    [
      'one of prefixItems',
      { prefixItems: [{}], items: false },
      [['prefixItems', '0']],
      [1, 2],
      ['1 items /items', 'note 0 prefixItems /prefixItems/0'],
    ],
    [
      'a keyword that lists no properties, beside additionalProperties',
      { properties: { a: {} }, minProperties: 1, additionalProperties: false },
      [['minProperties']],
      { b: 1 },
      ['b additionalProperties /additionalProperties', 'note  minProperties /minProperties'],
    ],
    [
      'a keyword that lists no properties, beside unevaluatedProperties',
      { properties: { a: {} }, propertyNames: {}, unevaluatedProperties: false },
      [['propertyNames']],
      { b: 1 },
      ['b unevaluatedProperties /unevaluatedProperties', 'note  propertyNames /propertyNames'],
    ],
    [
      'a schema in allOf, beside unevaluatedProperties',
      { allOf: [{}], unevaluatedProperties: false },
      [['allOf', '0']],
      { a: 1 },
      ['note  allOf /allOf/0'],
    ],
    [
      'an entry of dependentRequired',
      { dependentRequired: { a: ['b', 'c'] } },
      [['dependentRequired', 'a', '0']],
      { a: 1 },
      [' dependentRequired /dependentRequired/a/1', 'note  dependentRequired /dependentRequired'],
    ],
    [
      'contains beside unevaluatedItems',
      { contains: {}, unevaluatedItems: false },
      [['contains']],
      [1],
      ['note  contains /contains'],
    ],
    ...['minContains', 'maxContains'].map((keyword): [string, unknown, string[][], unknown, string[]] => [
      `${keyword}, and the items are evaluated`,
      { contains: { type: 'string' }, [keyword]: 5, unevaluatedItems: false },
      [[keyword]],
      ['a', 1],
      ['1 unevaluatedItems /unevaluatedItems', `note  ${keyword} /${keyword}`],
    ]),
    [
      'maxContains, and one item has to match',
      { contains: { type: 'string' }, maxContains: 1 },
      [['maxContains']],
      [1],
      [' contains /contains', 'note  maxContains /maxContains'],
    ],
    ['minContains', { contains: false, minContains: 1 }, [['minContains']], [1], ['note  minContains /minContains']],
    ['nothing for a keyword that says nothing about values', { title: 'a', type: 'string' }, [['title']], 'a', []],
  ])('%s', (_, schema, unusable, value, expected) => {
    expect(resultsOf(schema, JSON.stringify(value), { unusable })).toEqual(expected)
  })

  test('a reference', () => {
    const setup = { schemas: { A: { type: 'string' } }, unusable: [['$ref']] }

    expect(resultsOf({ $ref: '#/components/schemas/A', minimum: 1 }, '0', setup)).toEqual([
      ' minimum /minimum',
      'note  $ref /$ref',
    ])
  })

  test('properties beside a keyword that lists none are undocumented', () => {
    const { engine, node } = engineFor({ properties: { b: {} }, minProperties: 1 }, { unusable: [['minProperties']] })

    expect(engine.findUndocumented(node, { a: 1 }, 'response').map(({ path }) => path)).toEqual([['a']])
  })

  test.each([[['allOf', '0']], [['allOf']]])('properties beside %j may be documented there', (unusable) => {
    const { engine, node } = engineFor({ properties: { b: {} }, allOf: [{}] }, { unusable: [unusable] })

    expect(engine.findUndocumented(node, { a: 1 }, 'response')).toEqual([])
  })
})

test('a large value may follow as many more references as it is larger', () => {
  const chain = Array.from({ length: 10 }, (_, at) => [`A${at}`, { $ref: `#/components/schemas/A${at + 1}` }])
  const schemas = { ...Object.fromEntries(chain), A10: { type: 'integer' } }
  const { engine, node } = engineFor({ items: { $ref: '#/components/schemas/A0' } }, { schemas })

  expect(engine.evaluate(node, Array(60_000).fill(1), { direction: 'response' })).toEqual([])
})

test('each keyword that cannot be used is a note', () => {
  const unusable = [['minLength'], ['maxLength']]
  expect(resultsOf({ minLength: 1, maxLength: 2 }, '"x"', { unusable }).sort()).toEqual([
    'note  maxLength /maxLength',
    'note  minLength /minLength',
  ])
})
