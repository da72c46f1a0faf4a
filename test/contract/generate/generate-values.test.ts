import { describe, expect, test } from 'vitest'
import { generateValue, generateValues } from '../../../src/contract/generate/generate-values.js'
import { findPatternTexts } from '../../../src/contract/generate/pattern-texts.js'
import { parseRegex } from '../../../src/openapi/index.js'
import { engineFor, type SchemaSetup } from '../../support/schema.js'

function valuesOf(schema: unknown, setup: SchemaSetup = {}) {
  const { engine: schemas, node } = engineFor(schema, setup)
  const { direction = 'response' } = setup
  return [...generateValues(node, { schemas, direction })]
}

const firstOf = (kind: string, schema: unknown, setup?: SchemaSetup) =>
  valuesOf(schema, setup).find((each) => each.kind === kind)?.value

function smallest(schema: unknown, setup: SchemaSetup = {}): unknown {
  const { engine: schemas, node } = engineFor(schema, setup)
  return generateValue(node, { schemas, direction: setup.direction ?? 'response' })?.value
}

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })
const id = { type: 'integer', minimum: 1 }
const closed = { additionalProperties: false }

describe('the smallest value', () => {
  test.each<[string, unknown, unknown]>([
    ['a constant', { const: { a: 1 } }, { a: 1 }],
    ['a listed value', { enum: ['b', 'a'] }, 'b'],
    ['an example rather than any text', { type: 'string', example: 'Ann' }, 'Ann'],
    ['no example that its schema forbids', { type: 'integer', example: 'Ann' }, 1],
    ['an integer between limits', { type: 'integer', exclusiveMinimum: 10, exclusiveMaximum: 12 }, 11],
    ['a number between limits', { type: 'number', exclusiveMinimum: 0.1, exclusiveMaximum: 0.2 }, (0.1 + 0.2) / 2],
    ['a multiple', { type: 'integer', multipleOf: 7, minimum: 8 }, 14],
    ['a large multiple', { type: 'integer', multipleOf: 25, maximum: -30 }, -50],
    ['a text of a length', { type: 'string', minLength: 6, maxLength: 6 }, 'textaa'],
    ['an empty text', { type: 'string', maxLength: 0 }, ''],
    ['a format', { type: 'string', format: 'date' }, '2024-01-15'],
    ['a pattern', { type: 'string', pattern: '^[A-Z]{2}-\\d{3}$' }, 'AA-111'],
    ['a pattern with a length', { type: 'string', pattern: '^x+$', minLength: 5 }, 'xxxxxx'],
    [
      'a pattern with lookaheads',
      { type: 'string', pattern: '^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,}$' },
      'aA1@bB2!',
    ],
    ['a pattern with an open end and a length', { type: 'string', pattern: '^id:', minLength: 6 }, 'id:aaa'],
    ['a format with a pattern', { type: 'string', format: 'email', pattern: '@acme\\.com$' }, 'a@acme.com'],
    ['a format of at least a length', { type: 'string', format: 'uri', minLength: 28 }, 'https://example.com/aaaaaaaa'],
    ['a format of at most a length', { type: 'string', format: 'email', maxLength: 8 }, 'a@b.co'],
    ['required properties only', object({ id, name: { type: 'string' } }, { required: ['id'] }), { id: 1 }],
    ['a required property without a schema', { type: 'object', required: ['a'] }, { a: 'text' }],
    ['a property named __proto__', { type: 'object', required: ['__proto__'] }, JSON.parse('{"__proto__": "text"}')],
    ['as many properties as needed', object({ id }, { minProperties: 2 }), { id: 1, name1: 'text' }],
    ['names that are allowed', { type: 'object', minProperties: 1, propertyNames: { pattern: '^x_' } }, { x_: 'text' }],
    [
      'what a property depends on',
      object({ id }, { required: ['id'], dependentRequired: { id: ['a'] } }),
      { id: 1, a: 'text' },
    ],
    [
      'all that a property depends on',
      object({ id }, { required: ['id'], dependentRequired: { id: ['a', 'b'] } }),
      { id: 1, a: 'text', b: 'text' },
    ],
    [
      'what a property depends on by several schemas',
      {
        allOf: [
          object({ id }, { required: ['id'], dependentRequired: { id: ['a'] } }),
          { dependentRequired: { id: ['b'], b: ['c'] } },
        ],
      },
      { id: 1, a: 'text', b: 'text', c: 'text' },
    ],
    [
      'what an array contains by several schemas',
      { type: 'array', allOf: [{ contains: { const: 1 } }, { contains: { const: 2 }, minContains: 2 }] },
      [1, 2, 2],
    ],
    [
      'as many items and properties as the second of several schemas asks for',
      { allOf: [{ type: 'array', minItems: 1, items: object({}, { minProperties: 1 }) }, { minItems: 2 }] },
      [{ name1: 'text' }, { name1: 'text' }],
    ],
    ['an empty array', { type: 'array', items: id }, []],
    [
      'different items',
      { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 3, uniqueItems: true },
      ['a', 'b', 'c'],
    ],
    ['items by position', { type: 'array', prefixItems: [{ const: 'a' }, id], minItems: 2 }, ['a', 2]],
    ['what an array contains', { type: 'array', items: { type: 'integer' }, contains: { minimum: 5 } }, [5]],
    [
      'what an array contains behind its first items',
      { type: 'array', prefixItems: [{ const: 'a' }], items: { type: 'boolean' }, contains: { const: true } },
      ['a', true],
    ],
    [
      'all schemas of allOf',
      { allOf: [object({ id }, { required: ['id'] }), object({ a: { const: 2 } }, { required: ['a'] })] },
      { id: 1, a: 2 },
    ],
    ['limits of several schemas', { allOf: [{ type: 'integer', minimum: 3 }, { maximum: 3 }] }, 3],
    ['one of several schemas, not null', { anyOf: [{ type: 'null' }, { const: 'a' }] }, 'a'],
    [
      'exactly one of several',
      {
        oneOf: [
          { type: 'integer', minimum: 1 },
          { type: 'integer', minimum: 0, maximum: 5 },
        ],
      },
      0,
    ],
    [
      'a condition',
      {
        if: object({ a: { const: 1 } }, { required: ['a'] }),
        // biome-ignore lint/suspicious/noThenProperty: it is a keyword
        then: { required: ['b'] },
        required: ['a'],
        type: 'object',
      },
      { a: 'text' },
    ],
    ['what not allows', { type: 'integer', not: { const: 1 } }, 2],
    ['a type that keywords tell', { minimum: 4 }, 4],
    ['an object that keywords tell', { minProperties: 1 }, { name1: 'text' }],
    ['a number that its steps tell', { multipleOf: 7 }, 7],
    ['a text beyond ASCII, if no other is allowed', { type: 'string', not: { pattern: '^[ -~]*$' } }, 'é'],
    ['an object that a required name tells', { required: ['a'] }, { a: 'text' }],
    ['an object that properties tell', { properties: { id } }, {}],
    ['an object that additional properties tell', { additionalProperties: id }, {}],
    ['an array that keywords tell', { minItems: 1 }, ['text']],
    ['an array that contains tells', { contains: { const: 'a' } }, ['a']],
    ['a number above a limit', { type: 'number', exclusiveMinimum: 5 }, 6],
    ['a number at a limit', { type: 'number', maximum: -3.5 }, -3.5],
    ['an integer below a limit', { type: 'integer', maximum: -3.5 }, -4],
    ['a multiple that is a fraction', { type: 'number', multipleOf: 0.5, minimum: 0.2, maximum: 0.9 }, 0.5],
    ['a multiple below a limit', { type: 'integer', multipleOf: 7, exclusiveMaximum: -7 }, -14],
    ['zero', { type: 'integer', minimum: -0.5, maximum: 0 }, 0],
    ['a multiple above an exclusive limit', { type: 'integer', multipleOf: 7, exclusiveMinimum: 70, maximum: 80 }, 77],
    ['a multiple below an exclusive limit', { type: 'integer', multipleOf: 7, exclusiveMaximum: 70, minimum: 60 }, 63],
    ['a multiple above a large minimum', { type: 'integer', multipleOf: 7, minimum: 100 }, 105],
    ['a multiple above a large exclusive minimum', { type: 'integer', multipleOf: 7, exclusiveMinimum: 105 }, 112],
    ['a multiple at a limit', { type: 'integer', multipleOf: 7, minimum: 70, maximum: 76 }, 70],
    ['an integer below an exclusive limit', { type: 'integer', exclusiveMaximum: -7 }, -8],
    ['a number between near limits', { type: 'number', exclusiveMinimum: 3, maximum: 3.5 }, 3.25],
    ['true', { type: 'boolean' }, true],
    ['a text of a length at most', { type: 'string', maxLength: 3 }, 'tex'],
    ['items that may be equal', { type: 'array', items: { enum: ['a', 'b'] }, minItems: 3 }, ['a', 'b', 'a']],
    [
      'items that may be equal, as uniqueItems says',
      { type: 'array', items: { enum: ['a', 'b'] }, minItems: 3, uniqueItems: false },
      ['a', 'b', 'a'],
    ],
    ['different items of any kind', { type: 'array', minItems: 3, uniqueItems: true }, [0, 1, 2]],
    ['a number of a format', { type: 'number', format: 'float' }, 1.5],
    ['a text of a pattern within lengths', { type: 'string', pattern: '^a+$', minLength: 4, maxLength: 4 }, 'aaaa'],
    ['the shortest host name', { type: 'string', format: 'hostname', maxLength: 1 }, 'a'],
    ['the shortest URI', { type: 'string', format: 'uri', maxLength: 3 }, 'a:b'],
    [
      'an address of a length',
      { type: 'string', format: 'email', minLength: 20, maxLength: 20 },
      'ann@example.comaaaaa',
    ],
    ['the default', { type: 'integer', default: 5 }, 5],
    ['an example rather than the default', { type: 'integer', default: 5, examples: [6] }, 6],
    ['no example that is null', { type: ['null', 'string'], example: null }, 'text'],
    ['no example that is an object', { ...object({ id }), example: { id: 2 } }, {}],
    ['no null if there is another type', { type: ['null', 'integer'] }, 1],
    ['an integer that another schema calls a number', { allOf: [{ type: 'integer' }, { type: 'number' }] }, 1],
    ['a branch that is not only null', { anyOf: [{ type: ['null', 'string'] }, { const: 7 }] }, 'text'],
    ['all properties if none is forbidden', object({ id }, { not: { maxProperties: 0 } }), { id: 1 }],
    ['the integers of two types', { allOf: [{ type: ['string', 'number'] }, { type: 'integer' }] }, 1],
    ['a constant rather than a listed value', { const: 'b', enum: ['a', 'b'] }, 'b'],
    [
      'what properties depend on in turn',
      object({}, { required: ['a'], dependentRequired: { a: ['b'], b: ['c'], d: ['e'] } }),
      { a: 'text', b: 'text', c: 'text' },
    ],
    [
      'what a schema depends on',
      object({}, { required: ['a'], dependentSchemas: { a: { required: ['b'] } } }),
      { a: 'text', b: 'text' },
    ],
    ['more items than an array contains', { type: 'array', items: id, contains: { const: 7 }, minItems: 2 }, [7, 2]],
    ['no item that contains need not have', { type: 'array', contains: { const: 7 }, minContains: 0 }, []],
    [
      'a recursive schema as often as required',
      object({ next: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/Root' }] } }, { required: ['next'] }),
      { next: { next: { next: null } } },
    ],
    [
      'a recursive schema as often as items are required',
      object(
        {
          all: {
            type: 'array',
            minItems: 1,
            items: { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/Root' }] },
          },
        },
        { required: ['all'] },
      ),
      { all: [{ all: [{ all: [null] }] }] },
    ],
    ['anything', true, 'text'],
  ])('has %s', (_, schema, expected) => {
    expect(smallest(schema)).toEqual(expected)
  })

  test.each<[string, unknown]>([
    ['nothing', false],
    ['a contradiction', { type: 'integer', minimum: 2, maximum: 1 }],
    ['types without a common one', { allOf: [{ type: 'string' }, { type: 'integer' }] }],
    ['endless recursion', object({ next: { $ref: '#/components/schemas/Root' } }, { required: ['next'] })],
    ['a pattern that nothing matches', { type: 'string', pattern: 'a^' }],
    [
      'different items that nothing matches',
      { type: 'array', items: { type: 'string', pattern: 'a^' }, minItems: 1, uniqueItems: true },
    ],
    [
      'texts that are too long together',
      { type: 'array', items: { minLength: 100_000, type: 'string' }, minItems: 500 },
    ],
    ['more items than can be different', { type: 'array', items: { type: 'boolean' }, minItems: 3, uniqueItems: true }],
  ])('is not found for %s', (_, schema) => {
    expect(valuesOf(schema)).toEqual([])
    expect(smallest(schema)).toBeUndefined()
  })

  test('has no property of the other direction', () => {
    const schema = object(
      { id: { ...id, readOnly: true }, pin: { type: 'string', writeOnly: true } },
      { required: ['id', 'pin'], dependentRequired: { id: ['a'] } },
    )
    expect(smallest(schema, { direction: 'request' })).toEqual({ pin: 'text' })
    expect(smallest(schema, { direction: 'response' })).toEqual({ id: 1, a: 'text' })
  })

  test('of OpenAPI 3.0 is not null unless it must be, and does not read keywords of 3.1', () => {
    const setup: SchemaSetup = { dialect: 'openapi-3.0' }
    expect(smallest({ type: 'string', nullable: true, const: 'a' }, setup)).toBe('text')
    expect(smallest({ type: 'string', nullable: true, enum: [null] }, setup)).toBeNull()
    expect(smallest({ type: 'string', nullable: true, pattern: 'a^' }, setup)).toBeNull()
    expect(smallest({ type: 'string', nullable: false, pattern: 'a^' }, setup)).toBeUndefined()
  })
})

describe('the full value', () => {
  test('has all properties, and one item', () => {
    const schema = object({ id, tags: { type: 'array', items: { type: 'string' } }, owner: object({ id }) })
    expect(firstOf('full', schema)).toEqual({ id: 1, tags: ['text'], owner: { id: 1 } })
  })

  test('has as many properties and items as are allowed', () => {
    expect(firstOf('full', object({ a: id, b: id, c: id }, { maxProperties: 2 }))).toEqual({ a: 1, b: 1 })
    expect(firstOf('minimal', { type: 'array', maxItems: 0 })).toEqual([])
    expect(valuesOf({ type: 'array', maxItems: 0 }).map(({ value }) => value)).toEqual([[]])
  })

  test('has no property of the other direction', () => {
    const schema = object({ id: { ...id, readOnly: true }, pin: { type: 'string', writeOnly: true }, a: { const: 1 } })
    expect(firstOf('full', schema, { direction: 'request' })).toEqual({ pin: 'text', a: 1 })
    expect(firstOf('full', schema, { direction: 'response' })).toEqual({ id: 1, a: 1 })
  })

  test('has optional properties of a recursive schema up to where it is repeated', () => {
    const next = { anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/Root' }] }
    const schema = object({ id, next }, { required: ['next'] })
    expect(firstOf('full', schema)).toEqual({ id: 1, next: { id: 1, next: { next: null } } })
  })

  test('leaves out a schema that is repeated in itself', () => {
    const children = { type: 'array', items: { $ref: '#/components/schemas/Root' } }
    expect(firstOf('full', object({ id, children, parent: { $ref: '#/components/schemas/Root' } }))).toEqual({
      id: 1,
      children: [],
    })
  })

  test('leaves out optional properties that are forbidden together', () => {
    const schema = object({ id, a: true, b: true }, { not: { required: ['a', 'b'] } })
    expect(firstOf('full', schema)).toEqual({ id: 1, a: 'text' })
  })

  test('has a property for each pattern, and one that is additional', () => {
    expect(firstOf('full', { type: 'object', patternProperties: { '^x-': id }, additionalProperties: false })).toEqual({
      'x-': 1,
    })
    expect(firstOf('full', { type: 'object', additionalProperties: id })).toEqual({ name1: 1 })
  })
})

describe('other values', () => {
  test('are examples first, as far as they are valid', () => {
    const values = valuesOf({ type: 'integer', examples: [3, 'four', 5] })
    expect(values.slice(0, 2).map(({ kind, value }) => [kind, value])).toEqual([
      ['example', 3],
      ['example', 5],
    ])
  })

  test('follow the smallest and the full one, each with its kind and a description', () => {
    const values = valuesOf(object({ a: { enum: ['x', 'y'] } }, { example: { a: 'x', b: 1 } }))
    expect(values.map(({ kind, description, value }) => [kind, description, value])).toEqual([
      ['example', 'an example of the document', { a: 'x', b: 1 }],
      ['minimal', 'with as little as possible', {}],
      ['full', 'with all properties', { a: 'x' }],
      ['variant', 'with other values', { a: 'y' }],
    ])
  })

  test('are dozens at most, of each listed value and each branch', () => {
    const listed = Array.from({ length: 30 }, (_, index) => index)
    const values = valuesOf(object({ a: { enum: listed } })).map(({ value }) => JSON.stringify(value))
    expect(values).toEqual(expect.arrayContaining(listed.slice(0, 12).map((a) => JSON.stringify({ a }))))
    const branches = valuesOf({ oneOf: listed.map((a) => ({ const: a })) }).map(({ value }) => value)
    expect(branches).toEqual(expect.arrayContaining(listed.slice(0, 12)))
  })

  test('are those of schemas that extend a schema with a discriminator', () => {
    const child = (name: string) => ({
      allOf: [{ $ref: '#/components/schemas/Root' }, object({ [name]: id }, { required: [name] })],
    })
    const values = valuesOf(
      object({ kind: { type: 'string' } }, { required: ['kind'], discriminator: { propertyName: 'kind' } }),
      { schemas: { Cat: child('lives'), Dog: child('bones') } },
    ).map(({ value }) => value)
    expect(values).toContainEqual({ kind: 'Cat', lives: 1 })
    expect(values).toContainEqual({ kind: 'Dog', bones: 1 })
  })

  test('have each of the first listed values in each of the first branches', () => {
    const names = ['a', 'b', 'c', 'd']
    const values = valuesOf({
      oneOf: names.map((name) => object({ [name]: { enum: [1, 2, 3, 4] } }, { required: [name], ...closed })),
    }).map(({ value }) => value)
    const expected = names.flatMap((name) => [1, 2, 3, 4].map((value) => ({ [name]: value })))
    expect(values).toEqual(expect.arrayContaining(expected))
  })

  test('have other values than the examples of their properties', () => {
    const values = valuesOf(object({ a: { type: 'string', example: 'Ann' } }))
    expect(values.filter(({ description }) => description === 'with other values').map(({ value }) => value)).toEqual(
      expect.arrayContaining([{ a: 'text' }]),
    )
  })

  test('have each branch, each listed value, and null', () => {
    const values = valuesOf({
      anyOf: [object({ a: { enum: ['x', 'y', null] } }, { required: ['a'] }), { type: 'integer' }, { type: 'null' }],
    }).map(({ value }) => value)
    expect(values).toEqual(expect.arrayContaining([{ a: 'x' }, { a: 'y' }, { a: null }, null]))
    expect(values.some((value) => typeof value === 'number')).toBe(true)
  })

  test.each(['oneOf', 'anyOf'])('are valid by the schema of a discriminator beside %s', (keyword) => {
    const pet = (name: string) => object({ kind: { type: 'string' }, [name]: id }, { required: ['kind', name] })
    const schemas = { Cat: pet('lives'), Dog: pet('bones') }
    const values = valuesOf(
      {
        [keyword]: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        discriminator: { propertyName: 'kind', mapping: { puss: '#/components/schemas/Cat' } },
      },
      { schemas },
    ).map(({ value }) => value)
    expect(values).toContainEqual({ kind: 'puss', lives: 1 })
    expect(values).toContainEqual({ kind: 'Dog', bones: 1 })
  })

  test('are valid by the schema of a discriminator inside allOf', () => {
    const pet = (name: string) => object({ kind: { type: 'string' }, [name]: id }, { required: ['kind', name] })
    const oneOf = [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
    const values = valuesOf(
      { allOf: [{ type: 'object' }, { oneOf, discriminator: { propertyName: 'kind' } }] },
      { schemas: { Cat: pet('lives'), Dog: pet('bones') } },
    ).map(({ value }) => value)
    expect(values).toContainEqual({ kind: 'Cat', lives: 1 })
    expect(values).toContainEqual({ kind: 'Dog', bones: 1 })
  })

  test('have each name that a mapping has for a schema', () => {
    const cat = object({ kind: { type: 'string' } }, { required: ['kind'] })
    const mapping = { puss: '#/components/schemas/Cat', kitty: '#/components/schemas/Cat' }
    const values = valuesOf(
      { oneOf: [{ $ref: '#/components/schemas/Cat' }], discriminator: { propertyName: 'kind', mapping } },
      { schemas: { Cat: cat } },
    ).map(({ value }) => value)
    expect(values).toEqual(expect.arrayContaining([{ kind: 'puss' }, { kind: 'kitty' }]))
  })

  test('have one change of the full value, or one of the smallest', () => {
    const schema = object({ a: { const: 1 }, b: { type: ['integer', 'null'] } }, { required: ['b'] })
    const values = valuesOf(schema).map(({ value }) => value)
    expect(values).toEqual(expect.arrayContaining([{ a: 1, b: null }, { b: null }]))
  })

  test('keep an example that no double holds', () => {
    expect(String(smallest('{"type":"integer","example":9007199254740993}'))).toBe('9007199254740993')
  })

  test('are each different and valid', () => {
    const schema = object({
      id: { type: 'integer', minimum: 1, maximum: 9 },
      at: { type: 'string', format: 'date-time' },
    })
    const { engine, node } = engineFor(schema)
    const texts = valuesOf(schema).map(({ value }) => JSON.stringify(value))
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThan(5)
    for (const text of texts) expect(engine.isValid(node, JSON.parse(text), 'response')).toBe(true)
  })

  test('are the same in each run', () => {
    const schema = { oneOf: [object({ a: id }), { type: 'array', items: { type: 'string', pattern: '^[a-f]{3}$' } }] }
    expect(valuesOf(schema)).toEqual(valuesOf(schema))
  })
})

describe('a hostile schema', () => {
  const levels = Array.from({ length: 12 }, (_, level) => level)
  const schemas = Object.fromEntries(
    levels.map((level) => {
      const below = level === 11 ? { type: 'string' } : { $ref: `#/components/schemas/Level${level + 1}` }
      return [`Level${level}`, object(Object.fromEntries([...'abcdefgh'].map((name) => [name, below])))]
    }),
  )
  const branches = (depth: number): object =>
    depth === 0 ? { const: 1 } : { allOf: [{ anyOf: [{}, {}, {}] }, { anyOf: [{}, {}, {}] }, branches(depth - 1)] }

  test.each<[string, unknown]>([
    ['many properties at many levels', schemas.Level0],
    ['many combinations of branches', branches(12)],
    ['a large minItems', { type: 'array', minItems: 1e9 }],
    ['a large minLength', { type: 'string', minLength: 1e9 }],
    ['a large minProperties', { type: 'object', minProperties: 1e9 }],
    ['a pattern of a large length', { type: 'string', pattern: '^((a{1000}){1000}){1000}$' }],
    ['deep nesting of groups', { type: 'string', pattern: `^${'('.repeat(5000)}a${')'.repeat(5000)}$` }],
  ])('ends: %s', (_, schema) => {
    const values = valuesOf(schema, { schemas })
    expect(values.length).toBeLessThan(10_000)
  })
})

describe('texts for a pattern', () => {
  test.each([
    '^[a-z]+$',
    '^(?:GET|POST)$',
    '^\\p{Lu}\\p{Ll}*$',
    '^(\\w)\\1$',
    '^[^a-z0-9]$',
    '^\\d{4}-(0[1-9]|1[0-2])$',
    '^.{3,5}$',
    '^\\u{1F600}$',
    '^[\\w-.]+@[\\w-.]+$',
    'needle',
    '^$|^a$',
    '^[0-9a-f]{8}-[0-9a-f]{4}$',
    '^(?=a)[ab]+$',
    '^\\S+\\s\\S+$',
    '^[中文]{2}$',
    '^[\\u0370-\\u03ff]+$',
  ])('match %s', (pattern) => {
    const [first] = findPatternTexts(pattern)
    expect(first).toMatch(parseRegex(pattern) ?? /$^/)
  })

  test('repeat nothing more often than a quantifier allows', () => {
    expect(findPatternTexts('^a{1,2}$')).toEqual(['a', 'aa'])
    expect(findPatternTexts('^(?:ab)?$')).toEqual(['', 'ab'])
  })

  test('are not found for an invalid regular expression', () => {
    expect(findPatternTexts('(')).toEqual([])
  })
})

describe('as many as are needed are generated, up to a thousand', () => {
  test('items', () => {
    expect(smallest({ type: 'array', items: { type: 'integer' }, minItems: 1000 })).toHaveLength(1000)
    expect(smallest({ type: 'array', items: { type: 'integer' }, minItems: 1001 })).toBeUndefined()
  })

  test('properties', () => {
    expect(Object.keys(Object(smallest({ type: 'object', minProperties: 1000 })))).toHaveLength(1000)
    expect(smallest({ type: 'object', minProperties: 1001 })).toBeUndefined()
  })

  test('items that contain what they must', () => {
    const schema = { type: 'array', contains: { const: 'x' }, minContains: 1000 }
    expect(smallest(schema)).toEqual(Array.from({ length: 1000 }, () => 'x'))
  })
})

test('the else branch is among the values, with the listed value that leads to it', () => {
  const schema = object(
    { k: { enum: ['a', 'b'] } },
    {
      required: ['k'],
      additionalProperties: { const: 1 },
      if: { properties: { k: { const: 'a' } }, required: ['k'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['x'] },
      else: { required: ['y'] },
    },
  )
  const values = valuesOf(schema).map(({ value }) => value)
  expect(values).toContainEqual({ k: 'a', x: 1 })
  expect(values).toContainEqual({ k: 'b', y: 1 })
})
