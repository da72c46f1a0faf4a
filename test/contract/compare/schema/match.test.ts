import { describe, expect, test } from 'vitest'
import { areDisjoint, listedBy, matchAlternatives, mayOverlap } from '../../../../src/contract/compare/schema/match.js'
import { normalise } from '../../../../src/contract/compare/schema/normal.js'
import { readSide, viewsOf } from './read-side.js'

type Components = Readonly<Record<string, unknown>>

/** Returns pairs as `0-1`, and the alternatives that were removed and added, by their positions. */
function match(before: readonly unknown[], after: readonly unknown[], of: Components = {}, ofAfter: Components = of) {
  const views = viewsOf(readSide([{ anyOf: before }], of))
  const others = viewsOf(readSide([{ anyOf: after }], ofAfter, { name: 'after' }))
  expect([views.length, others.length]).toEqual([before.length, after.length])
  const { pairs, removed, added } = matchAlternatives(views, others)
  return [
    pairs.map(([one, other]) => `${views.indexOf(one)}-${others.indexOf(other)}`).toSorted(),
    removed.map((view) => views.indexOf(view)),
    added.map((view) => others.indexOf(view)),
  ]
}

const withNames = (names: string, more: object = {}) => ({
  type: 'object',
  properties: Object.fromEntries([...names].map((name) => [name, {}])),
  ...more,
})
const tagged = (tag: unknown, names = '') => ({
  type: 'object',
  properties: { ...withNames(names).properties, kind: { const: tag } },
})
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

describe('alternatives are paired:', () => {
  test.each<[string, readonly unknown[], readonly unknown[], readonly [string[], number[], number[]]]>([
    ['the only ones, whatever they have in common', [withNames('a')], [{ type: 'string' }], [['0-0'], [], []]],
    [
      'equal ones rather than those with the same title',
      [withNames('ab', { title: 'A' })],
      [withNames('ac', { title: 'A' }), withNames('ab')],
      [['0-1'], [], [0]],
    ],
    [
      'equal ones, in whatever way allOf is nested',
      [{ title: 'A', allOf: [withNames('a'), withNames('b')] }],
      [withNames('ac', { title: 'A' }), { allOf: [withNames('a'), { allOf: [withNames('b'), withNames('a')] }] }],
      [['0-1'], [], [0]],
    ],
    [
      'equal ones in another order of their parts',
      [{ title: 'A', allOf: [withNames('b'), withNames('a')] }],
      [withNames('ac', { title: 'A' }), { allOf: [withNames('a'), withNames('b')] }],
      [['0-1'], [], [0]],
    ],
    [
      'those with the same title rather than those with the same properties',
      [withNames('ab', { title: 'A' })],
      [withNames('ab', { required: ['a'] }), withNames('xy', { title: 'A' })],
      [['0-1'], [], [0]],
    ],
    [
      'those with the same tag rather than those with the same properties',
      [tagged('a', 'xy')],
      [withNames('xy', { properties: { x: {}, y: {}, kind: {} } }), tagged('a', 'uvw')],
      [['0-1'], [], [0]],
    ],
    ['none with other tags', [tagged('a', 'xy')], [tagged('b', 'xy'), { type: 'string' }], [[], [0], [0, 1]]],
    [
      'those with other tags if they have the same title',
      [{ ...tagged('a', 'xy'), title: 'A' }],
      [{ type: 'string' }, { ...tagged('b', 'uv'), title: 'A' }],
      [['0-1'], [], [0]],
    ],
    [
      'one with a tag and one without',
      [tagged('a', 'xy'), { type: 'string' }],
      [withNames('xy', { properties: { x: {}, y: {}, kind: {} } }), { type: 'null' }],
      [['0-0', '1-1'], [], []],
    ],
    [
      'one without a tag and one with a tag',
      [withNames('xy', { properties: { x: {}, y: {}, kind: {} } }), { type: 'string' }],
      [tagged('a', 'xy'), { type: 'null' }],
      [['0-0', '1-1'], [], []],
    ],
    [
      'those with half of their properties in common',
      [withNames('abc'), withNames('wxyz')],
      [withNames('abd'), withNames('wxuv')],
      [['0-0'], [1], [1]],
    ],
    [
      'those with the most properties in common',
      [withNames('ab')],
      [withNames('abcd'), withNames('abc'), withNames('ac')],
      [['0-1'], [], [0, 2]],
    ],
    ['none with other properties', [withNames('ab')], [withNames('cd'), withNames('ef')], [[], [0], [0, 1]]],
    [
      'those without properties with each other only',
      [withNames('ab'), { type: 'string', maxLength: 1 }],
      [{ type: 'object', minProperties: 1 }, withNames('cd')],
      [['1-0'], [0], [1]],
    ],
    [
      'each with one other',
      [withNames('ab'), withNames('abc')],
      [withNames('abd'), withNames('xyz')],
      [['0-0'], [1], [1]],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(match(before, after)).toEqual(expected)
  })

  test('components of the same name, in whatever order, rather than those with the same properties', () => {
    const [of, ofAfter] = [
      { Cat: withNames('ab'), Dog: withNames('cd') },
      { Cat: withNames('cde'), Dog: withNames('abe') },
    ]
    const expected = [['0-1', '1-0'], [], []]
    expect(match([ref('Cat'), ref('Dog')], [ref('Dog'), ref('Cat')], of, ofAfter)).toEqual(expected)
    const within = (name: string) => ({ allOf: [ref(name), { minProperties: 1 }] })
    expect(match([within('Cat'), within('Dog')], [within('Dog'), within('Cat')], of, ofAfter)).toEqual(expected)
  })

  test('schemas that are only in a component have no name', () => {
    const of = { Cat: { properties: { a: withNames('ab'), b: withNames('cd') } } }
    const ofAfter = { Cat: { properties: { a: withNames('cde'), b: withNames('abe') } } }
    const inside = ['a', 'b'].map((name) => ref(`Cat/properties/${name}`))
    const wrapped = inside.map((each) => ({ allOf: [each, { minProperties: 1 }] }))
    expect(match(wrapped, wrapped, of, ofAfter)).toEqual([['0-1', '1-0'], [], []])
  })

  test('only those of the same component, if there are very many', () => {
    const others = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => withNames(String.fromCharCode(0x4e00 + from + index)))
    const list = (count: number) => [...others(0, count), ref('Cat')]
    const [of, ofAfter] = [{ Cat: withNames('a') }, { Cat: withNames('b') }]

    expect(match(list(100), list(100), of, ofAfter)[0]).toHaveLength(101)
    expect(match(list(101), list(100), of, ofAfter)[0]).toEqual(['101-100'])
  })
})

test.each<[string, unknown, readonly unknown[] | undefined]>([
  ['a list and a constant', { anyOf: [{ enum: ['a', 'b'] }, { const: 1 }] }, ['a', 'b', 1]],
  ['a list and a type', { anyOf: [{ enum: ['a', 'b'] }, { type: 'integer' }] }, undefined],
  ['no value', false, undefined],
])('the values that are listed by %s', (_, schema, expected) => {
  const { side, roots } = readSide([schema])
  expect(listedBy(normalise(roots, side, 'response').alternatives)).toEqual(expected)
})

const requiring = (schema: unknown, more: object = {}) => ({
  type: 'object',
  required: ['k'],
  properties: { k: schema },
  ...more,
})

describe('no value is valid under both:', () => {
  test.each<[string, unknown, unknown, boolean]>([
    ['other types', { type: ['string', 'null'] }, { type: ['integer', 'array'] }, true],
    ['one type in common', { type: ['string', 'null'] }, { type: ['integer', 'null'] }, false],
    ['other lists', { enum: ['a', 'b'] }, { enum: ['c'] }, true],
    ['lists with one value in common', { enum: ['a', 'b'] }, { enum: ['b', 'c'] }, false],
    ['a list and a type', { enum: ['a', 'b'] }, { type: 'string' }, false],
    ['other tags', requiring({ const: 1 }), requiring({ const: 2 }), true],
    [
      'other tags of objects, beside a type in common',
      { ...requiring({ const: 1 }), type: ['string', 'object'] },
      { ...requiring({ const: 2 }), type: ['string', 'object'] },
      false,
    ],
    ['tags with one value in common', requiring({ enum: [1, 2] }), requiring({ enum: [2, 3] }), false],
    ['tags that are optional', { ...requiring({ const: 1 }), required: [] }, requiring({ const: 2 }), false],
    [
      'a tag that may be any integer',
      requiring({ anyOf: [{ const: 'a' }, { type: 'integer' }] }),
      requiring({ const: 5 }),
      false,
    ],
    [
      'a required property that the other one forbids',
      requiring({}),
      { type: 'object', properties: { k: false } },
      true,
    ],
    [
      'a forbidden property that the other one requires',
      { type: 'object', properties: { k: false } },
      requiring({}),
      true,
    ],
    [
      'a required property that the other one does not list, but is closed',
      requiring({}),
      { type: 'object', additionalProperties: false },
      true,
    ],
    [
      'a required property that one schema of several forbids',
      requiring({}),
      { type: 'object', allOf: [{ properties: { k: {} } }, { properties: { k: false } }] },
      true,
    ],
    ['a required property that not forbids', requiring({}), { type: 'object', not: { required: ['k'] } }, true],
    ['a required property that the other one allows', requiring({}), withNames('k'), false],
  ])('%s: %j and %j: %s', (_, one, other, expected) => {
    const [a] = viewsOf(readSide([one]))
    const [b] = viewsOf(readSide([other]))
    expect(a && b && areDisjoint(a, b, 'response')).toBe(expected)
  })
})

test.each<[string, readonly unknown[], boolean]>([
  ['of other types', [{ type: 'string' }, { type: 'integer' }, { type: 'null' }], false],
  ['of which the last two have a type in common', [{ type: 'string' }, { type: 'integer' }, { type: 'number' }], true],
  [
    'with alternatives, of which one of each have a type in common',
    [{ anyOf: [{ type: 'string' }, { type: 'integer' }] }, { anyOf: [{ type: 'null' }, { type: 'integer' }] }],
    true,
  ],
  ['that accept nothing', [false, false], false],
])('branches may overlap: branches %s', (_, branches, expected) => {
  expect(
    mayOverlap(
      branches.map((branch) => viewsOf(readSide([branch]))),
      'response',
    ),
  ).toBe(expected)
})
