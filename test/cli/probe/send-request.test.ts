import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { sendRequest } from '../../../src/cli/probe/send-request.js'
import type { Interaction } from '../../../src/contract/index.js'

async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const send = (url: string, given: Partial<Interaction['request']> = {}, timeoutMs = 5000) =>
  sendRequest(
    { method: 'GET', url, headers: [], body: '', ...given },
    { timeoutMs, isInsecure: false, signal: new AbortController().signal },
  )

describe('a request', () => {
  test('is sent as it is: method, path, repeated headers and body', async () => {
    let received = ''
    const { url } = await serve(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      received = `${request.method} ${request.url} ${request.headersDistinct['x-a']?.join('+')} ${Buffer.concat(chunks)}`
      response.end()
    })
    const headers = [
      ['x-a', '1'],
      ['x-a', '2'],
    ] as const
    await send(`${url}/a?b=%20`, { method: 'POST', headers, body: 'é' })
    expect(received).toBe('POST /a?b=%20 1+2 é')
  })

  test('has a connection of its own', async () => {
    const { server, url } = await serve((_, response) => response.end())
    let connections = 0
    server.on('connection', () => connections++)
    for (const _ of [1, 2]) await send(url)
    expect(connections).toBe(2)
  })
})

describe('the answer', () => {
  test('is the response with its status, headers and body', async () => {
    const { url } = await serve((_, response) => response.writeHead(404, { 'X-A': '1' }).end('{"a":1}'))
    expect(await send(url)).toMatchObject({
      interaction: { request: { url }, response: { status: 404, headers: expect.arrayContaining([['X-A', '1']]) } },
    })
  })

  test.each([
    [0, 16 * 1024 * 1024],
    [1, undefined],
  ])('has a body of up to 16 MiB, and none that is longer by %i', async (more, expected) => {
    const { url } = await serve((_, response) => void response.end(Buffer.alloc(16 * 1024 * 1024 + more, 'a')))
    const answer = await send(url)
    const { body } = 'interaction' in answer ? answer.interaction.response : { body: null }
    expect(body?.length).toBe(expected)
  })

  test('is a redirect as it is', async () => {
    const { url } = await serve((_, response) => response.writeHead(302, { location: '/b' }).end())
    expect(await send(url)).toMatchObject({ interaction: { response: { status: 302 } } })
  })

  test.each<[string, RequestListener, string]>([
    [
      'the connection is closed without a response',
      (_, response) => response.socket?.destroy(),
      'the connection was closed without a response',
    ],
    [
      'the connection is closed within the response',
      (_, response) => {
        response.writeHead(200, { 'content-length': 5 })
        response.write('abc', () => response.socket?.destroy())
      },
      'the connection was closed before the end of the response',
    ],
    ['it is not HTTP', (_, response) => response.socket?.end('hello\r\n\r\n'), 'a response that is not HTTP (HPE_'],
    [
      'it switches to another protocol',
      (_, response) => response.socket?.write('HTTP/1.1 101 S\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      'a switch to another protocol',
    ],
    [
      'its headers are too long',
      (_, response) => response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(129 * 1024)}\r\n\r\n`),
      'headers of more than 128 KiB',
    ],
  ])('is a problem if %s', async (_, listener, problem) => {
    const { url } = await serve(listener)
    expect(await send(url)).toEqual({ problem: expect.stringContaining(problem), isUnreachable: false })
  })

  test('says if no connection was made', async () => {
    const { server, url } = await serve(() => {})
    server.close()
    await once(server, 'close')
    expect(await send(url)).toMatchObject({ isUnreachable: true })
  })

  test('says that there is no connection if the server does not speak TLS', async () => {
    const { url } = await serve((_, response) => response.end())
    expect(await send(url.replace('http:', 'https:'))).toEqual({ problem: 'not a TLS server', isUnreachable: true })
  })
})

describe('after the time for a response', () => {
  test.each<[string, number, RequestListener, object]>([
    ['without any', 100, () => {}, { problem: 'no response within 0.1 s', isUnreachable: false }],
    [
      'without its end',
      500,
      (_, response) => response.write('a'),
      { problem: 'no complete response within 0.5 s', isUnreachable: false },
    ],
  ])('%s, the connection is closed (after %i ms)', async (_, timeoutMs, listener, expected) => {
    const { server, url } = await serve(listener)
    const closed = once(server, 'connection').then(([socket]) => once(socket, 'close'))
    expect(await send(url, {}, timeoutMs)).toMatchObject(expected)
    await closed
  })

  test('with a stream of events, it has the events that are complete, with any line ends, and the connection is closed', async () => {
    const streams = [
      'data: 1\n\n|da',
      'data: 1\r\n\r\n|data: 2\r\n',
      'data: 1\r\r|data: 2\r',
      'data: 1\n\ndata: 2\n\n|',
      '|da',
    ]
    let closed = 0
    const { url } = await serve(({ url = '', socket }, response) => {
      socket.once('close', () => closed++)
      const stream = streams[Number(url.slice(1))]?.replace('|', '')
      const type = url === '/0' ? 'Text/Event-Stream;charset=utf-8' : 'text/event-stream'
      response.writeHead(200, { 'content-type': type }).write(stream)
    })
    const answers = await Promise.all(streams.map((_, index) => send(`${url}/${index}`, {}, 500)))
    expect(
      answers.map((answer) => 'interaction' in answer && answer.isEndless && answer.interaction.response.body),
    ).toEqual(streams.map((stream) => stream.split('|')[0]))
    await expect.poll(() => closed).toBe(streams.length)
  })
})
