import { describe, expect, test } from 'vitest'
import { keywordFindings, undocumentedFindings } from '../../src/contract/findings/value-findings.js'
import type { Finding } from '../../src/contract/index.js'
import { findChild } from '../../src/openapi/index.js'
import { engineFor } from '../support/schema.js'

const text = { type: 'string' }
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
const schemas = {
  Cat: { type: 'object', required: ['type', 'claws'], properties: { type: text, claws: { type: 'integer' } } },
  Dog: { type: 'object', required: ['type', 'bark'], properties: { type: text, bark: text, age: { type: 'integer' } } },
  Fish: { type: 'object', required: ['type'], properties: { type: { const: 'fish' }, fins: { type: 'integer' } } },
  Bird: { type: 'object', required: ['type'], properties: { type: { const: 'bird' }, wings: { type: 'integer' } } },
  Base: { type: 'object', required: ['type'], properties: { type: text }, discriminator: { propertyName: 'type' } },
  Child: { allOf: [ref('Base'), { properties: { skill: text } }] },
  Grandchild: { allOf: [ref('Child'), { properties: { rank: text } }] },
}
const pets = [ref('Cat'), ref('Dog')]
const mapping = { cat: '#/components/schemas/Cat', dog: 'Dog' }

function findingsOf(schema: unknown, value: unknown): Finding[] {
  const { engine, node } = engineFor(schema, { schemas })
  const options = { code: 'invalid-body', direction: 'response' } as const
  const comparisons = [{ schema: node, value, path: [] }]
  return [...keywordFindings(engine, comparisons, options), ...undocumentedFindings(engine, comparisons, options)]
}

const messagesOf = (schema: unknown, value: unknown) =>
  findingsOf(schema, value).map(
    ({ severity, at, message }) => `${severity === 'error' ? '' : `${severity} `}${at}: ${message}`,
  )

describe('a value that no branch accepts gets the findings of the branch that it means', () => {
  const none = 'matches none of the 2 schemas'
  test.each<[string, unknown, unknown, string[]]>([
    [
      'by the mapping of the discriminator to a reference or a name',
      { oneOf: pets, discriminator: { propertyName: 'type', mapping } },
      { type: 'dog', claws: 'x', age: 'old' },
      [
        `: ${none}; nearest is "Dog" (type: "dog"): missing required property "bark"`,
        `/age: ${none}; nearest is "Dog" (type: "dog"): expected integer, received string "old" (type)`,
      ],
    ],
    [
      'by the name of the schema',
      { anyOf: pets, discriminator: { propertyName: 'type' } },
      { type: 'Cat' },
      [`: ${none}; nearest is "Cat" (type: "Cat"): missing required property "claws"`],
    ],
    [
      'the first of several that fail alike',
      { anyOf: [{ properties: { a: text } }, { properties: { a: text, b: text } }] },
      { a: null, b: 'x' },
      [`/a: ${none}; nearest is schema 0: expected string, received null (type)`],
    ],
    ['the only one', { oneOf: [{ type: 'object' }] }, ['x'], [': expected object, received an array of 1 item (type)']],
    [
      'by a constant',
      { oneOf: [ref('Fish'), ref('Bird')] },
      { type: 'bird', wings: 'two', fins: 'none' },
      [`/wings: ${none}; nearest is "Bird" (type: "bird"): expected integer, received string "two" (type)`],
    ],
    [
      'by a constant that the discriminator does not name',
      { oneOf: [ref('Fish'), ref('Bird')], discriminator: { propertyName: 'type' } },
      { type: 'bird', wings: 'two' },
      [`/wings: ${none}; nearest is "Bird" (type: "bird"): expected integer, received string "two" (type)`],
    ],
    [
      'by a constant deeper in the value',
      {
        oneOf: ['a', 'b'].map((tag) => ({
          title: `Widget ${tag}`,
          properties: { definition: { properties: { type: { enum: [tag] }, size: { type: 'integer' } } } },
        })),
      },
      { definition: { type: 'b', size: 'x' } },
      [`/definition/size: ${none}; nearest is "Widget b" (type: "b"): expected integer, received string "x" (type)`],
    ],
    [
      'by the fewest failures',
      { oneOf: [{ required: ['a', 'b', 'c'] }, { required: ['a', 'd'] }] },
      { a: 1 },
      [`: ${none}; nearest is schema 1: missing required property "d"`],
    ],
    [
      'by the deeper failure',
      { oneOf: [{ required: ['b'] }, { properties: { a: text } }] },
      { a: 1 },
      [`/a: ${none}; nearest is schema 1: expected string, received number 1 (type)`],
    ],
    [
      'by the type, which needs no heading',
      { anyOf: [ref('Cat'), { type: 'null' }] },
      { type: 'x' },
      [': missing required property "claws"'],
    ],
    [
      'with the innermost of several choices',
      { oneOf: [{ properties: { pet: { oneOf: [ref('Fish'), ref('Bird')] } } }, { required: ['a', 'b'] }] },
      { pet: { type: 'fish', fins: 'x' } },
      [`/pet/fins: ${none}; nearest is "Fish" (type: "fish"): expected integer, received string "x" (type)`],
    ],
    ['unless none is nearer', { oneOf: [{ required: ['a'] }, { required: ['b'] }] }, {}, [`: ${none} (oneOf)`]],
  ])('%s', (_, schema, value, expected) => {
    expect(messagesOf(schema, value)).toEqual(expected)
  })

  test('by defaultMapping, if the tag is missing or unknown', () => {
    const branches = ['a', 'b'].map((name) => ({ title: name, required: [name] }))
    const discriminator = { propertyName: 'type', defaultMapping: '#/components/schemas/Root/x-schema/oneOf/1' }
    // An extension: there, members of OpenAPI 3.2 may stand in a document of OpenAPI 3.1.
    const { engine, node } = engineFor({ 'x-schema': { oneOf: branches, discriminator } })
    const schema = findChild(node, 'x-schema')
    const explain = (value: unknown) =>
      (schema ? engine.evaluate(schema, value, { direction: 'response' }) : []).map(
        ({ expected, branch, message }) => message ?? `${branch?.message}: ${expected}`,
      )

    expect(explain({ type: 'c' })).toEqual([`${none}; nearest is "b" (type: "c"): property "b"`])
    expect(explain({})).toEqual([`${none}; nearest is "b" (no type): property "b"`])
    expect(explain({ a: 1 })).toEqual(['no type means "b", but the value matches "a"'])
    expect(explain({ b: 1 })).toEqual([])
  })

  test('and names the keyword around it', () => {
    const [finding] = findingsOf({ oneOf: [ref('Fish'), ref('Bird')] }, { type: 'bird', wings: 'two' })

    expect(finding).toMatchObject({
      rule: '/components/schemas/Bird/properties/wings/type',
      within: '/components/schemas/Root/oneOf',
    })
  })
})

describe('an unknown tag is reported with the known ones', () => {
  test.each<[string, unknown, unknown, string[]]>([
    [
      'of the discriminator, as an error if no branch accepts the value',
      { oneOf: pets, discriminator: { propertyName: 'type', mapping } },
      { type: 'wolf' },
      ['/type: unknown discriminator value "wolf", expected one of "cat", "dog"'],
    ],
    [
      'of the discriminator, as a warning if a branch accepts the value',
      { anyOf: pets, discriminator: { propertyName: 'type' } },
      { type: 'wolf', claws: 1 },
      ['warning /type: unknown discriminator value "wolf", expected one of "Cat", "Dog"'],
    ],
    [
      'of constants',
      { oneOf: [ref('Fish'), ref('Bird')] },
      { type: 'wolf' },
      ['/type: matches none of the 2 schemas: expected one of "fish", "bird", received "wolf" (oneOf)'],
    ],
    [
      'of scalars',
      { anyOf: [{ enum: ['a', 'b'] }, { const: 'c' }] },
      'd',
      [': matches none of the 2 schemas: expected one of "a", "b", "c", received "d" (anyOf)'],
    ],
  ])('%s', (_, schema, value, expected) => {
    expect(messagesOf(schema, value)).toEqual(expected)
  })
})

describe('a discriminator', () => {
  test('that contradicts the branch that accepts the value is a warning', () => {
    expect(
      messagesOf({ oneOf: pets, discriminator: { propertyName: 'type', mapping } }, { type: 'dog', claws: 1 }),
    ).toEqual(['warning /type: discriminator value "dog" means "Dog", but the value matches "Cat"'])
  })

  test('that contradicts a branch is a warning also inside of another choice', () => {
    const pet = { oneOf: pets, discriminator: { propertyName: 'type', mapping } }
    expect(messagesOf({ anyOf: [pet, text] }, { type: 'dog', claws: 1 })).toEqual([
      'warning /type: discriminator value "dog" means "Dog", but the value matches "Cat"',
    ])
  })

  test.each<[string, unknown, unknown]>([
    [
      'that names the accepting branch',
      { oneOf: pets, discriminator: { propertyName: 'type', mapping } },
      { type: 'cat', claws: 1 },
    ],
    [
      'that names one of several accepting branches',
      {
        anyOf: [{ type: 'object', properties: { type: text, bark: text } }, ref('Dog')],
        discriminator: { propertyName: 'type' },
      },
      { type: 'Dog', bark: 'x' },
    ],
    [
      'that names a schema elsewhere',
      { oneOf: pets, discriminator: { propertyName: 'type', mapping: { wolf: 'https://example.com/wolf' } } },
      { type: 'wolf', claws: 1 },
    ],
    [
      'in a branch that rejects the value',
      { anyOf: [{ oneOf: pets, required: ['x'], discriminator: { propertyName: 'type' } }, { type: 'object' }] },
      { type: 'x', claws: 1 },
    ],
  ])('%s is not mentioned', (_, schema, value) => {
    expect(messagesOf(schema, value)).toEqual([])
  })

  test('does not change whether a value is valid', () => {
    const { engine, node } = engineFor({ anyOf: pets, discriminator: { propertyName: 'type' } }, { schemas })

    expect(engine.isValid(node, { type: 'wolf', claws: 1 }, 'response')).toBe(true)
    expect(engine.isSurelyValid(node, { type: 'wolf', claws: 1 }, 'response')).toBe(false)
  })
})

describe('the properties of a schema that extends one with a discriminator are documented', () => {
  test.each<[string, unknown, string[]]>([
    ['if the tag names it', { type: 'Child', skill: 'x' }, []],
    ['through several levels', { type: 'Grandchild', skill: 'x', rank: 'y' }, []],
    ['if no tag tells which one is meant', { type: 'child', skill: 'x', rank: 'y' }, []],
    [
      'unless the tag names another one',
      { type: 'Child', rank: 'x' },
      ['warning /rank: property "rank" is not documented'],
    ],
    ['and no others', { type: 'Child', other: 'x' }, ['warning /other: property "other" is not documented']],
  ])('%s', (_, value, expected) => {
    expect(messagesOf(ref('Base'), value)).toEqual(expected)
  })

  test('unless the discriminator chooses from branches beside it', () => {
    const Pet = { oneOf: [ref('Cat')], discriminator: { propertyName: 'type' }, properties: { type: text } }
    const Extra = { allOf: [ref('Pet'), { properties: { extra: text } }] }
    const { engine, node } = engineFor(ref('Pet'), { schemas: { ...schemas, Pet, Extra } })
    const found = engine.findUndocumented(node, { type: 'Cat', claws: 1, extra: 'x' }, 'response')
    expect(found.map(({ path }) => path)).toEqual([['extra']])
  })
})

test('several branches of oneOf that accept a value are all named', () => {
  expect(
    messagesOf({ oneOf: [ref('Cat'), ref('Dog'), { title: 'Pet', type: 'object' }] }, { type: 'x', claws: 1 }),
  ).toEqual([': matches "Cat" and "Pet", expected exactly one schema (oneOf)'])
  expect(messagesOf({ oneOf: [ref('Cat'), { title: 'Pet' }, {}] }, { type: 'x', claws: 1 })).toEqual([
    ': matches "Cat", "Pet" and schema 2, expected exactly one schema (oneOf)',
  ])
})
