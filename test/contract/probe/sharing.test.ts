import { describe, expect, test } from 'vitest'
import { json, planFor, toDocument } from './planned.js'

const responses = { default: { description: 'x' } }
const components = { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } }
const security = [{ key: [] }]
const credentials = [{ scheme: 'key', secret: 'k-1', placeholder: '$KEY' }]
/** A parameter with so many values. */
const values = (count: number) => ({
  ...{ name: 'v', in: 'query', required: true },
  schema: { enum: Array.from({ length: count }, (_, index) => `v${index}`) },
})
const paths = {
  '/a/{id}': {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
    ...{ get: { operationId: 'get', responses }, delete: { operationId: 'remove', responses } },
    ...{ put: { operationId: 'replace', responses }, patch: { operationId: 'change', responses } },
  },
  '/a/{id}/b/{bid}': {
    parameters: ['id', 'bid'].map((name) => ({ name, in: 'path', required: true, schema: { type: 'integer' } })),
    get: { operationId: 'deep', responses },
  },
  '/a': { get: { operationId: 'list', responses }, post: { operationId: 'create', responses } },
}
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const kind = (line: string) => line.replace(/\/(?:\d+|[%\w.]+)(?=\/|$)(?<!\/[ab])/g, '/*')

describe('requests to several operations', () => {
  test('read lists, create, read items, then change; each operation once. Nothing is deleted before all others', async () => {
    const { all } = await planFor(toDocument(paths), { methods })
    const lines = all.map(({ line }) => kind(line))
    expect(lines.slice(0, 6)).toEqual(['GET /a', 'POST /a', 'GET /a/*', 'GET /a/*/b/*', 'PUT /a/*', 'PATCH /a/*'])
    const first = lines.findIndex((line) => line.startsWith('DELETE'))
    expect(first).toBeGreaterThan(6)
    expect(lines.slice(first).filter((line) => !line.startsWith('DELETE'))).toEqual([])
  })

  test('are those with the methods that are probed', async () => {
    const { all } = await planFor(toDocument(paths), { methods: ['POST', 'DELETE'] })
    expect(new Set(all.map(({ line }) => line.split(' ')[0]))).toEqual(new Set(['POST', 'DELETE']))
    const some = await planFor(toDocument(paths), { methods, isProbed: ({ operationId }) => operationId === 'list' })
    expect(new Set(some.all.map(({ line }) => line))).toEqual(new Set(['GET /a']))
  })

  const several = toDocument({
    '/few': { get: { operationId: 'few', responses } },
    '/many': { get: { operationId: 'many', parameters: [values(30)], responses } },
    '/more': { get: { operationId: 'more', parameters: [values(30)], responses } },
  })

  test('are the same number for each, and what one leaves is for the others', async () => {
    const { all, summary } = await planFor(several, {
      maxRequests: 21,
      answer: (_, line) => ({ status: /few$|=v\d+$/.test(line) ? 200 : 400 }),
    })
    const count = (path: string) => all.filter(({ line }) => line.startsWith(`GET ${path}`)).length
    expect([count('/few'), count('/many'), count('/more')]).toEqual([1, 10, 10])
    expect(summary.sent).toBe(21)
    const [one, other] = summary.leftOut
    expect([one?.operationId, other?.operationId, one?.count]).toEqual(['many', 'more', other?.count])
    expect(one?.count).toBeGreaterThan(10)
  })

  test('are counted if they are not sent, up to 300 in all', async () => {
    const long = Object.fromEntries(
      ['a', 'b'].map((name) => {
        const parameters = Array.from({ length: 11 }, (_, index) => ({
          ...values(20),
          name: `p${index}`,
          required: false,
        }))
        return [`/${name}`, { get: { operationId: name, parameters, responses } }]
      }),
    )
    const { summary } = await planFor(toDocument(long), { maxRequests: 2 })
    expect(summary.leftOut).toEqual([
      { operationId: 'a', count: expect.any(Number) },
      { operationId: 'b', count: undefined },
    ])
    const { summary: all } = await planFor(several)
    expect(all.leftOut).toEqual([])
  })

  test('are made with a base path, with or without a slash at its end', async () => {
    const { all } = await planFor(toDocument({ '/a': { get: { responses } } }), { url: 'http://localhost/v1/' })
    expect(all[0]?.request.url).toBe('http://localhost/v1/a')
  })
})

describe('an operation', () => {
  const document = toDocument(
    {
      '/a': { get: { operationId: 'a', security, parameters: [values(5)], responses } },
      '/login': { get: { operationId: 'login', security: [{}], parameters: [values(5)], responses } },
    },
    { components },
  )
  const statuses = (...given: readonly number[]) => {
    let sent = 0
    return (_: unknown, line: string) =>
      line.includes('/login') ? { status: 401 } : { status: given[Math.min(sent++, given.length - 1)] ?? 200 }
  }
  const countOf = (all: readonly { line: string }[], path: string) =>
    all.filter(({ line }) => line.startsWith(`GET ${path}`)).length

  test.each([
    [401, [], false],
    [403, [], false],
    [403, credentials, true],
  ])(
    'that answers %i to its first request gets no other, if it needs credentials',
    async (status, given, hadCredentials) => {
      const { all, summary } = await planFor(document, { answer: statuses(status, 200), credentials: given })
      expect(summary.refused).toEqual([{ operationId: 'a', status, schemes: ['key'], hadCredentials }])
      expect(countOf(all, '/a')).toBe(1)
      expect(countOf(all, '/login')).toBeGreaterThan(3)
      expect(summary.refusedValid.map(({ operationId }) => operationId)).toEqual(['login'])
    },
  )

  test.each([[[404, 401]], [[400, 403]], [[200, 401]]])('that answers %j gets all requests', async (given) => {
    const { all, summary } = await planFor(document, { answer: statuses(...given), credentials })
    expect(summary.refused).toEqual([])
    expect(countOf(all, '/a')).toBeGreaterThan(3)
  })

  test.each([
    [[500, 500], new Set(['status'])],
    [[200, 500], new Set(['status', 'query v'])],
  ])('that answers %j has server errors at %j', async (given, places) => {
    const reported = new Set<string>()
    const { all } = await planFor(document, {
      ...{ answer: statuses(...given), credentials, isProbed: ({ operationId }) => operationId === 'a' },
    })
    for (const { at } of all) reported.add(at)
    expect(reported).toEqual(new Set([...places, ...(places.size > 1 ? ['header authorization'] : [])]))
  })

  test('that does not answer is a finding at what was special about each request, and gets no more after five', async () => {
    const { silent, summary, all } = await planFor(document, {
      answer: (_, line) => (line.includes('/login') ? { status: 200 } : undefined),
      credentials,
    })
    expect(silent.map(({ code, at }) => `${code} ${at}`)).toEqual([
      'server-error status',
      ...Array.from({ length: 4 }, () => expect.stringMatching(/^server-error (?:query v|header authorization)$/)),
    ])
    expect(summary.silent).toEqual([{ operationId: 'a', count: 5 }])
    expect(summary.stopped).toBeUndefined()
    expect(countOf(all, '/login')).toBeGreaterThan(3)
  })

  test('gets no request with a longer URL or header than servers accept', async () => {
    const schema = { type: 'string', minLength: 7000, maxLength: 9000 }
    const parameters = [
      { name: 'q', in: 'query', schema },
      { name: 'X-H', in: 'header', schema },
    ]
    const { all } = await planFor(toDocument({ '/a': { get: { parameters, responses } } }))
    const longest = all.flatMap(({ request: { url, headers } }) => [url, ...headers.map(([, value]) => value)])
    const lengths = longest.map(({ length }) => length)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(8000)
    expect(Math.max(...lengths)).toBeGreaterThanOrEqual(7000)
  })
})

describe('a base path', () => {
  const withServer = (given: object) => toDocument(given, { servers: [{ url: 'https://h.example/v2' }] })
  const answer = () => ({ status: 404 })

  test('is missing if the first request to each operation is answered with 404, among them one to a list', async () => {
    const { summary, all } = await planFor(withServer(paths), { answer })
    expect(summary.missingBasePaths).toEqual(['/v2'])
    // GET of the list, POST, two GET of items, PUT; nothing is deleted.
    expect([summary.sent, all.length]).toEqual([5, 5])
  })

  test('may be right if only items are missing, or something is found', async () => {
    const { '/a': _, ...items } = paths
    expect((await planFor(withServer(items), { answer })).summary.missingBasePaths).toBeUndefined()
    const found = (_: unknown, line: string) => (line === 'POST /a' ? json({}) : { status: 404 })
    expect((await planFor(withServer(paths), { answer: found })).summary.missingBasePaths).toBeUndefined()
  })
})

test('a seed gives the same order each time, and another than the document', async () => {
  const document = toDocument({ '/a': { get: { parameters: [values(12)], responses } } })
  const order = async (seed?: number) => (await planFor(document, { seed })).all.map(({ line }) => line)
  const [plain, one, again, other] = [await order(), await order(1), await order(1), await order(2)]
  expect(again).toEqual(one)
  expect(await order()).toEqual(plain)
  expect([one.join(), other.join()]).not.toContain(plain.join())
  expect(other).not.toEqual(one)
  // Only the order differs, and the smallest request stays first.
  expect(one.toSorted()).toEqual(plain.toSorted())
  expect(one[0]).toBe(plain[0])
})
