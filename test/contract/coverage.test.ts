import { describe, expect, test } from 'vitest'
import { createTallyMaker } from '../../src/contract/coverage/tally.js'
import { checkInteractions, type Document, type Interaction, parseDocument } from '../../src/contract/index.js'

/** A document of one operation, `GET /pets`, whose 200 has this schema (as JSON), beside these components. */
function documentOf(
  schema: unknown,
  components: Record<string, unknown> = {},
  parameters: readonly unknown[] = [
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
    { name: 'status', in: 'query', schema: { type: 'string', enum: ['available', 'sold'] } },
  ],
): Document {
  const document = {
    openapi: '3.1.0',
    info: { title: 'Petstore', version: '1' },
    paths: {
      '/pets': {
        get: {
          operationId: 'listPets',
          parameters,
          responses: {
            200: { description: 'Pets.', content: { 'application/json': { schema } } },
            404: { description: 'None.' },
          },
        },
      },
    },
    components: { schemas: components },
  }
  return parseDocument(JSON.stringify(document, null, 1), 'petstore.json')
}

interface Given {
  readonly query?: string
  readonly status?: number
  readonly source?: string
}

function interactionOf(
  body: unknown,
  { query = '', status = 200, source = 'live/pets.json:1' }: Given = {},
): Interaction {
  return {
    request: { method: 'GET', url: `https://petstore.example/pets${query}`, headers: [] },
    response: { status, headers: [['content-type', 'application/json']], body: JSON.stringify(body) },
    source,
  }
}

/** Items of the 200's body, or those that `isWanted` matches, as text; a covered one is marked. */
function itemsOf(
  document: Document,
  interactions: readonly Interaction[],
  isWanted = /^(property|enum-value|array|page) 200/,
) {
  return checkInteractions(document, interactions)
    .coverage.entries.map(({ kind, subject, aspect, covered }) => ({
      text: `${kind} ${subject} ${aspect}`,
      mark: Object.keys(covered).length > 0 ? ' ✓' : '',
    }))
    .filter(({ text }) => isWanted.test(text))
    .map(({ text, mark }) => text + mark)
}

const string = { type: 'string' }

describe('the items of a document', () => {
  test('operation, query and responses come in the order of the document', () => {
    const items = itemsOf(documentOf({ type: 'object' }), [], /./)

    expect(items).toEqual([
      'operation listPets sent',
      'query-parameter query limit sent',
      'query-parameter query status sent',
      'enum-value query status "available"',
      'enum-value query status "sold"',
      'response 200 received',
      'response 404 received',
    ])
  })

  test('a property has the states non-null, null where its type allows null, and absent where it is optional', () => {
    const schema = {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: string, name: { type: ['string', 'null'] }, tag: string, any: {} },
    }

    expect(itemsOf(documentOf(schema), [interactionOf({ id: '1', name: null })])).toEqual([
      'property 200 /id non-null ✓',
      'property 200 /name non-null',
      'property 200 /name null ✓',
      'property 200 /tag non-null',
      'property 200 /tag absent ✓',
      'property 200 /any non-null',
      'property 200 /any absent ✓',
    ])
  })

  test('null is no item where another schema that applies forbids it', () => {
    const schema = {
      allOf: [{ properties: { a: { type: ['string', 'null'] } } }, { properties: { a: string }, required: ['a'] }],
    }

    expect(itemsOf(documentOf(schema), [])).toEqual(['property 200 /a non-null'])
  })

  test.each([
    [{}, ['empty', 'one', 'many']],
    [{ minItems: 1 }, ['one', 'many']],
    [{ minItems: 2 }, ['many']],
    [{ maxItems: 1 }, ['empty', 'one']],
    [{ maxItems: 0 }, ['empty']],
    [{ minItems: 1, maxItems: 1 }, ['one']],
    [{ allOf: [{ minItems: 1 }, { minItems: 2 }, { maxItems: 2 }] }, ['many']],
  ])('the lengths of a list are those that %j allows', (limits, expected) => {
    expect(itemsOf(documentOf({ type: 'array', ...limits }), [])).toEqual(expected.map((each) => `array 200 ${each}`))
  })

  test('references, allOf and what a reference has beside it are one schema', () => {
    const components = { Base: { type: 'object', required: ['id'], properties: { id: string } } }
    const schema = { $ref: '#/components/schemas/Base', allOf: [{ properties: { name: string } }], required: ['name'] }

    expect(itemsOf(documentOf(schema, components), [interactionOf({ id: '1', name: 'a' })])).toEqual([
      'property 200 /id non-null ✓',
      'property 200 /name non-null ✓',
    ])
  })

  test('of the branches of oneOf, only the one that a value matches is covered', () => {
    const branch = (kind: string, name: string) => ({
      type: 'object',
      required: ['kind', name],
      properties: { kind: { const: kind }, [name]: string },
    })
    const schema = { type: 'array', items: { oneOf: [branch('cat', 'purrs'), branch('dog', 'barks')] } }

    expect(itemsOf(documentOf(schema), [interactionOf([{ kind: 'dog', barks: 'loud' }])])).toEqual([
      'array 200 empty',
      'array 200 one ✓',
      'array 200 many',
      'property 200 /items/kind non-null ✓',
      'enum-value 200 /items/kind "cat"',
      'property 200 /items/purrs non-null',
      'enum-value 200 /items/kind "dog" ✓',
      'property 200 /items/barks non-null ✓',
    ])
  })

  test('a value that may be null says so in the branches of anyOf as well', () => {
    const components = { Owner: { type: 'object', required: ['name'], properties: { name: string } } }
    const schema = {
      type: 'object',
      properties: { owner: { anyOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }] } },
    }

    expect(itemsOf(documentOf(schema, components), [interactionOf({ owner: null })])).toEqual([
      'property 200 /owner non-null',
      'property 200 /owner null ✓',
      'property 200 /owner absent',
      'property 200 /owner/name non-null',
    ])
  })

  test('if, then and else are told apart by the value', () => {
    const schema = {
      type: 'object',
      if: { properties: { big: { const: true } }, required: ['big'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword.
      then: { properties: { weight: string }, required: ['weight'] },
      else: { properties: { length: string }, required: ['length'] },
    }

    const items = itemsOf(documentOf(schema), [interactionOf({ length: '3' })])

    expect(items).toContain('property 200 /length non-null ✓')
    expect(items).toContain('property 200 /weight non-null')
  })

  test('properties that are described without being named are looked into', () => {
    const inner = (name: string) => ({ type: 'object', required: [name], properties: { [name]: string } })
    const schema = { type: 'object', patternProperties: { '^x-': inner('a') }, additionalProperties: inner('b') }

    expect(itemsOf(documentOf(schema), [interactionOf({ 'x-1': { a: '1' }, other: { b: '2' } })])).toEqual([
      'property 200 /patternProperties/^x-/a non-null ✓',
      'property 200 /additionalProperties/b non-null ✓',
    ])
  })

  test('items of a tuple are told apart', () => {
    const schema = {
      type: 'array',
      minItems: 2,
      prefixItems: [{ enum: ['a', 'b'] }],
      items: { type: ['string', 'null'] },
    }

    expect(itemsOf(documentOf(schema), [interactionOf(['b', null])])).toEqual([
      'array 200 many ✓',
      'enum-value 200 /0 "a"',
      'enum-value 200 /0 "b" ✓',
      'property 200 /items non-null',
      'property 200 /items null ✓',
    ])
  })

  test('a recursive schema has its items once, and any depth covers them', () => {
    const components = {
      Node: {
        type: 'object',
        required: ['value'],
        properties: { value: { enum: [1, 2] }, next: { $ref: '#/components/schemas/Node' } },
      },
    }
    const body = { value: 1, next: { value: 1, next: { value: 2 } } }

    expect(itemsOf(documentOf({ $ref: '#/components/schemas/Node' }, components), [interactionOf(body)])).toEqual([
      'property 200 /value non-null ✓',
      'enum-value 200 /value 1 ✓',
      'enum-value 200 /value 2 ✓',
      'property 200 /next non-null ✓',
      'property 200 /next absent ✓',
    ])
  })

  test('schemas that all lead to each other end', () => {
    const names = Array.from({ length: 40 }, (_, index) => `S${index}`)
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]))
    const components = Object.fromEntries(names.map((name) => [name, { type: 'object', properties }]))

    const items = itemsOf(documentOf({ $ref: '#/components/schemas/S0' }, components), [])

    expect(items.length).toBeGreaterThan(1000)
    expect(items.length).toBeLessThan(100_000)
  })

  test('writeOnly properties are no items of responses', () => {
    const schema = { type: 'object', properties: { id: string, password: { type: 'string', writeOnly: true } } }

    expect(itemsOf(documentOf(schema), []).join()).not.toContain('password')
  })

  test('two responses with the same schema count apart, and each null has the rule of its own response', () => {
    const schema = { type: ['object', 'null'], properties: { id: string } }
    const ok = (name: string) => ({
      get: {
        operationId: name,
        responses: {
          200: { description: 'OK', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } } },
        },
      },
    })
    const document = parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Petstore', version: '1' },
        paths: { '/pets': ok('one'), '/others': ok('other') },
        components: { schemas: { Pet: schema } },
      }),
      'petstore.json',
    )
    const { entries } = checkInteractions(document, [interactionOf({ id: 'a' }), interactionOf(null)]).coverage
    const ofBody = entries.filter(({ kind }) => kind === 'property')

    expect(ofBody.map(({ operationId, subject, aspect, covered }) => [operationId, subject, aspect, covered])).toEqual([
      ['one', '200', 'non-null', { live: 1 }],
      ['one', '200', 'null', { live: 1 }],
      ['one', '200 /id', 'non-null', { live: 1 }],
      ['one', '200 /id', 'absent', {}],
      ['other', '200', 'non-null', {}],
      ['other', '200', 'null', {}],
      ['other', '200 /id', 'non-null', {}],
      ['other', '200 /id', 'absent', {}],
    ])
    expect(ofBody.filter(({ aspect }) => aspect === 'null').map(({ rule }) => rule)).toEqual(
      ['~1pets', '~1others'].map((path) => `/paths/${path}/get/responses/200/content/application~1json/schema`),
    )
  })

  test('each media type of a response is an item of its own', () => {
    const document = parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Petstore', version: '1' },
        paths: {
          '/pets': {
            get: {
              responses: {
                200: {
                  description: 'Pets.',
                  content: {
                    'application/json': { schema: { type: 'object', properties: { id: string } } },
                    'text/plain': { schema: string },
                  },
                },
              },
            },
          },
        },
      }),
      'petstore.json',
    )

    expect(itemsOf(document, [interactionOf({ id: '1' })], /200/)).toEqual([
      'response 200 received ✓',
      'response 200 application/json received ✓',
      'property 200 application/json /id non-null ✓',
      'property 200 application/json /id absent',
      'response 200 text/plain received',
    ])
  })
})

test('a body whose branches share their branches is planned in bounded time', () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 30 }, (_, level) => {
      const below = { $ref: `#/components/schemas/D${level - 1}` }
      return [`D${level}`, level === 0 ? { type: 'string' } : { anyOf: [below, below] }]
    }),
  )
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Diamonds', version: '1' },
      paths: {
        '/d': {
          get: {
            responses: {
              200: {
                description: 'A string.',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/D29' } } },
              },
            },
          },
        },
      },
      components: { schemas },
    }),
    'diamonds.json',
  )

  expect(checkInteractions(document, []).coverage.total).toBeGreaterThan(0)
})

describe('what interactions show', () => {
  test('an interaction counts once however often it shows the same, and by where it is from', () => {
    const schema = { type: 'array', items: { type: 'object', properties: { id: string } } }
    const body = [{ id: '1' }, { id: '2' }]
    const interactions = ['live/a.json', 'live/b.json', 'documented/a.json', 'elsewhere.json'].map((source) =>
      interactionOf(body, { source }),
    )

    const { entries } = checkInteractions(documentOf(schema), interactions).coverage

    expect(entries.find(({ subject }) => subject === '200 /items/id')?.covered).toEqual({
      live: 2,
      documented: 1,
      other: 1,
    })
  })

  test('an invalid body still covers the items that it shows', () => {
    const schema = { type: 'object', properties: { id: string, status: { enum: ['available', 'sold'] } } }
    const interaction = interactionOf({ id: 12, status: 'gone' })

    expect(itemsOf(documentOf(schema), [interaction])).toEqual([
      'property 200 /id non-null ✓',
      'property 200 /id absent',
      'property 200 /status non-null ✓',
      'property 200 /status absent',
      'enum-value 200 /status "available"',
      'enum-value 200 /status "sold"',
    ])
  })

  test('a parameter of a request that was answered by an error is not covered', () => {
    const document = documentOf({ type: 'object' })
    const interactions = [
      interactionOf({}, { query: '?limit=1', status: 404 }),
      interactionOf({}, { query: '?status=sold' }),
    ]

    expect(itemsOf(document, interactions, /query/)).toEqual([
      'query-parameter query limit sent',
      'query-parameter query status sent ✓',
      'enum-value query status "available"',
      'enum-value query status "sold" ✓',
    ])
  })

  test('items of a parameter are told apart by the delimiters that are not encoded', () => {
    const schema = { type: 'array', items: { enum: ['a', 'b,c', 'd', 2] } }
    const document = documentOf({ type: 'object' }, {}, [{ name: 'tags', in: 'query', explode: false, schema }])

    expect(itemsOf(document, [interactionOf({}, { query: '?tags=a,b%2Cc,2' })], /query/)).toEqual([
      'query-parameter query tags sent ✓',
      'enum-value query tags "a" ✓',
      'enum-value query tags "b,c" ✓',
      'enum-value query tags "d"',
      'enum-value query tags 2 ✓',
    ])
    expect(itemsOf(document, [interactionOf({}, { query: '?tags=a%2Cd' })], /enum-value query/)).toEqual([
      'enum-value query tags "a" ✓',
      'enum-value query tags "b,c"',
      'enum-value query tags "d" ✓',
      'enum-value query tags 2',
    ])
  })

  test('a property named __proto__ is one like any other', () => {
    const schema = JSON.parse(
      '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}',
    )
    const interaction = { ...interactionOf({}), response: { ...interactionOf({}).response, body: '{"__proto__":"a"}' } }

    expect(itemsOf(documentOf(schema), [interaction])).toEqual([
      'property 200 /__proto__ non-null ✓',
      'property 200 /__proto__ absent',
      'property 200 /constructor non-null',
      'property 200 /constructor absent ✓',
    ])
  })
})

describe('pages', () => {
  const links = (next: string, previous: string) => ({
    type: 'object',
    properties: { [next]: { type: ['string', 'null'] }, [previous]: { type: ['string', 'null'] } },
  })
  const list = (rest: object) => ({ type: 'object', properties: { pets: { type: 'array', items: string }, ...rest } })
  const pages = (schema: unknown, bodies: readonly unknown[]) =>
    itemsOf(
      documentOf(schema),
      bodies.map((body) => interactionOf(body)),
      /^page/,
    )

  test('are first without a page before, last without a next one, middle with both', () => {
    const schema = list({ links: links('next', 'prev') })

    expect(pages(schema, [{ links: { next: '/2', prev: null } }])).toEqual([
      'page 200 first ✓',
      'page 200 middle',
      'page 200 last',
    ])
    expect(pages(schema, [{ links: { next: '/3', prev: '/1' } }])).toEqual([
      'page 200 first',
      'page 200 middle ✓',
      'page 200 last',
    ])
    expect(pages(schema, [{ links: { prev: '/2' } }])).toEqual(['page 200 first', 'page 200 middle', 'page 200 last ✓'])
    expect(pages(schema, [{ links: {} }])).toEqual(['page 200 first ✓', 'page 200 middle', 'page 200 last ✓'])
  })

  test('are not covered by a response that lacks the object with the links', () => {
    const schema = list({ links: links('next', 'prev') })
    const uncovered = ['page 200 first', 'page 200 middle', 'page 200 last']

    expect(pages(schema, [{ pets: [] }, { links: null }, { links: 'none' }])).toEqual(uncovered)
  })

  test('are known by many names, and beside the list itself', () => {
    const { properties } = links('nextPageToken', 'previous_page_url')

    expect(pages(list(properties), [{ nextPageToken: 'a', previous_page_url: '' }])).toEqual([
      'page 200 first ✓',
      'page 200 middle',
      'page 200 last',
    ])
  })

  test('are items only where the document distinguishes them', () => {
    expect(pages(list({ next_cursor: string }), [{ pets: [] }])).toEqual(['page 200 last ✓'])
  })

  test('are no items of an object without a list, nor of one whose next is always present', () => {
    expect(pages({ type: 'object', properties: { value: string, next: { type: 'object' } } }, [])).toEqual([])
    expect(pages({ ...list({ next: string }), required: ['next'] }, [])).toEqual([])
  })

  test.each<[string, string, string[]]>([
    [
      'both ways',
      '<https://petstore.example/pets?page=1>; rel="prev", <https://petstore.example/pets?page=3>; rel=next',
      ['middle'],
    ],
    ['in a list', '</pets?page=2>; title="x" ; REL = "up NEXT"', ['first']],
    ['without quotes', '</pets?page=2>;rel=previous', ['last']],
    ['with other names', '</pets?page=2>; rel="nextish next-archive"', ['first', 'last']],
    ['with a quote that does not end', `</pets?page=2>; rel="${' next'.repeat(150_000)}`, ['first', 'last']],
    ['with spaces and no name', `</pets?page=2>; rel=${' '.repeat(150_000)}`, ['first', 'last']],
  ])('are told by a Link header beside an array, %s', (_, link, observed) => {
    const document = parseDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'Petstore', version: '1' },
        paths: {
          '/pets': {
            get: {
              responses: {
                200: {
                  description: 'Pets.',
                  headers: { Link: { schema: string } },
                  content: { 'application/json': { schema: { type: 'array', items: string } } },
                },
              },
            },
          },
        },
      }),
      'petstore.json',
    )
    const interaction = interactionOf([])
    const headers = [...interaction.response.headers, ['link', link] as const]

    const pages = itemsOf(document, [{ ...interaction, response: { ...interaction.response, headers } }], /^page/)
    expect(pages.filter((page) => page.endsWith('✓'))).toEqual(observed.map((page) => `page 200 ${page} ✓`))
  })
})

describe('the verdict', () => {
  const document = documentOf({ type: 'object', properties: { id: string } })

  test('is not passed when nothing was recorded or nothing matched', () => {
    const elsewhere = {
      ...interactionOf({}),
      request: { method: 'GET', url: 'https://petstore.example/', headers: [] },
    }

    expect(checkInteractions(document, []).verdict).toBe('nothing-checked')
    expect(checkInteractions(document, [elsewhere]).verdict).not.toBe('passed')
  })

  test('is failed when less is covered than was asked for, and names both shares', () => {
    const { coverage, reasons, verdict } = checkInteractions(document, [interactionOf({ id: '1' })], {
      minCoverage: 50,
    })

    expect(coverage).toMatchObject({ total: 9, covered: 3 })
    expect(verdict).toBe('failed')
    expect(reasons).toEqual(['coverage of 33.3 % is below the minimum of 50 %'])
  })

  test('is failed just below the minimum, and the share in its message is not rounded up to it', () => {
    const plain = documentOf({ type: 'object' }, {}, [])
    const { coverage, reasons } = checkInteractions(plain, [interactionOf({})], { minCoverage: 66.7 })

    expect(coverage).toMatchObject({ total: 3, covered: 2 })
    expect(reasons).toEqual(['coverage of 66.6 % is below the minimum of 66.7 %'])
  })

  test('names no share of a document in which there is nothing to cover', () => {
    const empty = parseDocument("openapi: 3.1.0\ninfo: { title: A, version: '1' }\npaths: {}\n", 'a.yaml')

    expect(checkInteractions(empty, [], { minCoverage: 50 }).reasons).toEqual(['no interaction was recorded'])
  })
})

test('in a large document, operations without interactions are counted, as many as a full list would have', () => {
  const content = {
    'application/json': { schema: { $ref: '#/components/schemas/Pet' } },
    'text/plain': { schema: { type: 'string', enum: ['a', 'b'] } },
    'application/hal+json': { schema: { $ref: '#/components/schemas/Pet', properties: { own: {} } } },
    'application/jsonl': { itemSchema: { properties: { line: {} } } },
  }
  const operation = { responses: { 200: { description: 'x', content }, default: { description: 'x' } } }
  const document = parseDocument(
    JSON.stringify({
      openapi: '3.2.0',
      info: { title: 'T', version: '1' },
      paths: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`/p${index}`, { get: operation }])),
      components: { schemas: { Pet: { properties: { name: { type: ['string', 'null'] }, tags: { items: {} } } } } },
    }),
    'large.json',
  )
  const interactions: Interaction[] = [
    { request: { method: 'GET', url: 'https://h.example/p1', headers: [] }, response: { status: 404, headers: [] } },
  ].map((each) => ({ ...each, response: { ...each.response, body: null } }))

  const { coverage } = checkInteractions(document, interactions)
  const full = checkInteractions(document, interactions, { fullCoverage: true }).coverage

  expect(new Set(coverage.entries.map(({ operationId }) => operationId))).toEqual(new Set(['GET /p1']))
  expect(coverage.counted).toHaveLength(100)
  expect([coverage.total, coverage.covered]).toEqual([full.total, full.covered])
  expect(full.counted).toEqual([])
})

describe('in a large document, the items of a body are counted as a full list has them', () => {
  const scalar = { type: 'string' }
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  const many = (size: number, toSchema: (index: number) => unknown) =>
    Object.fromEntries(Array.from({ length: size }, (_, index) => [`p${index}`, toSchema(index)]))

  test.each<[string, unknown, Record<string, unknown>]>([
    [
      'of schemas that contain each other',
      ref('Pet'),
      {
        Pet: { properties: { owner: ref('Owner'), friends: { type: 'array', items: ref('Pet') }, tag: scalar } },
        Owner: { required: ['pets'], properties: { pets: { items: ref('Pet') }, boss: ref('Owner'), name: scalar } },
      },
    ],
    [
      'of branches that describe the same property',
      {
        required: ['kind'],
        oneOf: [
          { properties: { kind: { enum: ['cat', 'pet'] }, details: { properties: { lives: { type: 'integer' } } } } },
          { properties: { kind: { enum: ['dog', 'pet'] }, details: { properties: { lives: scalar, bark: scalar } } } },
        ],
        allOf: [{ properties: { details: { properties: { lives: {}, common: scalar } } } }],
      },
      {},
    ],
    [
      'of nullable values, lists, and properties without a name',
      {
        type: ['array', 'null'],
        prefixItems: [{ type: 'boolean' }],
        items: {
          patternProperties: { '^x-': { type: ['string', 'null'] } },
          additionalProperties: {
            type: 'array',
            minItems: 1,
            items: { properties: { enum: { enum: [null, 1, {}] } } },
          },
        },
      },
      {},
    ],
    [
      'of more places than are looked into',
      { properties: many(150, () => ref('Wide')) },
      { Wide: { properties: many(100, () => ({ properties: { inside: { enum: [1, 2] } } })) } },
    ],
    [
      'of more branches than are read',
      ref('Level0'),
      {
        ...Object.fromEntries(
          Array.from({ length: 12 }, (_, level) => [
            `Level${level}`,
            { properties: { [`at${level}`]: scalar }, anyOf: [ref(`Level${level + 1}`), ref(`Level${level + 1}`)] },
          ]),
        ),
        Level12: { properties: { end: scalar } },
      },
    ],
  ])('%s', (_, schema, schemas) => {
    const content = { 'application/json': { schema } }
    const others = Array.from({ length: 50 }, (_, index) => [`/p${index + 1}`, { get: { responses: {} } }])
    const paths = {
      '/p0': { get: { responses: { 200: { description: 'x', content } } } },
      ...Object.fromEntries(others),
    }
    const info = { title: 'T', version: '1' }
    const document = parseDocument(
      JSON.stringify({ openapi: '3.1.0', info, paths, components: { schemas } }),
      'large.json',
    )

    const { counted, total } = checkInteractions(document, []).coverage
    const full = checkInteractions(document, [], { fullCoverage: true }).coverage

    expect(counted).toHaveLength(51)
    expect(total).toBe(full.total)
    expect(counted[0]?.items).toBe(full.entries.filter(({ operationId }) => operationId === 'GET /p0').length)
  })
})

test.each([
  [200, true],
  [202, true],
  [404, false],
  [500, false],
])('a status of %i, documented or not, covers the query of the request: %s', (status, isCovered) => {
  const document = documentOf({ type: 'object' })
  const { coverage } = checkInteractions(document, [interactionOf({}, { query: '?limit=1&status=sold', status })])
  const covered = coverage.entries.filter(({ subject, covered }) => subject.startsWith('query') && covered.live)
  expect(covered.map(({ subject, aspect }) => `${subject} ${aspect}`)).toEqual(
    isCovered ? ['query limit sent', 'query status sent', 'query status "sold"'] : [],
  )
})

test('items of the same kind, aspect and subject have the same tally', () => {
  const [rule] = documentOf({ type: 'object' }).operations.map(({ node }) => node)
  if (!rule) throw new Error('expected an operation')
  const item = { kind: 'property', subject: '200 /a', aspect: 'null', rule } as const
  const others = [
    { ...item },
    { ...item, kind: 'array' },
    { ...item, subject: '200 /b' },
    { ...item, aspect: 'absent' },
  ] as const
  const makeTally = createTallyMaker('listPets')

  expect(others.map((each) => makeTally(each) === makeTally(item))).toEqual([true, false, false, false])
})
