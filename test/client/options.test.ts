import { expect, test } from 'vitest'
import { type Client, createClientWith } from '../../src/client/client.js'
import type { ClientOptions } from '../../src/client/index.js'
import { ConfigurationError } from '../../src/client/index.js'
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
])('takes %s for a base URL', async (baseUrl, origin) => {
  expect(await originOf({ baseUrl })).toBe(origin)
  expect(await originOf({ baseUrl: new URL(baseUrl) })).toBe(origin)
})

test.each([
  'proxy.example',
  'http://proxy.example',
  'http://127.evil.example',
  'http://localhost.evil.example',
  'https://proxy.example/path',
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
