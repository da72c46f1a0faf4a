import { expect, test } from 'vitest'
import { findValueMutations } from '../../../../src/contract/mutate/operators/value-mutations.js'
import { toJson } from '../../../../src/contract/mutate/raw-json.js'
import { engineFor, type SchemaSetup } from '../../../support/schema.js'

/** Each way to violate a keyword, with the values that are tried in turn. */
function violationsOf(schema: unknown, value: unknown, setup?: SchemaSetup): string[] {
  const { engine: schemas, node } = engineFor(schema, setup)
  return [...findValueMutations(node, value, { schemas, direction: 'response' })].map(
    ({ path, keyword, operator, values }) =>
      `${path.length > 0 ? `/${path.join('/')} ` : ''}${keyword}, ${operator}: ${[...values()].map((each) => toJson(each)).join(' ')}`,
  )
}

test.each<[unknown, unknown, string[]]>([
  [
    { type: 'integer' },
    7,
    [
      'type, of type null: null',
      'type, of type boolean: true',
      'type, of type string: "7" "text"',
      'type, of type array: []',
      'type, of type object: {}',
      'type, with a fraction: 0.5',
    ],
  ],
  [
    { type: ['string', 'null'] },
    'x',
    ['type, of type boolean: true', 'type, of type number: 7', 'type, of type array: []', 'type, of type object: {}'],
  ],
  [
    { type: 'boolean' },
    true,
    [
      'type, of type null: null',
      'type, of type number: 7',
      'type, of type string: "true" "text"',
      'type, of type array: []',
      'type, of type object: {}',
    ],
  ],
  [
    { type: 'number' },
    7,
    [
      'type, of type null: null',
      'type, of type boolean: true',
      'type, of type string: "7" "text"',
      'type, of type array: []',
      'type, of type object: {}',
    ],
  ],
  [
    { enum: ['red', 'RED', 'redS'] },
    'red',
    [
      'enum, not listed: "unlisted" "reds" true false',
      'enum, with a space: "red "',
      'enum, null although not listed: null',
    ],
  ],
  [{ enum: [1, 2, 5] }, 1, ['enum, not listed: 3 6 true false', 'enum, null although not listed: null']],
  [{ enum: [null, true] }, true, ['enum, not listed: false']],
  [{ const: { a: 1 } }, { a: 1 }, ['const, not listed: true false {} []', 'const, null although not listed: null']],
  [{ minimum: 5 }, 7, ['minimum, below the minimum: 4 4.5']],
  [{ minimum: 6, multipleOf: 3 }, 9, ['minimum, below the minimum: 3 5 5.5', 'multipleOf, not a multiple: 4 4.5 7.5']],
  [{ maximum: 10, multipleOf: 3 }, 9, ['maximum, above the maximum: 11 10.5', 'multipleOf, not a multiple: 4 4.5 7.5']],
  [
    { exclusiveMinimum: 5, exclusiveMaximum: 9.5 },
    7,
    ['exclusiveMinimum, the minimum itself: 5', 'exclusiveMaximum, the maximum itself: 9.5'],
  ],
  [{ minimum: 5, exclusiveMinimum: true, exclusiveMaximum: true }, 7, ['minimum, below the minimum: 4 4.5']],
  [{ multipleOf: 2 }, 4, ['multipleOf, not a multiple: 3 3 5']],
  [{ multipleOf: 1 }, 4, ['multipleOf, not a multiple: 1.5 2.5']],
  [{ multipleOf: 0.5 }, 4, ['multipleOf, not a multiple: 0.75 1.25']],
  [{ minLength: 2, maxLength: 4 }, 'äbc', ['minLength, too short: "ä" "0"', 'maxLength, too long: "äbcaa" "00000"']],
  [{ minLength: 0 }, 'abc', []],
  [{ minLength: 1 }, '😀x', ['minLength, too short: "" ""']],
  [{ maxLength: 0 }, '', ['maxLength, too long: "a" "0"']],
  [{ pattern: '^[a-z]+$' }, 'abc', ['pattern, not matching: "abc!" "!abc" "ABC" "A" "0" "-" "!" "~~~" "ü" " " ""']],
  [{ pattern: '(' }, 'abc', []],
  [
    { format: 'ipv4' },
    '1.1.1.1',
    ['format, 256: "192.168.0.256"', 'format, three parts: "192.168.0"', 'format, a zero before: "192.168.0.01"'],
  ],
  [{ format: 'constructor' }, '1.1.1.1', []],
  [{ minItems: 2 }, [1, 2, 3], ['minItems, too few items: [1]']],
  [{ minItems: 0 }, [], []],
  [{ maxItems: 2 }, [1], ['maxItems, too many items: [1,1,1] [1,2,3] ["0","1","2"]']],
  [{ maxItems: 1 }, [], ['maxItems, too many items: [0,1] [1,2] ["0","1"]']],
  [{ uniqueItems: true }, [1, 2], ['uniqueItems, an item twice: [1,2,1]']],
  [{ uniqueItems: true }, [], ['uniqueItems, an item twice: [7,7] ["a","a"]']],
  [{ uniqueItems: false }, [1], []],
  [
    { contains: { type: 'string' } },
    ['x', 1],
    ['contains, too few matching items: [] [null] [true] [7] [0.5] [[]] [{}]'],
  ],
  [
    { contains: { type: 'string' }, minContains: 0, maxContains: 2 },
    ['x'],
    ['maxContains, too many matching items: ["x","x","x"]'],
  ],
  [
    { contains: { type: 'string' }, minContains: 2 },
    ['x', 'y'],
    ['minContains, too few matching items: [] [null] [true] [7] [0.5] [[]] [{}]'],
  ],
  [
    { minProperties: 2, required: ['b'] },
    { a: 1, b: 2, c: 3 },
    ['minProperties, too few properties: {"b":2}', 'required, without "b": {"a":1,"c":3}'],
  ],
  [{ minProperties: 0 }, {}, []],
  [
    { maxProperties: 1 },
    { a: 1 },
    [
      'maxProperties, too many properties: {"a":1,"undocumented_property_0":1,"undocumented_property_1":1} {"a":1,"newa":1,"newb":1}',
    ],
  ],
  [
    { maxProperties: 0 },
    {},
    ['maxProperties, too many properties: {"undocumented_property_0":"text"} {"newa":"text"}'],
  ],
  [
    { required: ['a', 'b'], properties: { a: {} } },
    { a: 1, b: 2 },
    [
      'required, without "a": {"b":2}',
      'required, without "b": {"a":1}',
      '/undocumented_property undocumented property, an added property: {"a":1,"b":2,"undocumented_property":"text"}',
    ],
  ],
  [{ required: ['a'] }, 'text', []],
  [
    { required: ['a'], properties: { a: { writeOnly: true } } },
    { a: 1 },
    [
      '/undocumented_property undocumented property, an added property: {"a":1,"undocumented_property":"text"}',
      '/a writeOnly, a property of the other direction: {"a":"text"} {"a":7} {"a":true} {"a":[]} {"a":{}}',
    ],
  ],
  [
    { dependentRequired: { a: ['b', 'c'], d: ['e'] } },
    { a: 1, b: 2, c: 3 },
    [
      'dependentRequired, "a" without "b": {"a":1,"c":3}',
      'dependentRequired, "a" without "c": {"a":1,"b":2}',
      'dependentRequired, "d" without "e": {"a":1,"b":2,"c":3,"d":"text"}',
    ],
  ],
  [
    { propertyNames: { maxLength: 3, pattern: '^[a-z]+$' } },
    { ab: 1 },
    [
      '/undo maxLength, too long: {"ab":1,"undo":1}',
      '/undocumented_property! pattern, not matching: {"ab":1,"undocumented_property!":1}',
    ],
  ],
  [
    { anyOf: [{ type: 'string' }, { type: 'integer' }] },
    'x',
    [
      'anyOf, valid under no branch: null true 0.5 [] {}',
      'type, of type null: null',
      'type, of type boolean: true',
      'type, of type number: ',
      'type, of type array: []',
      'type, of type object: {}',
    ],
  ],
  [
    { oneOf: [{ multipleOf: 3 }, { multipleOf: 5 }] },
    3,
    [
      'oneOf, valid under no branch: 7 0.5',
      'oneOf, valid under two branches: null true "text" [] {} 15 30 "" "a"',
      'multipleOf, not a multiple: 4 4.5 7.5',
    ],
  ],
  [
    { oneOf: [{ type: 'string' }, { type: 'string', minLength: 1 }] },
    '',
    [
      'oneOf, valid under no branch: null true 7 0.5 [] {}',
      'oneOf, valid under two branches: "text" "a"',
      'type, of type null: null',
      'type, of type boolean: true',
      'type, of type number: 7',
      'type, of type array: []',
      'type, of type object: {}',
    ],
  ],
  [{ not: { enum: ['x', 'y'] } }, 'z', ['not, valid under the schema of not: "x" "y"']],
  [
    { not: { required: ['a'] } },
    { b: 1 },
    ['not, valid under the schema of not: {"b":1,"a":"text"} null true 7 0.5 "text" []'],
  ],
  [{ not: { const: 5 } }, 1, ['not, valid under the schema of not: 5']],
  [
    { properties: { a: false } },
    {},
    [
      '/undocumented_property undocumented property, an added property: {"undocumented_property":"text"}',
      '/a false, a value: {"a":null} {"a":true} {"a":7} {"a":0.5} {"a":"text"} {"a":[]} {"a":{}}',
    ],
  ],
])('a value that satisfies %j, such as %j, is changed to violate it', (schema, value, expected) => {
  expect(violationsOf(schema, value)).toEqual(expected)
})

test.each([
  ['openapi-3.0', { type: 'string', nullable: true }, false],
  ['openapi-3.0', { type: 'string', nullable: false }, true],
  ['openapi-3.0', { type: 'string' }, true],
  ['2020-12', { type: 'string', nullable: true }, true],
] as const)('in %s, null violates %j: %s', (dialect, schema, isViolation) => {
  expect(violationsOf(schema, 'x', { dialect }).includes('type, of type null: null')).toBe(isViolation)
})

test('a limit that no double holds is exceeded by one', () => {
  expect(violationsOf('{"maximum":9007199254740993}', 1)[0]).toMatch(/: 9007199254740994 /)
  expect(violationsOf('{"minimum":-9007199254740993}', 1)[0]).toMatch(/: -9007199254740994 /)
})
