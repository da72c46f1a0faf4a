import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  type Client,
  createClient,
  type DownloadOptions,
  type DownloadStart,
  type RoomRecording,
} from '../../../src/client/index.js'
import { createSandbox } from '../../../src/sandbox/index.js'

const content = Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at * 7 + (at >> 8)) % 251))
const id = '0b1f3c5e-0000-4000-8000-000000000001'
const token = 'PTcanary0123456789abcdef'

const closers: (() => void)[] = []
afterEach(() => {
  for (const close of closers.splice(0)) close()
})

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void

/** A server, and what it was asked for. */
async function serve(answer: Answer) {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response, requests.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests }
}

/** Sends the file, or the range of it that was asked for. */
function send({ headers }: IncomingMessage, response: ServerResponse, { etag = '"one"', body = content } = {}) {
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
  const isPart = headers.range !== undefined && (headers['if-range'] ?? etag) === etag
  if (isPart && start >= body.length) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end()
    return
  }
  const range = { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` }
  const part = isPart ? body.subarray(start) : body
  response.writeHead(isPart ? 206 : 200, { 'content-length': part.length, etag, ...(isPart && range) })
  response.end(part)
}

/** Sends some bytes of what was asked for, and closes the connection. */
function breakOff({ headers }: IncomingMessage, response: ServerResponse, count: number) {
  const start = Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)
  const range = { 'content-range': `bytes ${start}-${content.length - 1}/${content.length}` }
  response.writeHead(headers.range ? 206 : 200, {
    'content-length': content.length - start,
    etag: '"one"',
    ...(headers.range && range),
  })
  response.write(content.subarray(start, start + count), () => response.socket?.end())
}

/** A space that answers with links from `uris`, the last of them again and again. */
async function createSpace(uris: readonly string[], answer?: Answer) {
  let links = 0
  const space = await serve((request, response, count) => {
    if (!request.url?.startsWith('/api/')) return answer?.(request, response, count)
    const uri = uris[Math.min(links++, uris.length - 1)]
    response.end(
      JSON.stringify({ id, uri: uri?.startsWith('/') ? space.url + uri : uri, size_in_bytes: content.length }),
    )
  })
  const client = createClient({
    baseUrl: space.url,
    projectId: id,
    apiToken: token,
    retry: { baseDelayMs: 0 },
  })
  return { ...space, client }
}

type Given = Pick<RoomRecording, 'id' | 'uri' | 'size_in_bytes'>
const recordingAt = (uri: string | null, size: number | null = content.length): Given => ({
  id,
  uri,
  size_in_bytes: size,
})

async function read(client: Client, recording: Given, options?: DownloadOptions): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of client.roomRecordings.download(recording, options)) pieces.push(piece)
  return Buffer.concat(pieces)
}

const rangesOf = (requests: readonly IncomingMessage[]) => requests.map(({ headers }) => headers.range)

test('gives the bytes of a file of the sandbox, through fetch and over HTTP', async () => {
  const sandbox = createSandbox()
  closers.push(() => void sandbox.close())
  const { url } = await sandbox.listen()
  const overHttp = createClient({ ...sandbox.credentials, baseUrl: url })
  const files: Buffer[] = []
  for (const client of [createClient({ ...sandbox.credentials, fetch: sandbox.fetch }), overHttp]) {
    const all = await client.roomRecordings.list().toArray({ limit: 20 })
    const recording = all.find(({ status }) => status === 'completed')
    if (!recording) throw new Error('no recording is complete')
    const bytes = await read(client, recording)
    expect(bytes.length).toBe(recording.size_in_bytes)
    files.push(bytes)
  }
  expect(files[0]?.equals(files[1] ?? Buffer.alloc(0))).toBe(true)
})

test('continues by range where the connection broke, with the entity tag of the bytes that it has', async () => {
  const media = await serve((request, response, count) =>
    count < 3 ? breakOff(request, response, 20_000) : send(request, response),
  )
  const { client, requests } = await createSpace([])
  expect((await read(client, recordingAt(`${media.url}/file`))).equals(content)).toBe(true)
  expect(rangesOf(media.requests)).toEqual([undefined, 'bytes=20000-', 'bytes=40000-'])
  expect(media.requests.map(({ headers }) => headers['if-range'])).toEqual([undefined, '"one"', '"one"'])
  expect(requests).toEqual([])
})

test('gives each byte once when the server ignores the range', async () => {
  const media = await serve((request, response, count) => {
    if (count === 1) return breakOff(request, response, 33_333)
    request.headers.range = undefined
    send(request, response)
  })
  const { client } = await createSpace([])
  expect((await read(client, recordingAt(`${media.url}/file`))).equals(content)).toBe(true)
})

test('asks without a range when the server sends another one than was asked for', async () => {
  const media = await serve((request, response, count) => {
    if (count === 1) return breakOff(request, response, 30_000)
    if (request.headers.range) request.headers.range = 'bytes=100-'
    send(request, response)
  })
  const { client } = await createSpace([])
  expect((await read(client, recordingAt(`${media.url}/file`))).equals(content)).toBe(true)
  expect(rangesOf(media.requests.slice(2))).toEqual([undefined])
})

test.each([403, 404, 410])('asks for a new link when the link gets %i, and goes on where it was', async (status) => {
  const media = await serve((request, response, count) => {
    if (count === 1) return breakOff(request, response, 10_000)
    if (request.url === '/old') return response.writeHead(status).end('expired')
    send(request, response)
  })
  const { client, requests } = await createSpace([`${media.url}/new`])
  const bytes = await read(client, recordingAt(`${media.url}/old`), { mediaTtl: 60 })
  expect(bytes.equals(content)).toBe(true)
  expect(media.requests.map(({ url, headers }) => [url, headers.range])).toEqual([
    ['/old', undefined],
    ['/old', 'bytes=10000-'],
    ['/new', 'bytes=10000-'],
  ])
  expect(requests.map(({ url }) => url)).toEqual([`/api/video/room_recordings/${id}?media_ttl=60`])
})

test('asks for any number of new links as long as each of them gives some bytes', async () => {
  let broken = 0
  const media = await serve((request, response) => {
    if (broken >= 5) return send(request, response)
    if (request.headers.range === `bytes=${broken * 1000}-` && request.url !== `/${broken}`)
      return response.writeHead(403).end()
    broken++
    breakOff(request, response, 1000)
  })
  const { client, requests } = await createSpace([1, 2, 3, 4, 5].map((link) => `${media.url}/${link}`))
  expect((await read(client, recordingAt(`${media.url}/0`))).equals(content)).toBe(true)
  expect(requests).toHaveLength(4)
})

test.each([
  ['gzip', true],
  ['identity', false],
])('a file with the content-encoding %s is refused: %j', async (coding, isRefused) => {
  const media = await serve((_, response) => response.writeHead(200, { 'content-encoding': coding }).end(content))
  const { client } = await createSpace([])
  const reading = read(client, recordingAt(`${media.url}/file`))
  if (!isRefused) expect((await reading).equals(content)).toBe(true)
  else
    await expect(reading).rejects.toMatchObject({
      reason: 'undecodable',
      message: 'expected no content-encoding, received a compressed file',
    })
  expect(media.requests[0]?.headers['accept-encoding']).toBe('identity')
})

test('sends no credentials that a link contains, nor its fragment', async () => {
  const urls: string[] = []
  const client = createClient({
    ...{ space: 'example', projectId: id, apiToken: token },
    fetch: async (url) => {
      urls.push(url)
      return new Response(content)
    },
  })
  await read(client, recordingAt('https://user:password@media.example/file?a=b#part'))
  expect(urls).toEqual(['https://media.example/file?a=b'])
})

test('fails with the status when new links are refused, too', async () => {
  const media = await serve((_, response) => void response.writeHead(403).end('{"error":"Forbidden"}'))
  const { client } = await createSpace([`${media.url}/new`])
  await expect(read(client, recordingAt(null))).rejects.toMatchObject({
    name: 'PermissionError',
    status: 403,
    message: 'received status 403: Forbidden',
  })
  expect(media.requests).toHaveLength(3)
})

test('says that a recording has no link', async () => {
  const { client } = await createSpace([], (_, response) => void response.end())
  await expect(read(client, recordingAt(null))).rejects.toMatchObject({
    code: 'response-body',
    message: 'the recording has no link, its status is undefined',
  })
})

test.each([
  ['fewer', content.length + 5, content.length],
  ['more', content.length - 5, content.length - 5],
])('fails after the last byte when the file has %s bytes than it should', async (_, size, given) => {
  const media = await serve((request, response) => send(request, response))
  const { client } = await createSpace([])
  let bytes = 0
  const reading = async () => {
    for await (const piece of client.roomRecordings.download(recordingAt(`${media.url}/file`, size)))
      bytes += piece.length
  }
  await expect(reading()).rejects.toMatchObject({
    reason: 'wrong-size',
    message: `expected ${size} bytes, received 60000`,
  })
  expect(bytes).toBe(given)
  expect(media.requests).toHaveLength(1)
})

test('finds out that a file without a length has fewer bytes than it should', async () => {
  const media = await serve((request, response) => {
    if (request.headers.range) return send(request, response)
    response.write(content.subarray(0, 30_000))
    response.end(content.subarray(30_000))
  })
  const { client } = await createSpace([])
  await expect(read(client, recordingAt(`${media.url}/file`, 60_001))).rejects.toMatchObject({ reason: 'wrong-size' })
})

test('takes the length of the response when the recording has no size', async () => {
  const media = await serve((request, response, count) =>
    count === 1 ? breakOff(request, response, 59_999) : send(request, response),
  )
  const { client } = await createSpace([])
  expect((await read(client, recordingAt(`${media.url}/file`, null))).equals(content)).toBe(true)
})

test.each([undefined, '60000', -1, 1.5, Number.NaN])(
  'takes the length of the response when the size is %s',
  async (size) => {
    const media = await serve((request, response) => send(request, response))
    const { client } = await createSpace([])
    // Of a service that breaks its contract.
    const recording = { id, uri: `${media.url}/file`, size_in_bytes: size } as unknown as Given
    expect((await read(client, recording)).equals(content)).toBe(true)
  },
)

test('fails when a range belongs to a file of another size than the recording says', async () => {
  const media = await serve((_, response) => {
    const range = { 'content-range': 'bytes 30000-59999/70000', 'content-length': 30_000 }
    response.writeHead(206, range).end(content.subarray(30_000))
  })
  const { client } = await createSpace([])
  await expect(read(client, recordingAt(`${media.url}/file`), { start: 30_000 })).rejects.toMatchObject({
    reason: 'wrong-size',
    message: 'expected 60000 bytes, received 70000',
  })
})

test.each([
  ['size', {}, {}],
  [
    'time of modification',
    { 'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT' },
    { 'last-modified': 'Fri, 02 Jan 2026 03:04:06 GMT' },
  ],
])('fails when the %s of a file without a tag changes while it is read', async (what, before, after) => {
  const size = what === 'size' ? 60_001 : 60_000
  const media = await serve((_, response, count) => {
    const date = { date: 'Sat, 03 Jan 2026 00:00:00 GMT' }
    if (count === 1) {
      response.writeHead(200, { ...date, ...before, 'content-length': 60_000 })
      response.write(content.subarray(0, 10_000), () => response.socket?.end())
    } else {
      const range = { 'content-range': `bytes 10000-${size - 1}/${size}`, 'content-length': size - 10_000 }
      response.writeHead(206, { ...date, ...after, ...range }).end(Buffer.alloc(size - 10_000))
    }
  })
  const { client } = await createSpace([])
  await expect(read(client, recordingAt(`${media.url}/file`, null))).rejects.toThrow(
    'the file changed while it was read',
  )
  expect(media.requests[1]?.headers['if-range']).toBe(Object.values(before)[0])
})

test('lets shouldRetry decide, and names no operation in the error of a file', async () => {
  const media = await serve((_, response) => void response.writeHead(503).end())
  const { client } = await createSpace([])
  const seen: number[] = []
  const retry = { baseDelayMs: 0, shouldRetry: (_: unknown, attempt: number) => seen.push(attempt) < 2 }
  await expect(read(client, recordingAt(`${media.url}/file`), { retry })).rejects.toMatchObject({
    ...{ status: 503, operationId: undefined, attempts: 2 },
  })
  expect([seen, media.requests.length]).toEqual([[1, 2], 2])
})

test('repeats after 429 and 5xx, and after a server that does not answer, as often as retry says', async () => {
  const media = await serve((request, response, count) => {
    if (count === 1) response.writeHead(429, { 'retry-after': '0' }).end()
    else if (count === 2) response.writeHead(503).end()
    else if (count === 3)
      return // no answer
    else send(request, response)
  })
  const { client } = await createSpace([])
  const options = { timeoutMs: 200, retry: { maxRetries: 3, baseDelayMs: 0 } }
  expect((await read(client, recordingAt(`${media.url}/file`), options)).equals(content)).toBe(true)
  const failing = await serve((_, response) => void response.writeHead(503).end())
  await expect(
    read(client, recordingAt(`${failing.url}/file`), { retry: { maxRetries: 2, baseDelayMs: 0 } }),
  ).rejects.toMatchObject({ status: 503, attempts: 3 })
})

test('goes on when no byte arrives for too long', async () => {
  const media = await serve((request, response, count) => {
    if (count > 1) return send(request, response)
    response.writeHead(200, { 'content-length': content.length })
    response.write(content.subarray(0, 12_345))
  })
  const { client } = await createSpace([])
  expect((await read(client, recordingAt(`${media.url}/file`), { timeoutMs: 200 })).equals(content)).toBe(true)
  expect(rangesOf(media.requests)).toEqual([undefined, 'bytes=12345-'])
})

test('reports a status although its body does not end', async () => {
  const media = await serve((_, response) => {
    response.writeHead(400)
    response.write('{"error":')
  })
  const { client } = await createSpace([])
  await expect(read(client, recordingAt(`${media.url}/file`), { timeoutMs: 200 })).rejects.toMatchObject({
    status: 400,
    body: '{"error":',
  })
})

test('begins at start, and at 0 when the file is another one, or the server does not know ranges', async () => {
  const starts: (DownloadStart & { length: number })[] = []
  const { client } = await createSpace([])
  const ask = async (answer: Answer, options: DownloadOptions) => {
    const media = await serve(answer)
    const bytes = await read(client, recordingAt(`${media.url}/file`), {
      ...options,
      onStart: (start) => starts.push({ ...start, length: 0 }),
    })
    const last = starts.at(-1)
    expect(bytes.equals(content.subarray(last?.start))).toBe(true)
    return last?.start
  }
  const usual: Answer = (request, response) => send(request, response)
  const ignorant: Answer = (request, response) => {
    request.headers.range = undefined
    send(request, response)
  }
  // Sends the range although the file is another one.
  const careless: Answer = (request, response) => {
    delete request.headers['if-range']
    send(request, response)
  }
  expect(await ask(usual, { start: 50_000, validator: '"one"' })).toBe(50_000)
  expect(await ask(usual, { start: 50_000 })).toBe(50_000)
  expect(await ask(usual, { start: 50_000, validator: '"other"' })).toBe(0)
  expect(await ask(careless, { start: 50_000, validator: '"other"' })).toBe(0)
  expect(await ask(ignorant, { start: 50_000 })).toBe(0)
  expect(await ask(usual, { start: 60_000 })).toBe(60_000)
  expect(await ask(usual, { start: 60_001 })).toBe(0)
  expect(starts[0]).toEqual({ start: 50_000, size: 60_000, validator: '"one"', length: 0 })
})

test('fails when the file changes while it is read', async () => {
  const media = await serve((request, response, count) =>
    count === 1 ? breakOff(request, response, 10_000) : send(request, response, { etag: '"two"' }),
  )
  const { client } = await createSpace([])
  await expect(read(client, recordingAt(`${media.url}/file`))).rejects.toThrow('the file changed while it was read')
})

/** All headers that a server was sent, as one text. */
const sentTo = (requests: readonly IncomingMessage[]) => JSON.stringify(requests.map(({ rawHeaders }) => rawHeaders))
const basic = Buffer.from(`${id}:${token}`).toString('base64')

test('sends credentials to the origin of the space only, only if asked to, and never to the target of a redirect', async () => {
  const other = await serve((request, response) => send(request, response))
  const space = await createSpace([], (request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `${other.url}/file` }).end()
    else if (request.url === '/back') response.writeHead(307, { location: '/file' }).end()
    else send(request, response)
  })
  const sent = async (path: string, options: DownloadOptions) => {
    space.requests.length = 0
    expect((await read(space.client, recordingAt(path), options)).equals(content)).toBe(true)
    return space.requests.map(({ headers }) => headers.authorization !== undefined)
  }
  const withCredentials = true
  expect(await sent(`${space.url}/file`, {})).toEqual([false])
  expect(await sent(`${space.url}/file`, { withCredentials })).toEqual([true])
  expect(await sent(`${space.url}/away`, { withCredentials })).toEqual([true])
  expect(await sent(`${space.url}/back`, { withCredentials })).toEqual([true, false])
  expect(await sent(`${other.url}/file`, { withCredentials })).toEqual([])
  expect(other.requests).toHaveLength(2)
  expect(sentTo(other.requests)).not.toMatch(/authorization|canary/i)
  expect(sentTo(other.requests)).not.toContain(basic)
})

test('does not send the headers of the client to where the files are', async () => {
  const media = await serve((request, response) => send(request, response))
  const client = createClient({
    baseUrl: 'http://127.0.0.1:9',
    projectId: id,
    apiToken: token,
    headers: { 'x-key': 'canary' },
  })
  await read(client, recordingAt(`${media.url}/file`))
  expect(sentTo(media.requests)).not.toContain('canary')
})

test('goes on with the entity tag that it has when a later response has none', async () => {
  const media = await serve((request, response, count) => {
    if (count === 1) return breakOff(request, response, 10_000)
    if (count > 2) return send(request, response)
    const range = { 'content-range': `bytes 10000-59999/${content.length}` }
    response.writeHead(206, { 'content-length': 50_000, ...range })
    response.write(content.subarray(10_000, 20_000), () => response.socket?.end())
  })
  const { client } = await createSpace([])
  expect(await read(client, recordingAt(`${media.url}/file`))).toEqual(content)
  expect(media.requests.map(({ headers }) => headers['if-range'])).toEqual([undefined, '"one"', '"one"'])
})

test('ends a loop of redirects', async () => {
  const media = await serve((_, response) => void response.writeHead(302, { location: '/again' }).end())
  const { client } = await createSpace([])
  await expect(read(client, recordingAt(`${media.url}/file`))).rejects.toThrow('more than 5 redirects in a row')
  expect(media.requests).toHaveLength(6)
})

test('closes the connection of a redirect whose body does not end before it reads the file', async () => {
  let closed: Promise<unknown> = Promise.resolve()
  const media = await serve(async (request, response) => {
    if (request.url === '/file') {
      await closed
      return send(request, response)
    }
    closed = new Promise((resolve) => response.once('close', resolve))
    response.writeHead(302, { location: '/file' }).write('x')
  })
  const { client } = await createSpace([])
  expect(await read(client, recordingAt(`${media.url}/away`), { retry: false })).toEqual(content)
})

test.each(['file:///etc/passwd', 'data:text/plain,x', 'ftp://example.com/x', 'nonsense'])(
  'refuses the link %s',
  async (link) => {
    const { client } = await createSpace([])
    await expect(read(client, recordingAt(link))).rejects.toThrow('the link of the file is not an https URL')
  },
)

test('refuses a link of http for a space of https', async () => {
  const client = createClient({ space: 'example', projectId: id, apiToken: token })
  await expect(read(client, recordingAt('http://127.0.0.1:9/file'))).rejects.toThrow('is not an https URL')
})

test('does not follow a redirect from https to http, also for a space of http', async () => {
  const asked: string[] = []
  const client = createClient({
    baseUrl: 'http://127.0.0.1:9',
    projectId: id,
    apiToken: token,
    fetch: async (url) => {
      asked.push(url)
      return new Response(null, { status: 302, headers: { location: 'http://media.example/file' } })
    },
  })
  await expect(read(client, recordingAt('https://media.example/file'))).rejects.toThrow('is not an https URL')
  expect(asked).toEqual(['https://media.example/file'])
})

test('ends with the reason of the signal, before, while and after a link is asked for', async () => {
  const media = await serve((_, response) => void response.write('some'))
  const { client } = await createSpace([`${media.url}/file`])
  const reason = new Error('enough')
  await expect(read(client, recordingAt(null), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  const controller = new AbortController()
  const reader = client.roomRecordings.download(recordingAt(null), { signal: controller.signal }).getReader()
  expect((await reader.read()).value?.length).toBe(4)
  const pending = reader.read()
  controller.abort(reason)
  await expect(pending).rejects.toBe(reason)
})

test('closes the connection when the stream is cancelled', async () => {
  let closed: Promise<unknown> | undefined
  const media = await serve((request, response) => {
    closed = new Promise((resolve) => request.socket.on('close', resolve))
    response.write('some')
  })
  const { client } = await createSpace([])
  const stream = client.roomRecordings.download(recordingAt(`${media.url}/file`))
  const reader = stream.getReader()
  await reader.read()
  await reader.cancel()
  await closed
  expect(media.requests).toHaveLength(1)
})

test('closes the connection when the signal is aborted between two reads', async () => {
  let closed: Promise<unknown> | undefined
  const media = await serve((request, response) => {
    closed = new Promise((resolve) => request.socket.on('close', resolve))
    response.write('some')
  })
  const { client } = await createSpace([])
  const controller = new AbortController()
  const stream = client.roomRecordings.download(recordingAt(`${media.url}/file`), { signal: controller.signal })
  const reader = stream.getReader()
  await reader.read()
  const reason = new Error('enough')
  controller.abort(reason)
  await closed
  await expect(reader.read()).rejects.toBe(reason)
})

test.each([
  [{ strat: 1 }, 'unknown option strat; did you mean start?'],
  [{ start: -1 }, 'start: expected a whole number'],
  [{ timeoutMs: 0 }, 'timeoutMs: expected a whole number'],
])('refuses the options %o', async (options, message) => {
  const { client } = await createSpace([])
  await expect(read(client, recordingAt('https://example.com/x'), options as DownloadOptions)).rejects.toThrow(message)
})
