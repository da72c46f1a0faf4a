import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type Client, createClientWith } from '../../src/client/client.js'
import { version } from '../../src/client/create-client.js'
import type { ClientOptions } from '../../src/client/index.js'
import { ConfigurationError } from '../../src/client/index.js'
import { type LimitOptions, resolveLimits } from '../../src/client/options.js'
import { createWorld, credentials, id, page, script } from '../support/client-world.js'

/** The origin and the credentials that a request is sent with. */
async function sentBy(create: (fetch: ClientOptions['fetch']) => Client): Promise<{ origin: string; basic: string }> {
  const { fetch, requests } = script([page([1])])
  await create(fetch).roomSessions.list()
  const [request] = requests
  const basic = request?.headers.get('authorization')?.replace('Basic ', '') ?? ''
  return { origin: new URL(request?.url ?? '').origin, basic: Buffer.from(basic, 'base64').toString() }
}

const originOf = async (options: ClientOptions, variables = {}) =>
  (await sentBy((fetch) => createClientWith(createWorld({ variables }), { ...credentials, ...options, fetch }))).origin

test.each([
  ['example', 'https://example.signalwire.com'],
  ['example.signalwire.com', 'https://example.signalwire.com'],
  ['https://example.signalwire.com', 'https://example.signalwire.com'],
  ['https://Example.signalwire.com/', 'https://example.signalwire.com'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['localhost:8080', 'http://localhost:8080'],
  ['[::1]:8080', 'http://[::1]:8080'],
  ['127.0.0.2:8080', 'http://127.0.0.2:8080'],
  ['app.localhost:8080', 'http://app.localhost:8080'],
  ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
])('takes %s for a space', async (space, origin) => {
  expect(await originOf({ space })).toBe(origin)
})

test.each([
  '',
  'exa mple',
  'http://example.signalwire.com',
  'example.com',
  'a.b',
  'https://example.signalwire.com/x',
  '-x',
  'x@y',
  'example.com:8080',
  '127.evil.example:8080',
  'x@127.0.0.1:8080',
  'localhost:8080/x',
  null,
  true,
  7,
  ['example'],
])('refuses %j as a space', (space) => {
  expect(() => createClientWith(createWorld(), { ...credentials, space: space as string })).toThrow(ConfigurationError)
})

test.each([
  ['https://proxy.example', 'https://proxy.example'],
  ['https://proxy.example:8443/', 'https://proxy.example:8443'],
  ['http://localhost:80', 'http://localhost'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['http://app.localhost', 'http://app.localhost'],
  // All of 127.0.0.0/8 is loopback (RFC 1122, 3.2.1.3), in every spelling that the URL parser knows.
  ['http://127.0.0.2:3000', 'http://127.0.0.2:3000'],
  ['http://127.255.255.254', 'http://127.255.255.254'],
  ['http://127.1:3000', 'http://127.0.0.1:3000'],
  ['HTTP://LOCALHOST:3000', 'http://localhost:3000'],
  ['http://[0:0:0:0:0:0:0:1]:3000', 'http://[::1]:3000'],
  ['https://proxy.example/signalwire/', 'https://proxy.example'],
])('takes %s for a base URL', async (baseUrl, origin) => {
  expect(await originOf({ baseUrl })).toBe(origin)
  expect(await originOf({ baseUrl: new URL(baseUrl) })).toBe(origin)
})

test.each([
  'proxy.example',
  'http://proxy.example',
  'http://127.evil.example',
  'http://128.0.0.1',
  'http://[::2]',
  'http://evillocalhost',
  'http://localhost.evil.example',
  'https://proxy.example/path?a',
  'https://proxy.example/?a',
  'https://proxy.example/#a',
  'ftp://localhost',
  'file:///etc/passwd',
])('refuses %s as a base URL', (baseUrl) => {
  expect(() => createClientWith(createWorld(), { ...credentials, baseUrl })).toThrow(ConfigurationError)
})

test('does not repeat a base URL that holds a password', () => {
  const create = () =>
    createClientWith(createWorld(), { ...credentials, baseUrl: 'https://user:hunter2@proxy.example' })
  expect(create).toThrow(ConfigurationError)
  expect(create).not.toThrow(/hunter2/)
})

const variables = {
  SIGNALWIRE_SPACE: 'from-environment',
  SIGNALWIRE_PROJECT_ID: 'project-of-environment',
  SIGNALWIRE_API_TOKEN: 'token-of-environment',
}

test('takes from the environment what is not given', async () => {
  const sent = await sentBy((fetch) => createClientWith(createWorld({ variables }), { fetch }))
  expect(sent).toEqual({
    origin: 'https://from-environment.signalwire.com',
    basic: 'project-of-environment:token-of-environment',
  })
})

test('lets an explicit option win over the environment', async () => {
  const options = { space: 'explicit', projectId: 'me', apiToken: 'mine' }
  const sent = await sentBy((fetch) => createClientWith(createWorld({ variables }), { ...options, fetch }))
  expect(sent).toEqual({ origin: 'https://explicit.signalwire.com', basic: 'me:mine' })
})

test('lets a base URL win over a space of the same source, and an explicit space over the environment', async () => {
  const withBase = { ...variables, SIGNALWIRE_BASE_URL: 'https://base.example' }
  expect(await originOf({ space: 'example', baseUrl: 'https://other.example' })).toBe('https://other.example')
  expect(await originOf({}, withBase)).toBe('https://base.example')
  expect(await originOf({ space: 'example' }, withBase)).toBe('https://example.signalwire.com')
})

test('names all that is missing at once, an empty variable included', () => {
  const world = createWorld({ variables: { SIGNALWIRE_API_TOKEN: '' } })
  expect(() => createClientWith(world, {})).toThrow(/SIGNALWIRE_SPACE, SIGNALWIRE_PROJECT_ID, SIGNALWIRE_API_TOKEN/)
})

test.each([
  ['projectId', 'a:b'],
  ['projectId', ''],
  ['projectId', 'a\nb'],
  ['apiToken', ''],
  ['apiToken', 'PT-secret-of-mine\n'],
  ['apiToken', 'PT-secret-of-mine\ud800'],
  ['apiToken', 7],
])('refuses %s %j without repeating it', (name, value) => {
  const options: ClientOptions = { space: 'example', ...credentials, [name]: value }
  expect(() => createClientWith(createWorld(), options)).toThrow(ConfigurationError)
  expect(() => createClientWith(createWorld(), options)).not.toThrow(/secret/)
})

test('sends credentials beyond ASCII in UTF-8', async () => {
  const { basic } = await sentBy((fetch) =>
    createClientWith(createWorld(), { space: 'example', projectId: 'prøject', apiToken: 'tökén🔑', fetch }),
  )
  expect(basic).toBe('prøject:tökén🔑')
})

test.each([
  { timeoutMs: 0 },
  { timeoutMs: -1 },
  { timeoutMs: Number.NaN },
  { timeoutMs: '30' as never },
  { totalTimeoutMs: 2 ** 31 },
  { maxResponseBytes: 2 ** 29 },
  { maxResponseBytes: false as never },
  { maxResponseBytes: 0 },
  { retry: { maxRetries: -1 } },
  { retry: { maxRetries: 1.5 } },
  { retry: { baseDelayMs: Number.POSITIVE_INFINITY } },
])('refuses %j', (options: ClientOptions) => {
  expect(() => createClientWith(createWorld(), { ...credentials, space: 'example', ...options })).toThrow(
    ConfigurationError,
  )
})

test('allows limits up to a maximum, and names it when one is greater', () => {
  const create = (limit: number) =>
    createClientWith(createWorld(), {
      ...credentials,
      space: 'example',
      timeoutMs: limit,
      totalTimeoutMs: limit,
      maxResponseBytes: limit,
      retry: { maxRetries: limit, baseDelayMs: limit },
    })
  const maximum = 2 ** 29 - 24

  expect(() => create(maximum)).not.toThrow()
  expect(() => create(maximum + 1)).toThrow(`to ${maximum}`)
})

const retry = { maxRetries: 4, baseDelayMs: 5, maxDelayMs: 6, maxRetryAfterMs: 7 }
const ofClient = { timeoutMs: 1, totalTimeoutMs: 2, maxResponseBytes: 3, retry }

test.each<[LimitOptions, object]>([
  [{}, {}],
  [{ timeoutMs: 9 }, { timeoutMs: 9 }],
  [{ timeoutMs: false }, { timeoutMs: Infinity }],
  [{ totalTimeoutMs: 9 }, { totalTimeoutMs: 9 }],
  [{ totalTimeoutMs: false }, { totalTimeoutMs: Infinity }],
  [{ maxResponseBytes: 9 }, { maxResponseBytes: 9 }],
  [{ retry: false }, { retry: { ...retry, maxRetries: 0 } }],
  [{ retry: { baseDelayMs: 9 } }, { retry: { ...retry, baseDelayMs: 9 } }],
  [{ retry: { baseDelayMs: 9, maxRetries: undefined as never } }, { retry: { ...retry, baseDelayMs: 9 } }],
  [{ timeoutMs: undefined, totalTimeoutMs: undefined, maxResponseBytes: undefined, retry: undefined }, {}],
])('takes from %j what a call says, and the rest from its client', (given, own) => {
  expect(resolveLimits(given, ofClient)).toEqual({ ...ofClient, ...own })
})

test('refuses limits of a single call before anything is sent', async () => {
  const { fetch, requests } = script([page([1])])
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch })
  await expect(roomSessions.list({}, { timeoutMs: -1 })).rejects.toThrow(/timeoutMs/)
  expect(requests).toEqual([])
})

test('refuses to run in a browser unless that is allowed', async () => {
  const world = createWorld({ isBrowser: true })
  const options = { ...credentials, space: 'example' }
  expect(() => createClientWith(world, options)).toThrow(/dangerouslyAllowBrowser/)
  expect(createClientWith(world, { ...options, dangerouslyAllowBrowser: true })).toBeDefined()
})

test('sends the headers of the client with every request, its authorization aside', async () => {
  const { fetch, requests } = script([page([1])])
  const headers = { 'x-mine': '1', authorization: 'Bearer other' }
  await createClientWith(createWorld(), { ...credentials, space: 'example', headers, fetch }).roomSessions.list()
  expect(requests[0]?.headers.get('x-mine')).toBe('1')
  expect(requests[0]?.headers.get('authorization')).toMatch(/^Basic /)
})

test.each([[['x-mine', '1']], new Headers({ 'x-mine': '1' })])('takes headers in any form', async (headers) => {
  const { fetch, requests } = script([page([1])])
  const options = { ...credentials, space: 'example', headers: headers as never, fetch }
  await createClientWith(createWorld(), options).roomSessions.list()
  expect(requests[0]?.headers.get('x-mine')).toBe('1')
})

test('sends no header whose value is absent', async () => {
  const { fetch, requests } = script([page([1])])
  const headers = { 'x-undefined': undefined, 'x-null': null, 'x-mine': '1' } as never
  await createClientWith(createWorld(), { ...credentials, space: 'example', headers, fetch }).roomSessions.list()
  const sent = [...(requests[0]?.headers.keys() ?? [])].filter((name) => name.startsWith('x-'))
  expect(sent).toEqual(['x-mine'])
})

test('allows any number of requests at the same time', () => {
  const options = { ...credentials, space: 'example', maxConcurrency: Number.POSITIVE_INFINITY }
  expect(() => createClientWith(createWorld(), options)).not.toThrow()
})

test('takes null for nothing', async () => {
  const { fetch } = script([page([1])])
  const { roomSessions } = createClientWith(createWorld(), {
    ...credentials,
    space: 'example',
    fetch,
    hooks: null as never,
  })
  expect(await roomSessions.list(null as never, null as never).toArray(null as never)).toEqual([{ id: 1 }])
  expect(() => createClientWith(createWorld(), null as never)).toThrow(ConfigurationError)
})

test.each([{}, new EventTarget(), { aborted: false }])('refuses a signal that is none', async (signal) => {
  const { fetch, requests } = script([page([1])])
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch })
  const options = { signal: signal as AbortSignal }
  await expect(roomSessions.get(id, options)).rejects.toThrow('signal: expected')
  await expect(roomSessions.list({}, options).toArray()).rejects.toThrow('signal: expected')
  expect(requests).toEqual([])
})

test.each<[string, object]>([
  ['fetch', { fetch: 'x' }],
  ['fetch', { fetch: {} }],
  ['headers', { headers: { 'a b': 'c' } }],
  ['headers', { headers: { a: 'one\ntwo' } }],
  ['headers', { headers: 'x' }],
  ['retry', { retry: 5 }],
  ['retry', { retry: true }],
  ['retry', { retry: 'x' }],
])('refuses as %s what %j gives', (name, options) => {
  const create = () => createClientWith(createWorld(), { ...credentials, space: 'example', ...options })
  expect(create).toThrow(ConfigurationError)
  expect(create).toThrow(`${name}: expected`)
})

test('sends what firewalls ask for: a user agent, and what is accepted', async () => {
  const { fetch, requests } = script([page([1])])
  const create = (options: ClientOptions) =>
    createClientWith(createWorld(), { ...credentials, space: 'example', fetch, ...options })
  await create({}).roomSessions.list()
  await create({ userAgent: 'mine/1' }).roomSessions.list()
  await create({ headers: { 'User-Agent': 'other', Accept: '*/*' } }).roomSessions.list()
  const world = createWorld({ userAgent: undefined })
  await createClientWith(world, { ...credentials, space: 'example', fetch }).roomSessions.list()
  expect(requests.map(({ headers }) => [headers.get('user-agent'), headers.get('accept')])).toEqual([
    ['signalwire-room-sessions/test', 'application/json'],
    ['mine/1', 'application/json'],
    ['other', '*/*'],
    [null, 'application/json'],
  ])
})

test('headers of a call win over those of the client, whatever their case is, for methods and for client.api', async () => {
  const { fetch, requests } = script([page([1])])
  const options = { ...credentials, space: 'example', fetch, headers: { 'x-own': 'client', 'x-other': 'client' } }
  const { api, roomSessions } = createClientWith(createWorld(), options)
  const headers = { Accept: 'text/csv', 'X-Own': 'call' }
  await roomSessions.list({}, { headers })
  await roomSessions.get(id, { headers })
  await api.GET('/api/video/room_sessions', { headers })
  await api.request('get', '/api/video/room_sessions', { headers })
  for (const sent of requests.map((request) => request.headers)) {
    expect([sent.get('accept'), sent.get('x-own'), sent.get('x-other')]).toEqual(['text/csv', 'call', 'client'])
  }
  expect(requests).toHaveLength(4)
})

test('says the version of the package', async () => {
  const path = new URL('../../package.json', import.meta.url)
  expect(version).toBe(JSON.parse(await readFile(path, 'utf8')).version)
})

test('asks below the path of a base URL, and sends credentials nowhere else', async () => {
  const { fetch, requests } = script([Response.json({ id })])
  const options = { ...credentials, baseUrl: 'https://Proxy.example/Signal/a%2fb//', fetch }
  const { api, roomSessions } = createClientWith(createWorld(), options)
  await roomSessions.get(id)
  await api.GET('/../../other' as '/api/video/room_sessions')
  expect(requests.map(({ url, headers }) => [url, headers.has('authorization')])).toEqual([
    [`https://proxy.example/Signal/a%2fb/api/video/room_sessions/${id}`, true],
    ['https://proxy.example/other', false],
  ])
})

test('allows http beyond loopback when told', async () => {
  const baseUrl = 'http://sandbox:8080'
  expect(() => createClientWith(createWorld(), { ...credentials, baseUrl })).toThrow('allowInsecureHttp')
  expect(await originOf({ baseUrl, allowInsecureHttp: true })).toBe(baseUrl)
  expect(await originOf({ baseUrl: 'https://a.example', allowInsecureHttp: true })).toBe('https://a.example')
  const withPassword = { ...credentials, baseUrl: 'http://a:b@c.example', allowInsecureHttp: true }
  expect(() => createClientWith(createWorld(), withPassword)).toThrow(ConfigurationError)
})

test.each<[string, object]>([
  ['unknown option timeout; did you mean timeoutMs?', { timeout: 5 }],
  ['unknown option zzz', { zzz: 1 }],
  ['unknown option constructor', { constructor: 1 }],
  ['unknown option valueOf', { retry: { valueOf: 1 } }],
  ['unknown option maxRetry; did you mean maxRetries?', { retry: { maxRetry: 5 } }],
  ['unknown option', { 'PT-secret': 1 }],
  ['maxConcurrency: expected a whole number from 1', { maxConcurrency: 0 }],
  ['shouldRetry: expected a function', { retry: { shouldRetry: true } }],
  ['unknown option onResponze; did you mean onResponse?', { hooks: { onResponze() {} } }],
  ['hooks: expected an object', { hooks: 'onError' }],
  ['allowInsecureHttp: expected true or false', { allowInsecureHttp: 'false' }],
  ['dangerouslyAllowBrowser: expected true or false', { dangerouslyAllowBrowser: 1 }],
  ['userAgent: expected text that can be sent', { userAgent: 'a\nb' }],
  ['userAgent: expected text that can be sent', { userAgent: 'a €' }],
  ['headers: a GET has no body, so content-length cannot be sent', { headers: { 'Content-Length': '5' } }],
  ['headers: a GET has no body, so transfer-encoding cannot be sent', { headers: { 'transfer-encoding': 'chunked' } }],
])('refuses an option: %s', async (message, options) => {
  const create = () => createClientWith(createWorld(), { ...credentials, space: 'example', ...options })
  expect(create).toThrow(ConfigurationError)
  expect(create).toThrow(message)
  expect(create).not.toThrow(/secret/)
})

test('refuses options that are not an object', () => {
  expect(() => createClientWith(createWorld(), 'example' as never)).toThrow('options: expected an object')
})

test.each(['b/1', 'é', '', undefined])('sends the user agent %j', async (userAgent) => {
  const { fetch, requests } = script([Response.json({ id })])
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch, userAgent })
  await roomSessions.get(id)
  expect(requests[0]?.headers.get('user-agent') ?? '').toBe(userAgent ?? '')
})

test('refuses an unknown option of a call, and passes none on', async () => {
  const { fetch, requests } = script([page([1])])
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, space: 'example', fetch })
  const refusal = { code: 'configuration', operationId: expect.any(String) }
  for (const options of [{ timout: 5 }, { fetch }, { baseUrl: 'https://evil.example' }, { middleware: [] }]) {
    await expect(roomSessions.get(id, options as object)).rejects.toMatchObject(refusal)
    await expect(roomSessions.list({}, options as object)).rejects.toMatchObject(refusal)
  }
  await expect(roomSessions.get(id, { cursor: null } as object)).rejects.toMatchObject(refusal)
  await expect(roomSessions.list({}, { prefetch: 'no' as never })).rejects.toThrow('prefetch: expected true or false')
  await expect(roomSessions.get(id, { headers: { 'content-length': '5' } })).rejects.toMatchObject(refusal)
  await expect(roomSessions.list().toArray({ limt: 1 } as object)).rejects.toThrow('did you mean limit?')
  for (const options of [5, 'limit', true])
    await expect(roomSessions.list().toArray(options as never)).rejects.toThrow('options: expected an object')
  expect(requests).toEqual([])
})

test('sends the headers of a call with its requests', async () => {
  const { fetch, requests } = script([page([1])])
  const options = { ...credentials, space: 'example', fetch, headers: { 'x-a': 'client', 'x-b': 'client' } }
  const { roomSessions } = createClientWith(createWorld(), options)
  await roomSessions.list({}, { headers: { 'X-A': 'call', authorization: 'Bearer other' } })
  const { headers } = requests[0] ?? new Request('https://none.example')
  expect([headers.get('x-a'), headers.get('x-b')]).toEqual(['call', 'client'])
  expect(headers.get('authorization')).toMatch(/^Basic /)
  await expect(roomSessions.get(id, { headers: { 'a b': 'c' } })).rejects.toThrow('headers: expected')
})

const maximum = 2 ** 29 - 24

test.each([
  ['timeoutMs', 1],
  ['totalTimeoutMs', 1],
  ['maxResponseBytes', 1],
  ['maxConcurrency', 1],
  ['retry.maxRetries', 0],
  ['retry.baseDelayMs', 0],
  ['retry.maxDelayMs', 0],
  ['retry.maxRetryAfterMs', 0],
])('%s takes whole numbers from %i to the maximum, and undefined for its default', (path, least) => {
  const [outer = '', inner] = path.split('.')
  const create = (value: unknown) =>
    createClientWith(createWorld(), {
      ...{ ...credentials, space: 'example' },
      [outer]: inner === undefined ? value : { [inner]: value },
    })
  for (const value of [least, maximum, undefined]) expect(() => create(value)).not.toThrow()
  for (const value of [least - 1, maximum + 1, least + 0.5, `${least}`, null])
    expect(() => create(value)).toThrow(`${inner ?? outer}: expected a whole number from ${least} to ${maximum}`)
})

test.each([
  ['timeoutMs', true],
  ['totalTimeoutMs', true],
  ['retry', true],
  ['maxResponseBytes', false],
  ['maxConcurrency', false],
])('%s takes false: %s', (name, isTaken) => {
  const create = () => createClientWith(createWorld(), { ...credentials, space: 'example', [name]: false })
  if (isTaken) expect(create).not.toThrow()
  else expect(create).toThrow(`${name}: expected`)
})
