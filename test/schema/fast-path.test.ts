import { describe, expect, test } from 'vitest'
import { findDescendant, parseDocument } from '../../src/openapi/index.js'
import { createSchemaEngine } from '../../src/schema/engine.js'

const tree = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
}

/** The answer of the fast path about a value in a response, and the number of failures and undocumented properties. */
function look(schema: unknown, value: unknown): { isSurelyValid: boolean; found: number } {
  const document = {
    openapi: '3.1.0',
    info: { title: 'S', version: '1' },
    components: { schemas: { Tree: tree, Root: schema } },
  }
  const { root, schemas } = parseDocument(JSON.stringify(document), 's.json')
  const node = findDescendant(root, ['components', 'schemas', 'Root'])
  if (!node) throw new Error('No schema')
  const engine = createSchemaEngine(schemas)
  return {
    isSurelyValid: engine.isSurelyValid(node, value, 'response'),
    found:
      engine.evaluate(node, value, { direction: 'response' }).length +
      engine.findUndocumented(node, value, 'response').length,
  }
}

const pet = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer' }, name: { type: ['string', 'null'] } },
}
const secret = { type: 'object', required: ['pin'], properties: { pin: { type: 'string', writeOnly: true } } }
const tagged = { type: 'object', properties: { tag: { type: 'string', format: 'uuid' } } }

describe('the fast path accepts', () => {
  test.each<[string, unknown, unknown]>([
    [
      'listed properties in any order',
      { type: 'array', items: pet },
      [{ id: 1, name: 'a' }, { name: null, id: 2 }, { id: 3 }],
    ],
    ['an object under allOf', { allOf: [pet, tagged] }, { id: 1, tag: 'c22d24f6-5a47-4597-9a23-c7d01e696b92' }],
    [
      'an object under a recursive schema',
      { $ref: '#/components/schemas/Tree' },
      { name: 'a', children: [{ name: 'b', children: [] }] },
    ],
    [
      'properties by pattern and additional properties',
      { patternProperties: { '^x': { type: 'integer' } }, additionalProperties: { type: 'string' } },
      { x1: 1, y: 'a' },
    ],
    ['tuples', { prefixItems: [{ type: 'string' }], items: pet }, ['a', { id: 1 }]],
    ['branches', { type: 'array', items: { oneOf: [pet, { type: 'string' }] } }, [{ id: 1 }, 'a']],
    ['a value under a schema without properties', { type: 'object' }, { a: { b: 1 } }],
    ['a response without a required write-only property', secret, {}],
    [
      'own properties with the names of inherited ones',
      { properties: { toString: { type: 'string' } } },
      { toString: 'a' },
    ],
  ])('%s', (_, schema, value) => {
    expect(look(schema, value)).toEqual({ isSurelyValid: true, found: 0 })
  })
})

describe('the fast path does not accept', () => {
  test.each<[string, unknown, unknown]>([
    ['a missing property', { type: 'array', items: pet }, [{ id: 1, name: 'a' }, { name: 'b' }]],
    ['a missing property that objects inherit', { required: ['toString'], properties: { toString: {} } }, {}],
    ['an undocumented property after all others', pet, { id: 1, name: 'a', age: 2 }],
    ['an undocumented property in a branch', { oneOf: [pet, { type: 'string' }] }, { id: 1, age: 2 }],
    ['a write-only property in a response', secret, { pin: '1' }],
    ['a value of another type', { allOf: [pet, { properties: { id: { type: 'string' } } }] }, { id: 1 }],
    [
      'an invalid value deep inside a recursive schema',
      { $ref: '#/components/schemas/Tree' },
      { name: 'a', children: [{ name: 1 }] },
    ],
    ['an invalid format', tagged, { tag: 'c22d24f6' }],
    ['a text that fails a pattern', { properties: { a: { pattern: '^b' } } }, { a: 'c' }],
    ['an additional property that is not allowed', { ...pet, additionalProperties: false }, { id: 1, age: 2 }],
    ['an unevaluated property', { allOf: [pet], unevaluatedProperties: false }, { id: 1, age: 2 }],
    ['an integer that only its text can decide', { type: 'integer', format: 'int64' }, 2 ** 63],
    ['any value for false', false, 1],
  ])('%s', (_, schema, value) => {
    const { isSurelyValid, found } = look(schema, value)

    expect(isSurelyValid).toBe(false)
    expect(found).toBeGreaterThan(0)
  })
})
