import { createHook } from 'node:async_hooks'
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, type RequestListener } from 'node:http'
import https from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { promisify } from 'node:util'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import type { ClientOptions } from '../../src/client/index.js'
import { toSharedAgent } from '../../src/client/transport/http-node.js'
import { createWorld, credentials, id, script } from '../support/client-world.js'
import { startFaultServer } from '../support/fault-server.js'

const create = (baseUrl: string, retry: false | undefined = undefined) =>
  createClientWith(createWorld(), { ...credentials, baseUrl, retry }).roomSessions

/** A server until the test ends. */
async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('uses a connection again', async () => {
  const server = await startFaultServer('nothing wrong')
  onTestFinished(() => server.close())
  const roomSessions = create(server.url)
  for (let call = 0; call < 5; call++) await roomSessions.list()
  expect(server.openConnections()).toBe(1)
})

test('repeats at once on another connection what a stale one did not take, even without retries', async () => {
  const sockets: Socket[] = []
  const { server, url } = await serve((_, response) => response.end('{}'))
  server.on('connection', (socket) => sockets.push(socket))
  const roomSessions = create(url, false)
  for (let call = 1; call <= 3; call++) {
    await roomSessions.get(id)
    // Hangs up when the next request arrives, before it is read as one.
    const socket = sockets.at(-1)
    socket?.prependOnceListener('data', () => socket.resetAndDestroy())
  }
  expect(await roomSessions.get(id)).toEqual({})
})

test('repeats at once but once, however many connections are stale', async () => {
  let requests = 0
  const waiting: (() => void)[] = []
  const { server, url } = await serve((_, response) => {
    requests++
    waiting.push(() => response.end('{}'))
    if (waiting.length === 5) for (const answer of waiting) answer()
  })
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket))
  const roomSessions = create(url, false)
  await Promise.all(Array.from({ length: 5 }, () => roomSessions.get(id)))
  // From now on whatever is asked is heard, and hung up on.
  server.removeAllListeners('request').on('request', ({ socket }) => {
    requests++
    socket.resetAndDestroy()
  })
  await expect(roomSessions.get(id)).rejects.toMatchObject({ code: 'connection' })
  expect({ requests, connections: sockets.length }).toEqual({ requests: 5 + 2, connections: 5 + 1 })
})

/** A server that answers what is asked at the same time, and then nothing on those connections, as behind a load balancer that forgot them. */
async function serveForgetful(connections: number) {
  const waiting: (() => void)[] = []
  const frozen = new Set<Socket>()
  const { server, url } = await serve((request, response) => {
    if (frozen.has(request.socket)) return
    waiting.push(() => response.end('{}'))
    if (waiting.length >= connections) for (const answer of waiting) answer()
  })
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket))
  return { url, sockets, freeze: () => sockets.forEach((socket) => void frozen.add(socket)) }
}

test('opens a new connection after one attempt, when all idle ones have died without a word', async () => {
  const { url, sockets, freeze } = await serveForgetful(6)
  const world = createWorld()
  const { roomSessions } = createClientWith(world, { ...credentials, baseUrl: url, timeoutMs: 1_000 })
  await Promise.all(Array.from({ length: 6 }, () => roomSessions.get(id)))
  freeze()
  const call = roomSessions.get(id)
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  world.advance(1_000)
  expect(await call).toEqual({})
  expect(sockets).toHaveLength(7)
})

test('opens a new connection for the next call, when the one before was not repeated', async () => {
  const { url, sockets, freeze } = await serveForgetful(2)
  const world = createWorld()
  const { roomSessions } = createClientWith(world, { ...credentials, baseUrl: url, timeoutMs: 1_000, retry: false })
  await Promise.all([roomSessions.get(id), roomSessions.get(id)])
  freeze()
  const error = roomSessions.get(id).catch((error: unknown) => error)
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve))
  world.advance(1_000)
  expect(await error).toMatchObject({ code: 'timeout' })
  expect(await roomSessions.get(id)).toEqual({})
  expect(sockets).toHaveLength(3)
})

test('shares connections between clients', async () => {
  const { server, url } = await serve((_, response) => response.end('{}'))
  let connections = 0
  server.on('connection', () => connections++)
  for (let client = 0; client < 20; client++) await create(url).get(id)
  expect(connections).toBe(1)
})

test.each([
  ['http', new Agent({ timeout: 5_000, scheduling: 'lifo' }), 'http:'],
  ['https', new https.Agent({ timeout: 4_000, ca: 'own' }), 'https:'],
])('makes the shared agent of the options of the global %s agent', (_, global, protocol) => {
  const agent = toSharedAgent(global) as https.Agent
  expect(agent).not.toBe(global)
  expect(agent).toMatchObject({ protocol, options: { ...(global as https.Agent).options, keepAlive: true } })
  expect(toSharedAgent(global)).toBe(agent)
})

test('uses an agent that stands in the place of Node’s', () => {
  class ProxyAgent extends Agent {}
  const agent = new ProxyAgent()
  expect(toSharedAgent(agent)).toBe(agent)
})

describe('an agent of the options', () => {
  const createWithAgent = (options: ClientOptions) => createClientWith(createWorld(), { ...credentials, ...options })

  test('is used, and its idle connections end with the client', async () => {
    const { server, url } = await serve((_, response) => response.end('{}'))
    const closed = new Promise((resolve) => server.on('connection', (socket) => socket.on('close', resolve)))
    const agent = new Agent({ keepAlive: true })
    {
      await using client = createWithAgent({ baseUrl: url, agent })
      await client.roomSessions.get(id)
      expect(Object.values(agent.freeSockets).flat()).toHaveLength(1)
    }
    await closed
    expect(Object.values(agent.freeSockets).flat()).toEqual([])
  })

  test('keeps what it is doing when the client is closed', async () => {
    let answer = () => {}
    const { server, url } = await serve((_, response) => {
      answer = () => response.end('{}')
      server.emit('asked')
    })
    const client = createWithAgent({ baseUrl: url, agent: new Agent() })
    const call = client.roomSessions.get(id)
    await once(server, 'asked')
    await client.close()
    answer()
    expect(await call).toEqual({})
  })

  test('closes the connections of no other client', async () => {
    const { server, url } = await serve((_, response) => response.end('{}'))
    let connections = 0
    server.on('connection', () => connections++)
    for (let client = 0; client < 3; client++) {
      await using client = createWithAgent({ baseUrl: url })
      await client.roomSessions.get(id)
    }
    expect(connections).toBe(1)
  })

  test.each([
    ['agent: expected an http.Agent or https.Agent', { agent: {} as Agent }],
    ['agent: expected an agent for https:, received one for http:', { agent: new Agent() }],
    ['agent: cannot be used with fetch', { agent: new https.Agent(), fetch: script([]).fetch }],
  ])('is refused: %s', (message, options) => {
    expect(() => createWithAgent({ space: 'example', ...options })).toThrow(message)
  })
})

test('reads a character whose bytes arrive in two pieces', async () => {
  const body = Buffer.from('{"name":"é"}')
  const { url } = await serve((_, response) => {
    response.write(body.subarray(0, 10))
    setImmediate(() => response.end(body.subarray(10)))
  })
  expect(await create(url).get(id)).toEqual({ name: 'é' })
})

describe('an encoded body', () => {
  const codings = { gzip: gzipSync, br: brotliCompressSync, deflate: deflateSync }
  const bodies = {
    'is short': { name: 'é' },
    'is long when decoded': { name: 'é'.repeat(3_000_000) },
    'is long when encoded': { name: randomBytes(400_000).toString('base64') },
  }
  const cases = Object.entries(codings).flatMap(([coding, encode]) =>
    Object.entries(bodies).map(([size, body]) => [coding, size, body, encode(JSON.stringify(body))] as const),
  )

  test.each(cases)('in %s that %s is read, in however many pieces it arrives', async (coding, _, body, encoded) => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': coding })
      response.write(encoded.subarray(0, 5))
      setImmediate(() => response.end(encoded.subarray(5)))
    })
    expect(await create(url).get(id)).toEqual(body)
  })

  test.each(cases)('in %s that %s and is cut short is known for it', async (coding, _, _body, encoded) => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(encoded.subarray(0, -3))
    })
    await expect(create(url, false).get(id)).rejects.toMatchObject({ code: 'response-body', reason: 'truncated' })
  })

  test.each(cases)('in %s that %s and is damaged is known for it', async (coding, _, _body, encoded) => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(Buffer.concat([Buffer.alloc(9, 0xff), encoded]))
    })
    await expect(create(url, false).get(id)).rejects.toMatchObject({ code: 'response-body', reason: 'undecodable' })
  })

  test.each(cases)('in %s that %s is measured as it is when decoded', async (coding, _, body, encoded) => {
    const { url } = await serve((_, response) => response.writeHead(200, { 'content-encoding': coding }).end(encoded))
    const { length } = Buffer.from(JSON.stringify(body))
    expect(await create(url).get(id, { maxResponseBytes: length })).toEqual(body)
    const tooShort = create(url).get(id, { maxResponseBytes: length - 1 })
    await expect(tooShort).rejects.toMatchObject({ code: 'response-body', reason: 'too-large' })
  })
})

describe('a body in several codings', () => {
  const body = '{"name":"own"}'
  const encode = (times: number) =>
    Array.from({ length: times }).reduce<Buffer>((bytes) => gzipSync(bytes), Buffer.from(body))
  const serveCodings = (status: number, codings: string, encoded: Buffer) =>
    serve((_, response) => response.writeHead(status, { 'content-encoding': codings }).end(encoded))

  test('is read in five', async () => {
    const { url } = await serveCodings(200, 'gzip,gzip, x-gzip,identity,gzip,gzip', encode(5))
    expect(await create(url).get(id)).toEqual({ name: 'own' })
  })

  test.each([6, 3_000])('is not read in %i', async (count) => {
    const { url } = await serveCodings(200, Array(count).fill('gzip').join(), encode(6))
    await expect(create(url, false).get(id)).rejects.toMatchObject({
      reason: 'undecodable',
      message: `the body has ${count} codings, expected at most 5`,
    })
  })

  test('keeps the status of a refusal', async () => {
    const { url } = await serveCodings(404, Array(3_000).fill('gzip').join(), encode(6))
    await expect(create(url, false).get(id)).rejects.toMatchObject({ code: 'not-found', body: '' })
  })
})

test('says in one line that a server does not speak TLS, without the place in the source of OpenSSL', async () => {
  const { url } = await serve((_, response) => response.end('{}'))
  const error = await create(url.replace('http:', 'https:'), false)
    .get(id)
    .then(undefined, (error: Error) => error)
  expect(error).toMatchObject({ code: 'connection', message: expect.stringMatching(/^no response: .*SSL.*[^:\s]$/) })
  expect(error).not.toMatchObject({ message: expect.stringMatching(/\.c:\d/) })
})

test.each(['__proto__', 'constructor'])('knows no coding called %s', async (coding) => {
  const { url } = await serve((request, response) => {
    response.writeHead(request.url?.includes('members') ? 404 : 200, { 'content-encoding': coding }).end('{}')
  })
  await expect(create(url, false).get(id)).rejects.toMatchObject({ code: 'response-body', reason: 'undecodable' })
  await expect(create(url, false).listMembers(id)).rejects.toMatchObject({ code: 'not-found' })
})

test('cuts a refusal in gzip at 1 MiB, as any other', async () => {
  const long = gzipSync(' '.repeat(4_000_000))
  const { url } = await serve((_, response) => response.writeHead(422, { 'content-encoding': 'gzip' }).end(long))
  const error = await create(url)
    .get(id)
    .then(undefined, (error: unknown) => error)
  expect((error as { body: string }).body.length).toBeLessThan(1_200_000)
})

test('waits for nothing after the end of an encoded body', async () => {
  const { server, url } = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.write(gzipSync('{"name":"own"}'))
    const pump = () => response.write(Buffer.alloc(65_536)) || response.once('drain', pump)
    pump()
  })
  const closed = new Promise((resolve) => server.on('connection', (socket) => socket.on('close', resolve)))
  expect(await create(url).get(id)).toEqual({ name: 'own' })
  await closed
})

test('stops decoding a body that is too large', async () => {
  const bomb = brotliCompressSync(Buffer.alloc(50_000_000), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
  const { url } = await serve((_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(bomb))
  const decoders = new Set<number>()
  let pieces = 0
  const init = (id: number, type: string) => void (type === 'ZLIB' && decoders.add(id))
  const hook = createHook({ init, before: (id) => void (decoders.has(id) && pieces++) }).enable()
  onTestFinished(() => void hook.disable())
  await expect(create(url).get(id, { maxResponseBytes: 1_000 })).rejects.toMatchObject({ reason: 'too-large' })
  for (let turn = 0; turn < 2_000; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(pieces).toBeLessThan(10) // of thousands
})

test('lets the process end when the work is done, though connections are kept alive', async () => {
  const server = await startFaultServer('nothing wrong')
  onTestFinished(() => server.close())
  const source = new URL('../../src/index.ts', import.meta.url).href
  const script = `
    const { createClient } = await import(${JSON.stringify(source)})
    const client = createClient(${JSON.stringify({ ...credentials, baseUrl: server.url })})
    console.log((await client.roomSessions.list().toArray()).length)`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=room-sessions-source', '--import=tsx', '--input-type=module', '-e', script],
    { timeout: 20_000 },
  )
  expect(stdout.trim()).toBe('1')
})

test('does not take for an answer what a server says unasked', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', () => {
      const answer = (name: string) => `HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n{"name":"${name}"}`
      socket.write(answer('own'))
      setImmediate(() => socket.write(answer('bad')))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const roomSessions = create(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  for (let call = 0; call < 5; call++) {
    expect(await roomSessions.get(id)).toEqual({ name: 'own' })
    // Until what was said unasked has been heard.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
  }
})

test.each(['', '?x=1'])('asks its own origin for the path %j of client.api', async (path) => {
  const server = await startFaultServer('nothing wrong')
  onTestFinished(() => server.close())
  const { api } = createClientWith(createWorld(), { ...credentials, baseUrl: server.url })
  await api.GET(path as '/api/video/room_sessions')
  expect(server.targets).toEqual([`/${path}`])
})

test('refuses a path of client.api that leads to another host', async () => {
  const { api } = createClientWith(createWorld(), { ...credentials, space: 'example' })
  const path = '@127.0.0.1:1/x' as '/api/video/room_sessions'
  await expect(api.GET(path)).rejects.toThrow('path: expected a path that makes a valid URL')
})

test('gives client.api a 205 without the body that it must not have', async () => {
  const server = await startFaultServer('205')
  onTestFinished(() => server.close())
  const { api } = createClientWith(createWorld(), { ...credentials, baseUrl: server.url })
  const { response } = await api.GET('/api/video/room_sessions', { parseAs: 'stream' })
  expect([response.status, response.body]).toEqual([205, null])
})
