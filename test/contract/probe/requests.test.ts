import { describe, expect, test } from 'vitest'
import { createChecker, createReporter, type Interaction, parseDocument, probe } from '../../../src/contract/index.js'

const url = 'http://localhost:3000/base'

const toDocument = (paths: object, components: object = {}) =>
  parseDocument(
    JSON.stringify({ openapi: '3.1.0', info: { title: 'Requests', version: '1' }, paths, components }),
    'requests.json',
  )

type Request = Interaction['request']

/** Everything that is sent to a server that answers each request with the same status. */
async function requestsTo(
  document: ReturnType<typeof toDocument>,
  {
    status = 200,
    given = new Map<string, string>(),
    answer = (_: Request): Partial<Interaction['response']> => ({}),
  } = {},
) {
  const requests: Request[] = []
  const summary = await probe(
    document,
    { url, methods: ['GET', 'POST'], maxRequests: 500, given, credentials: [] },
    {
      async send(request) {
        requests.push(request)
        return { interaction: { request, response: { status, headers: [], body: null, ...answer(request) } } }
      },
      pause: async () => {},
      isStopped: () => false,
      onInteraction: () => {},
      onNoResponse: () => {},
    },
  )
  return { requests, summary }
}

const responses = { '200': { description: 'Done.' } }
const array = { type: 'array', items: { type: 'string', enum: ['a', 'b c'] }, minItems: 2 }
const object = {
  type: 'object',
  required: ['x'],
  properties: { x: { type: 'integer' }, y: { const: 'z' } },
  additionalProperties: false,
}

describe('a request of a probe', () => {
  test.each<[string, object, RegExp]>([
    ['a path in style simple', { in: 'path', schema: { type: 'string' } }, /^\/a\/text$/],
    ['a list in a path', { in: 'path', schema: array }, /^\/a\/a,b%20c$/],
    ['a label', { in: 'path', style: 'label', schema: { type: 'integer' } }, /^\/a\/\.1$/],
    ['a matrix', { in: 'path', style: 'matrix', schema: { type: 'integer' } }, /^\/a\/;p=1$/],
    ['a matrix of a list', { in: 'path', style: 'matrix', explode: true, schema: array }, /^\/a\/;p=a;p=b%20c$/],
    ['a list in a query', { in: 'query', schema: array }, /\?p=a&p=b%20c$/],
    ['a joined list', { in: 'query', explode: false, schema: array }, /\?p=a,b%20c$/],
    ['a list with pipes', { in: 'query', style: 'pipeDelimited', explode: false, schema: array }, /\?p=a%7Cb%20c$/],
    ['an object under its own names', { in: 'query', schema: object }, /\?x=1(&y=z)?$/],
    ['an object in brackets', { in: 'query', style: 'deepObject', explode: true, schema: object }, /\?p%5Bx%5D=1/],
    ['JSON', { in: 'query', content: { 'application/json': { schema: object } } }, /\?p=%7B%22x%22%3A1/],
    ['an example as text', { in: 'query', schema: array, example: 'a,a' }, /\?p=a&p=a$/],
    ['a boolean', { in: 'query', schema: { type: 'boolean' } }, /\?p=true$/],
    [
      'a large integer',
      { in: 'query', schema: { type: 'integer', minimum: 9_007_199_254_740_991, format: 'int64' } },
      /\?p=900719925474099/,
    ],
  ])('has %s', async (_, parameter, expected) => {
    const path = 'in' in parameter && parameter.in === 'path' ? '/a/{p}' : '/a'
    const document = toDocument({
      [path]: { get: { parameters: [{ name: 'p', required: true, ...parameter }], responses } },
    })
    const { requests, summary } = await requestsTo(document)
    expect(summary.notPlanned).toEqual([])
    expect(requests[0]?.url.slice(url.length)).toMatch(expected)
  })

  test('has headers and cookies', async () => {
    const parameters = [
      { name: 'X-List', in: 'header', required: true, schema: array },
      { name: 'c', in: 'cookie', required: true, schema: { type: 'integer' } },
    ]
    const { requests } = await requestsTo(toDocument({ '/a': { get: { parameters, responses } } }))
    expect(requests[0]?.headers).toEqual([
      ['accept', '*/*'],
      ['X-List', 'a,b c'],
      ['cookie', 'c=1'],
    ])
  })

  test.each<[string, object, RegExp]>([
    ['application/json', object, /^\{"x":1\}$/],
    ['application/vnd.api+json', object, /^\{"x":1\}$/],
    ['application/x-www-form-urlencoded', object, /^x=1$/],
    [
      'multipart/form-data',
      object,
      /^--probe-boundary\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n--probe-boundary--\r\n$/,
    ],
    ['text/plain', { type: 'string' }, /^text$/],
    ['application/octet-stream', { type: 'string', format: 'binary' }, /^text$/],
  ])('has a body of %s', async (contentType, schema, expected) => {
    const requestBody = { required: true, content: { [contentType]: { schema } } }
    const { requests, summary } = await requestsTo(toDocument({ '/a': { post: { requestBody, responses } } }))
    expect(summary.notPlanned).toEqual([])
    expect(requests[0]?.body).toMatch(expected)
  })

  test('has files with names and types, and JSON with its type, in a form with parts', async () => {
    const properties = {
      photo: { type: 'string', format: 'binary' },
      scans: { type: 'array', minItems: 1, items: { type: 'string', format: 'binary' } },
      about: { type: 'object', properties: { x: { type: 'integer' } }, required: ['x'] },
      title: { const: 'a' },
    }
    const schema = { type: 'object', required: Object.keys(properties), properties }
    const encoding = { scans: { contentType: 'image/png, image/jpeg' } }
    const requestBody = { required: true, content: { 'multipart/form-data': { schema, encoding } } }
    const { requests } = await requestsTo(toDocument({ '/a': { post: { requestBody, responses } } }))
    const parts = requests[0]?.body?.split('--probe-boundary').map((part) => part.trim().split('\r\n\r\n', 1)[0])
    expect(parts).toEqual([
      '',
      'Content-Disposition: form-data; name="photo"; filename="file"\r\nContent-Type: application/octet-stream',
      'Content-Disposition: form-data; name="scans"; filename="file"\r\nContent-Type: image/png',
      'Content-Disposition: form-data; name="about"\r\nContent-Type: application/json',
      'Content-Disposition: form-data; name="title"',
      '--',
    ])
  })

  test.each<[string, object, string]>([
    ['an example of XML, as it is', { 'application/xml': { schema: object, example: '<x>1</x>' } }, '<x>1</x>'],
    ['JSON without a schema', { 'application/json': {} }, '{}'],
    ['bytes without a schema', { 'application/octet-stream': {} }, 'text'],
  ])('has a body of %s', async (_, content, expected) => {
    const requestBody = { required: true, content }
    const { requests } = await requestsTo(toDocument({ '/a': { post: { requestBody, responses } } }))
    expect(requests[0]?.body).toBe(expected)
  })

  test.each([
    ['application/x-www-form-urlencoded', '?x=1'],
    ['application/json', '?%7B%22x%22%3A1%7D'],
  ])('has a query string of %s (OAS 3.2)', async (contentType, expected) => {
    const content = { [contentType]: { schema: object } }
    const parameters = [{ name: 'p', in: 'querystring', required: true, content }]
    const paths = { '/a': { get: { parameters, responses } } }
    const text = JSON.stringify({ openapi: '3.2.0', info: { title: 'Requests', version: '1' }, paths })
    const { requests } = await requestsTo(parseDocument(text, 'requests.json'))
    expect(requests[0]?.url).toBe(`${url}/a${expected}`)
  })

  test('breaks the rules for bodies of each media type', async () => {
    const schema = { type: 'object', required: ['n'], properties: { n: { type: 'integer', maximum: 9 } } }
    const content = { 'application/json': { schema }, 'application/x-www-form-urlencoded': { schema } }
    const requestBody = { required: true, content }
    const { requests } = await requestsTo(toDocument({ '/a': { post: { requestBody, responses } } }))
    const bodies = requests.map(({ body }) => body)
    expect(bodies).toContain('{"n":10}')
    expect(bodies).toContain('n=10')
  })

  test('has a list with an item where an empty one, which is valid, cannot be written', async () => {
    const schema = { type: 'array', items: { type: 'integer' } }
    const parameters = [{ name: 'ids', in: 'query', required: true, schema }]
    const { requests, summary } = await requestsTo(toDocument({ '/a': { get: { parameters, responses } } }))
    expect(summary.notPlanned).toEqual([])
    expect(requests[0]?.url.slice(url.length)).toBe('/a?ids=1')
    expect(requests.map((request) => request.url.slice(url.length))).toContain('/a')
  })

  test('breaks one rule where another is near: too many items are still different ones', async () => {
    const schema = { type: 'array', maxItems: 3, uniqueItems: true, items: { type: 'integer', minimum: 1 } }
    const parameters = [{ name: 'ids', in: 'query', required: true, explode: false, schema }]
    const { requests } = await requestsTo(toDocument({ '/a': { get: { parameters, responses } } }))
    expect(requests.map((request) => request.url.slice(url.length))).toContain('/a?ids=1,2,3,4')
  })

  test('does not write a number in a query or a form in an unusual way', async () => {
    const n = { type: 'integer' }
    const schema = { type: 'object', required: ['n'], properties: { n } }
    const requestBody = { content: { 'application/x-www-form-urlencoded': { schema } } }
    const parameters = [{ name: 'n', in: 'query', schema: n }]
    const { requests } = await requestsTo(toDocument({ '/a': { post: { parameters, requestBody, responses } } }))
    expect(requests.filter((each) => /n=\d+\.0/.test(`${each.url} ${each.body}`))).toEqual([])
  })

  test('is valid unless it breaks a rule on purpose', async () => {
    const parameters = [
      { name: 'q', in: 'query', schema: { type: 'string', minLength: 2 } },
      { name: 'list', in: 'query', explode: false, schema: array },
    ]
    const document = toDocument({ '/a': { get: { parameters, responses } } })
    const checker = createChecker(document, { servers: [url] })
    const reporter = createReporter(document, { servers: [url] })
    const codes: string[] = []
    await probe(
      document,
      { url, methods: ['GET'], maxRequests: 200, given: new Map(), credentials: [] },
      {
        send: async (request) => ({ interaction: { request, response: { status: 200, headers: [], body: null } } }),
        pause: async () => {},
        isStopped: () => false,
        onInteraction(interaction, made, isBroken) {
          const { findings } = checker.check(interaction)
          if (!isBroken) codes.push(...findings.map(({ code }) => code))
          else expect(findings).not.toEqual([])
          reporter.add(interaction, made)
        },
        onNoResponse: reporter.addFinding,
      },
    )
    expect(codes).toEqual([])
    expect(new Set(reporter.report().findings.map(({ code }) => code))).toEqual(new Set(['accepted-invalid-request']))
  })

  test('is not longer than servers accept', async () => {
    const parameters = [{ name: 'q', in: 'query', schema: { type: 'string', minLength: 1, maxLength: 9000 } }]
    const { requests } = await requestsTo(toDocument({ '/a': { get: { parameters, responses } } }))
    expect(requests.length).toBeGreaterThan(3)
    expect(Math.max(...requests.map((request) => request.url.length))).toBeLessThanOrEqual(8000)
  })

  test('has no body of many long texts, which would take all memory', async () => {
    const items = { type: 'string', minLength: 90_000 }
    const schema = { type: 'array', minItems: 500, maxItems: 9000, items }
    const requestBody = { required: true, content: { 'application/json': { schema } } }
    const document = toDocument({ '/a': { post: { operationId: 'postA', requestBody, responses } } })
    const { requests, summary } = await requestsTo(document)
    expect(requests).toEqual([])
    expect(summary.notPlanned).toEqual([
      {
        operationId: 'postA',
        at: 'body',
        reason:
          'no valid body of application/json could be made; add an example to the document, which is sent as it is',
      },
    ])
  })

  test('never has an empty segment or dots in its path', async () => {
    const schema = { type: 'string', enum: ['..', '.', '', 'a/b'] }
    const parameters = [{ name: 'p', in: 'path', required: true, schema }]
    const { requests } = await requestsTo(toDocument({ '/a/{p}': { get: { parameters, responses } } }))
    expect(
      requests.map((request) => request.url.slice(url.length)).filter((path) => !path.startsWith('/a/a%2Fb')),
    ).toEqual(expect.not.arrayContaining(['/a/', '/a/.', '/a/..']))
  })

  test('cannot be made without a valid value, which is said', async () => {
    const parameters = [{ name: 'p', in: 'query', required: true, schema: { type: 'string', pattern: 'a^' } }]
    const requestBody = { required: true, content: { 'application/xml': { schema: object } } }
    const document = toDocument({
      '/a': { get: { operationId: 'getA', parameters, responses } },
      '/b': { post: { operationId: 'postB', requestBody, responses } },
    })
    const { requests, summary } = await requestsTo(document)
    expect(requests).toEqual([])
    expect(summary.notPlanned.map(({ operationId, at }) => `${operationId} ${at}`)).toEqual([
      'getA query p',
      'postB body',
    ])
  })

  test('has the value that was given for its operation rather than that for all operations', async () => {
    const get = {
      operationId: 'list',
      parameters: [{ name: 'p', in: 'query', required: true, schema: { type: 'string' } }],
      responses,
    }
    const given = new Map([
      ['p', 'all'],
      ['list.p', 'own'],
    ])
    const { requests } = await requestsTo(toDocument({ '/a': { get } }), { given })
    expect(requests[0]?.url).toBe(`${url}/a?p=own`)
  })

  test('to an item comes before those to items below it', async () => {
    const get = (...names: readonly string[]) => ({
      get: {
        parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { const: name } })),
        responses,
      },
    })
    const { requests } = await requestsTo(
      toDocument({ '/a/{x}/b/{y}': get('x', 'y'), '/a/{x}': get('x'), '/a': get() }),
    )
    expect(requests.slice(0, 3).map((request) => request.url.slice(url.length))).toEqual(['/a', '/a/x', '/a/x/b/y'])
  })

  test('leaves out a given value that is invalid, which is said', async () => {
    const parameters = [{ name: 'p', in: 'query', schema: { type: 'integer', maximum: 5 } }]
    const document = toDocument({ '/a': { get: { operationId: 'getA', parameters, responses } } })
    const { summary } = await requestsTo(document, { given: new Map([['p', '6']]) })
    expect(summary.notPlanned).toEqual([
      { operationId: 'getA', at: 'query p', reason: 'the given value is invalid, and was not used' },
    ])
  })

  test('may have names of prototypes', async () => {
    const parameters = ['__proto__', 'constructor', 'toString'].map((name) => ({
      name,
      in: 'query',
      schema: { type: 'string' },
    }))
    const requestBody = {
      content: {
        'application/json': {
          schema: JSON.parse(
            '{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"integer"}}}',
          ),
        },
      },
    }
    const { requests } = await requestsTo(toDocument({ '/a': { post: { parameters, requestBody, responses } } }))
    expect(requests[0]?.body).toBe('{"__proto__":1}')
    for (const { name } of parameters)
      expect(requests.some((request) => request.url.includes(`${name}=text`))).toBe(true)
  })
})

describe('the path of a request leads to', () => {
  const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }
  const item = { parameters: [id], get: { operationId: 'getItem', responses } }
  const json = (body: object) => ({
    headers: [['content-type', 'application/json'] as const],
    body: JSON.stringify(body),
  })
  const pathsOf = (requests: readonly Request[]) => requests.map((request) => request.url.slice(url.length))
  const isPost = ({ method }: Request) => method === 'POST'

  test('what Location says was created, also elsewhere than below the path of the request', async () => {
    const document = toDocument({
      '/jobs/{id}': item,
      '/start': { post: { responses: { '201': { description: 'Started.' } } } },
    })
    const location = [['Location', '/base/jobs/j-7']] as const
    const answer = (request: Request) => (isPost(request) ? { status: 201, headers: location } : {})
    const { requests } = await requestsTo(document, { answer })
    expect(pathsOf(requests)).toContain('/jobs/j-7')
  })

  test('what another item refers to by name', async () => {
    const document = toDocument({ '/companies/{id}': item, '/orders': { get: { responses } } })
    const answer = ({ url }: Request) => (url.endsWith('/orders') ? json([{ id: 'o1', company_id: 'c9' }]) : {})
    const { requests } = await requestsTo(document, { answer })
    expect(pathsOf(requests)).toContain('/companies/c9')
    expect(pathsOf(requests)).not.toContain('/companies/o1')
  })

  test('what a link of the document says, with the other parameters of the link', async () => {
    const lang = { name: 'lang', in: 'query', schema: { type: 'string' } }
    const parameters = { 'path.id': '$response.body#/made/0/key', lang: 'x-{$request.header.accept}' }
    const links = {
      byId: { operationId: 'getItem', parameters },
      byReference: { operationRef: '#/paths/~1items~1{id}/get', parameters: { id: '$response.header.X-Made' } },
      without: { operationId: 'getItem', parameters: { id: '$response.body#/missing' } },
    }
    const document = toDocument({
      '/items/{id}': { ...item, parameters: [id, lang] },
      '/make': { post: { responses: { '200': { description: 'Made.', links } } } },
    })
    const answer = (request: Request) => {
      if (!isPost(request)) return {}
      const { headers, body } = json({ made: [{ key: 'k 1' }] })
      return { headers: [...headers, ['x-made', 'h2'] as const], body }
    }
    const { requests } = await requestsTo(document, { answer })
    const paths = pathsOf(requests)
    expect(paths).toContain('/items/k%201?lang=x-*%2F*')
    expect(paths).toContain('/items/h2')
  })
})
