import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../src/openapi/index.js'
import { engineOf } from '../../src/schema/engine.js'
import { engineFor, resultsOf } from '../support/schema.js'

const node = {
  $id: 'https://s.example/node',
  $dynamicAnchor: 'node',
  type: 'object',
  properties: { next: { $dynamicRef: '#node' } },
}
const strict = { $id: 'https://s.example/strict', $dynamicAnchor: 'node', $ref: 'node', unevaluatedProperties: false }

describe('the engine accepts', () => {
  test.each<[string, unknown, unknown, Record<string, unknown>?]>([
    ['properties in any order for const', { const: { a: 1, b: [2] } }, { b: [2], a: 1 }],
    ['a length in code points', { maxLength: 1 }, '😀'],
    ['decimal numbers for multipleOf', { multipleOf: 0.0001 }, 0.0075],
    ['large numbers for multipleOf', { multipleOf: 0.5 }, 1e308],
    ['large integers for a small multipleOf', { multipleOf: 1e-8 }, 12391239123],
    ['integers beyond the safe ones for multipleOf, by their decimal digits', { multipleOf: 10 }, 1e23],
    ['values of other types', { minimum: 5, maxLength: 1, required: ['a'], format: 'uuid' }, true],
    ['items beyond prefixItems', { prefixItems: [{ type: 'string' }], items: { type: 'number' } }, ['a', 1, 2]],
    ['no match where minContains is 0', { contains: { const: 1 }, minContains: 0 }, []],
    ['items that contains has evaluated', { contains: { const: 1 }, unevaluatedItems: { const: 2 } }, [2, 1]],
    [
      'properties that a matching branch has evaluated',
      { anyOf: [{ properties: { a: {} } }, { required: ['z'], properties: { b: {} } }], unevaluatedProperties: false },
      { a: 1 },
    ],
    [
      'properties that any matching branch has evaluated',
      { anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
    ],
    [
      'a value that satisfies $ref and its siblings',
      { $ref: '#/components/schemas/A', maxLength: 3 },
      'abc',
      { A: { type: 'string' } },
    ],
    [
      'a reference to an anchor of an embedded resource',
      { $ref: 'https://s.example/a#x' },
      1,
      { A: { $id: 'https://s.example/a', $defs: { x: { $anchor: 'x', type: 'integer' } } } },
    ],
    ['a value beside nullable, which is not a keyword of 2020-12', { type: 'string', nullable: true }, 'a'],
    ['fewer items than prefixItems', { prefixItems: [{ type: 'string' }, { type: 'string' }] }, ['a']],
    ['equal items where uniqueItems is false', { uniqueItems: false }, [1, 1]],
    [
      'items of different types whose texts are alike',
      { uniqueItems: true },
      ['1', 1, 'null', null, '[1]', [1], '{"a":1}', { a: 1 }, 'true', true, ['1'], { a: '1' }],
    ],
    ['a property beside those that it requires', { dependentRequired: { a: ['b', 'c'] } }, { a: 1, b: 1, c: 1 }],
    ['any value for true', { properties: { a: true }, prefixItems: [true], items: true }, { a: [1] }],
    ['a value that a condition asks nothing of', { if: { type: 'string' } }, 1],
    [
      'properties that an inner unevaluatedProperties has evaluated',
      { allOf: [{ properties: { a: {} }, unevaluatedProperties: true }], unevaluatedProperties: false },
      { a: 1, b: 2 },
    ],
    [
      'items of the longest tuple that matches',
      { anyOf: [{ prefixItems: [{}, {}] }, { prefixItems: [{}] }], unevaluatedItems: false },
      [1, 2],
    ],
    ['items that a schema in allOf has evaluated', { allOf: [{ items: {} }], unevaluatedItems: false }, [1]],
    [
      'a value under a dynamic anchor of a resource that is not entered yet',
      { $dynamicRef: 'https://s.example/node#node' },
      { next: {} },
      { Node: node },
    ],
    ['any value for unknown formats and keywords', { format: 'shoe-size', shoe: 1 }, 'a'],
    ['a schema under the meta-schema', { $ref: 'https://json-schema.org/draft/2020-12/schema' }, { type: 'string' }],
  ])('%s', (_, schema, value, schemas = {}) => {
    expect(resultsOf(schema, JSON.stringify(value), { schemas })).toEqual([])
  })
})

describe('the engine reports', () => {
  test.each<[string, unknown, unknown, string[], Record<string, unknown>?]>([
    ['a value for false', { properties: { a: false } }, { a: 1 }, ['a false /properties/a']],
    [
      'an additional property',
      { additionalProperties: false },
      { a: 1 },
      ['a additionalProperties /additionalProperties'],
    ],
    [
      'null beside nullable, which is not a keyword of 2020-12',
      { type: 'string', nullable: true },
      null,
      [' type /type'],
    ],
    ['equal items', { uniqueItems: true }, [{ a: 1, b: 2 }, 1, { b: 2, a: 1 }], [' uniqueItems /uniqueItems']],
    [
      'too few and too many matches',
      {
        allOf: [
          { contains: { const: 1 }, minContains: 2 },
          { contains: {}, maxContains: 1 },
        ],
      },
      [1, 2],
      [' minContains /allOf/0/minContains', ' maxContains /allOf/1/maxContains'],
    ],
    ['an item after a tuple', { prefixItems: [{}], items: false }, [1, 2], ['1 items /items']],
    [
      'a property that another one requires',
      { dependentRequired: { a: ['b'] } },
      { a: 1 },
      [' dependentRequired /dependentRequired/a/0'],
    ],
    [
      'a value that fails the schema for one of its properties',
      { dependentSchemas: { a: { maxProperties: 1 } } },
      { a: 1, b: 2 },
      [' maxProperties /dependentSchemas/a/maxProperties'],
    ],
    [
      'an invalid property name',
      { propertyNames: { maxLength: 1 } },
      { ab: 1 },
      ['ab maxLength /propertyNames/maxLength'],
    ],
    [
      'a value that fails then',
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] }, else: false },
      { a: 1 },
      [' required /then/required/0'],
    ],
    [
      'each schema that a value fails for its properties',
      { dependentSchemas: { a: { required: ['c'] }, b: { required: ['d'] } } },
      { a: 1, b: 1 },
      [' required /dependentSchemas/a/required/0', ' required /dependentSchemas/b/required/0'],
    ],
    [
      'items after a valid one',
      { items: { type: 'string' } },
      ['a', 1, 2],
      ['1 type /items/type', '2 type /items/type'],
    ],
    ['a value that matches not', { not: { type: 'string' } }, 'a', [' not /not']],
    [
      'a value that matches two branches of oneOf',
      { oneOf: [{ type: 'number' }, { type: 'integer' }] },
      1,
      [' oneOf /oneOf'],
    ],
    [
      'a property that no schema evaluated',
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      ['b unevaluatedProperties /unevaluatedProperties'],
    ],
    [
      'a property that only a failing branch evaluated',
      { anyOf: [{ properties: { a: {} } }, { required: ['z'], properties: { b: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      ['b unevaluatedProperties /unevaluatedProperties'],
    ],
    [
      'a value that fails a sibling of $ref',
      { $ref: '#/components/schemas/A', maxLength: 1 },
      'ab',
      [' maxLength /maxLength'],
      { A: { type: 'string' } },
    ],
    [
      'a value that fails a schema of the dynamic scope',
      { $ref: 'https://s.example/strict' },
      { next: { nxet: 1 } },
      ['next/nxet unevaluatedProperties /components/schemas/Strict/unevaluatedProperties'],
      { Node: node, Strict: strict },
    ],
    [
      'a failure in the branch with the right constant, if the value fails the lists of all branches',
      {
        oneOf: [
          { properties: { kind: { const: 'cat' }, color: { enum: ['red', 'blue'] } } },
          { properties: { kind: { enum: ['dog'] }, color: { enum: ['brown', 'blue'] } } },
        ],
      },
      { kind: 'cat', color: 'green' },
      ['color enum /oneOf/0/properties/color/enum'],
    ],
    [
      'a failure in the only branch for the type',
      { anyOf: [{ type: 'null' }, { type: 'object', required: ['a'] }] },
      {},
      [' required /anyOf/1/required/0'],
    ],
  ])('%s', (_, schema, value, expected, schemas = {}) => {
    expect(resultsOf(schema, JSON.stringify(value), { schemas })).toEqual(expected)
  })
})

/** For each type: keywords that none of its values passes, and a value. Those of the other types pass. */
const nothingOf = {
  number: [{ multipleOf: 2, maximum: 0, exclusiveMaximum: 0, minimum: 9, exclusiveMinimum: 9 }, 1],
  string: [{ maxLength: 0, minLength: 9, pattern: '^$', format: 'uuid' }, 'ab'],
  array: [{ maxItems: 0, minItems: 9, uniqueItems: true, prefixItems: [false], contains: false }, [1, 1]],
  'the items of an array': [{ items: false }, ['a']],
  'the unevaluated items of an array': [{ unevaluatedItems: false }, ['a']],
  object: [
    {
      ...{ maxProperties: 0, minProperties: 9, required: ['b'], dependentRequired: { length: ['c'] } },
      ...{ patternProperties: { '': false }, dependentSchemas: { length: false }, propertyNames: false },
    },
    { length: 1 },
  ],
  'the properties of an object': [{ properties: { length: false, 0: false } }, { 0: 'a' }],
  'the additional properties of an object': [{ additionalProperties: false }, { a: 1 }],
  'the unevaluated properties of an object': [{ unevaluatedProperties: false }, { a: 1 }],
} as const

describe.each(Object.entries(nothingOf))('the keywords for a %s', (_, [schema, own]) => {
  test('reject each one for its own reason', () => {
    const keywords = resultsOf(schema, JSON.stringify(own)).map((result) => result.split(' ')[2]?.split('/')[1])
    expect(new Set(keywords)).toEqual(new Set(Object.keys(schema)))
  })

  test.each([null, true, 1, 'ab', [1, 1], { length: 1 }].filter((value) => typeName(value) !== typeName(own)))(
    'say nothing about %j',
    (value) => {
      expect(resultsOf(schema, JSON.stringify(value))).toEqual([])
    },
  )
})

function typeName(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value
}

test.each([
  ['', 0],
  ['😀', 1],
  ['\u{10000}', 1],
  ['\u{10FFFF}a', 2],
  ['a\ud83d', 2],
  ['\ude00\ud83d', 2],
  ['\ud7ff\udc00', 2],
  ['\ue000\udc00', 2],
  ['\ud800\udbff', 2],
  ['\ud800\ue000', 2],
])('%j has a length of %i code points, whichever surrogates are alone', (text, length) => {
  expect(resultsOf({ minLength: length, maxLength: length }, JSON.stringify(text))).toEqual([])
})

describe('two JSON values are equal, for const and enum as for uniqueItems', () => {
  test.each<[string, string, boolean]>([
    ['1', '1.0', true],
    ['0', '-0', true],
    ['[0]', '[-0]', true],
    ['[1,2]', '[1,2]', true],
    ['[1,2]', '[1,3]', false],
    ['[1,2]', '[2,1]', false],
    ['[1,2]', '[1]', false],
    ['[1]', '[1,2]', false],
    ['[]', '{}', false],
    ['[1]', '{"0":1}', false],
    ['[null]', '[0]', false],
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['{"a":1,"b":2}', '{"a":1,"b":3}', false],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['{"a":1,"b":2}', '{"a":1}', false],
    ['{"a":null}', '{"b":null}', false],
    ['{"a":[{"b":1}]}', '{"a":[{"b":1}]}', true],
    ['{"a":[{"b":1}]}', '{"a":[{"b":"1"}]}', false],
    ['12345678901234567890', '12345678901234567890.0', true],
    ['12345678901234567890', '12345678901234567891', false],
    ['12345678901234567891', '"12345678901234567891"', false],
    ['[12345678901234567891]', '{"a":1}', false],
    ['12345678901234567891', '{}', false],
  ])('%s and %s: %j', (one, other, areEqual) => {
    expect(resultsOf(`{"const":${one}}`, other).length === 0).toBe(areEqual)
    expect(resultsOf(`{"const":${other}}`, one).length === 0).toBe(areEqual)
    expect(resultsOf(`{"enum":["x",${one}]}`, other).length === 0).toBe(areEqual)
    expect(resultsOf('{"uniqueItems":true}', `[${one},${other}]`).length > 0).toBe(areEqual)
    expect(resultsOf('{"uniqueItems":true}', `[[${one}],[${other}]]`).length > 0).toBe(areEqual)
  })
})

test('the message about a property name says so, and leaves other failures as they are', () => {
  const schema = { required: ['z'], propertyNames: { maxLength: 1 }, properties: { ab: { propertyNames: false } } }
  const { engine, node } = engineFor(schema)
  expect(engine.evaluate(node, { ab: { c: 1 } }, { direction: 'response' }).map(({ message }) => message)).toEqual([
    undefined,
    'property name "c" is not allowed',
    'property name "ab": expected at most 1 character, received 2 characters',
  ])
})

test('a missing property is reported at its object, with the node that defines the property', () => {
  const schema = { required: ['a', 'b'], properties: { a: { type: 'string' } } }
  expect(resultsOf({ items: schema }, '[{}]')).toEqual([
    '0 required /items/properties/a',
    '0 required /items/required/1',
  ])
})

test('a document has one engine', () => {
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'S', version: '1' }, paths: {} })
  const document = parseDocument(text, 's.json')

  expect(engineOf(document)).toBe(engineOf(document))
  expect(engineOf(document).index).toBe(document.schemas)
  expect(engineOf(parseDocument(text, 's.json'))).not.toBe(engineOf(document))
})

describe('evaluation that would take practically forever is stopped, and reported', () => {
  const tree = (depth: number): unknown => (depth === 0 ? {} : { m: tree(depth - 1), n: tree(depth - 1), kind: 'no' })
  const refs = (name: string, count: number) =>
    Array.from({ length: count }, () => ({ $ref: `#/components/schemas/${name}` }))
  const levels = Array.from({ length: 24 }, (_, level) => [`L${level + 1}`, { allOf: refs(`L${level}`, 5) }])
  const [again] = refs('W', 1)
  const branch = (_: unknown, position: number) => ({
    type: 'object',
    required: ['q', `r${position}`],
    properties: { kind: { const: `k${position}` }, m: again, n: again },
  })

  test.each<[string, Record<string, unknown>, unknown, number]>([
    ['when it explains many branches in each other', { W: { anyOf: Array.from({ length: 30 }, branch) } }, tree(6), 1],
    [
      'when it finds many failures',
      { L0: { required: ['a'] }, ...Object.fromEntries(levels), W: refs('L24', 1)[0] },
      {},
      100_001,
    ],
  ])('%s', (_, schemas, value, maxResults) => {
    const { engine, node } = engineFor({ $ref: '#/components/schemas/W' }, { schemas })
    const results = engine.evaluate(node, value, { direction: 'response' })
    expect(results.at(-1)?.received).toBe('one on which evaluation was stopped: too many steps or too deep')
    expect(results.length).toBeLessThanOrEqual(maxResults)
  })
})

test.each<[unknown, string]>([
  ['string', 'string'],
  [['string', 'null'], 'one of string, null'],
])('the type %j is expected as %s', (type, expected) => {
  const { engine, node } = engineFor({ type })

  expect(engine.evaluate(node, 1, { direction: 'response' }).map((result) => result.expected)).toEqual([expected])
})
