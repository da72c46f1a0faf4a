import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { createSandbox } from '../../src/sandbox/index.js'

/**
 * Three servers of `total` room sessions in pages of any size, and of one session by any id, as fast as node:http
 * can be: bodies are made once, so that what is measured is the client. The second encodes them for who accepts gzip.
 * The third takes 20 ms for each.
 */
const total = Number(process.argv[2])
const list = '/api/video/room_sessions'
const sandbox = createSandbox()
const authorization = `Basic ${btoa(`${sandbox.credentials.projectId}:${sandbox.credentials.apiToken}`)}`
const response = await sandbox.fetch(
  new Request(`https://example.signalwire.com${list}?page_size=50`, { headers: { authorization } }),
)
const { data: some } = (await response.json()) as { data: { cost_in_dollars?: number }[] } // the sandbox keeps its document

/** The `data` of a page, by its size. */
const pages = new Map<number, string>()

/** Pages in gzip, by their address. */
const encoded = new Map<string, Buffer>()

function createAnswer({ isGzip = false, delayMs = 0 }): RequestListener {
  return ({ url = '', headers }, reply) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const size = Number(searchParams.get('page_size') ?? 50)
    const number = Number(searchParams.get('page_number') ?? 0)
    const text = pathname === list ? toPage(size, number, `http://${headers.host}${list}`) : JSON.stringify(some[0])
    reply.setHeader('content-type', 'application/json')
    let body: string | Buffer = text
    if (isGzip && headers['accept-encoding']?.includes('gzip')) {
      body = encoded.get(url) ?? gzipSync(text)
      encoded.set(url, body)
      reply.setHeader('content-encoding', 'gzip')
    }
    reply.setHeader('content-length', Buffer.byteLength(body))
    if (delayMs > 0) setTimeout(() => reply.end(body), delayMs)
    else reply.end(body)
  }
}

function toPage(size: number, number: number, address: string): string {
  const data = pages.get(size) ?? JSON.stringify(Array.from({ length: size }, (_, index) => some[index % some.length]))
  pages.set(size, data)
  const link = (page: number) => `${address}?page_number=${page}&page_size=${size}&page_token=PA${page}`
  const next = (number + 1) * size < total ? { next: link(number + 1) } : {}
  return `{"links":${JSON.stringify({ self: link(number), first: link(0), ...next })},"data":${data}}`
}

async function serve(options: { isGzip?: boolean; delayMs?: number }): Promise<string> {
  const server = createServer(createAnswer(options)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

process.send?.({ plain: await serve({}), gzip: await serve({ isGzip: true }), slow: await serve({ delayMs: 20 }) })
process.on('disconnect', () => process.exit())
