import { describe, expect, test } from 'vitest'
import { findDescendant, parseDocument } from '../../src/openapi/index.js'
import { createSchemaEngine } from '../../src/schema/engine.js'
import { resultsOf } from '../support/schema.js'

const schemaWith = (keyword: string, text: string) => `{${JSON.stringify(keyword)}:${text}}`

describe('a number that no double holds is valid', () => {
  test.each([
    ['maximum', '9007199254740993', '9007199254740993'],
    ['minimum', '9007199254740993', '9007199254740993'],
    ['exclusiveMaximum', '9007199254740994', '9007199254740993'],
    ['exclusiveMinimum', '9007199254740992', '9007199254740993'],
    ['multipleOf', '3', '9007199254740993'],
    ['multipleOf', '9007199254740993', '18014398509481986'],
    ['const', '9007199254740993', '9007199254740993.0'],
    ['const', '{"a":[9007199254740993]}', '{"a":[9007199254740993]}'],
    ['enum', '[1,9007199254740993]', '9007199254740993'],
    ['enum', '[null,9007199254740993]', 'null'],
    ['const', '{"a":null,"b":9007199254740993}', '{"b":9007199254740993,"a":null}'],
    ['type', '"integer"', '12345678901234567890123.0'],
    ['type', '"integer"', '1e400'],
    ['type', '"number"', '0.1000000000000000055'],
    ['format', '"int64"', '9223372036854775807'],
    ['format', '"int64"', '-9223372036854775808'],
    ['format', '"uint64"', '18446744073709551615'],
    ['format', '"double"', '0.1000000000000000055'],
    ['uniqueItems', 'true', '[9007199254740992,9007199254740993]'],
    ['uniqueItems', 'true', '[{"a":9007199254740992},{"a":9007199254740993}]'],
    ['uniqueItems', 'true', '["1234567890123456789e0",12345678901234567891]'],
    ['maxProperties', '0', '12345678901234567890'],
    ['required', '["text"]', '12345678901234567890'],
    ['additionalProperties', 'false', '12345678901234567890'],
    ['dependentSchemas', '{"text":false}', '12345678901234567890'],
    ['unevaluatedProperties', 'false', '12345678901234567890'],
  ])('%s: %s with %s', (keyword, limit, json) => {
    expect(resultsOf(schemaWith(keyword, limit), json)).toEqual([])
  })
})

describe('a number that no double holds is invalid', () => {
  test.each([
    ['maximum', '9007199254740992', '9007199254740993'],
    ['maximum', '1e400', '1e401'],
    ['minimum', '9007199254740993', '9007199254740992'],
    ['exclusiveMaximum', '9007199254740993', '9007199254740993'],
    ['exclusiveMinimum', '9007199254740993', '9007199254740993'],
    ['multipleOf', '2', '9007199254740993'],
    ['const', '9007199254740993', '9007199254740992'],
    ['const', '9007199254740993', '"9007199254740993"'],
    ['const', '9007199254740993', 'null'],
    ['const', '9007199254740993', '{}'],
    ['const', '"a"', '9007199254740993'],
    ['const', '{"a":1}', '9007199254740993'],
    ['const', '9007199254740992', '9007199254740993'],
    ['const', '{"a":[9007199254740993]}', '{"a":[9007199254740992]}'],
    ['enum', '[1,9007199254740993]', '9007199254740992'],
    ['type', '"integer"', '1.00000000000000000001'],
    ['type', '"integer"', '123456789012345678901234567890.5'],
    ['type', '"object"', '9007199254740993'],
    ['format', '"int64"', '9223372036854775808'],
    ['format', '"int64"', '9223372036854775807.5'],
    ['format', '"int32"', '1e400'],
    ['format', '"uint64"', '18446744073709551616'],
    ['format', '"double"', '1e400'],
    ['format', '"float"', '1e400'],
    ['uniqueItems', 'true', '[9007199254740993,9007199254740993.0]'],
    ['uniqueItems', 'true', '[[9007199254740993],[9007199254740993]]'],
    ['not', '{"format":"int64"}', '9223372036854775807'],
  ])('%s: %s with %s', (keyword, limit, json) => {
    expect(resultsOf(schemaWith(keyword, limit), json)).toEqual([` ${keyword} /${keyword}`])
  })
})

test('branches decide on the exact number', () => {
  const schema = {
    oneOf: [
      { type: 'integer', format: 'int64' },
      { type: 'integer', minimum: 0, maximum: 5 },
    ],
  }

  expect(resultsOf(schema, '9223372036854775807')).toEqual([])
  expect(resultsOf({ anyOf: [{ format: 'int64' }, { type: 'string' }] }, '9223372036854775808')).toEqual([
    ' format /anyOf/0/format',
  ])
})

test('a number at the edge of its range hides no other finding', () => {
  const schema = {
    type: 'object',
    properties: { n: { type: 'integer', format: 'int64' }, m: {} },
    unevaluatedProperties: false,
  }

  expect(resultsOf(schema, '{"n":9223372036854775807,"extra":1}')).toEqual([
    'extra unevaluatedProperties /unevaluatedProperties',
  ])
  expect(resultsOf(schema, '{"m":{"max":18446744073709551615},"extra":1}')).toEqual([
    'extra unevaluatedProperties /unevaluatedProperties',
  ])
})

test('a finding shows the number as the text spells it', () => {
  const { root, schemas } = parseDocument(
    'openapi: 3.1.0\ninfo: {title: S, version: "1"}\ncomponents:\n  schemas:\n    Root: {maximum: +9007199254740993}\n',
    's.yaml',
  )
  const node = findDescendant(root, ['components', 'schemas', 'Root'])
  if (!node) throw new Error('No schema')
  const [result] = createSchemaEngine(schemas).evaluate(node, 2 ** 54, { direction: 'response' })

  expect(result).toMatchObject({ expected: 'at most 9007199254740993', received: '18014398509481984' })
})

describe('limits in YAML are exact', () => {
  test.each([
    ['maximum: 9007199254740993', 9007199254740992, 0],
    ['minimum: 9007199254740993', 9007199254740992, 1],
    ['enum: [1, 9007199254740993]', 9007199254740992, 1],
    ['const: {a: 9007199254740993}', { a: 9007199254740992 }, 1],
    ['minimum: 0x20000000000001', 9007199254740992, 0],
    ['enum: [0x10, 9007199254740993]', 16, 0],
    ['maximum: .12345678901234567891', 0.12345678901234568, 1],
    ['<<: {minimum: 9007199254740993}', 9007199254740992, 1],
  ])('%s', (keyword, value, count) => {
    const { root, schemas } = parseDocument(
      `openapi: 3.1.0\ninfo: {title: S, version: "1"}\ncomponents:\n  schemas:\n    Root:\n      ${keyword}\n`,
      's.yaml',
    )
    const node = findDescendant(root, ['components', 'schemas', 'Root'])
    if (!node) throw new Error('No schema')

    expect(createSchemaEngine(schemas).evaluate(node, value, { direction: 'response' })).toHaveLength(count)
  })
})
