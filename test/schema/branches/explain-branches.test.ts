import { describe, expect, test } from 'vitest'
import { nodeAddress } from '../../../src/openapi/index.js'
import { engineFor, type SchemaSetup } from '../../support/schema.js'

const text = { type: 'string' }
const number = { type: 'integer' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Fish: { type: 'object', required: ['type'], properties: { type: { const: 'fish' }, fins: number } },
  Bird: { type: 'object', required: ['type'], properties: { type: { const: 'bird' }, wings: number } },
  Cat: { type: 'object', required: ['claws'], properties: { claws: number } },
}

/** What the engine says about a value: `path keyword: what is wrong`, and in brackets what it says about the branches. */
function explain(schema: unknown, value: unknown, setup: SchemaSetup = {}): string[] {
  const { engine, node } = engineFor(schema, { schemas, ...setup })
  return engine
    .evaluate(node, value, { direction: setup.direction ?? 'response' })
    .map(
      ({ path, keyword, expected, received, message, branch }) =>
        `/${path.join('/')} ${keyword}: ${message ?? `${expected}, not ${received}`}${branch ? ` [${branch.message}]` : ''}`,
    )
}

describe('a value without a branch that is nearer than the others', () => {
  test.each([
    ['anyOf', 'at least one'],
    ['oneOf', 'exactly one'],
  ])('fails %s as a whole, which asks for %s', (keyword, count) => {
    const { engine, node } = engineFor({ [keyword]: [{ required: ['a'] }, { required: ['b'] }] })
    const results = engine.evaluate(node, {}, { direction: 'response' })
    expect(results.map(({ rule, ...result }) => ({ ...result, rule: nodeAddress(rule) }))).toMatchObject([
      {
        ...{ path: [], keyword, rule: `/components/schemas/Root/${keyword}`, message: 'matches none of the 2 schemas' },
        expected: `a value that matches ${count} of 2 schemas`,
        received: 'an object, which matches none',
      },
    ])
  })

  test.each<[string, unknown[], unknown]>([
    ['if equally many failures are at the same depth', [{ required: ['a'] }, { required: ['b'] }], {}],
    [
      'if the same is expected at different places',
      [{ properties: { a: text } }, { properties: { b: text } }],
      { a: 1, b: 1 },
    ],
    [
      'if different values are expected at one place',
      [{ properties: { a: text } }, { properties: { a: { type: 'null' } } }],
      { a: 1 },
    ],
    ['if it has the type of none', [text, { type: 'null' }], 1],
    ['if only the last of their failures is the same', [{ required: ['a', 'z'] }, { required: ['b', 'z'] }], {}],
    [
      'if it has a constant of each',
      [
        { properties: { kind: { const: 'cat' }, color: { const: 'red' } } },
        { properties: { kind: { const: 'dog' }, color: { const: 'blue' } } },
      ],
      { kind: 'dog', color: 'red' },
    ],
    ['if it has none of their objects', [{ enum: ['x', { a: 1 }] }, { enum: ['y', { a: 2 }] }], { a: 3 }],
  ])('fails the keyword %s', (_, oneOf, value) => {
    expect(explain({ oneOf }, value)).toEqual(['/ oneOf: matches none of the 2 schemas'])
  })
})

describe('the only branch that may be meant is reported without a heading', () => {
  test.each<[string, unknown[], unknown, string]>([
    [
      'if the others are of another type',
      [text, ref('Cat'), { type: 'array' }],
      {},
      '/ required: property "claws", not no such property',
    ],
    [
      'if the others are of another type, whatever else is wrong',
      [{ allOf: [text, { not: {} }] }, ref('Cat')],
      {},
      '/ required: property "claws", not no such property',
    ],
    ['if the others allow nothing', [false, ref('Cat')], {}, '/ required: property "claws", not no such property'],
    ['if it is the only one, whatever its type', [text], 1, '/ type: string, not number 1'],
  ])('%s', (_, anyOf, value, expected) => {
    expect(explain({ anyOf }, value)).toEqual([expected])
  })

  test('but a wrong type deeper in the value does not rule a branch out', () => {
    const anyOf = [{ properties: { a: text } }, { required: ['b', 'c'] }]
    expect(explain({ anyOf }, { a: 1 })).toEqual([
      '/a type: string, not number 1 [matches none of the 2 schemas; nearest is schema 0]',
    ])
  })
})

test('const chooses no branch in OpenAPI 3.0, which does not have it', () => {
  const branch = (kind: string, required: string[]) => ({ required, properties: { kind: { const: kind } } })
  const anyOf = [branch('cat', ['a', 'b']), branch('dog', ['c'])]
  const explained = (dialect?: 'openapi-3.0') => explain({ anyOf }, { kind: 'dog' }, { ...(dialect && { dialect }) })

  expect(explained()).toEqual([expect.stringContaining('nearest is schema 1 (kind: "dog")]')])
  expect(explained('openapi-3.0')).toEqual([expect.stringContaining('nearest is schema 1]')])
})

describe('a constant', () => {
  test('that is in none of the branches of the type of the value is reported with all of theirs', () => {
    expect(explain({ anyOf: [text, ref('Fish'), ref('Bird')] }, { type: 'wolf' })).toEqual([
      '/type anyOf: expected one of "fish", "bird", received "wolf" [matches none of the 3 schemas]',
    ])
  })

  test('that is in none of the branches is reported where the value is', () => {
    const pet = { oneOf: [ref('Fish'), ref('Bird')] }
    expect(explain({ properties: { pet } }, { pet: { type: 'wolf' } }).map((each) => each.split(':')[0])).toEqual([
      '/pet/type oneOf',
    ])
  })

  test.each<[string, unknown[], unknown, string]>([
    ['also if some have it', [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }], 'd', 'expected one of "a", "b", "c"'],
    ['also if one is null', [{ const: null }, { const: 'a' }], 'b', 'expected one of null, "a"'],
    [
      'the first of several',
      ['cat', 'dog'].map((tag) => ({ properties: { kind: { const: tag }, sound: { const: `${tag} sound` } } })),
      { kind: 'wolf', sound: 'howl' },
      'expected one of "cat", "dog"',
    ],
  ])('that is in none of the branches is reported with all of theirs, %s', (_, oneOf, value, expected) => {
    const [found = '', ...others] = explain({ oneOf }, value)
    expect(found).toContain(expected)
    expect(others).toEqual([])
  })

  test('that the value has makes a branch nearer, and only that one is in the heading', () => {
    const branch = (kind: string, color: string) => ({ properties: { kind: { const: kind }, color: { const: color } } })
    const oneOf = [branch('cat', 'red'), branch('dog', 'brown'), branch('cow', 'white')]
    expect(explain({ oneOf }, { kind: 'wolf', color: 'brown' })).toEqual([
      '/kind const: "dog", not "wolf" [matches none of the 3 schemas; nearest is schema 1 (color: "brown")]',
    ])
  })

  test('that is the whole value is not repeated in the heading', () => {
    expect(explain({ anyOf: [{ const: 'a', minLength: 3 }, { const: 'bcd' }] }, 'a')).toEqual([
      '/ minLength: at least 3 characters, not 1 character [matches none of the 2 schemas; nearest is schema 0]',
    ])
  })

  test('leads to its branch, however many other failures the branch has', () => {
    const many = { properties: { type: { const: 'many' } }, required: ['type', 'a', 'b', 'c'] }
    expect(explain({ oneOf: [ref('Fish'), many] }, { type: 'many' })).toEqual(
      ['a', 'b', 'c'].map(
        (name) =>
          `/ required: property "${name}", not no such property [matches none of the 2 schemas; nearest is schema 1 (type: "many")]`,
      ),
    )
  })

  test('that several branches share does not tell them apart', () => {
    const branch = (name: string) => ({ properties: { kind: { const: 'pet' } }, required: [name, 'other'] })
    expect(explain({ oneOf: [branch('a'), branch('b')] }, { kind: 'wolf', a: 1 })).toEqual([
      '/ required: property "other", not no such property [matches none of the 2 schemas; nearest is schema 0]',
      '/kind const: "pet", not "wolf" [matches none of the 2 schemas; nearest is schema 0]',
    ])
  })

  test('that only one branch has does not tell it apart from the others', () => {
    const oneOf = [{ properties: { type: { const: 'a' } } }, { required: ['x', 'y'] }]
    expect(explain({ oneOf }, { type: 'b' })).toEqual([
      '/type const: "a", not "b" [matches none of the 2 schemas; nearest is schema 0]',
    ])
  })

  test('of the value itself tells branches apart, also if only some have one', () => {
    expect(explain({ anyOf: [{ const: 'a' }, { enum: ['b', 'c'] }] }, 'd')).toEqual([
      '/ anyOf: expected one of "a", "b", "c", received "d" [matches none of the 2 schemas]',
    ])
  })
})

describe('of branches that fail alike', () => {
  test.each<[string, unknown[], unknown, string]>([
    ['the one with the fewest failures is nearest', [{ required: ['a', 'b'] }, { required: ['c'] }], {}, 'schema 1'],
    [
      'the one whose failures are all deeper is nearest',
      [{ required: ['b'] }, { properties: { a: { required: ['x'] } } }],
      { a: {} },
      'schema 1',
    ],
    [
      'the first of those with the same failures is nearest',
      [{ required: ['z', 'y'] }, { required: ['a'], title: 'First' }, { required: ['a'], title: 'Second' }],
      {},
      '"First"',
    ],
  ])('%s', (_, oneOf, value, name) => {
    const [found = ''] = explain({ oneOf }, value)
    expect(found).toContain(`nearest is ${name}]`)
  })
})

describe('a branch is called', () => {
  const nameOf = (branch: unknown) => {
    const [found = ''] = explain({ oneOf: [branch, { required: ['x', 'y'] }] }, { a: 1 })
    return /nearest is (.*)\]$/.exec(found)?.[1]
  }
  test.each<[string, unknown, string]>([
    ['by the schema that it refers to', { ...ref('Cat'), title: 'Pet' }, '"Cat"'],
    ['by its title', { title: 'Pet', required: ['b'] }, '"Pet"'],
    ['by its position', { required: ['b'] }, 'schema 0'],
  ])('%s', (_, branch, name) => {
    expect(nameOf(branch)).toBe(name)
  })
})

describe('the discriminator', () => {
  const pets = { oneOf: [ref('Fish'), ref('Cat')] }

  test('leads to its branch, which the message names with the tag', () => {
    const discriminator = { propertyName: 'kind' }
    expect(explain({ ...pets, discriminator }, { kind: 'Cat', type: 'fish', fins: 'x' })).toEqual([
      '/ required: property "claws", not no such property [matches none of the 2 schemas; nearest is "Cat" (kind: "Cat")]',
    ])
  })

  test('leads to no branch if it means a schema elsewhere', () => {
    const discriminator = { propertyName: 'kind', mapping: { wolf: 'https://example.com/wolf' } }
    expect(explain({ ...pets, discriminator }, { kind: 'wolf', type: 'fish', fins: 'x' })).toEqual([
      '/fins type: integer, not string "x" [matches none of the 2 schemas; nearest is "Fish"]',
    ])
  })

  test('is wrong where the value is', () => {
    const pet = { ...pets, discriminator: { propertyName: 'kind' } }
    expect(explain({ properties: { pet } }, { pet: { kind: 'Wolf' } }).map((each) => each.split(':')[0])).toEqual([
      '/pet/kind discriminator',
    ])
  })

  test('is wrong at its own property if it means nothing, and nothing else is reported', () => {
    const discriminator = { propertyName: 'kind' }
    expect(explain({ ...pets, discriminator }, { kind: 'Wolf', type: 'wolf' })).toEqual([
      '/kind discriminator: unknown discriminator value "Wolf", expected one of "Fish", "Cat"',
    ])
  })
})

test('a failure within a choice within a choice keeps the words of the inner one', () => {
  const inner = { properties: { pet: { oneOf: [ref('Fish'), ref('Bird')] }, size: number } }
  expect(
    explain({ oneOf: [inner, { required: ['a', 'b', 'c'] }] }, { pet: { type: 'fish', fins: 'x' }, size: 'x' }),
  ).toEqual([
    '/pet/fins type: integer, not string "x" [matches none of the 2 schemas; nearest is "Fish" (type: "fish")]',
    '/size type: integer, not string "x" [matches none of the 2 schemas; nearest is schema 0]',
  ])
})

test('what a failed branch of the right type looked at is not reported as unevaluated', () => {
  const anyOf = [{ properties: { a: text, c: true } }, { type: 'null' }]
  expect(
    explain({ anyOf, unevaluatedProperties: false }, { a: 1, b: 1, c: 1 }).map((each) => each.split(':')[0]),
  ).toEqual(['/a type', '/b unevaluatedProperties'])
})
