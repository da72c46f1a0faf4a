import { describe, expect, test } from 'vitest'
import { createCoverage } from '../../../src/contract/coverage/create-coverage.js'
import { checkInteractions, type Interaction } from '../../../src/contract/index.js'
import { createLocator } from '../../../src/contract/locate/locate.js'
import { documentOf, interactionOf, type OneOperation } from '../one-operation.js'

const string = { type: 'string' }
const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more })

const json = ['content-type', 'application/json'] as const
const received = (body: unknown, more: Partial<Interaction['response']> = {}): Interaction =>
  interactionOf({ response: { headers: [json], body: JSON.stringify(body), ...more } })

const withBody = (schema: unknown, more: object = {}): OneOperation => ({
  operation: { responses: { 200: { description: 'x', content: { 'application/json': { schema } }, ...more } } },
})

/** The items of an operation beside those for itself and its status; a covered one is marked. */
function itemsOf(example: OneOperation, ...interactions: Interaction[]): string[] {
  const { entries } = checkInteractions(documentOf(example), interactions).coverage
  return entries.flatMap(({ kind, subject, aspect, covered }) => {
    if (kind === 'operation' || (kind === 'response' && !subject.includes(' '))) return []
    const place = subject.replace(/^200 ?/, '')
    return `${kind} ${place} ${aspect}${Object.keys(covered).length > 0 ? ' ✓' : ''}`.replace('  ', ' ')
  })
}

/** The items that these bodies cover. */
const coveredOf = (schema: unknown, ...bodies: unknown[]) =>
  itemsOf(withBody(schema), ...bodies.map((body) => received(body)))
    .filter((item) => item.endsWith(' ✓'))
    .map((item) => item.slice(0, -2))

describe('a body covers', () => {
  test.each<[string, unknown, unknown, string[]]>([
    ['no length of a list that it does not have', { type: 'array' }, {}, []],
    ['the empty list', { type: 'array' }, [], ['array empty']],
    ['a list of one', { type: 'array' }, [1], ['array one']],
    ['a list of two', { type: 'array' }, [1, 2], ['array many']],
    ['a list of three', { items: {} }, [1, 2, 3], ['array many']],
    ['a list beside null', { type: ['array', 'null'] }, [], ['property non-null', 'array empty']],
    [
      'an object among values, whatever the order of its names',
      { enum: [{ a: 1, b: 2 }, 'x'] },
      { b: 2, a: 1 },
      ['enum-value {"a":1,"b":2}'],
    ],
    ['a list among values', { enum: [[1], [2]] }, [2], ['enum-value [2]']],
    ['a value of its own type only', { enum: ['1', 1, true] }, 1, ['enum-value 1']],
    ['the constant', { const: 'x' }, 'x', ['enum-value "x"']],
    ['a text among texts', { type: 'string', enum: ['a', 'b'], description: 'x' }, 'b', ['enum-value "b"']],
    [
      'a property by its name only, although a pattern fits it',
      object({ 'x-a': {} }, { patternProperties: { '^x-': { enum: ['q'] } } }),
      { 'x-a': 'q' },
      ['property /x-a non-null', 'enum-value /x-a "q"'],
    ],
    ['null, which is no value of an enum', { type: ['string', 'null'], enum: ['x', null] }, null, ['property null']],
    [
      'the present properties',
      object({ a: string, b: string }),
      { a: 'x' },
      ['property /a non-null', 'property /b absent'],
    ],
    ['a property that is only null', object({ a: { type: 'null' } }), { a: null }, ['property /a null']],
    ['nothing in a property that is inherited', object({ toString: string }), {}, ['property /toString absent']],
    [
      'a property with a name of objects',
      object({ toString: string }),
      { toString: 'x' },
      ['property /toString non-null'],
    ],
    [
      'the second place of a tuple',
      { type: 'array', prefixItems: [{}, { enum: [1] }] },
      [1, 1],
      ['array many', 'enum-value /1 1'],
    ],
    [
      'other items of a tuple',
      { type: 'array', prefixItems: [{ enum: [1] }], items: { enum: [2] } },
      [3, 1, 2],
      ['array many', 'enum-value /items 2'],
    ],
    [
      'no property by pattern that has a name',
      object({ 'x-a': string }, { additionalProperties: { enum: [1] } }),
      { 'x-a': 1 },
      ['property /x-a non-null'],
    ],
    [
      'properties without a name',
      object({}, { unevaluatedProperties: { enum: [1] } }),
      { a: 1 },
      ['enum-value /unevaluatedProperties 1'],
    ],
  ])('%s', (_, schema, body, expected) => {
    expect(coveredOf(schema, body)).toEqual(expected)
  })

  const dependent = { dependentSchemas: { a: { properties: { b: string } } } }
  const condition = { if: { required: ['a'] }, [`${'the'}n`]: object({ b: string }), else: object({ c: string }) }
  test.each<[string, object, unknown, string[]]>([
    ['a dependent schema that applies', dependent, { a: 1, b: 'x' }, ['property /a non-null', 'property /b non-null']],
    ['no dependent schema of an absent property', dependent, { b: 'x' }, ['property /a absent']],
    ['a condition that holds', condition, { a: 1 }, ['property /b absent', 'property /a non-null']],
    ['a condition that does not hold', condition, { c: 'x' }, ['property /c non-null']],
    [
      'both branches that it matches',
      { anyOf: [object({ a: string }), object({ b: string })] },
      { a: 'x' },
      ['property /a non-null', 'property /b absent'],
    ],
  ])('%s', (_, schema, body, expected) => {
    expect(coveredOf(schema, body)).toEqual(expected)
  })
})

describe('a body has the items', () => {
  const nullable = { type: ['string', 'null'] }
  test.each<[string, unknown, string[]]>([
    [
      'of the values that all schemas allow, each once',
      { allOf: [{ enum: ['a', 'b', null] }, { enum: ['c', 'b', null] }] },
      ['property non-null', 'property null', 'enum-value "b"'],
    ],
    ['of no property that is forbidden', object({ a: false, b: true }), ['property /b non-null', 'property /b absent']],
    ['of a property that is only null', object({ a: { type: 'null' } }), ['property /a null', 'property /a absent']],
    [
      'of null where one schema allows it and no other forbids it',
      { allOf: [object({ a: nullable }), object({ a: { minLength: 1 } })] },
      ['property /a non-null', 'property /a null', 'property /a absent'],
    ],
  ])('%s', (_, schema, expected) => {
    expect(itemsOf(withBody(schema))).toEqual(expected)
  })

  test('of a schema with a discriminator, but not of those that extend it', () => {
    const pet = object({ kind: string }, { discriminator: { propertyName: 'kind' } })
    const cat = { allOf: [{ $ref: '#/components/schemas/Pet' }, object({ purrs: string })] }
    const document = { openapi: '3.0.3', components: { schemas: { Pet: pet, Cat: cat } } }

    expect(
      itemsOf({ ...withBody({ $ref: '#/components/schemas/Pet' }), document }, received({ kind: 'Cat', purrs: 'x' })),
    ).toEqual(['property /kind non-null ✓', 'property /kind absent'])
  })

  test('of a branch that is read beside a schema which it contains, and alone', () => {
    const schemas = {
      Base: object({ b: string }),
      Either: { anyOf: [{ allOf: [{ $ref: '#/components/schemas/Base' }], ...object({ x: string }) }] },
    }
    const either = { $ref: '#/components/schemas/Either' }
    const schema = object({ one: { allOf: [{ $ref: '#/components/schemas/Base' }, either] }, two: either })
    const namesOf = (place: string) => (item: string) => new RegExp(` ${place}/(\\w+) `).exec(item)?.[1] ?? []
    const items = itemsOf({ ...withBody(schema), document: { components: { schemas } } })

    expect(new Set(items.flatMap(namesOf('/one')))).toEqual(new Set(['b', 'x']))
    expect(new Set(items.flatMap(namesOf('/two')))).toEqual(new Set(['b', 'x']))
  })

  test('of hundreds of places', () => {
    const places = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`p${index}`, object({ a: string })]))

    expect(itemsOf(withBody(object(places)))).toHaveLength(300 * 4)
  })
})

test('a list of lines covers the lengths of the list, not those of its lines', () => {
  const content = { 'application/jsonl': { schema: { type: 'array' }, itemSchema: { type: 'array' } } }
  const example = { operation: { responses: { 200: { description: 'x', content } } } }
  const lines = { headers: [['content-type', 'application/jsonl'] as const], body: '[]\n[1]\n' }

  expect(itemsOf(example, interactionOf({ response: lines }))).toEqual(['array empty', 'array one', 'array many ✓'])
})

test('items of the lines of a body are covered by each line', () => {
  const content = { 'application/jsonl': { itemSchema: object({ a: string }) } }
  const example = { operation: { responses: { 200: { description: 'x', content } } } }
  const lines = { headers: [['content-type', 'application/jsonl'] as const], body: '{"a":"x"}\n{}\n' }

  expect(itemsOf(example, interactionOf({ response: lines }))).toEqual([
    'property /a non-null ✓',
    'property /a absent ✓',
  ])
})

test('an undocumented status covers the operation only', () => {
  const { entries } = checkInteractions(documentOf(withBody({ enum: [1] })), [received(1, { status: 201 })]).coverage

  expect(entries.filter(({ covered }) => covered.other).map(({ kind }) => kind)).toEqual(['operation'])
})

describe('a collector', () => {
  const document = documentOf({
    operation: {
      parameters: [{ name: 'q', in: 'query', schema: { type: 'array', items: { enum: ['a', 'b', null] } } }],
      ...withBody({ type: 'array', items: object({ a: string }) }).operation,
    },
  })
  const url = 'https://h.example/a?q=a&q=a&q=c'
  const body = JSON.stringify([{ a: 'x' }, { a: 'y' }])
  const interaction = interactionOf({ request: { url }, response: { headers: [json], body } })

  test('counts each interaction once for each item, and names those that it covers once', () => {
    const { add, entries, counted } = createCoverage(document, { listsAll: false })
    const { located } = createLocator(document).locate(interaction)
    if (!located) throw new Error('expected a located interaction')

    expect([entries(), counted()]).toEqual([[], [{ operationId: 'POST /a', items: 10 }]])
    const covered = [1, 2].map(() => {
      const items: string[] = []
      add(located, ({ kind, aspect }) => items.push(`${kind} ${aspect}`))
      return items
    })
    const expected = [
      'operation sent',
      'query-parameter sent',
      'enum-value "a"',
      'response received',
      'array many',
      'property non-null',
    ]
    expect(covered).toEqual([expected, expected])
    expect(entries().map((entry) => entry.covered)).toEqual(
      entries().map(({ kind, aspect }) => (expected.includes(`${kind} ${aspect}`) ? { other: 2 } : {})),
    )
    expect([entries().length, counted()]).toEqual([10, []])
  })

  test('lists the provenances in one order', () => {
    const of = (folder: string) => ({ ...interaction, source: `${folder}/a.json` })
    const orders = [
      ['live', 'documented', 'x'],
      ['x', 'documented', 'live'],
    ].map((folders) =>
      checkInteractions(document, folders.map(of)).coverage.entries.map(({ covered }) => Object.keys(covered)),
    )

    expect(orders[0]).toEqual(orders[1])
  })
})

describe('a page', () => {
  const list = { pets: { type: 'array' } }
  const nullable = { type: ['string', 'null'] }
  const pagesOf = (schema: unknown, response: Partial<Interaction['response']> = {}, more: object = {}) =>
    itemsOf(withBody(schema, more), received({}, response)).filter((item) => item.startsWith('page'))

  test.each([
    ...['next', 'nextPage', 'next_cursor', '@odata.nextLink', 'next_page_token', 'nextUrl', 'Next-URI', 'next_href'],
    ...['next_results_url', 'nextPageNumber', 'next_id'],
  ])('is known by the property %s', (name) => {
    expect(pagesOf(object({ ...list, [name]: string }))).toEqual(['page last ✓'])
  })

  test.each(['nextSteps', 'annex', 'context', 'next_to', 'unnext', 'prev', 'page'])('is not known by %s', (name) => {
    expect(pagesOf(object({ ...list, [name]: string }))).toEqual([])
  })

  test.each([
    ...['prev', 'previous', 'prevPage', 'previous_cursor', '@odata.prevLink', 'prev_page_token', 'previousUrl'],
    ...['prev_results_uri', 'previous_id'],
  ])('has a page before it by the property %s', (name) => {
    expect(pagesOf(object({ ...list, next: string, [name]: string }))).toEqual([
      'page first ✓',
      'page middle',
      'page last ✓',
    ])
  })

  test.each(['prevailing', 'preview', 'previously', 'unprev', 'before'])('has none by %s', (name) => {
    expect(pagesOf(object({ ...list, next: string, [name]: string }))).toEqual(['page last ✓'])
  })

  test.each([
    ['', true],
    [null, true],
    [false, true],
    ['/2', false],
    [0, false],
    [true, false],
    [{}, false],
  ])('with %j as its next page is the last: %s', (next, isLast) => {
    const body = JSON.stringify({ next })
    expect(pagesOf(object({ ...list, next: {} }), { body })).toEqual([`page last${isLast ? ' ✓' : ''}`])
  })

  test.each<[string, unknown, object, string[]]>([
    [
      'whose next is required and may be null',
      object({ ...list, next: nullable }, { required: ['next'] }),
      {},
      ['page last ✓'],
    ],
    [
      'whose next is required elsewhere',
      { allOf: [object({ ...list, next: string }), { required: ['next'] }] },
      {},
      [],
    ],
    [
      'with its list and its links in objects',
      object({ data: object(list), links: object({ next: string }) }),
      {},
      ['page last'],
    ],
    ['with a list inside of a list only', object({ data: { items: object(list) }, next: string }), {}, []],
    ['that is a list without a header', { type: 'array' }, {}, []],
    ['that is an object with a header', object(list), { headers: { Link: { schema: string } } }, []],
    ['that is a list with another header', { type: 'array' }, { headers: { Links: { schema: string } } }, []],
    [
      'that is a list with a header',
      { type: 'array' },
      { headers: { LINK: { schema: string } } },
      ['page first ✓', 'page middle', 'page last ✓'],
    ],
  ])('%s has the items', (_, schema, more, expected) => {
    expect(pagesOf(schema, {}, more)).toEqual(expected)
  })

  test('of an error is no item, and neither is one without a link', () => {
    const content = { 'application/json': { schema: object({ ...list, next: string }) } }
    const responses = { 404: { description: 'x', content }, 201: { description: 'x', content: {} } }

    expect(itemsOf({ operation: { responses } }).filter((item) => item.startsWith('page'))).toEqual([])
  })

  test('is known by its link among other headers', () => {
    const more = { headers: { 'X-A': { schema: string }, Link: { schema: string } } }
    const headers = [json, ['x-a', '<x>; rel=prev'], ['link', '</2>; rel="next last"']] as const

    expect(pagesOf({ type: 'array' }, { headers, body: '[]' }, more)).toEqual([
      'page first ✓',
      'page middle',
      'page last',
    ])
  })

  test('is not covered if its headers were not recorded', () => {
    const more = { headers: { Link: { schema: string } } }
    const response = { headers: [json], body: '[]', notRecorded: ['headers'] } as const

    expect(pagesOf({ type: 'array' }, response, more)).toEqual(['page first', 'page middle', 'page last'])
  })
})

test.each([
  [200, ' ✓'],
  [399, ' ✓'],
  [400, ''],
  [500, ''],
])('with status %i, a parameter that was sent is covered: %j', (status, mark) => {
  const parameters = [{ name: 'q', in: 'querystring', content: { 'text/plain': { schema: string } } }]
  const request = { url: 'https://h.example/a?x' }

  expect(itemsOf({ operation: { parameters } }, interactionOf({ request, response: { status } }))).toEqual([
    `query-parameter querystring q sent${mark}`,
  ])
})

test('parameters outside of the query are no items, and values inside of objects cover an enum', () => {
  const schema = { type: 'object', enum: ['a', 1], properties: { x: {} } }
  const parameters = [
    { name: 'h', in: 'header', schema: { enum: ['a'] } },
    { name: 'o', in: 'query', style: 'deepObject', explode: true, schema },
  ]
  const request = { url: 'https://h.example/a?o[x]=a&o[y]=2', headers: [['h', 'a'] as const] }

  expect(itemsOf({ operation: { parameters } }, interactionOf({ request }))).toEqual([
    'query-parameter query o sent ✓',
    'enum-value query o "a" ✓',
    'enum-value query o 1',
  ])
})
