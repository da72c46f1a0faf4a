import { createServer, get, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/cli/proxy/exchange.js'
import { createProxy } from '../../../src/cli/proxy/server.js'
import { listenOn, openRaw, sendRaw, startRawTarget } from './raw-http.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A proxy in front of a target, with the exchanges it reports. */
async function startProxy(
  target: URL,
  { maxBodyBytes = 1000, isInsecure = false, keepsHost = false, host = '127.0.0.1' } = {},
) {
  const exchanges: Exchange[] = []
  let onExchange = () => {}
  const proxy = createProxy({
    ...{ target, maxBodyBytes, isInsecure, keepsHost },
    onExchange(exchange) {
      exchanges.push(exchange)
      onExchange()
    },
  })
  closing.push(() => proxy.close())
  const url = await proxy.listen(0, host)
  return {
    url,
    exchanges,
    /** Resolves when so many exchanges have ended. */
    ended: (count: number) =>
      new Promise<readonly Exchange[]>((resolve) => {
        onExchange = () => {
          if (exchanges.length >= count) resolve(exchanges)
        }
        onExchange()
      }),
  }
}

async function startRaw(onData: Parameters<typeof startRawTarget>[0]) {
  const target = await startRawTarget(onData)
  closing.push(target.close)
  return target
}

/** A target that answers every connection with the same text. */
const startTextTarget = (answer: string, after: 'end' | 'destroy' | 'open' = 'end') =>
  startRaw((socket) => {
    socket.write(answer, 'latin1', () => {
      if (after !== 'open') socket[after]()
    })
  })

async function startNode(handle: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(handle)
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { server, url: new URL(`http://127.0.0.1:${await listenOn(server)}`) }
}

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '127.0.0.1'],
  ['::1', '[::1]'],
  ['::', '[::1]'],
])('a proxy that listens on %s says that it is reached at %s', async (host, reached) => {
  const target = await startTextTarget(ok)
  const { url } = await startProxy(target.url, { host })

  expect(new URL(url).hostname).toBe(reached)
  expect(await (await fetch(url)).text()).toBe('ok')
})

describe('a request reaches the target as it was sent', () => {
  test('with its headers in their order and spelling, repeated ones repeated, and the host of the target', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url)

    await sendRaw(
      url,
      'GET /a%2Fb/../c?q=a b|"&x=%zz HTTP/1.1\r\nX-First: 1\r\nhOsT: proxy.example\r\nX-Twice: a\r\nCookie: a=1\r\nx-twice: b\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\n\r\n'.replace(
        'a b',
        'a+b',
      ),
    )

    expect(target.text().split('\r\n')).toEqual([
      'GET /a%2Fb/../c?q=a+b|"&x=%zz HTTP/1.1',
      'X-First: 1',
      `hOsT: ${target.url.host}`,
      'X-Twice: a',
      'X-Twice: b',
      'Cookie: a=1',
      ...['', ''],
    ])
  })

  test('with the host of the client on request, also for a WebSocket, and with that of the target if there is none', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url, { keepsHost: true })

    await sendRaw(url, 'GET /one HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n')
    await sendRaw(url, `GET /two HTTP/1.1\r\nHost: shop.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`)
    await sendRaw(url, 'GET /three HTTP/1.0\r\n\r\n')

    expect(target.text().match(/(?<=\r\nHost: ).*/g)).toEqual(['shop.example', 'shop.example', target.url.host])
  })

  const methods = ['DELETE', 'OPTIONS', 'POST', 'PATCH', 'PROPFIND', 'GET']
  test.each(methods)('without a body or a length that %s did not have', async (method) => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url)

    for (const length of ['', 'Content-Length: 0\r\n'])
      await sendRaw(url, `${method} / HTTP/1.1\r\nHost: a\r\n${length}Connection: close\r\n\r\n`)

    const first = `${method} / HTTP/1.1\r\nHost: ${target.url.host}\r\n`
    expect(target.text()).toBe(`${first}\r\n${first}Content-Length: 0\r\n\r\n`)
  })

  test.each(['GET', 'DELETE', 'POST'])('with a chunked body and trailers of %s', async (method) => {
    const target = await startRaw((socket, text) => {
      if (text.includes('0\r\n')) socket.end(ok)
    })
    const { url, ended } = await startProxy(target.url)

    await sendRaw(
      url,
      `${method} / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 3\r\n\r\n`,
    )

    expect(target.text()).toMatch(/\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 3\r\n\r\n$/)
    expect((await ended(1))[0]?.request.body?.toString()).toBe('abc')
  })

  test('with the path of the target before its own', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(new URL('/api/v1/', target.url))

    for (const path of ['/', '/books?x=1', '//books']) {
      await sendRaw(url, `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    }

    expect(target.text().match(/GET \S+/g)).toEqual(['GET /api/v1/', 'GET /api/v1/books?x=1', 'GET /api/v1//books'])
  })

  test('if it asks for an absolute URL or for the server as a whole', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url)

    for (const request of ['GET http://other.example/books?x=1', 'GET http://other.example', 'OPTIONS *'])
      await sendRaw(url, `${request} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)

    expect(target.text().match(/^(GET|OPTIONS) \S+/gm)).toEqual(['GET /books?x=1', 'GET /', 'OPTIONS *'])
  })

  test('if the target has an IPv6 address', async () => {
    const server = createServer((_, response) => response.end('ok'))
    closing.push(() => server.close())
    const { url } = await startProxy(new URL(`http://[::1]:${await listenOn(server, '::1')}`))

    expect(await (await fetch(url)).text()).toBe('ok')
  })

  test('by HTTP/1.0, which needs no host', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url)

    expect(await sendRaw(url, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
    expect(target.text()).toContain(`Host: ${target.url.host}\r\n`)
  })

  test('if it asks for an upgrade to HTTP/2, which a server may ignore', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url)

    const answer = await sendRaw(
      url,
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\nContent-Length: 3\r\n\r\nabcGET /next HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    )

    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2)
    expect(target.text()).toMatch(/^POST \/ [\s\S]*abc[\s\S]*GET \/next /)
    expect(target.text()).not.toMatch(/upgrade|http2/i)
  })

  test('if it asks for an upgrade, with its body in chunks and the trailers that it takes', async () => {
    const target = await startRaw((socket, text) => void (text.endsWith('0\r\n\r\n') && socket.end(ok)))
    const { url } = await startProxy(target.url)

    await sendRaw(
      url,
      'POST / HTTP/1.1\r\nHost: a\r\nConnection: close, Upgrade, TE\r\nUpgrade: h2c\r\nTE: trailers\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    )

    expect(target.text()).toMatch(/\r\nTE: trailers\r\nConnection: TE\r\n\r\n3\r\nabc\r\n/)
  })
})

describe('a response reaches the client as it was sent', () => {
  const get = (url: string) => sendRaw(url, 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')

  test('with its headers in their order and spelling, repeated ones repeated', async () => {
    const target = await startTextTarget(
      'HTTP/1.1 418 I am a teapot\r\nX-First: 1\r\nset-Cookie: a=1\r\nLink: <a>\r\nSet-Cookie: b=2\r\nlink: <b>\r\nDate: never\r\nKeep-Alive: timeout=7\r\nX-Latin: \xe9\r\nContent-Length: 2\r\n\r\nok',
    )
    const { url } = await startProxy(target.url)

    expect((await get(url)).split('\r\n')).toEqual([
      'HTTP/1.1 418 I am a teapot',
      ...['X-First: 1', 'set-Cookie: a=1', 'Link: <a>', 'Set-Cookie: b=2', 'link: <b>', 'Date: never', 'X-Latin: \xe9'],
      ...['Content-Length: 2', 'Connection: close', '', 'ok'],
    ])
  })

  test('with trailers', async () => {
    const target = await startTextTarget(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 2\r\n\r\n',
    )
    const { url } = await startProxy(target.url)

    expect(await get(url)).toMatch(/\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 2\r\n\r\n$/)
  })

  test('compressed bytes as they are, also if they are broken', async () => {
    const body = gzipSync('[1]').subarray(0, -4).toString('latin1')
    const target = await startTextTarget(
      `HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const { url, ended } = await startProxy(target.url)

    expect(await get(url)).toMatch(new RegExp(`\\r\\n\\r\\n${'.'.repeat(body.length)}$`, 's'))
    expect((await ended(1))[0]).toMatchObject({
      outcome: 'complete',
      response: { status: 200, body: Buffer.from(body, 'latin1') },
    })
  })

  test('of HEAD with the length that GET would have', async () => {
    const target = await startTextTarget('HTTP/1.1 200 OK\r\nContent-Length: 1234\r\n\r\n', 'open')
    const { url, ended } = await startProxy(target.url)

    const answer = await sendRaw(url, 'HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')

    expect(answer).toMatch(/Content-Length: 1234\r\n[\s\S]*\r\n\r\n$/)
    expect((await ended(1))[0]?.outcome).toBe('complete')
  })

  test.each(['204 No Content', '304 Not Modified'])(
    'of status %s without a body, though the target sends one',
    async (status) => {
      const target = await startTextTarget(`HTTP/1.1 ${status}\r\nETag: "1"\r\n\r\nbody`)
      const { url } = await startProxy(target.url)

      expect(await get(url)).toBe(`HTTP/1.1 ${status}\r\nETag: "1"\r\nConnection: close\r\n\r\n`)
    },
  )

  test('after 103 Early Hints and other informational responses', async () => {
    const target = await startTextTarget(
      `HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\nlink: </b.js>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${ok}`,
    )
    const { url } = await startProxy(target.url)

    expect(await get(url)).toMatch(
      /^HTTP\/1\.1 103 Early Hints\r\nLink: <\/a\.css>; rel=preload\r\nlink: <\/b\.js>\r\n\r\nHTTP\/1\.1 102 Processing\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*ok$/,
    )
  })

  test('without informational responses, if the client speaks HTTP/1.0, which has none', async () => {
    const target = await startTextTarget(`HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n${ok}`)
    const { url } = await startProxy(target.url)

    expect(await sendRaw(url, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
  })

  test('after 100 Continue of the target, and not before', async () => {
    const target = await startRaw((socket, text) => {
      if (text.includes('expect: 100-continue')) setImmediate(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'))
      if (text.endsWith('abc')) socket.end(ok)
    })
    const { url } = await startProxy(target.url)
    const client = openRaw(url)

    client.send('POST / HTTP/1.1\r\nHost: a\r\nexpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n')
    expect(await client.until(/\r\n\r\n/)).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    client.send('abc')

    expect(await client.ended).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
    expect(target.text()).toContain('\r\nexpect: 100-continue\r\n')
  })

  test('in place of 100 Continue, if the target refuses the body', async () => {
    const target = await startTextTarget('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    const { url } = await startProxy(target.url)

    const answer = await sendRaw(
      url,
      'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\n',
    )

    expect(answer).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n/)
  })

  test('of the target, which decides about an expectation that is not known', async () => {
    const target = await startTextTarget(ok)
    const { url } = await startProxy(target.url)

    const answer = await sendRaw(url, 'GET / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nConnection: close\r\n\r\n')

    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
    expect(target.text()).toContain('\r\nExpect: tea\r\n')
  })

  test('piece by piece, in both directions', async () => {
    const target = await startRaw((socket, text) => {
      if (text.startsWith('POST')) socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n')
      else if (/^1\r\n\d\r\n$/.test(text)) socket.write(text)
      else socket.end('0\r\n\r\n')
    })
    const { url } = await startProxy(target.url)
    const client = openRaw(url)

    client.send('POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n')
    await client.until(/200 OK\r\n[\s\S]*\r\n\r\n/)
    client.send('1\r\n7\r\n')
    await client.until(/\r\n\r\n1\r\n7\r\n$/)
    client.send('1\r\n8\r\n')
    await client.until(/\r\n1\r\n8\r\n$/)
    client.send('0\r\n\r\n')

    expect(await client.ended).toMatch(/0\r\n\r\n$/)
  })

  test('of any length, and longer ones than the limit are not kept', async () => {
    const body = 'x'.repeat(3_000_000)
    const { url: targetUrl } = await startNode((request, response) => {
      request.pipe(response)
    })
    const { url, ended } = await startProxy(targetUrl)

    const echoed = await (await fetch(url, { method: 'POST', body })).text()

    expect(echoed).toBe(body)
    expect((await ended(1))[0]).toMatchObject({
      outcome: 'complete',
      request: { body: undefined },
      response: { body: undefined },
    })
  })

  test('with many cookies', async () => {
    const cookies = Array.from({ length: 500 }, (_, index) => `Set-Cookie: c${index}=${'v'.repeat(100)}`)
    const target = await startTextTarget(`HTTP/1.1 200 OK\r\n${cookies.join('\r\n')}\r\nContent-Length: 2\r\n\r\nok`)
    const { url } = await startProxy(target.url)

    expect((await get(url)).match(/^Set-Cookie: .*$/gm)).toEqual(cookies)
  })
})

describe('a hostile or dying target never hangs a client', () => {
  test.each([
    ['closes at once', '', 'destroy', 'the connection was closed'],
    ['ends in a status line', 'HTTP/1.1 20', 'end', 'the connection was closed'],
    ['sends a status that does not exist', 'HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n', 'open', ''],
    ['ends in the headers', 'HTTP/1.1 200 OK\r\nContent-Le', 'end', 'the connection was closed'],
    ['does not speak HTTP', 'SSH-2.0-OpenSSH_9.6\r\n', 'open', 'invalid HTTP'],
    [
      'sends two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nok',
      'open',
      'invalid HTTP',
    ],
    ['sends control characters', 'HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 0\r\n\r\n', 'open', 'invalid HTTP'],
    ['sends endless headers', `HTTP/1.1 200 OK\r\n${'X-A: 1234567890\r\n'.repeat(100_000)}`, 'open', 'invalid HTTP'],
    [
      'changes the protocol unasked',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
      'open',
      '',
    ],
  ] as const)('that %s: 502 with one line', async (_, answer, after, reason) => {
    const target = await startTextTarget(answer, after)
    const { url, ended } = await startProxy(target.url)

    const response = await fetch(url, { headers: { authorization: 'Bearer canary' } })

    expect(response.status).toBe(502)
    expect(await response.text()).toMatch(
      new RegExp(`^room-sessions proxy: no response from http://127[^\n]+: ${reason}[^\n]*\n$`),
    )
    expect((await ended(1))[0]).toMatchObject({ outcome: 'no-response', reason: expect.stringContaining(reason) })
  })

  test('that does not exist: 502 with one line', async () => {
    const target = await startTextTarget(ok)
    await target.close()
    const { url } = await startProxy(target.url)

    const response = await fetch(url)

    expect(response.status).toBe(502)
    expect(await response.text()).toBe(
      `room-sessions proxy: no response from ${target.url.origin}: connection refused\n`,
    )
  })

  test.each([
    ['in a body with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":'],
    ['in a chunked body', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\n'],
    ['in a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{"a":'],
    ['with an invalid chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"a":\r\nzz\r\n'],
  ])('that is cut off %s: the client sees it', async (_, answer) => {
    const target = await startTextTarget(answer)
    const { url, ended } = await startProxy(target.url)

    await expect(fetch(url).then((response) => response.text())).rejects.toThrow()
    expect((await ended(1))[0]).toMatchObject({
      outcome: 'incomplete',
      status: 200,
      reason: expect.stringMatching(/^the connection was closed$|^invalid HTTP: /),
    })
  })

  test('that sends more than the length it announced: the rest is dropped', async () => {
    const target = await startTextTarget(
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Smuggled\r\n\r\n',
      'open',
    )
    const { url } = await startProxy(target.url)

    for (let count = 0; count < 3; count++) {
      const response = await fetch(url)
      expect(response.status).toBe(200)
      expect(await response.text()).toBe('ok')
    }
  })

  test('that closes an idle connection while it is used again: the request is repeated', async () => {
    let connections = 0
    const target = await startRaw((socket, text) => {
      const isFirstOfSecond = !text.startsWith('GET /2') || connections++ > 0
      if (isFirstOfSecond) socket.write(ok)
      else socket.destroy()
    })
    const { url, exchanges } = await startProxy(target.url)

    expect((await fetch(`${url}/1`)).status).toBe(200)
    const second = await fetch(`${url}/2`)

    expect(second.status).toBe(200)
    expect(exchanges.map(({ outcome }) => outcome)).toEqual(['complete', 'complete'])
  })

  test.each([
    ['POST', 'a'],
    ['POST', null],
    ['PATCH', null],
    ['PUT', 'a'],
  ])('that closes an idle connection: a %s with the body %j is not repeated', async (method, body) => {
    const target = await startRaw((socket, text) => {
      if (text.startsWith('GET')) socket.write(ok)
      else socket.destroy()
    })
    const { url } = await startProxy(target.url)

    await (await fetch(url)).text()
    const response = await fetch(url, { method, body })

    expect(response.status).toBe(502)
    expect(target.text().match(new RegExp(method, 'g'))).toHaveLength(1)
  })
})

test('a client that goes away ends the request to the target', async () => {
  const closed = new Promise<void>((resolve) => {
    void startNode((_, response) => {
      response.on('close', resolve)
      response.write('first')
    }).then(async ({ url: target }) => {
      const { url, ended } = await startProxy(target)
      const client = get(url, (response) => response.once('data', () => client.destroy()))
      client.on('error', () => {})
      await ended(1)
    })
  })

  await closed
})

test('the body of a request that is answered before its end is not taken for the whole', async () => {
  const target = await startTextTarget(ok)
  const { url, ended } = await startProxy(target.url)
  const client = openRaw(url)
  client.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc')
  await client.until(/ok$/)
  client.socket.destroy()

  expect(await ended(1)).toMatchObject([{ request: { body: undefined, isComplete: false } }])
})

test('a client that goes away in its own request ends the request to the target', async () => {
  const aborted = new Promise<void>((resolve) => {
    void startNode((incoming) => incoming.on('aborted', resolve)).then(async ({ url: target }) => {
      const { url } = await startProxy(target)
      const client = request(url, { method: 'POST', headers: { 'content-length': 100 } })
      client.on('error', () => {})
      client.write('half', () => setImmediate(() => client.destroy()))
    })
  })

  await aborted
})

describe('a WebSocket', () => {
  const open =
    'GET /socket?a=1 HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nX-Twice: a\r\nX-Twice: b\r\n\r\n'

  test('passes in both directions, with its headers', async () => {
    const target = await startRaw((socket, text) => {
      if (!text.startsWith('GET')) return void socket.write(text, 'latin1')
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\nhello',
      )
    })
    const { url, ended } = await startProxy(target.url)
    const client = openRaw(url)

    client.send(open)
    const start = await client.until(/hello$/)
    client.send(Buffer.from('\x81\x85frame', 'latin1'))
    await client.until(/hello\x81\x85frame$/)
    client.socket.end()

    expect(start).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n[\s\S]*sec-websocket-accept: s3p/i)
    expect(target.text()).toContain(`GET /socket?a=1 HTTP/1.1\r\nHost: ${target.url.host}\r\nUpgrade: websocket\r\n`)
    expect(target.text()).toMatch(/X-Twice: a\r\nX-Twice: b\r\n/)
    expect((await ended(1))[0]).toMatchObject({ outcome: 'upgraded', request: { path: '/socket?a=1' } })
  })

  test('that the target refuses is a response', async () => {
    const target = await startTextTarget('HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno', 'open')
    const { url, ended } = await startProxy(target.url)

    expect(await sendRaw(url, open)).toMatch(/^HTTP\/1\.1 401 Unauthorized\r\n[\s\S]*no$/)
    expect((await ended(1))[0]).toMatchObject({ outcome: 'complete', response: { status: 401, body: undefined } })
  })

  test('that cannot be connected is answered with 502', async () => {
    const target = await startTextTarget(ok)
    await target.close()
    const { url, ended } = await startProxy(target.url)

    expect(await sendRaw(url, open)).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/)
    expect((await ended(1))[0]).toMatchObject({ outcome: 'no-response', reason: 'connection refused' })
  })
})

test('a proxy whose clients and target reset connections at any point goes on', async () => {
  const frame = 'frame'.repeat(100)
  const target = await startRaw((socket, text) => {
    if (text.includes('/reset-1')) socket.resetAndDestroy()
    else if (text.includes('/reset-2')) socket.write('HTTP/1.1 200 OK\r\n', () => socket.resetAndDestroy())
    else if (text.includes('/reset-3'))
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc', () => socket.resetAndDestroy())
    else if (text.includes('/switch'))
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n', () => {
        if (text.includes('/switch-reset')) socket.resetAndDestroy()
        else socket.write(frame)
      })
    else if (text.includes('/refuse')) socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\nabc')
    else if (text.startsWith('GET') || text.startsWith('POST')) socket.write(ok)
  })
  const { url } = await startProxy(target.url)
  const upgrade = 'Upgrade: websocket\r\nConnection: Upgrade\r\n'
  const requests = [
    'GET / HTTP/1.1\r\nHost: a\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc',
    'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n',
    'POST / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 10\r\n\r\nabc',
    'GARBAGE\r\n\r\n',
    ...['/reset-1', '/reset-2', '/reset-3'].map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`),
    ...['/switch', '/switch-reset', '/reset-1', '/refuse', '/'].map(
      (path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n${upgrade}\r\n`,
    ),
  ]
  const ends = ['at once', 'when sent', 'at an answer', 'in order'] as const

  for (const request of requests) {
    for (const end of ends) {
      const client = openRaw(url)
      client.socket.on('connect', () => {
        if (end === 'at once') client.socket.resetAndDestroy()
      })
      client.socket.write(request, () => {
        if (end === 'when sent') client.socket.resetAndDestroy()
        if (end === 'in order') client.socket.end()
      })
      if (end === 'at an answer') client.socket.once('data', () => client.socket.resetAndDestroy())
      // Some of them wait for more: they end with the proxy.
      if (end === 'at once' || end === 'when sent') await client.ended
    }
  }

  for (let count = 0; count < 3; count++) expect(await (await fetch(url)).text()).toBe('ok')
})
