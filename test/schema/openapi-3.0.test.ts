import { describe, expect, test } from 'vitest'
import { findChild } from '../../src/openapi/index.js'
import { engineFor, resultsOf } from '../support/schema.js'

const schemas = { A: { type: 'string' } }
const results = (schema: unknown, value: unknown) =>
  resultsOf(schema, JSON.stringify(value), { dialect: 'openapi-3.0', schemas })

describe('a schema of OpenAPI 3.0 accepts', () => {
  test.each<[string, unknown, unknown]>([
    ['null beside nullable and type', { type: 'string', nullable: true, minLength: 2 }, null],
    ['null beside nullable, type and an enum with null', { type: 'string', nullable: true, enum: ['a', null] }, null],
    ['null without a type', { minLength: 1 }, null],
    ['what siblings of $ref forbid', { $ref: '#/components/schemas/A', maxLength: 1 }, 'abc'],
    [
      'what keywords of JSON Schema 2020-12 forbid',
      {
        ...{ const: 1, if: {}, else: false, prefixItems: [false], patternProperties: { a: false }, contains: false },
        ...{ propertyNames: false, dependentRequired: { a: ['b'] }, dependentSchemas: { a: false } },
        ...{ unevaluatedItems: false, unevaluatedProperties: false },
      },
      { a: [1] },
    ],
    ['the same in arrays', { contains: false, prefixItems: [false], unevaluatedItems: false }, [1]],
    ['base64', { type: 'string', format: 'byte' }, 'YQ=='],
    ['any binary text', { type: 'string', format: 'binary' }, '\u0000ÿ'],
  ])('%s', (_, schema, value) => {
    expect(results(schema, value)).toEqual([])
  })
})

test('nullable that cannot be used in OpenAPI 3.0 is a note', () => {
  const setup = { dialect: 'openapi-3.0', unusable: [['nullable']] } as const
  expect(resultsOf({ type: 'string', nullable: true }, '"a"', setup)).toEqual(['note  nullable /nullable'])
})

describe('a schema of OpenAPI 3.0 rejects', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['null without nullable', { type: 'string' }, null, [' type /type']],
    ['null beside nullable: false', { type: 'string', nullable: false }, null, [' type /type']],
    ['null that enum does not list', { type: 'string', nullable: true, enum: ['a'] }, null, [' enum /enum']],
    [
      'null where a schema in allOf has a type without nullable',
      { nullable: true, allOf: [{ $ref: '#/components/schemas/A' }] },
      null,
      [' type /components/schemas/A/type'],
    ],
    [
      'null that nullable beside $ref does not add',
      { $ref: '#/components/schemas/A', nullable: true },
      null,
      [' type /components/schemas/A/type'],
    ],
    ['text that is not base64', { type: 'string', format: 'byte' }, 'a', [' format /format']],
    ['a value of another type', { type: 'integer', nullable: true }, 'a', [' type /type']],
  ])('%s', (_, schema, value, expected) => {
    expect(results(schema, value)).toEqual(expected)
  })
})

describe('in OpenAPI 3.0, a flag beside a limit excludes the limit itself', () => {
  test.each<[unknown, number, string[]]>([
    [{ maximum: 5, exclusiveMaximum: true }, 5, ['maximum: expected less than 5, received 5']],
    [{ maximum: 5, exclusiveMaximum: true }, 4, []],
    [{ maximum: 5, exclusiveMaximum: false }, 5, []],
    [{ maximum: 5, exclusiveMaximum: false }, 6, ['maximum: expected at most 5, received 6']],
    [{ minimum: 5, exclusiveMinimum: true }, 5, ['minimum: expected more than 5, received 5']],
    [{ exclusiveMinimum: true }, 0, []],
  ])('%j with %s', (schema, value, expected) => {
    // An extension: there, any value may stand.
    const { engine, node: outer } = engineFor({ 'x-schema': schema }, { dialect: 'openapi-3.0' })
    const node = findChild(outer, 'x-schema')
    const results = node && engine.evaluate(node, value, { direction: 'response' })

    expect(results?.map((each) => `${each.keyword}: expected ${each.expected}, received ${each.received}`)).toEqual(
      expected,
    )
  })
})

test('in OpenAPI 3.0, properties that only an ignored keyword lists are not documented', () => {
  const { engine, node } = engineFor(
    { $ref: '#/components/schemas/A', properties: { b: {} } },
    { dialect: 'openapi-3.0', schemas: { A: { properties: { a: {} } } } },
  )

  expect(engine.findUndocumented(node, { a: 1, b: 1 }, 'response').map(({ path }) => path)).toEqual([['b']])
})

test('in OpenAPI 3.0, const tells no branches apart', () => {
  const branch = (kind: string, ...required: string[]) => ({ properties: { kind: { const: kind } }, required })
  const { engine, node } = engineFor({ oneOf: [branch('a', 'x'), branch('b', 'y', 'z')] }, { dialect: 'openapi-3.0' })
  const results = engine.evaluate(node, { kind: 'b' }, { direction: 'response' })

  expect(results.map(({ branch }) => branch?.message)).toEqual(['matches none of the 2 schemas; nearest is schema 0'])
})

test('in OpenAPI 3.0, readOnly beside $ref is ignored', () => {
  const schema = {
    required: ['a', 'b'],
    properties: { a: { $ref: '#/components/schemas/A', readOnly: true }, b: { type: 'string', readOnly: true } },
  }

  expect(resultsOf(schema, '{}', { dialect: 'openapi-3.0', schemas, direction: 'request' })).toEqual([
    ' required /properties/a',
  ])
  expect(resultsOf(schema, '{}', { schemas, direction: 'request' })).toEqual([])
})

test('in OpenAPI 3.1, nullable does nothing', () => {
  expect(resultsOf({ type: 'string', nullable: true }, 'null')).toEqual([' type /type'])
})
