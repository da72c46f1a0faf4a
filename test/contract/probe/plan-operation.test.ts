import { describe, expect, test } from 'vitest'
import { json, type Planned, planFor, toDocument } from './planned.js'

const responses = { 200: { description: 'x' } }
const integer = { type: 'integer' }
const query = (name: string, schema: object, more: object = {}) => ({ name, in: 'query', schema, ...more })
const id = (schema: object = integer) => ({ name: 'id', in: 'path', required: true, schema })
const linesOf = (all: readonly Planned[], test: (planned: Planned) => boolean) =>
  all.filter(test).map(({ line }) => line)
const valid = (all: readonly Planned[]) => linesOf(all, ({ isBroken }) => !isBroken)
const described = (all: readonly Planned[], text: string) => linesOf(all, ({ what }) => what === text)

describe('the requests to an operation', () => {
  test('are first the smallest, then the examples, then valid and invalid ones in turn, each once', async () => {
    const parameters = [
      query('n', { ...integer, minimum: 1, maximum: 3 }, { required: true }),
      query('q', { type: 'string' }, { example: 'ex' }),
    ]
    const { all } = await planFor(toDocument({ '/a': { get: { parameters, responses } } }))
    expect(all.slice(0, 2).map(({ what, line, at }) => [what, line, at])).toEqual([
      ['the smallest request', 'GET /a?n=1', 'status'],
      ['the examples of the document', 'GET /a?n=1&q=ex', 'status'],
    ])
    expect(all.slice(2, 8).map(({ isBroken }) => isBroken)).toEqual([true, true, false, true, false, true])
    expect(new Set(all.map(({ line }) => line)).size).toBe(all.length)
    expect(described(all, '3, the limit')).toEqual(['GET /a?n=3'])
  })

  test('have all parameters, and a body with all properties', async () => {
    const parameters = [query('p', { const: 'x' }), query('q', { const: 'y' })]
    const schema = { type: 'object', required: ['a'], properties: { a: integer, b: integer } }
    const requestBody = { required: true, content: { 'application/json': { schema } } }
    const { all } = await planFor(toDocument({ '/a': { post: { parameters, requestBody, responses } } }))
    expect(described(all, 'the smallest request')).toEqual(['POST /a {"a":1}'])
    expect(described(all, 'with all parameters')).toEqual(['POST /a?p=x&q=y {"a":1,"b":1}'])
  })

  test('have references to items of earlier responses in their bodies, if these are valid', async () => {
    const properties = {
      author_id: integer,
      shopUuid: { type: 'string' },
      paid: integer,
      small_id: { ...integer, maximum: 9 },
      ownerUUID: { type: 'string' },
      editorID: integer,
      solid: integer,
    }
    const schema = {
      type: 'object',
      required: ['author_id', 'shopUuid', 'paid', 'ownerUUID', 'editorID', 'solid'],
      properties,
    }
    const requestBody = { required: true, content: { 'application/json': { schema } } }
    const document = toDocument({ '/a': { get: { responses } }, '/b': { post: { requestBody, responses } } })
    const found = [
      { author_id: 42, shop_uuid: 's-1', paid: 43, small_id: 44, owner_uuid: 'o-1', editor_id: 45, solid: 46 },
    ]
    const { all } = await planFor(document, { answer: (_, line) => (line === 'GET /a' ? json(found) : {}) })
    expect(described(all, 'the smallest request')).toEqual([
      'GET /a',
      'POST /b {"author_id":42,"shopUuid":"s-1","paid":1,"ownerUUID":"o-1","editorID":45,"solid":1}',
    ])
    // With an id that is too large, the body would be invalid.
    expect(described(all, 'with all parameters')).toEqual([expect.not.stringContaining('44')])
  })

  test.each([
    [true, []],
    [false, ['POST /a']],
  ])('leave out a body only if it is optional: required %j', async (required, expected) => {
    const content = { 'application/json': { schema: { type: 'object', required: ['a'], properties: { a: integer } } } }
    const { all } = await planFor(toDocument({ '/a': { post: { requestBody: { required, content }, responses } } }))
    expect(described(all, 'without a body')).toEqual(expected)
  })

  test('have values of earlier responses for parameters of the same name, two at most', async () => {
    const parameters = [query('cursor', { type: 'string' }), { ...query('x-cursor', { type: 'string' }), in: 'header' }]
    const document = toDocument({ '/a': { get: { responses } }, '/b/c': { get: { parameters, responses } } })
    const found = [{ cursor: 'k1' }, { cursor: 'k2' }, { cursor: 'k3', 'X-Cursor': 'h1' }]
    const { all } = await planFor(document, { answer: (_, line) => (line === 'GET /a' ? json(found) : {}) })
    expect(
      all.filter(({ what }) => what === 'a value of an earlier response').map(({ line, at }) => [line, at]),
    ).toEqual([
      ['GET /b/c?cursor=k1', 'query cursor'],
      ['GET /b/c?cursor=k2', 'query cursor'],
      ['GET /b/c', 'header x-cursor'],
    ])
  })

  test('follow at most three links of responses, on the same server and with valid parameters', async () => {
    const parameters = [query('page', integer)]
    const document = toDocument({ '/a': { get: { parameters, responses } } })
    const links = [
      '/v1/a?page=x',
      '/v1/b?page=1',
      ...[21, 22, 23, 24].map((page) => `http://h.example/v1/a?page=${page}`),
    ].map((next) => ({ next }))
    const { all } = await planFor(document, { answer: (_, line) => (line === 'GET /a' ? json({ links }) : {}) })
    expect(described(all, 'a link of an earlier response')).toEqual([21, 22, 23].map((page) => `GET /a?page=${page}`))
    const posts = toDocument({ '/a': { post: { parameters, responses } } })
    const other = await planFor(posts, { answer: () => json({ links }) })
    expect(described(other.all, 'a link of an earlier response')).toEqual([])
  })

  test('have a given value in every request, and say if it is invalid', async () => {
    const parameters = [query('n', { ...integer, maximum: 9 }), query('q', { const: 'x' })]
    const document = toDocument({ '/a': { get: { operationId: 'a', parameters, responses } } })
    const { all, summary } = await planFor(document, { given: new Map([['n', '7']]) })
    expect(valid(all)[0]).toBe('GET /a?n=7')
    expect(described(all, 'with all parameters')).toEqual(['GET /a?n=7&q=x'])
    expect(summary.notPlanned).toEqual([])
    const wrong = await planFor(document, { given: new Map([['n', '10']]) })
    expect(valid(wrong.all)[0]).toBe('GET /a')
    expect(wrong.summary.notPlanned).toEqual([
      { operationId: 'a', at: 'query n', reason: 'the given value is invalid, and was not used' },
    ])
  })

  test.each<[string, object, string]>([
    [
      'query n',
      { parameters: [query('n', false as unknown as object, { required: true })] },
      'no valid value was found for it',
    ],
    [
      'header x-n',
      { parameters: [{ ...query('X-N', { type: 'string', pattern: 'a^' }, { required: true }), in: 'header' }] },
      'no valid value was found for it',
    ],
    [
      'body',
      {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: false }, 'text/plain': { schema: false } },
        },
      },
      'no valid body of application/json or text/plain could be made; add an example to the document, which is sent as it is',
    ],
    [
      'body',
      { requestBody: { required: true, content: {} } },
      'no valid body of any media type could be made; add an example to the document, which is sent as it is',
    ],
  ])('are none if %s has no valid value', async (at, operation, reason) => {
    const { all, summary } = await planFor(
      toDocument({ '/a': { post: { operationId: 'a', ...operation, responses } } }),
    )
    expect(all).toEqual([])
    expect(summary.notPlanned).toEqual([{ operationId: 'a', at, reason }])
  })

  test('are none if the path has no valid value', async () => {
    const parameters = [id({ type: 'string', pattern: 'a^' })]
    const { all, summary } = await planFor(
      toDocument({ '/a/{id}': { get: { operationId: 'a', parameters, responses } } }),
    )
    expect(all).toEqual([])
    expect(summary.notPlanned).toEqual([
      { operationId: 'a', at: 'path', reason: 'no valid value was found for a parameter in it' },
    ])
  })
})

describe('the path of a request', () => {
  const document = toDocument({
    '/a': { get: { responses } },
    '/a/{id}': {
      parameters: [id()],
      get: { operationId: 'get', responses },
      delete: { operationId: 'remove', responses },
    },
  })
  const items = (count: number) => json(Array.from({ length: count }, (_, index) => ({ id: index + 1 })))
  const answer = (response: ReturnType<typeof json>) => (_: unknown, line: string) =>
    line === 'GET /a' ? response : {}

  test('leads to the first item, to three others, and to one that may not exist', async () => {
    const { all } = await planFor(document, { answer: answer(items(5)), methods: ['GET'] })
    const own = all.filter(({ line }) => line.startsWith('GET /a/'))
    expect(own.slice(0, 5).map(({ what, line }) => [what, line])).toEqual([
      ['the smallest request', 'GET /a/1'],
      ['for another item', 'GET /a/2'],
      ['for another item', 'GET /a/3'],
      ['for another item', 'GET /a/4'],
      ['for an item that may not exist', 'GET /a/999999999'],
    ])
  })

  test('leads to the last item when it is deleted', async () => {
    const { all } = await planFor(document, { answer: answer(items(3)) })
    expect(all.find(({ line }) => line.startsWith('DELETE'))?.line).toBe('DELETE /a/3')
  })

  test.each<[string, object, readonly unknown[], string]>([
    ['the first unlikely number', integer, [{ id: 7 }], '999999999'],
    ['another if there is such an item', integer, [{ id: 999999999 }], '999999'],
    ['another if there is such an item among others', integer, [{ id: 7 }, { id: 999999999 }], '999999'],
    ['an unlikely UUID', { type: 'string', format: 'uuid' }, [], '0b5a2f1e-8d3c-4c6a-9f4e-2a7b6c5d4e3f'],
    ['an unlikely text', { type: 'string', pattern: '^[a-z-]+$' }, [{ id: 'b' }], 'does-not-exist'],
    ['another value that the schema allows', { ...integer, minimum: 1, maximum: 2 }, [{ id: 1 }], '2'],
  ])('of what may not exist has %s', async (_, schema, found, expected) => {
    const { all } = await planFor(
      toDocument({ '/a': { get: { responses } }, '/a/{id}': { get: { parameters: [id(schema)], responses } } }),
      { answer: answer(json(found)) },
    )
    expect(described(all, 'for an item that may not exist')).toEqual([`GET /a/${expected}`])
  })

  test('of what may not exist is left out if there is no other value', async () => {
    const { all } = await planFor(toDocument({ '/a/{id}': { get: { parameters: [id({ const: 1 })], responses } } }))
    expect(described(all, 'for an item that may not exist')).toEqual([])
  })

  test('has a given value, with the other values of an item that has it', async () => {
    const parameters = [
      { ...id(), name: 'a' },
      { ...id(), name: 'b' },
    ]
    const nested = toDocument({
      '/a': { get: { responses } },
      '/a/{a}/b': { get: { parameters: parameters.slice(0, 1), responses } },
      '/a/{a}/b/{b}': { get: { parameters, responses } },
    })
    const answers: Readonly<Record<string, unknown>> = {
      'GET /a': [{ a: 1 }, { a: 2 }],
      'GET /a/2/b': [{ b: 5 }, { b: 6 }],
    }
    const { all } = await planFor(nested, {
      answer: (_, line) => json(answers[line] ?? {}),
      given: new Map([['a', '2']]),
    })
    const paths = all.filter(({ isBroken, line }) => !isBroken && line.includes('/b')).map(({ line }) => line)
    expect(paths).toContain('GET /a/2/b/5')
    expect(paths.filter((line) => !line.startsWith('GET /a/2/b'))).toEqual(['GET /a/999999999/b'])
  })
})

describe('the requests that break a rule', () => {
  const broken = (all: readonly Planned[]) => all.filter(({ isBroken }) => isBroken)

  test('break `type` in up to six ways, and other rules in up to two', async () => {
    const parameters = [query('n', { ...integer, minimum: 5, maximum: 9, enum: [5, 6, 7] }, { required: true })]
    const schema = { type: 'object', required: ['a'], properties: { a: { ...integer, maximum: 9 } } }
    const requestBody = { required: true, content: { 'application/json': { schema } } }
    const { all } = await planFor(toDocument({ '/a': { post: { parameters, requestBody, responses } } }))
    const counts = new Map<string, number>()
    for (const { at, what } of broken(all)) {
      const rule = `${at} ${/\((\w+)\)$/.exec(what)?.[1]}`
      counts.set(rule, (counts.get(rule) ?? 0) + 1)
    }
    expect(counts.get('body /a type')).toBe(6)
    // What is not JSON, or has an invalid escape, breaks no keyword.
    const others = [...counts].filter(([rule]) => !/ (?:type|undefined)$/.test(rule))
    expect(others.length).toBeGreaterThan(1)
    expect(others.filter(([, count]) => count > 2)).toEqual([])
  })

  test('do not add unknown names, and do not change the serialization', async () => {
    const parameters = [query('n', integer), query('f', { type: 'boolean' })]
    const schema = { type: 'object', properties: { a: integer } }
    const requestBody = { content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } } }
    const { all } = await planFor(
      toDocument({ '/a': { get: { parameters, responses }, post: { parameters, requestBody, responses } } }),
    )
    const names = all.flatMap(({ request }) => [
      ...new URL(request.url.replace(/%(?![0-9A-F]{2})/gi, '')).searchParams.keys(),
    ])
    expect(new Set(names)).toEqual(new Set(['n', 'f']))
    expect(linesOf(all, ({ request }) => /undocumented/.test(`${request.body}`))).toEqual([])
    expect(linesOf(broken(all), ({ line }) => /^GET .* |[?](?:n=1\.0|n=1e0|f=TRUE|f=1)$/.test(line))).toEqual([])
  })

  test('have no credentials only if others have some', async () => {
    const components = { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } } }
    const document = toDocument({ '/a': { get: { security: [{ key: [] }], responses } } }, { components })
    const credentials = [{ scheme: 'key', secret: 'k-1', placeholder: '$KEY' }]
    const { all } = await planFor(document, { credentials })
    expect(broken(all).map(({ what, at, request }) => [what, at, request.headers])).toEqual([
      ['missing credentials', 'header x-key', [['accept', '*/*']]],
    ])
    expect(broken((await planFor(document)).all)).toEqual([])
  })

  test('of the second media type break only rules of the body', async () => {
    const parameters = [query('n', integer, { required: true })]
    const schema = { type: 'object', required: ['a'], properties: { a: integer } }
    const requestBody = {
      required: true,
      content: { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } },
    }
    const { all } = await planFor(toDocument({ '/a': { post: { parameters, requestBody, responses } } }))
    const second = broken(all).filter(({ request }) =>
      request.headers.some(([, value]) => value.includes('urlencoded')),
    )
    expect(second.length).toBeGreaterThan(0)
    expect(second.filter(({ at }) => !at.startsWith('body'))).toEqual([])
    expect(new Set(broken(all).map(({ at }) => at))).toContain('query n')
  })
})
