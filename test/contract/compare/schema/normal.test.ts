import { describe, expect, test } from 'vitest'
import { isAnything, isNever, normalise } from '../../../../src/contract/compare/schema/normal.js'
import { readSide } from './read-side.js'

const components = { A: { $dynamicAnchor: 'a' }, B: { $id: 'https://h.example/b', $dynamicAnchor: 'a' } }

/** A reference to a branch of the first schema. */
const branch = (index: number) => ({ $ref: `#/components/schemas/Roots/properties/0/anyOf/${index}` })

function normaliseAll(schemas: readonly unknown[], version = '3.1.0') {
  const { side, roots } = readSide(schemas, components, { version })
  return normalise(roots, side, 'response')
}

/** What is written about an alternative: its types, the values it lists, and the properties it forbids. */
function describeAll(schemas: readonly unknown[], version?: string) {
  return normaliseAll(schemas, version).alternatives.map(({ types, isInteger, listed, forbidden }) =>
    [
      [...types].map((type) => (type === 'number' && isInteger ? 'integer' : type)).join(' '),
      ...(listed ? [`lists ${JSON.stringify(listed)}`] : []),
      ...[...forbidden].map((name) => `without ${name}`),
    ].join(', '),
  )
}

const any = 'null boolean number string array object'

const numbers = (count: number) => ({ anyOf: Array.from({ length: count }, (_, index) => ({ const: index })) })

describe('the alternatives of', () => {
  test.each<[string, readonly unknown[], readonly string[], string?]>([
    ['a schema without rules', [{}], [any]],
    ['no value', [false], []],
    ['types that exclude each other', [{ type: 'string' }, { type: 'integer' }], []],
    ['an integer', [{ type: 'integer' }], ['integer']],
    ['an integer or number', [{ type: ['integer', 'number'] }], ['number']],
    ['a number that is an integer, too', [{ type: 'number' }, { type: 'integer' }], ['integer']],
    [
      'branches in branches',
      [{ anyOf: [{ oneOf: [{ type: 'string' }, { type: 'integer' }] }, { type: 'null' }] }],
      ['string', 'integer', 'null'],
    ],
    [
      'branches beside branches',
      [
        {
          anyOf: [{ type: ['string', 'null'] }, { type: 'integer' }],
          oneOf: [{ type: ['string', 'integer'] }, { type: 'array' }],
        },
      ],
      ['string', 'integer'],
    ],
    [
      'listed values that another schema refuses',
      [{ enum: ['a', 'bb', 5] }, { maxLength: 1, type: 'string' }],
      ['string, lists ["a"]'],
    ],
    [
      'listed values that a branch refuses',
      [{ enum: ['a', 'bb'], anyOf: [{ minLength: 2 }, { const: 'c' }] }],
      ['string, lists ["bb"]'],
    ],
    ['a constant that is a list', [{ const: ['a', 'b'] }], ['array, lists [["a","b"]]']],
    ['a value that is listed twice', [{ enum: [1, 1.0, 'a'] }], ['number string, lists [1,"a"]']],
    ['nullable', [{ type: 'string', nullable: true }], ['null string'], '3.0.3'],
    ['nullable that is false', [{ type: 'string', nullable: false }], ['string'], '3.0.3'],
    ['nullable, which 3.1 does not know', [{ type: 'string', nullable: true }], ['string']],
    ['a type that not excludes', [{ not: { type: ['string', 'null'] } }], ['boolean number array object']],
    ['an integer that not excludes', [{ type: 'number', not: { type: 'integer' } }], ['number']],
    ['a property that not excludes', [{ type: 'object', not: { required: ['a'] } }], ['object, without a']],
    [
      'a property that not excludes from objects',
      [{ not: { type: 'object', required: ['a'] } }],
      [`${any}, without a`],
    ],
    ['a property that not excludes from anything', [{ not: { required: ['a'] } }], ['object, without a']],
    ['two properties that not excludes together', [{ type: 'object', not: { required: ['a', 'b'] } }], ['object']],
    [
      'a property that not excludes with another rule',
      [{ type: 'object', not: { required: ['a'], minProperties: 2 } }],
      ['object'],
    ],
    [
      'a property that not excludes from objects with another rule',
      [{ not: { type: 'object', required: ['a'], minProperties: 2 } }],
      [any],
    ],
    [
      'a property that not excludes from objects and texts',
      [{ not: { type: ['object', 'string'], required: ['a'] } }],
      [any],
    ],
    ['a rule that not excludes from objects', [{ not: { type: 'object', minProperties: 1 } }], [any]],
    ['anything that not excludes', [{ not: {} }], []],
    ['a branch that refers to another one', [{ anyOf: [branch(1), { type: 'string' }] }], ['string']],
    [
      'a branch that another one refers to',
      [{ anyOf: [{ type: 'string' }, branch(0), { type: 'null' }] }],
      ['string', 'null'],
    ],
    [
      'a branch that combines others',
      [{ anyOf: [{ type: 'string' }, { maxLength: 3 }, { allOf: [branch(0), branch(1)] }] }],
      ['string', any],
    ],
  ])('%s', (_, schemas, expected, version) => {
    expect(describeAll(schemas, version)).toEqual(expected)
  })

  test.each<[string, unknown, boolean]>([
    ['as many branches as are compared', numbers(400), true],
    ['more branches', numbers(401), false],
    [
      'more combinations of branches',
      { allOf: Array.from({ length: 9 }, () => ({ anyOf: [{ type: 'string' }, { maxLength: 1 }] })) },
      false,
    ],
    ['a branch that depends on the schemas around it', { anyOf: [{ $dynamicRef: '#a' }, { type: 'null' }] }, false],
    ['a branch that does not', { anyOf: [{ $ref: '#/components/schemas/A' }, { type: 'null' }] }, true],
  ])('%s are known: %s', (_, schema, expected) => {
    const { isKnown, alternatives } = normaliseAll([schema])
    expect(isKnown).toBe(expected)
    expect(alternatives.length).toBeGreaterThan(0)
  })
})

test.each<[unknown, boolean, boolean]>([
  [true, true, false],
  [false, false, true],
  [{}, true, false],
  [{ not: {} }, false, true],
  [{ not: true }, false, true],
  [{ not: { type: 'string' } }, false, false],
  [{ title: 'A', description: 'a', 'x-max': 1, readOnly: true, default: 5, example: 'a' }, true, false],
  [{ maxLength: 5 }, false, false],
  [{ 'max-x-': 5 }, false, false],
])('%j accepts anything: %s, nothing: %s', (schema, anything, nothing) => {
  const { side, roots } = readSide([schema])
  expect([isAnything(roots[0], side), isNever(roots[0], side)]).toEqual([anything, nothing])
})
