import http from 'node:http'
import https from 'node:https'
import { pipeline, type Readable, type Transform } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { urlToHttpOptions } from 'node:url'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { ResponseBodyError } from '../errors/response-body-error.js'
import { createBodyLimit } from './body.js'
import type { Outgoing, Reply, ReplyHeaders, Send } from './send.js'

/** Where requests to one origin go: parsed once, for a URL costs as much as a fifth of its request. */
interface Target {
  readonly origin: string
  readonly get: typeof http.get
  readonly options: http.RequestOptions
}

/**
 * How requests are sent on Node: by `node:http` and `node:https` over kept-alive connections, in about half
 * the time of `fetch`. Idle connections are unreferenced by the agent, so they keep no process alive.
 */
export function createHttp(): Send {
  const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) }
  let target: Target | undefined
  return async (outgoing) => {
    const origin = outgoing.url.slice(0, outgoing.url.indexOf('/', 'https://'.length))
    if (target?.origin !== origin) {
      const { protocol, hostname, port } = urlToHttpOptions(new URL(origin))
      const [get, agent] = protocol === 'https:' ? [https.get, agents.https] : [http.get, agents.http]
      target = { origin, get, options: { protocol, hostname, port, agent } }
    }
    for (;;) {
      const reply = await exchange(target, outgoing)
      if (reply !== 'stale') return reply
    }
  }
}

/** `stale` when a kept-alive connection was closed by the server before it took the request: nothing was lost, another is tried at once. */
function exchange(target: Target, { url, headers, onStop, maxResponseBytes }: Outgoing): Promise<Reply | 'stale'> {
  return new Promise((resolve, reject) => {
    const request = target.get({
      ...target.options,
      path: url.slice(target.origin.length),
      headers: { 'accept-encoding': 'gzip, deflate, br', ...headers },
    })
    let isStopped = false
    onStop(() => {
      isStopped = true
      request.destroy()
    })
    let hasResponse = false
    request.on('response', (response) => {
      hasResponse = true
      readReply(response, maxResponseBytes, resolve, reject)
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (hasResponse) return // its body tells
      const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE'
      if (request.reusedSocket && isReset && !isStopped) resolve('stale')
      else reject(error)
    })
    // A switch of protocol that nobody asked for ends without a response and without an error.
    request.on('close', () => {
      if (!hasResponse) reject(new Error('the connection was closed'))
    })
  })
}

/** Reads a response to its end. */
function readReply(
  response: http.IncomingMessage,
  maxResponseBytes: number,
  resolve: (reply: Reply) => void,
  reject: (error: unknown) => void,
): void {
  const status = response.statusCode ?? 0
  const hasRoom = createBodyLimit(status, maxResponseBytes)
  // RFC 8259, 8.1: UTF-8. Piece by piece, while the next is under way.
  const decoder = new StringDecoder('utf8')
  let text = ''
  let length = 0
  const end = () => resolve({ status, headers: toHeaders(response), text: withoutMark(text + decoder.end()) })
  const body = decode(response, reject)
  body.on('data', (piece: Buffer) => {
    try {
      text += decoder.write(piece)
      length += piece.length
      if (hasRoom(length)) return
      end()
    } catch (error) {
      reject(error)
    }
    response.destroy()
  })
  body.on('end', end)
  // What was not settled by then has been cut off, with an error or without.
  body.on('error', (cause) => reject(toBodyError(cause)))
  body.on('close', () => {
    if (!body.readableEnded) reject(new ResponseBodyError('truncated', 'the body broke off'))
  })
}

// RFC 9110, 8.4.1.
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** The body as it was before its content codings, which were applied in the order they are listed (RFC 9110, 8.4). */
function decode(response: http.IncomingMessage, reject: (error: unknown) => void): Readable {
  const codings = response.headers['content-encoding']?.toLowerCase().split(',') ?? []
  let body: Readable = response
  for (const coding of codings.map((coding) => coding.trim()).reverse()) {
    if (coding === '' || coding === 'identity') continue
    const decoder = decoders[coding]?.()
    if (decoder === undefined) {
      reject(new ResponseBodyError('undecodable', `the body is encoded as ${coding}, expected gzip, deflate or br`))
      response.destroy()
      return response
    }
    body = pipeline(body, decoder, () => {})
  }
  return body
}

function toBodyError(cause: NodeJS.ErrnoException): ResponseBodyError {
  // zlib: Z_BUF_ERROR is the end of the data before the end of the stream.
  const isBroken = /^(Z_|ERR_.*ERROR_FORMAT)/.test(cause.code ?? '') && cause.code !== 'Z_BUF_ERROR'
  return isBroken
    ? new ResponseBodyError('undecodable', 'the body cannot be decompressed', { cause })
    : new ResponseBodyError('truncated', 'the body broke off', { cause })
}

/** RFC 8259, 8.1: a byte order mark may be ignored. */
const withoutMark = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text)

function toHeaders({ headers, rawHeaders }: http.IncomingMessage): ReplyHeaders {
  return {
    get: (name) => headers[name]?.toString() ?? null,
    *[Symbol.iterator]() {
      for (let i = 0; i + 1 < rawHeaders.length; i += 2) yield [rawHeaders[i], rawHeaders[i + 1]] as [string, string] // i + 1 < length
    },
  }
}
