import { createServer, request as httpRequest } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { authorize, sendRequest } from '../support/sandbox-requests.js'

const list = '/api/video/room_sessions?page_size=1'
const sandboxes: Sandbox[] = []

async function listening() {
  const sandbox = createSandbox()
  sandboxes.push(sandbox)
  const { url } = await sandbox.listen()
  return { sandbox, url, get: (path: string, init = {}) => fetch(url + path, { headers: authorize(sandbox), ...init }) }
}

/** Sends raw bytes and returns the raw response. */
function talk(url: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
    let received = ''
    socket.setEncoding('utf8').on('data', (part) => {
      received += part
    })
    socket.on('close', () => resolve(received)).on('error', reject)
  })
}

afterEach(async () => {
  await Promise.all(sandboxes.splice(0).map((sandbox) => sandbox.close()))
})

test('sends the same over HTTP as through fetch, with links to its own origin', async () => {
  const { sandbox, url, get } = await listening()
  const [local, remote] = [await sendRequest(sandbox, list), await get(list)]
  expect(remote.headers.get('content-type')).toBe(local.headers.get('content-type'))
  expect(await remote.text()).toBe((await local.text()).replaceAll('https://example.signalwire.com', url))
})

test('listens on the loopback interface only, and on several ports at once', async () => {
  const { sandbox, url } = await listening()
  const other = await sandbox.listen()
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect(other.url).not.toBe(url)
})

test('keeps a connection for the next request', async () => {
  const { url } = await listening()
  const request = 'GET / HTTP/1.1\r\nhost: sandbox\r\n'
  const received = await talk(url, `${request}\r\n${request}connection: close\r\n\r\n`)
  expect(received.match(/HTTP\/1\.1 401/g)).toHaveLength(2)
  // Without a limit: after it, the next request would meet a closed connection.
  expect(received).not.toMatch(/^keep-alive: timeout/im)
})

test('responds to wrong credentials over HTTP with 401 and a challenge', async () => {
  const { get } = await listening()
  const response = await get(list, { headers: {} })
  expect(response.status).toBe(401)
  expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=/)
  expect(await response.json()).toEqual({ error: 'Unauthorized' })
})

test('responds to HEAD without a body and to other methods with 405', async () => {
  const { get } = await listening()
  const head = await get(list, { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  const headersOf = (response: Response) =>
    [...response.headers].filter(([name]) => !['connection', 'date'].includes(name))
  expect(headersOf(head)).toEqual(headersOf(await get(list)))
  const post = await get(list, { method: 'POST', body: 'x'.repeat(100_000) })
  expect([post.status, post.headers.get('allow'), await post.json()]).toEqual([
    405,
    'GET, HEAD',
    { error: 'Method Not Allowed' },
  ])
})

test('allows requests from web pages of other origins', async () => {
  const { sandbox, get } = await listening()
  sandbox.failNext({ status: 500 })
  const preflight = await get(list, { method: 'OPTIONS', headers: {} })
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, '*, authorization'])
  expect((await get(list)).status).toBe(500)
  expect((await get(list)).headers.get('access-control-allow-origin')).toBe('*')
})

test('accepts an absolute target, and responds with 400 to an invalid target or host', async () => {
  const { sandbox, url } = await listening()
  const end = `authorization: ${authorize(sandbox).authorization}\r\nconnection: close\r\n\r\n`
  expect(await talk(url, `GET http://proxied.example${list} HTTP/1.1\r\nhost: x\r\n${end}`)).toContain(
    '"first":"http://proxied.example/api/video/room_sessions?page_size=1"',
  )
  expect(await talk(url, `GET * HTTP/1.1\r\nhost: x\r\n${end}`)).toMatch(/^HTTP\/1\.1 400/)
  expect(await talk(url, `GET ${list} HTTP/1.1\r\nhost: a b\r\n${end}`)).toMatch(/^HTTP\/1\.1 400/)
})

test('accepts a request of HTTP/1.0 without a host', async () => {
  const { sandbox, url } = await listening()
  const received = await talk(url, `GET ${list} HTTP/1.0\r\nauthorization: ${authorize(sandbox).authorization}\r\n\r\n`)
  expect(received).toMatch(/^HTTP\/1\.1 200 /)
  expect(received).toContain('"first":"http://127.0.0.1/api/video/room_sessions?page_size=1"')
})

test('resets a connection, cuts off a body and hangs for faults', async () => {
  const { sandbox, get } = await listening()
  sandbox.failNext({ connection: 'reset' })
  await expect(get(list)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } })

  sandbox.failNext({ connection: 'truncate' })
  const cut = await get(list)
  expect(cut.status).toBe(200)
  await expect(cut.text()).rejects.toThrow('terminated')

  sandbox.failNext({ connection: 'hang' })
  const ended = expect(get(list)).rejects.toThrow('fetch failed')
  await sandbox.close()
  await ended
})

test('closes idle and active connections, and can be closed twice', async () => {
  const { sandbox, url } = await listening()
  const idle = talk(url, '')
  sandbox.failNext({ connection: 'hang' })
  const request = httpRequest(`${url}${list}`).end()
  const active = new Promise((resolve) => request.on('error', resolve))
  await new Promise((resolve) => request.on('socket', (socket) => socket.on('connect', resolve)))
  await sandbox.close()
  expect(await idle).toBe('')
  expect(await active).toMatchObject({ code: 'ECONNRESET' })
  await expect(fetch(url)).rejects.toThrow('fetch failed')
  await sandbox.close()
})

test('names a port that is in use', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve)
  })
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const { port } = taken.address() as AddressInfo
  await expect(createSandbox().listen(port)).rejects.toThrow(
    `port ${port} of 127.0.0.1 is in use; choose another one, or 0 for any free port`,
  )
  await new Promise((resolve) => taken.close(resolve))
})

test.each([-1, 1.5, 65_536, Number.NaN])('does not accept port %d', async (port) => {
  await expect(createSandbox().listen(port)).rejects.toThrow(RangeError)
})
