import { describe, expect, test } from 'vitest'
import { fingerprintOf, fingerprintOfRequired } from '../../../../src/contract/compare/schema/fingerprint.js'
import { findDescendant, parseDocument } from '../../../../src/openapi/index.js'

function read(schema: unknown, version = '3.1.0') {
  const schemas = {
    Root: schema,
    Text: { type: 'string' },
    Tree: { properties: { child: { $ref: '#/components/schemas/Tree' } } },
    Bush: { properties: { child: { $ref: '#/components/schemas/Bush' } } },
  }
  const document = parseDocument(
    JSON.stringify({ openapi: version, info: { title: 'A', version: '1' }, paths: {}, components: { schemas } }),
    'a.json',
  )
  const node = findDescendant(document.root, ['components', 'schemas', 'Root'])
  return node && fingerprintOf(node, document.schemas)
}

describe('two schemas mean the same with', () => {
  test.each<[string, unknown, unknown]>([
    ['members in another order', { minimum: 1, type: 'integer' }, { type: 'integer', minimum: 1 }],
    ['names in another order', { required: ['a', 'b'] }, { required: ['b', 'a'] }],
    ['types in another order', { type: ['string', 'null'] }, { type: ['null', 'string'] }],
    ['a list of one type', { type: ['string'] }, { type: 'string' }],
    ['values in another order', { enum: [1, 'a'] }, { enum: ['a', 1] }],
    ...['allOf', 'anyOf', 'oneOf'].map((keyword): [string, unknown, unknown] => [
      `branches of ${keyword} in another order`,
      { [keyword]: [{ type: 'null' }, {}] },
      { [keyword]: [{}, { type: 'null' }] },
    ]),
    ['properties in another order', { properties: { a: {}, b: true } }, { properties: { b: true, a: {} } }],
    ['a constant', { const: [1] }, { enum: [[1]] }],
    ['a number in another spelling', { maximum: 1 }, { maximum: 1.0 }],
    ['a reference', { $ref: '#/components/schemas/Text' }, { type: 'string' }],
    ['a reference inside', { items: { $ref: '#/components/schemas/Text' } }, { items: { type: 'string' } }],
    ['a single schema in allOf', { allOf: [{ type: 'string' }] }, { type: 'string' }],
    ['a recursion under another name', { $ref: '#/components/schemas/Tree' }, { $ref: '#/components/schemas/Bush' }],
  ])('%s', (_, one, other) => {
    expect(read(one)).toBe(read(other))
  })

  test.each([
    ...['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment', 'deprecated', 'default'],
    ...['xml', '$id', '$schema', '$anchor', '$dynamicAnchor', '$defs', '$vocabulary', 'contentEncoding'],
    ...['contentMediaType', 'contentSchema', 'discriminator', 'x-anything'],
  ])('or without %s', (keyword) => {
    const value =
      { $id: 'https://h.example/a', $schema: 'https://json-schema.org/draft/2020-12/schema' }[keyword] ?? 'a'
    expect(read({ type: 'string', [keyword]: value })).toBe(read({ type: 'string' }))
  })

  test('a keyword beside $ref in OpenAPI 3.0, where it has no effect', () => {
    const beside = { $ref: '#/components/schemas/Text', maxLength: 1 }
    expect(read(beside, '3.0.3')).toBe(read({ type: 'string' }, '3.0.3'))
    expect(read(beside)).not.toBe(read({ type: 'string' }))
  })
})

describe('two schemas mean something else with', () => {
  test.each<[string, unknown, unknown]>([
    ['another limit', { maximum: 1 }, { maximum: 2 }],
    ['the same limit of another keyword', { maximum: 1 }, { minimum: 1 }],
    ['items by position in another order', { prefixItems: [{}, true] }, { prefixItems: [true, {}] }],
    ['fewer branches', { oneOf: [{}, {}] }, { oneOf: [{}] }],
    ['a property of another name', { properties: { a: {} } }, { properties: { b: {} } }],
    ['a pattern in place of a name', { properties: { a: {} } }, { patternProperties: { a: {} } }],
    ['nothing in place of anything', false, true],
    ['two schemas in allOf', { allOf: [{ type: 'string' }, {}] }, { type: 'string' }],
    ['text in place of a number', { const: '1' }, { const: 1 }],
    ['a format', { format: 'date' }, {}],
    ['readOnly', { readOnly: true }, {}],
    [
      'a recursion to an outer schema in place of an inner one',
      { properties: { a: { properties: { child: { $ref: '#/components/schemas/Root' } } } } },
      { properties: { a: { $ref: '#/components/schemas/Tree' } } },
    ],
    ['items that are unique', { uniqueItems: true }, {}],
    ...['items', 'additionalProperties', 'not', 'if', 'contains', 'propertyNames', 'unevaluatedProperties'].map(
      (keyword): [string, unknown, unknown] => [keyword, { [keyword]: { type: 'string' } }, { [keyword]: {} }],
    ),
  ])('%s', (_, one, other) => {
    expect(read(one)).not.toBe(read(other))
  })
})

test('a schema that only requires properties has the fingerprint of their names', () => {
  expect(fingerprintOfRequired(['b', 'a'])).toBe(read({ required: ['a', 'b'] }))
  expect(fingerprintOfRequired(['b'])).not.toBe(read({ required: ['a'] }))
})

test('a schema of very many parts has no fingerprint', () => {
  const parts = (count: number) => ({ allOf: Array.from({ length: count }, () => ({ type: 'string' })) })
  expect(read(parts(4999))).toBeDefined()
  expect(read(parts(5000))).toBeUndefined()
})
