import { describe, expect, test } from 'vitest'
import { createChecker, parseDocument } from '../../../src/contract/index.js'
import { schemaKeywords } from '../../../src/openapi/grammar/schema.js'

/** Keywords that no value fails: they name, describe or hold schemas. */
const withoutMessage = [
  ['$id', '$schema', '$anchor', '$dynamicAnchor', '$vocabulary', '$comment', '$defs', 'definitions'],
  ['title', 'description', 'default', 'examples', 'example', 'externalDocs', 'xml'],
  ['contentEncoding', 'contentMediaType', 'contentSchema'],
].flat()

const pets = [{ $ref: '#/components/schemas/Dog' }, { $ref: '#/components/schemas/Cat' }]
const long = 'a'.repeat(40)

/** By keyword: a schema, a body that it does not accept, and the first finding. */
const examples: readonly (readonly [keyword: string, schema: unknown, body: unknown, message: string])[] = [
  ['$ref', { $ref: '#/components/schemas/Dog' }, {}, ': missing required property "bark"'],
  [
    '$dynamicRef',
    { $defs: { a: { $dynamicAnchor: 'a', type: 'string' } }, $dynamicRef: '#a' },
    1,
    ': expected string, received number 1 (type)',
  ],
  ['type', { type: 'boolean' }, 1, ': expected boolean, received number 1 (type)'],
  ['type', { type: ['boolean', 'null'] }, 'text', ': expected one of boolean, null, received string "text" (type)'],
  ['type', { type: 'integer' }, {}, ': expected integer, received an object (type)'],
  ['enum', { enum: ['a', 'b'] }, 'c', ': expected one of "a", "b", received "c" (enum)'],
  ['const', { const: 'a' }, 'b', ': expected "a", received "b" (const)'],
  ['const', { const: { a: 1 } }, [1], ': expected {"a":1}, received an array of 1 item (const)'],
  ['multipleOf', { multipleOf: 0.5 }, 0.7, ': expected a multiple of 0.5, received 0.7 (multipleOf)'],
  ['maximum', { maximum: 1 }, 2, ': expected at most 1, received 2 (maximum)'],
  ['exclusiveMaximum', { exclusiveMaximum: 1 }, 1, ': expected less than 1, received 1 (exclusiveMaximum)'],
  ['minimum', { minimum: 1 }, 0, ': expected at least 1, received 0 (minimum)'],
  ['exclusiveMinimum', { exclusiveMinimum: 1 }, 1, ': expected more than 1, received 1 (exclusiveMinimum)'],
  ['maxLength', { maxLength: 1 }, 'ab', ': expected at most 1 character, received 2 characters (maxLength)'],
  ['minLength', { minLength: 2 }, 'a', ': expected at least 2 characters, received 1 character (minLength)'],
  ['pattern', { pattern: '^a' }, 'b', ': expected text that matches ^a, received "b" (pattern)'],
  ['pattern', { pattern: '(?i)a' }, 'b', 'note : not checked: "pattern" cannot be used (a problem of the document)'],
  ['pattern', { pattern: '(a|a)*\\1b' }, long, `note : not checked: pattern (a|a)*\\1b may take too long on "${long}"`],
  ['format', { format: 'uuid' }, 'x', ': expected a UUID of RFC 4122, received "x" (format)'],
  [
    'format',
    { format: 'int32' },
    2147483648,
    ': expected an integer of 32 bits, from -2147483648 to 2147483647, received 2147483648 (format)',
  ],
  [
    'format',
    { format: 'date-time' },
    '2026-01-01',
    ': expected a date-time of RFC 3339, received "2026-01-01" (format)',
  ],
  ['maxItems', { maxItems: 1 }, [1, 2], ': expected at most 1 item, received 2 items (maxItems)'],
  ['minItems', { minItems: 1 }, [], ': expected at least 1 item, received 0 items (minItems)'],
  ['uniqueItems', { uniqueItems: true }, [1, 1], ': items 0 and 1 are equal (uniqueItems)'],
  ['prefixItems', { prefixItems: [{ type: 'string' }] }, [1], '/0: expected string, received number 1 (type)'],
  ['items', { items: { type: 'string' } }, [1], '/0: expected string, received number 1 (type)'],
  ['items', { prefixItems: [{}], items: false }, [1, 2], '/1: item 1 is not allowed (items)'],
  ['contains', { contains: { type: 'string' } }, [1], ': expected at least 1 matching item, received 0 (contains)'],
  [
    'minContains',
    { contains: {}, minContains: 2 },
    [1],
    ': expected at least 2 matching items, received 1 (minContains)',
  ],
  [
    'maxContains',
    { contains: {}, maxContains: 1 },
    [1, 2],
    ': expected at most 1 matching item, received 2 (maxContains)',
  ],
  [
    'maxProperties',
    { maxProperties: 1 },
    { a: 1, b: 1 },
    ': expected at most 1 property, received 2 properties (maxProperties)',
  ],
  ['minProperties', { minProperties: 1 }, {}, ': expected at least 1 property, received 0 properties (minProperties)'],
  ['required', { required: ['a'] }, {}, ': missing required property "a"'],
  [
    'dependentRequired',
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    ': missing required property "b" beside "a" (dependentRequired)',
  ],
  ['properties', { properties: { a: { type: 'string' } } }, { a: 1 }, '/a: expected string, received number 1 (type)'],
  ['properties', { properties: { a: false } }, { a: 1 }, '/a: no value is allowed here (false schema)'],
  [
    'patternProperties',
    { patternProperties: { '^a': { type: 'string' } } },
    { ab: 1 },
    '/ab: expected string, received number 1 (type)',
  ],
  [
    'patternProperties',
    { patternProperties: { '(a|a)*\\1b': { type: 'string' } } },
    { [long]: 1 },
    `note /${long}: not checked: pattern (a|a)*\\1b may take too long on "${long}"`,
  ],
  [
    'additionalProperties',
    { properties: { isbn: {} }, additionalProperties: false },
    { isbm: 1 },
    '/isbm: property "isbm" is not allowed (additionalProperties)',
  ],
  [
    'propertyNames',
    { propertyNames: { maxLength: 1 } },
    { ab: 1 },
    '/ab: property name "ab": expected at most 1 character, received 2 characters (maxLength)',
  ],
  [
    'unevaluatedItems',
    { prefixItems: [{}], unevaluatedItems: false },
    [1, 2],
    '/1: item 1 is not allowed (unevaluatedItems)',
  ],
  [
    'unevaluatedProperties',
    { properties: { a: {} }, unevaluatedProperties: false },
    { b: 1 },
    '/b: property "b" is not allowed (unevaluatedProperties)',
  ],
  ['allOf', { allOf: [{ type: 'string' }] }, 1, ': expected string, received number 1 (type)'],
  ['anyOf', { anyOf: [{ type: 'string' }, { type: 'boolean' }] }, 1, ': matches none of the 2 schemas (anyOf)'],
  ['anyOf', { anyOf: [{ maximum: 1 }, { minimum: 5 }] }, 3, ': matches none of the 2 schemas (anyOf)'],
  [
    'anyOf',
    { anyOf: [{ type: 'string' }, { type: 'number', maximum: 1 }] },
    3,
    ': expected at most 1, received 3 (maximum)',
  ],
  [
    'oneOf',
    { oneOf: pets },
    { pet: 'dog' },
    ': matches none of the 2 schemas; nearest is "Dog" (pet: "dog"): missing required property "bark"',
  ],
  [
    'oneOf',
    { oneOf: pets },
    { pet: 'cow' },
    '/pet: matches none of the 2 schemas: expected one of "dog", "cat", received "cow" (oneOf)',
  ],
  ['oneOf', { oneOf: [{}, {}] }, 1, ': matches schema 0 and schema 1, expected exactly one schema (oneOf)'],
  [
    'oneOf',
    { oneOf: [{ title: 'A' }, { title: 'B' }] },
    1,
    ': matches "A" and "B", expected exactly one schema (oneOf)',
  ],
  ['not', { not: { const: 1 } }, 1, ': 1 is not allowed (not)'],
  [
    'if',
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name
    { if: { type: 'string' }, then: { maxLength: 1 } },
    'ab',
    ': expected at most 1 character, received 2 characters (maxLength)',
  ],
  ['else', { if: { type: 'string' }, else: { maximum: 1 } }, 2, ': expected at most 1, received 2 (maximum)'],
  ['dependentSchemas', { dependentSchemas: { a: { required: ['b'] } } }, { a: 1 }, ': missing required property "b"'],
  [
    'discriminator',
    { oneOf: pets, discriminator: { propertyName: 'kind', defaultMapping: 'Dog' } },
    {},
    ': matches none of the 2 schemas; nearest is "Dog" (no kind): missing required property "bark"',
  ],
  [
    'discriminator',
    { oneOf: pets, discriminator: { propertyName: 'kind', defaultMapping: 'Dog' } },
    { meow: 1 },
    'warning /kind: no kind means "Dog", but the value matches "Cat"',
  ],
  [
    'discriminator',
    { oneOf: pets, discriminator: { propertyName: 'pet' } },
    { pet: 'cow', bark: 1 },
    '/pet: unknown discriminator value "cow", expected one of "dog", "cat"',
  ],
  [
    'discriminator',
    { oneOf: pets, discriminator: { propertyName: 'kind', mapping: { dog: 'Dog' } } },
    { kind: 'cow' },
    '/kind: unknown discriminator value "cow", expected one of "dog", "Cat"',
  ],
  [
    'discriminator',
    { oneOf: pets, discriminator: { propertyName: 'kind', mapping: { dog: 'Dog' } } },
    { kind: 'dog', meow: 1 },
    'warning /kind: discriminator value "dog" means "Dog", but the value matches "Cat"',
  ],
  [
    'discriminator',
    { oneOf: pets, discriminator: { propertyName: 'kind', mapping: { dog: 'Dog' } } },
    { kind: 'cow', meow: 1 },
    'warning /kind: unknown discriminator value "cow", expected one of "dog", "Cat"',
  ],
  [
    'writeOnly',
    { properties: { a: { writeOnly: true } } },
    { a: 1 },
    '/a: property "a" is not allowed in a response (writeOnly)',
  ],
  ['deprecated', { properties: { a: { deprecated: true } } }, { a: 1 }, 'note /a: property "a" is deprecated'],
  ['the schema false', false, 1, ': no value is allowed here (false schema)'],
  ['type', { type: 'text' }, 1, 'note : not checked: "type" cannot be used (a problem of the document)'],
  ['minimum', { minimum: '1' }, 1, 'note : not checked: "minimum" cannot be used (a problem of the document)'],
  [
    'properties',
    { properties: { a: 1 } },
    { a: 1 },
    'note /a: not checked: "properties" cannot be used (a problem of the document)',
  ],
  ['a schema that cannot be used', 1, 1, 'note : not checked: "schema" cannot be used (a problem of the document)'],
  [
    'required',
    { required: [1] },
    { a: 1 },
    'note : not checked: "required" cannot be used (a problem of the document)',
  ],
  ['propertyNames', { propertyNames: false }, { ab: 1 }, '/ab: property name "ab" is not allowed (false schema)'],
  [
    'then',
    // biome-ignore lint/suspicious/noThenProperty: the keyword's name
    { if: { type: 'string' }, then: { maxLength: 1 } },
    'ab',
    ': expected at most 1 character, received 2 characters (maxLength)',
  ],
  ['readOnly', { properties: { a: { readOnly: true } }, required: ['a'] }, {}, ': missing required property "a"'],
]

describe('a message about a schema says what is wrong, and names the keyword', () => {
  test.each(examples)('%s: %j of %j', (_, schema, body, message) => {
    const [first] = messagesOf(schema, body).filter((each) => !each.endsWith('is not documented'))

    expect(first).toBe(message)
  })

  test('for every keyword that may have one', () => {
    const shown = new Set(examples.map(([keyword]) => keyword))
    const expected = Object.keys(schemaKeywords).filter((keyword) => !withoutMessage.includes(keyword))

    expect(expected.filter((keyword) => !shown.has(keyword))).toEqual([])
  })
})

function messagesOf(schema: unknown, body: unknown): string[] {
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': { get: { responses: { 200: { description: 'x', content: { 'application/json': { schema } } } } } },
      },
      components: {
        schemas: {
          Dog: { type: 'object', required: ['bark'], properties: { pet: { const: 'dog' }, bark: {} } },
          Cat: { type: 'object', required: ['meow'], properties: { pet: { const: 'cat' }, meow: {} } },
        },
      },
    }),
    'api.json',
  )
  const { findings } = createChecker(document).check({
    request: { method: 'GET', url: 'https://h.example/a', headers: [] },
    response: { status: 200, headers: [['content-type', 'application/json']], body: JSON.stringify(body) },
  })
  return findings.map(({ severity, at, message }) => `${severity === 'error' ? '' : `${severity} `}${at}: ${message}`)
}
