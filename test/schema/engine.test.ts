import { describe, expect, test } from 'vitest'
import { findDescendant, nodeAddress, parseDocument } from '../../src/openapi/index.js'
import { createSchemaEngine, engineOf } from '../../src/schema/engine.js'

/** Keywords that a value breaks under a schema, each with its place. */
function broken(schema: unknown, value: unknown, schemas: Record<string, unknown> = {}): string[] {
  const document = {
    openapi: '3.1.0',
    info: { title: 'S', version: '1' },
    components: { schemas: { ...schemas, Root: schema } },
  }
  const { root, schemas: index } = parseDocument(JSON.stringify(document), 's.json')
  const node = findDescendant(root, ['components', 'schemas', 'Root'])
  if (!node) throw new Error('No schema')
  return createSchemaEngine(index)
    .evaluate(node, value, { direction: 'response' })
    .map(
      ({ path, keyword, rule }) =>
        `${path.join('/')} ${keyword} ${nodeAddress(rule).replace('/components/schemas/Root', '')}`,
    )
}

const node = {
  $id: 'https://s.example/node',
  $dynamicAnchor: 'node',
  type: 'object',
  properties: { next: { $dynamicRef: '#node' } },
}
const strict = { $id: 'https://s.example/strict', $dynamicAnchor: 'node', $ref: 'node', unevaluatedProperties: false }

describe('passes', () => {
  test.each<[string, unknown, unknown, Record<string, unknown>?]>([
    ['members in any order for const', { const: { a: 1, b: [2] } }, { b: [2], a: 1 }],
    ['code points for length', { maxLength: 1 }, '😀'],
    ['decimals for multipleOf', { multipleOf: 0.0001 }, 0.0075],
    ['large numbers for multipleOf', { multipleOf: 0.5 }, 1e308],
    ['large integers for a small multipleOf', { multipleOf: 1e-8 }, 12391239123],
    ['integers beyond the safe ones for multipleOf, as they are written', { multipleOf: 10 }, 1e23],
    ['values of other types', { minimum: 5, maxLength: 1, required: ['a'], format: 'uuid' }, true],
    ['items beyond prefixItems', { prefixItems: [{ type: 'string' }], items: { type: 'number' } }, ['a', 1, 2]],
    ['no match where minContains is 0', { contains: { const: 1 }, minContains: 0 }, []],
    ['what contains has evaluated', { contains: { const: 1 }, unevaluatedItems: { const: 2 } }, [2, 1]],
    [
      'what a branch that holds has evaluated',
      { anyOf: [{ properties: { a: {} } }, { required: ['z'], properties: { b: {} } }], unevaluatedProperties: false },
      { a: 1 },
    ],
    [
      'what any of the branches that hold has evaluated',
      { anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
    ],
    ['siblings of $ref', { $ref: '#/components/schemas/A', maxLength: 3 }, 'abc', { A: { type: 'string' } }],
    [
      'an anchor of an embedded resource',
      { $ref: 'https://s.example/a#x' },
      1,
      { A: { $id: 'https://s.example/a', $defs: { x: { $anchor: 'x', type: 'integer' } } } },
    ],
    ['a value of nullable, which means nothing', { type: 'string', nullable: true }, 'a'],
    ['unknown formats and keywords', { format: 'shoe-size', shoe: 1 }, 'a'],
    ['a schema by the meta-schema', { $ref: 'https://json-schema.org/draft/2020-12/schema' }, { type: 'string' }],
  ])('%s', (_, schema, value, schemas) => {
    expect(broken(schema, value, schemas)).toEqual([])
  })
})

describe('finds', () => {
  test.each<[string, unknown, unknown, string[], Record<string, unknown>?]>([
    ['false', { properties: { a: false } }, { a: 1 }, ['a false /properties/a']],
    [
      'a property too many',
      { additionalProperties: false },
      { a: 1 },
      ['a additionalProperties /additionalProperties'],
    ],
    ['null where nullable means nothing', { type: 'string', nullable: true }, null, [' type /type']],
    ['items the same', { uniqueItems: true }, [{ a: 1, b: 2 }, 1, { b: 2, a: 1 }], [' uniqueItems /uniqueItems']],
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
    ['what stands beyond a tuple', { prefixItems: [{}], items: false }, [1, 2], ['1 items /items']],
    [
      'what is required beside a property',
      { dependentRequired: { a: ['b'] } },
      { a: 1 },
      [' dependentRequired /dependentRequired/a/0'],
    ],
    [
      'what a property brings along',
      { dependentSchemas: { a: { maxProperties: 1 } } },
      { a: 1, b: 2 },
      [' maxProperties /dependentSchemas/a/maxProperties'],
    ],
    ['names', { propertyNames: { maxLength: 1 } }, { ab: 1 }, ['ab maxLength /propertyNames/maxLength']],
    [
      'what then says',
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      { if: { properties: { a: { const: 1 } } }, then: { required: ['b'] }, else: false },
      { a: 1 },
      [' required /then/required/0'],
    ],
    ['what not refuses', { not: { type: 'string' } }, 'a', [' not /not']],
    ['two branches of oneOf', { oneOf: [{ type: 'number' }, { type: 'integer' }] }, 1, [' oneOf /oneOf']],
    [
      'what no schema evaluated',
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      ['b unevaluatedProperties /unevaluatedProperties'],
    ],
    [
      'what the failing branch alone evaluated',
      { anyOf: [{ properties: { a: {} } }, { required: ['z'], properties: { b: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      ['b unevaluatedProperties /unevaluatedProperties'],
    ],
    [
      'siblings of $ref',
      { $ref: '#/components/schemas/A', maxLength: 1 },
      'ab',
      [' maxLength /maxLength'],
      { A: { type: 'string' } },
    ],
    [
      'what the dynamic scope adds',
      { $ref: 'https://s.example/strict' },
      { next: { nxet: 1 } },
      ['next/nxet unevaluatedProperties /components/schemas/Strict/unevaluatedProperties'],
      { Node: node, Strict: strict },
    ],
    [
      'a value of the branch with the constant, where every branch has another listed',
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
      'the inside of the branch that is meant',
      { anyOf: [{ type: 'null' }, { type: 'object', required: ['a'] }] },
      {},
      [' required /anyOf/1/required/0'],
    ],
  ])('%s', (_, schema, value, expected, schemas) => {
    expect(broken(schema, value, schemas)).toEqual(expected)
  })
})

test('a missing property is found at its object, by the line that defines it', () => {
  const schema = { required: ['a', 'b'], properties: { a: { type: 'string' } } }
  expect(broken({ items: schema }, [{}])).toEqual(['0 required /items/properties/a', '0 required /items/required/1'])
})

test('a document has one engine', () => {
  const text = JSON.stringify({ openapi: '3.1.0', info: { title: 'S', version: '1' }, paths: {} })
  const document = parseDocument(text, 's.json')

  expect(engineOf(document)).toBe(engineOf(document))
  expect(engineOf(document).index).toBe(document.schemas)
  expect(engineOf(parseDocument(text, 's.json'))).not.toBe(engineOf(document))
})
