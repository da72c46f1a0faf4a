import { expect, test } from 'vitest'
import { findTextType } from '../../../src/contract/mutate/text-type.js'
import { engineFor } from '../../support/schema.js'

const integer = { type: 'integer' }
const schemas = { Named: { type: 'boolean' } }

test.each<[schema: object, types: string[]]>([
  [{ type: ['string', 'null'] }, ['string', 'null']],
  [{ anyOf: [integer, { type: 'string' }] }, ['integer', 'string']],
  [{ oneOf: [integer, { type: 'string' }] }, ['integer', 'string']],
  [{ allOf: [integer, { anyOf: [{ type: 'null' }] }] }, ['integer', 'null']],
  [{ oneOf: [{ anyOf: [integer] }, { $ref: '#/components/schemas/Named' }] }, ['integer', 'boolean']],
  [{ const: 'a' }, ['string']],
  [{ enum: [1.5, true, null, 'a'] }, ['number', 'boolean', 'null', 'string']],
  [{ type: 'string', enum: [1] }, ['string']],
  [{}, []],
])('the schema %j allows the types %j', (schema, types) => {
  const { engine, node } = engineFor(schema, { schemas })

  expect([...findTextType(node, engine.index).types].sort()).toEqual(types.toSorted())
})

test.each<[schema: object, name: string, property: unknown]>([
  [{ properties: { a: integer }, additionalProperties: false }, 'a', integer],
  [{ properties: { a: integer }, additionalProperties: { type: 'string' } }, 'b', { type: 'string' }],
  [{ anyOf: [{ properties: { a: integer } }, { properties: { b: { type: 'null' } } }] }, 'b', { type: 'null' }],
  [{ properties: { a: integer } }, 'b', undefined],
])('the schema %j describes the property %s as %j', (schema, name, property) => {
  const { engine, node } = engineFor(schema)

  expect(findTextType(node, engine.index).findProperty(name)?.value).toEqual(property)
})
