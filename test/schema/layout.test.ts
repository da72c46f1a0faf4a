import { describe, expect, test } from 'vitest'
import { type Dialect, findDescendant, type Node, parseDocument } from '../../src/openapi/index.js'
import { createLayout, flatten, staticTypeOf } from '../../src/schema/index.js'
import { engineFor, resultsOf } from '../support/schema.js'

function read(schema: unknown) {
  const document = {
    openapi: '3.1.0',
    info: { title: 'S', version: '1' },
    components: { schemas: { Named: { properties: { name: { type: 'string' } } }, Root: schema } },
  }
  const { root, schemas: index } = parseDocument(JSON.stringify(document), 's.json')
  const node = findDescendant(root, ['components', 'schemas', 'Root'])
  if (!node) throw new Error('No schema')
  return { node, index }
}

function pointersOf(nodes: readonly Node[] = []): string[] {
  return nodes.map(({ pointer }) => pointer.replace('/components/schemas', ''))
}

describe('flattening a schema', () => {
  test('follows $ref and allOf, in this order and each schema once', () => {
    const { node, index } = read({
      allOf: [{ type: 'object' }, { $ref: '#/components/schemas/Named' }],
      $ref: '#/components/schemas/Named',
    })

    expect(pointersOf(flatten([node], index, new Set()).schemas)).toEqual([
      '/Root',
      '/Named',
      '/Root/allOf/0',
      '/Root/allOf/1',
    ])
  })

  test('keeps the order of several schemas', () => {
    const { node, index } = read({ properties: { a: {}, b: { $ref: '#/components/schemas/Named' } } })
    const roots = ['b', 'a'].flatMap((name) => findDescendant(node, ['properties', name]) ?? [])

    expect(pointersOf(flatten(roots, index, new Set()).schemas)).toEqual([
      '/Root/properties/b',
      '/Named',
      '/Root/properties/a',
    ])
  })

  test('follows $dynamicRef if no other resource has its anchor', () => {
    const { node, index } = read({ $dynamicRef: '#/components/schemas/Named' })

    expect(pointersOf(flatten([node], index, new Set()).schemas)).toEqual(['/Root', '/Named'])
  })

  test('leaves branches, conditions and dependent schemas to the value', () => {
    const { node, index } = read({
      dependentSchemas: { a: {} },
      if: {},
      else: {},
      oneOf: [{}],
      anyOf: [{}, {}],
    })
    const { schemas, choices } = flatten([node], index, new Set())

    expect(schemas).toEqual([node])
    expect(choices.map(({ kind }) => kind)).toEqual(['branches', 'branches', 'condition', 'dependent'])
  })

  test.each([
    [
      'is open with $dynamicRef if several resources have its anchor',
      { $dynamicRef: '#a', $dynamicAnchor: 'a', $defs: { b: { $id: 'https://example.com/b', $dynamicAnchor: 'a' } } },
      true,
    ],
    ['is not open with $dynamicRef if one resource has its anchor', { $dynamicRef: '#a', $dynamicAnchor: 'a' }, false],
    ['is not open with $dynamicRef to no anchor', { $dynamicRef: '#/components/schemas/Named' }, false],
    ['is not open without it', { $ref: '#/components/schemas/Named' }, false],
  ])('%s', (_, schema, isOpen) => {
    const { node, index } = read(schema)

    expect(flatten([node], index, new Set()).isOpen).toBe(isOpen)
  })
})

describe('the layout of an object', () => {
  function layoutOf(schema: unknown) {
    const { node, index } = read(schema)
    return createLayout([node], index, false)
  }

  test.each<[string, unknown, boolean]>([
    ['is open without properties', { required: ['a'] }, true],
    ['is closed with properties', { properties: { a: {} } }, false],
    ['is closed with patterns', { patternProperties: { a: {} } }, false],
    ['is open with additionalProperties', { properties: { a: {} }, additionalProperties: true }, true],
    ['is open with unevaluatedProperties', { properties: { a: {} }, unevaluatedProperties: {} }, true],
  ])('%s', (_, schema, isOpen) => {
    expect(layoutOf(schema).isOpen).toBe(isOpen)
  })

  test('names every property that a keyword mentions', () => {
    const { named } = layoutOf({
      properties: { a: {} },
      required: ['b'],
      dependentRequired: { c: ['a'] },
      dependentSchemas: { d: {} },
      if: { properties: { e: {} } },
    })

    expect([...named].map(([name, { schemas }]) => [name, schemas.length]).sort()).toEqual([
      ['a', 1],
      ['b', 0],
      ['c', 0],
      ['d', 0],
      ['e', 0],
    ])
  })

  test('finds the schemas of an unlisted property by pattern, then as additional, then as unevaluated', () => {
    const layout = layoutOf({ patternProperties: { '^a': {}, b$: {} }, additionalProperties: {} })

    expect(pointersOf(layout.findUnnamed('ab')?.schemas)).toEqual([
      '/Root/patternProperties/^a',
      '/Root/patternProperties/b$',
    ])
    expect(pointersOf(layout.findUnnamed('c')?.schemas)).toEqual(['/Root/additionalProperties'])
    expect(pointersOf(layoutOf({ unevaluatedProperties: {} }).findUnnamed('c')?.schemas)).toEqual([
      '/Root/unevaluatedProperties',
    ])
    expect(layoutOf({ properties: { a: {} } }).findUnnamed('c')).toBeUndefined()
  })

  test('has a schema for each item of a tuple, and one for all others', () => {
    const layout = layoutOf({ prefixItems: [{}, {}], items: {} })

    expect(pointersOf(layout.findItem(1)?.schemas)).toEqual(['/Root/prefixItems/1'])
    expect(pointersOf(layout.findItem(9)?.schemas)).toEqual(['/Root/items'])
    expect(pointersOf(layoutOf({ unevaluatedItems: {} }).findItem(0)?.schemas)).toEqual(['/Root/unevaluatedItems'])
    expect(layoutOf({ prefixItems: [{}] }).findItem(1)).toBeUndefined()
  })

  /** The layout of all schemas in the `allOf` of one. */
  function joinedLayout(...schemas: readonly unknown[]) {
    const { node, index } = read({ allOf: schemas })
    return createLayout(flatten([node], index, new Set()).schemas, index, false)
  }

  test('has the schemas of all tuples for an item, however long each is', () => {
    const layout = joinedLayout(
      { prefixItems: [{}], items: {} },
      { prefixItems: [{}, {}, {}] },
      { unevaluatedItems: {} },
    )
    const itemsAt = (position: number) => pointersOf(layout.findItem(position)?.schemas)

    expect(itemsAt(0)).toEqual(['/Root/allOf/0/prefixItems/0', '/Root/allOf/1/prefixItems/0'])
    expect(itemsAt(2)).toEqual(['/Root/allOf/0/items', '/Root/allOf/1/prefixItems/2'])
    expect([3, 4].map(itemsAt)).toEqual([['/Root/allOf/0/items'], ['/Root/allOf/0/items']])
    expect(pointersOf(joinedLayout({ prefixItems: [{}] }, { unevaluatedItems: {} }).findItem(1)?.schemas)).toEqual([
      '/Root/allOf/1/unevaluatedItems',
    ])
  })

  test('has the schemas of all that describe a property; of one schema, additional ones are for others', () => {
    const layout = joinedLayout(
      { properties: { a: {} }, additionalProperties: {} },
      { patternProperties: { '^a': {} } },
      { unevaluatedProperties: {} },
    )

    expect(pointersOf(layout.named.get('a')?.schemas)).toEqual([
      '/Root/allOf/0/properties/a',
      '/Root/allOf/1/patternProperties/^a',
    ])
    expect(pointersOf(layout.findUnnamed('ab')?.schemas)).toEqual([
      '/Root/allOf/0/additionalProperties',
      '/Root/allOf/1/patternProperties/^a',
    ])
    expect(pointersOf(layout.findUnnamed('b')?.schemas)).toEqual(['/Root/allOf/0/additionalProperties'])
  })

  test('has one entry for all unlisted properties with the same schemas', () => {
    const layout = layoutOf({ patternProperties: { '^a': {} }, additionalProperties: {} })

    expect(layout.findUnnamed('a1')).toBe(layout.findUnnamed('a2'))
    expect(layout.findUnnamed('a1')).not.toBe(layout.findUnnamed('b'))
  })

  test('is open if more schemas may apply', () => {
    const { node, index } = read({ properties: { a: {} } })

    expect(createLayout([node], index, true).isOpen).toBe(true)
    expect(joinedLayout({ properties: { a: {} } }, { additionalProperties: {} }).isOpen).toBe(true)
    expect(joinedLayout({ properties: { a: {} } }, { required: ['b'] }).isOpen).toBe(false)
  })

  test.each<[string, unknown, 'readOnly' | 'writeOnly' | undefined]>([
    ['a property of it', { properties: { a: { readOnly: true } } }, 'readOnly'],
    ['the first of several', { properties: { a: {} }, patternProperties: { a: { writeOnly: true } } }, 'writeOnly'],
    ['none', { properties: { a: { readOnly: false } } }, undefined],
  ])('has the direction of %s', (_, schema, oneWay) => {
    expect(layoutOf(schema).named.get('a')?.oneWay).toBe(oneWay)
  })

  test('has the direction of a required property, whichever schema defines it', () => {
    const layout = joinedLayout(
      { required: ['a', 'b', 'c'] },
      { properties: { a: {}, b: { writeOnly: true } } },
      { properties: { a: { readOnly: true } } },
    )

    expect(layout.required.map(({ name, oneWay }) => [name, oneWay])).toEqual([
      ['a', 'readOnly'],
      ['b', 'writeOnly'],
      ['c', undefined],
    ])
  })
})

describe('the static type of a schema', () => {
  function typesOf(schema: unknown): string[] {
    const { node, index } = read(schema)
    return [...staticTypeOf(node, index).types]
  }

  test.each<[string, unknown, string[]]>([
    ['type', { type: ['integer', 'null'], enum: ['a'] }, ['integer', 'null']],
    ['const', { const: [1], enum: ['a', [1]] }, ['array']],
    ['enum', { enum: ['a', null, 'b'] }, ['string', 'null']],
    [
      'branches',
      { anyOf: [{ type: 'string' }], oneOf: [{ type: 'number' }], allOf: [{ type: 'null' }] },
      ['null', 'string', 'number'],
    ],
    ['nothing', { minimum: 1, not: { type: 'string' }, if: { type: 'string' } }, []],
  ])('comes from %s', (_, schema, types) => {
    expect(typesOf(schema)).toEqual(types)
  })

  test('has the properties of all schemas that may apply; the first one with a name decides', () => {
    const { node, index } = read({
      $ref: '#/components/schemas/Named',
      anyOf: [{ properties: { name: {}, age: {} } }],
    })

    expect([...staticTypeOf(node, index).properties].map(([name, { pointer }]) => [name, pointer])).toEqual(
      expect.arrayContaining([
        ['name', '/components/schemas/Named/properties/name'],
        ['age', '/components/schemas/Root/anyOf/0/properties/age'],
      ]),
    )
  })
})

test('the static type has the first schemas for items and for additional properties', () => {
  const { node, index } = read({
    allOf: [{}, { items: {}, additionalProperties: {} }, { items: {}, additionalProperties: {} }],
  })
  const { items, additionalProperties } = staticTypeOf(node, index)

  expect([items?.pointer, additionalProperties?.pointer]).toEqual([
    '/components/schemas/Root/allOf/1/items',
    '/components/schemas/Root/allOf/1/additionalProperties',
  ])
})

test('the static type of a recursive schema is that of all in its circle', () => {
  const self = { $ref: '#/components/schemas/Root' }
  const { node, index } = read({ type: 'object', anyOf: [{ type: 'null', allOf: [self] }, self] })

  expect([...staticTypeOf(node, index).types]).toEqual(['object', 'null'])
})

test('without a schema, the static type says nothing', () => {
  const { items, additionalProperties, types, properties } = staticTypeOf(undefined, read({}).index)

  expect([items, additionalProperties, types.size, properties.size]).toEqual([undefined, undefined, 0, 0])
})

describe('a deprecated property is found', () => {
  const old = { deprecated: true }
  const reference = { $ref: '#/components/schemas/Old' }
  const root = { $ref: '#/components/schemas/Root' }

  test.each<[string, unknown, unknown, string[]]>([
    ['if the value has it', { properties: { a: old, b: old, c: {} } }, { a: 1, c: 1 }, ['a']],
    ['if it is deprecated', { properties: { a: { deprecated: false } } }, { a: 1 }, []],
    ['and not the value itself', { ...old, properties: { a: {} } }, { a: 1 }, []],
    ['through $ref and allOf', { properties: { a: { allOf: [{}, reference] } } }, { a: null }, ['a']],
    ['by its pattern', { patternProperties: { '^a': old } }, { ab: 1, b: 1 }, ['ab']],
    ['if it is additional', { properties: { a: {} }, additionalProperties: old }, { a: 1, b: 1 }, ['b']],
    ['in a property', { properties: { a: { properties: { b: old } } } }, { a: { b: 1 } }, ['a/b']],
    [
      'in a property that is deprecated, too',
      { properties: { a: { ...old, properties: { b: old } } } },
      { a: { b: 1 } },
      ['a', 'a/b'],
    ],
    ['in an item', { items: { properties: { a: old } } }, [1, null, {}, { a: 1 }], ['3/a']],
    ['in an item of a tuple', { prefixItems: [{}, { properties: { a: old } }] }, [{ a: 1 }, { a: 1 }], ['1/a']],
    ['in items of items', { items: { items: { properties: { a: old } } } }, [[], [{ a: 1 }]], ['1/0/a']],
    ['once', { items: { properties: { a: old } } }, [{ a: 1 }, { a: 1 }], ['0/a']],
    ['once for all that refer to it', { properties: { a: reference, b: reference } }, { b: 1, a: 1 }, ['b']],
    ['in what refers to itself', { properties: { a: old, next: root } }, { next: { next: { a: 1 } } }, ['next/next/a']],
    [
      'of the branch that accepts the value',
      { anyOf: [{ required: ['b'], properties: { a: old } }, { properties: { a: {} } }] },
      { a: 1 },
      [],
    ],
    ['beside null and text', { properties: { a: { properties: { b: old } }, c: old } }, { a: null, c: '' }, ['c']],
  ])('%s', (_, schema, value, expected) => {
    const { engine, node } = engineFor(schema, { schemas: { Old: old } })

    expect(engine.findDeprecated(node, value, 'response').map(({ path }) => path.join('/'))).toEqual(expected)
  })

  test('with the schema that deprecates it, whatever was searched before', () => {
    const { engine, node } = engineFor(
      { properties: { a: { $ref: '#/components/schemas/Clean' }, b: reference } },
      { schemas: { Old: old, Clean: { properties: { c: {} } } } },
    )
    const clean = findDescendant(node, ['properties', 'a'])

    expect(clean && engine.findDeprecated(clean, { c: 1 }, 'response')).toEqual([])
    for (const _ of [1, 2])
      expect(engine.findDeprecated(node, { a: { c: 1 }, b: 1 }, 'response').map(({ rule }) => rule.pointer)).toEqual([
        '/components/schemas/Old',
      ])
  })
})

describe('an undocumented property is found', () => {
  const object = (...names: readonly string[]) => ({
    properties: Object.fromEntries(names.map((name) => [name, { type: 'integer' }])),
  })
  test.each<[string, unknown, unknown, string[]]>([
    ['of the value', object('a'), { a: 1, x: 1 }, ['x']],
    ['of a property', { properties: { a: object('b') } }, { a: { b: 1, x: 1 } }, ['a/x']],
    ['of a property with another name', { additionalProperties: object('b') }, { a: { x: 1 } }, ['a/x']],
    ['of items', { items: object('a') }, [{ a: 1 }, 1, null, { x: 1 }], ['3/x']],
    ['of items after a tuple', { prefixItems: [object('a')], items: object('b') }, [{ b: 1 }, { b: 1 }], ['0/b']],
    ['of items of items', { items: { items: object('a') } }, [[{ x: 1 }]], ['0/0/x']],
    ['of the branch that accepts the value', { anyOf: [object('a'), { required: ['b'] }] }, { a: 1, x: 1 }, ['x']],
    ['of each branch, if several accept it', { anyOf: [object('a'), object('b')] }, { a: 1, b: 1, x: 1 }, ['x']],
    [
      'of a schema for a property that the value has',
      { ...object('a'), dependentSchemas: { a: object('b'), c: object('d') } },
      { a: 1, b: 1, d: 1 },
      ['d'],
    ],
    [
      'of the condition and the outcome that accept it',
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      { if: { properties: { a: { const: 1 } } }, then: object('b'), else: object('c') },
      { a: 1, b: 1, c: 1 },
      ['c'],
    ],
    [
      'of the outcome for a condition that refuses it',
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      { if: { properties: { a: { const: 1 } } }, then: object('b'), else: object('c') },
      { a: 2, b: 1, c: 1 },
      ['b'],
    ],
    [
      'of choices inside of choices',
      { anyOf: [{ oneOf: [object('a'), { required: ['z'] }] }, { required: ['y'] }] },
      { a: 1, x: 1 },
      ['x'],
    ],
    [
      'next to none and null',
      { items: { properties: { a: object('b') } } },
      [null, { a: null }, { a: { x: null } }],
      ['2/a/x'],
    ],
    [
      'not of a branch that refuses it',
      { anyOf: [object('a'), { ...object('b'), required: ['b', 'c'] }] },
      { a: 1, b: 1 },
      ['b'],
    ],
    [
      'of no branch, if all refuse it',
      {
        oneOf: [
          { ...object('a'), required: ['a', 'c'] },
          { ...object('b'), required: ['b', 'c'] },
        ],
      },
      { a: 1, b: 1, x: 1 },
      ['x'],
    ],
  ])('%s', (_, schema, value, expected) => {
    const { engine, node } = engineFor(schema)

    expect(engine.findUndocumented(node, value, 'response').map(({ path }) => path.join('/'))).toEqual(expected)
  })
})

test.each<[string, unknown, string]>([
  [
    'the first list of properties',
    { allOf: [{}, { properties: { a: {} } }, { properties: { b: {} } }] },
    '/allOf/1/properties',
  ],
  ['the schema, if only patterns are listed', { patternProperties: { '^a': {} } }, ''],
])('an undocumented property is reported with %s', (_, schema, rule) => {
  const { engine, node } = engineFor(schema)
  expect(engine.findUndocumented(node, { x: 1 }, 'response').map((found) => found.rule.pointer)).toEqual([
    `/components/schemas/Root${rule}`,
  ])
})

test.each<[string, unknown, Dialect, string[]]>([
  ['itself', { readOnly: true }, '2020-12', ['readOnly']],
  ['through allOf', { allOf: [{}, { readOnly: true }] }, '2020-12', ['readOnly']],
  ['through $ref', { $ref: '#/components/schemas/Other' }, '2020-12', ['readOnly']],
  ['beside $ref', { $ref: '#/components/schemas/Plain', readOnly: true }, '2020-12', ['readOnly']],
  ['itself, in 3.0', { readOnly: true }, 'openapi-3.0', ['readOnly']],
  ['through allOf, in 3.0', { allOf: [{}, { readOnly: true }] }, 'openapi-3.0', ['readOnly']],
  ['through $ref, in 3.0', { $ref: '#/components/schemas/Other' }, 'openapi-3.0', ['readOnly']],
  // OAS 3.0.4, Reference Object: what is beside `$ref` is ignored.
  ['not beside $ref, in 3.0', { $ref: '#/components/schemas/Plain', readOnly: true }, 'openapi-3.0', []],
])('a property is read-only %s', (_, schema, dialect, keywords) => {
  const { engine, node } = engineFor(
    { properties: { a: schema } },
    { dialect, schemas: { Other: { readOnly: true }, Plain: {} } },
  )

  expect(engine.findUndocumented(node, { a: 1 }, 'request').map(({ keyword }) => keyword)).toEqual(keywords)
  expect(engine.findUndocumented(node, { a: 1 }, 'response')).toEqual([])
})

test.each<[unknown, string]>([
  [{ allOf: [{ required: ['a'] }, { properties: { a: { readOnly: true } } }] }, '{}'],
  [
    {
      properties: { b: { required: ['a'] } },
      allOf: [{ properties: { b: { properties: { a: { readOnly: true } } } } }],
    },
    '{"b":{}}',
  ],
  [{ items: { required: ['a'] }, allOf: [{ items: { properties: { a: { readOnly: true } } } }] }, '[{}]'],
  [
    {
      additionalProperties: { required: ['a'] },
      allOf: [{ additionalProperties: { properties: { a: { readOnly: true } } } }],
    },
    '{"b":{}}',
  ],
])('a property that joined schemas require is not required where it is not allowed: %j', (schema, json) => {
  expect(resultsOf(schema, json, { direction: 'request' })).toEqual([])
  expect(resultsOf(schema, json, { direction: 'response' })).toHaveLength(1)
})

test.each([
  ['anyOf', ['x']],
  ['oneOf', ['x']],
  ['allOf', []],
])(
  'a discriminator beside %s chooses from the schemas that extend its schema only without branches',
  (keyword, expected) => {
    const root = { discriminator: { propertyName: 'k' }, [keyword]: [{ properties: { k: { type: 'string' } } }] }
    const Child = { allOf: [{ $ref: '#/components/schemas/Root' }], properties: { x: {} } }
    const { engine, node } = engineFor(root, { schemas: { Child } })
    const found = engine.findUndocumented(node, { k: 'Child', x: 1 }, 'response')
    expect(found.map(({ path }) => path.join('/'))).toEqual(expected)
  },
)
