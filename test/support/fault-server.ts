import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'

/** The request that a fault responds to. */
interface Asked {
  /** Number of the request to this server, from 1. */
  readonly count: number
  readonly socket: Socket
  /** URL of the server, for links. */
  readonly origin: string
  /** Path and query. */
  readonly target: string
}

type Fault = (asked: Asked) => void

/** A server with one fault. */
export interface FaultServer {
  readonly url: string
  /** Targets of the requests so far. */
  readonly targets: string[]
  /** Number of open connections. */
  openConnections(): number
  close(): Promise<void>
}

const list = '/api/video/room_sessions'
const session = { id: 'c22d24f6-5a47-4597-9a23-c7d01e696b92', name: 'meeting' }
const page = (links: object = {}) => JSON.stringify({ links, data: [session] })

// CORS: a browser sends a preflight request before credentials, and hides responses without these headers.
const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*, authorization',
  'access-control-expose-headers': '*',
}

/** A complete response as bytes. */
function response(
  status: number,
  body: string | Buffer,
  headers: Readonly<Record<string, string | number>> = {},
): Buffer {
  const all = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...cors, ...headers }
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Whatever\r\n${head.join('')}\r\n`), Buffer.from(body)])
}

const say =
  (...args: Parameters<typeof response>): Fault =>
  ({ socket }) =>
    socket.write(response(...args))

const first =
  (times: number, fault: Fault, then: Fault = say(200, page())): Fault =>
  (asked) =>
    (asked.count <= times ? fault : then)(asked)

const error = (status: number, message: string, headers = {}) =>
  say(status, JSON.stringify({ error: message }), headers)

/** A page whose next link depends on the URL of the request. */
const linked =
  (next: (asked: Asked) => unknown): Fault =>
  (asked) =>
    asked.socket.write(response(200, page({ self: asked.target, first: list, next: next(asked) })))

const endless =
  (status: number, piece: Buffer, headers = {}): Fault =>
  ({ socket }) => {
    socket.write(response(status, '', { ...headers, 'content-length': 200 * 1024 * 1024 }))
    let left = 200 * 1024 * 1024
    const pump = () => {
      while (left > 0 && !socket.destroyed) {
        left -= piece.length
        if (!socket.write(piece)) {
          socket.once('drain', pump)
          return
        }
      }
    }
    pump()
  }

const cut =
  (bytes: Buffer, keep: number, end: (socket: Socket) => void): Fault =>
  ({ socket }) =>
    socket.write(bytes.subarray(0, keep), () => end(socket))

const whole = response(200, page())
const refused = response(401, JSON.stringify({ error: 'Unauthorized' }))
const gzipped = gzipSync(page())
let bomb: Buffer | undefined
const chunked = Buffer.from(
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${Object.entries(cors)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}transfer-encoding: chunked\r\n\r\n40\r\n${page().slice(0, 64)}\r\n`,
)

/** Every fault by its name. */
export const faults = {
  'nothing wrong': say(200, page()),
  '429 for no time': first(1, error(429, 'slow down', { 'retry-after': 0 })),
  '429 until a date of its own clock': first(
    1,
    error(429, 'slow down', { date: 'Fri, 31 Dec 1999 23:59:59 GMT', 'retry-after': 'Fri, 31 Dec 1999 23:59:59 GMT' }),
  ),
  '429 for days': error(429, 'slow down', { 'retry-after': 259_200 }),
  '503 twice': first(2, error(503, 'Unavailable')),
  '408 and 504': first(2, (asked) => error(asked.count === 1 ? 408 : 504, 'Timeout')(asked)),
  '500 in HTML': say(500, '<!doctype html><h1>Oops</h1>', { 'content-type': 'text/html' }),
  '501': error(501, 'Not Implemented'),
  '502 without a body': say(502, '', { 'content-type': 'text/html' }),
  '400': error(400, 'Bad Request'),
  '401': error(401, 'Unauthorized'),
  '403': error(403, 'Forbidden'),
  '404': error(404, 'Not Found'),
  '418': error(418, 'Teapot'),
  '205': say(205, page()),
  '099': ({ socket }) => socket.write(whole.toString().replace(' 200 ', ' 099 ')),
  '600': error(600, 'Whatever'),
  '422': say(
    422,
    JSON.stringify({
      errors: [
        {
          type: 'validation_error',
          code: 'invalid_parameter',
          message: 'must be less',
          attribute: 'page_size',
          url: 'https://example.com',
        },
      ],
    }),
  ),
  '401 cut off': cut(refused, refused.length - 5, (socket) => socket.end()),
  '401 without an end': cut(refused, refused.length - 5, () => {}),
  '401 in invalid gzip': say(401, 'this is not gzip', { 'content-encoding': 'gzip' }),
  '404 in an unknown coding': error(404, 'Not Found', { 'content-encoding': 'zstd-of-tomorrow' }),
  '302 cut off': ({ socket }) =>
    socket.end('HTTP/1.1 302 Found\r\nlocation: https://evil.example/x\r\ncontent-length: 9\r\n\r\n{'),
  '429 for days, cut off': ({ socket }) =>
    socket.end('HTTP/1.1 429 Whatever\r\nretry-after: 259200\r\ncontent-length: 9\r\n\r\n{'),
  '304 of gzip': ({ socket }) => socket.write('HTTP/1.1 304 Not Modified\r\ncontent-encoding: gzip\r\n\r\n'),
  '204 of gzip': ({ socket }) => socket.write('HTTP/1.1 204 No Content\r\ncontent-encoding: gzip\r\n\r\n'),
  'reset before the headers': ({ socket }) => socket.resetAndDestroy(),
  'reset before the headers, once': first(1, ({ socket }) => socket.resetAndDestroy()),
  'closed before the headers': ({ socket }) => socket.destroy(),
  'reset in the body': cut(whole, whole.length - 20, (socket) => setImmediate(() => socket.resetAndDestroy())),
  'reset in the body, once': first(
    1,
    cut(whole, whole.length - 20, (socket) => setImmediate(() => socket.resetAndDestroy())),
  ),
  'closed in the body': cut(whole, whole.length - 20, (socket) => socket.end()),
  'closed in a chunked body': cut(chunked, chunked.length, (socket) => socket.end()),
  'truncated JSON': say(200, page().slice(0, -10)),
  'HTML under 200': say(200, '<!doctype html><h1>Sign in</h1>', { 'content-type': 'text/html' }),
  'an empty 200': say(200, ''),
  '204': ({ socket }) =>
    socket.write(
      response(204, '')
        .toString()
        .replace(/content-length.*\r\n/, ''),
    ),
  'a byte order mark': say(200, `\uFEFF${page()}`),
  'another content type': say(200, page(), { 'content-type': 'text/plain; charset=utf-8' }),
  'no content type': ({ socket }) => socket.write(whole.toString().replace(/content-type.*\r\n/, '')),
  'an array': say(200, '[]'),
  null: say(200, 'null'),
  'no data': say(200, '{"links":{}}'),
  'data that is no array': say(200, '{"links":{},"data":{}}'),
  'no answer': () => {},
  'an endless slow body': ({ socket }) => {
    socket.write(response(200, '', { 'content-length': 1_000_000 }))
    const timer = setInterval(() => socket.write(' '), 20)
    socket.once('close', () => clearInterval(timer))
  },
  'a link to another origin': linked(() => `https://evil.example${list}?page_number=1&page_token=PA1`),
  'a link to another host by its relative form': linked(() => `//evil.example${list}?page_number=1&page_token=PA1`),
  'a link to itself': linked(({ target }) =>
    target.includes('page_token') ? target : `${list}?page_number=1&page_token=PA1`,
  ),
  'links in a circle': linked(
    ({ count, origin }) => `${origin}${list}?page_number=${1 + (count % 3)}&page_token=PA${1 + (count % 3)}`,
  ),
  'a link to the first page': linked(() => `${list}?page_number=0&page_size=50`),
  'a malformed link': linked(() => 'http://['),
  'a link that is no text': linked(() => 7),
  'a link in a list': linked(() => ['?page_number=1&page_token=PA1']),
  'links that are no object': say(200, JSON.stringify({ links: ['?page_number=1&page_token=PA1'], data: [session] })),
  'a link without paging parameters': linked(() => 'https://evil/../?page=3'.replace('https://evil', '')),
  'a link of another path': linked(({ target, origin }) =>
    target.includes('PA1') ? undefined : `${origin}/somewhere/else?page_number=1&page_token=PA1`,
  ),
  'a relative link': linked(({ target }) =>
    target.includes('PA1') ? undefined : '?page_number=1&page_size=1&page_token=PA1',
  ),
  'a redirect to another origin': error(302, 'Found', { location: 'https://evil.example/path?token=x' }),
  'a redirect without a target': error(307, 'Found'),
  gzip: say(200, gzipped, { 'content-encoding': 'gzip' }),
  deflate: say(200, deflateSync(page()), { 'content-encoding': 'deflate' }),
  brotli: say(200, brotliCompressSync(page()), { 'content-encoding': 'br' }),
  'cut gzip': say(200, gzipped.subarray(0, -12), { 'content-encoding': 'gzip' }),
  'cut gzip, once': first(1, say(200, gzipped.subarray(0, -12), { 'content-encoding': 'gzip' })),
  'invalid gzip': say(200, 'this is not gzip', { 'content-encoding': 'gzip' }),
  'an unknown coding': say(200, page(), { 'content-encoding': 'zstd-of-tomorrow' }),
  'a body of 200 MB': endless(200, Buffer.alloc(65_536, ' ')),
  'a refusal of 200 MB': endless(404, Buffer.alloc(65_536, 'x')),
  'a gzip bomb': (asked) => {
    // One member, because Deno decodes only the first. It is made once, and only if it is needed.
    bomb ??= gzipSync(Buffer.alloc(100 * 1024 * 1024, ' '), { level: 1 })
    return say(200, bomb, { 'content-encoding': 'gzip' })(asked)
  },
  'two codings': say(200, brotliCompressSync(gzipped), { 'content-encoding': 'gzip, br' }),
  'a stale connection': ({ socket, count }) => {
    // Responds, and closes the connection as soon as it is used again.
    socket.write(response(200, page()))
    if (count % 2 === 1) socket.once('data', () => socket.resetAndDestroy())
  },
  'no HTTP': ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  'a switch of protocol': ({ socket }) =>
    socket.end('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  'early hints': ({ socket }) =>
    socket.write(Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n'), whole])),
  'endless headers': ({ socket }) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(400_000)}`),
} satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

/** Starts a server with one fault, on loopback. */
export async function startFaultServer(name: FaultName): Promise<FaultServer> {
  const sockets = new Set<Socket>()
  const targets: string[] = []
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {}) // closing the connection on a client is intended
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const [method, target = ''] = received.split(' ')
        received = received.slice(end + 4)
        if (method === 'OPTIONS') {
          socket.write(response(200, ''))
          continue
        }
        targets.push(target)
        faults[name]({ count: targets.length, socket, origin, target })
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // it listens on a port
  return {
    url: origin,
    targets,
    openConnections: () => sockets.size,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
