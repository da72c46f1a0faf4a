import { once } from 'node:events'
import http, { createServer, type RequestListener } from 'node:http'
import https from 'node:https'
import { type AddressInfo, Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttp, createStandardHooks, toSharedAgent } from '../../../src/client/transport/http-node.js'
import type { Outgoing } from '../../../src/client/transport/send.js'

/** A server until the test ends, with the headers and paths of the requests that it received. */
async function serve(listener: RequestListener) {
  const requests: http.IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    listener(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { requests, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const outgoing = (url: string, given: Partial<Outgoing> = {}): Outgoing => ({
  ...{ url, headers: {}, maxResponseBytes: 1000, onStop: () => {} },
  ...given,
})

/** An agent whose connections end with an error of this code when they are used again, as often as `times` says. */
function createBreakingAgent(code: string, times: number): http.Agent {
  let left = times
  const agent = new http.Agent({ keepAlive: true })
  onTestFinished(() => agent.destroy())
  const { reuseSocket } = agent
  return Object.assign(agent, {
    reuseSocket(socket: Socket, request: http.ClientRequest) {
      reuseSocket.call(agent, socket, request)
      // The request listens to its connection from the next tick on.
      if (left-- > 0) setImmediate(() => socket.destroy(Object.assign(new Error(`write ${code}`), { code })))
    },
  })
}

/** Makes idle connections: answers requests when as many as these have arrived. */
async function openIdle(http: ReturnType<typeof createHttp>, url: string, count: number) {
  await Promise.all(Array.from({ length: count }, () => http.send(outgoing(`${url}/together`))))
  // A connection becomes idle after its response.
  await new Promise((resolve) => setImmediate(resolve))
}

describe('a kept-alive connection that the server has closed', () => {
  test.each(['ECONNRESET', 'EPIPE'])('causes one more attempt: %s', async (code) => {
    const { url } = await serve((_, response) => response.end('{}'))
    const http = createHttp(createBreakingAgent(code, 1), url)
    await openIdle(http, url, 1)
    expect(await http.send(outgoing(`${url}/list`))).toMatchObject({ status: 200 })
  })

  test('causes no attempt after another error', async () => {
    const { url } = await serve((_, response) => response.end('{}'))
    const http = createHttp(createBreakingAgent('ETIMEDOUT', 1), url)
    await openIdle(http, url, 1)
    await expect(http.send(outgoing(`${url}/list`))).rejects.toThrow('write ETIMEDOUT')
  })

  test('closes the other idle ones, so that the next attempt has a new connection', async () => {
    const waiting: (() => void)[] = []
    const { url } = await serve(({ url }, response) => {
      if (url === '/together') waiting.push(() => response.end('{}'))
      else response.end('{}')
      if (waiting.length === 3) for (const answer of waiting) answer()
    })
    const http = createHttp(createBreakingAgent('ECONNRESET', 3), url)
    await openIdle(http, url, 3)
    expect(await http.send(outgoing(`${url}/list`))).toMatchObject({ status: 200 })
  })
})

describe('a request', () => {
  test('has the path and query of its URL, the given headers, and asks for the codings that are decoded', async () => {
    const { url, requests } = await serve((_, response) => response.end('{}'))
    await createHttp(undefined, url).send(outgoing(`${url}/list?a=%20b`, { headers: { 'x-a': '1' } }))
    expect(requests[0]).toMatchObject({
      ...{ method: 'GET', url: '/list?a=%20b' },
      headers: { 'x-a': '1', 'accept-encoding': 'gzip, br', host: url.slice('http://'.length) },
    })
  })

  test('asks for the codings that the caller wants', async () => {
    const { url, requests } = await serve((_, response) => response.end('{}'))
    await createHttp(undefined, url).send(outgoing(`${url}/`, { headers: { 'accept-encoding': 'identity' } }))
    expect(requests[0]?.headers['accept-encoding']).toBe('identity')
  })

  test('goes to the origin of its URL, also if the one before went to another', async () => {
    const [one, two] = [await serve((_, r) => r.end('1')), await serve((_, r) => r.end('2'))]
    const http = createHttp(undefined, one.url)
    const texts = []
    for (const { url } of [one, two, one]) texts.push((await http.send(outgoing(`${url}/`))).text)
    expect(texts).toEqual(['1', '2', '1'])
  })

  test('is ended by its stop function, which returns nothing before a response', async () => {
    const stops: ((reason: unknown) => unknown)[] = []
    const results: unknown[] = []
    const { url } = await serve(() => results.push(...stops.map((stop) => stop('why'))))
    const sent = createHttp(undefined, url).send(outgoing(`${url}/`, { onStop: (stop) => void stops.push(stop) }))
    await expect(sent).rejects.toThrow()
    expect(results).toEqual([undefined])
  })

  test('fails if the server switches protocols unasked', async () => {
    const { url } = await serve((_, response) => {
      response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n')
    })
    await expect(createHttp(undefined, url).send(outgoing(`${url}/`))).rejects.toThrow('the connection was closed')
  })
})

describe('an error status whose body is damaged', () => {
  test.each([300, 400, 499, 500])('%i is returned with what could be decoded', async (status) => {
    const body = gzipSync('x'.repeat(100))
    const { url } = await serve((_, response) => {
      response.writeHead(status, { 'content-encoding': 'gzip' }).end(body.subarray(0, body.length - 9))
    })
    expect(await createHttp(undefined, url).send(outgoing(`${url}/`))).toMatchObject({ status, text: 'x'.repeat(100) })
  })

  test('is an error for a 200', async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x').subarray(0, 12))
    })
    await expect(createHttp(undefined, url).send(outgoing(`${url}/`))).rejects.toMatchObject({ reason: 'truncated' })
  })
})

describe('an agent of the options', () => {
  test.each<[string, unknown, string, string]>([
    ['another object', {}, 'https://example.com', 'agent: expected an http.Agent or https.Agent'],
    ['null', null, 'https://example.com', 'agent: expected an http.Agent or https.Agent'],
    [
      'an agent for http',
      new http.Agent(),
      'https://example.com/v2',
      'agent: expected an agent for https:, received one for http:',
    ],
    [
      'an agent for https',
      new https.Agent(),
      'http://localhost/v2',
      'agent: expected an agent for http:, received one for https:',
    ],
  ])('is refused if it is %s', (_, agent, origin, message) => {
    expect(() => createHttp(agent as http.Agent, origin)).toThrow(message)
  })

  test('may be one that does not say its protocol', () => {
    const agent = new http.Agent()
    Reflect.deleteProperty(agent, 'protocol')
    expect(() => createHttp(agent, 'https://example.com')).not.toThrow()
  })
})

describe('the agent that clients share', () => {
  test('is one for each of Node’s, keeps connections alive, and has its other options', () => {
    const global = new http.Agent({ maxSockets: 7 })
    const agent = toSharedAgent(global)
    expect(agent).not.toBe(global)
    expect(agent).toMatchObject({ keepAlive: true, maxSockets: 7 })
    expect(toSharedAgent(global)).toBe(agent)
    expect(toSharedAgent(new https.Agent())).toBeInstanceOf(https.Agent)
  })

  test.each([http, https])('keeps its idle connections when one of the clients is closed', ({ globalAgent }) => {
    const agent = toSharedAgent(globalAgent)
    const socket = new Socket()
    Object.assign(agent.freeSockets, { 'a.example:1:': [socket] })
    onTestFinished(() => {
      Reflect.deleteProperty(agent.freeSockets, 'a.example:1:')
      socket.destroy()
    })
    createHttp(undefined, 'https://a.example').close()
    createHttp(undefined, 'http://a.example').close()
    expect(socket.destroyed).toBe(false)
  })

  test('is made from the global agent at the time of each request, which a proxy may have replaced', async () => {
    const { globalAgent } = http
    onTestFinished(() => {
      http.globalAgent = globalAgent
    })
    const { url, requests } = await serve((_, response) => response.end('{}'))
    const client = createHttp(undefined, url)
    await client.send(outgoing(`${url}/own`))
    class ProxyAgent extends http.Agent {
      override createConnection(): Socket {
        throw new Error('the proxy is not there')
      }
    }
    http.globalAgent = new ProxyAgent()
    const { signal } = new AbortController()
    await expect(client.send(outgoing(`${url}/proxied`))).rejects.toThrow('the proxy is not there')
    await expect(client.open(`${url}/proxied`, {}, signal)).rejects.toThrow('the proxy is not there')
    http.globalAgent = globalAgent
    await client.send(outgoing(`${url}/own`))
    expect(requests.map((request) => request.url)).toEqual(['/own', '/own'])
  })
})

test.each([
  [undefined, false],
  ['', false],
  ['0', false],
  ['false', false],
  ['1', true],
  ['no', true],
  ['00', true],
])('SIGNALWIRE_DEBUG=%s writes lines: %s', (value, expected) => {
  const hooks = createStandardHooks((name) => (name === 'SIGNALWIRE_DEBUG' ? value : 'other'))
  expect(hooks !== undefined).toBe(expected)
})

describe('an opened response', () => {
  test('has its status and headers, and the request has the given ones', async () => {
    const { url, requests } = await serve((_, response) => response.writeHead(206, { 'x-a': '1' }).end('abc'))
    const { signal } = new AbortController()
    const { status, headers } = await createHttp(undefined, url).open(`${url}/file?x`, { range: 'bytes=1-' }, signal)
    expect([status, headers.get('x-a')]).toEqual([206, '1'])
    expect(requests[0]).toMatchObject({ url: '/file?x', headers: { range: 'bytes=1-' } })
  })

  test('ends with its connection when the signal is aborted before the response', async () => {
    const controller = new AbortController()
    const { url } = await serve(() => controller.abort())
    await expect(createHttp(undefined, url).open(`${url}/`, {}, controller.signal)).rejects.toThrow()
  })
})
