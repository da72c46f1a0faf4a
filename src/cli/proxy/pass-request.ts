import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Header } from '../../contract/index.js'
import { toConnectionReason } from './connection-error.js'
import { type BodyCopy, createBodyCopy, type Exchange, toPath, toSent } from './exchange.js'
import { toHeaders, toTargetHeaders, valuesOf, withoutConnection } from './message-headers.js'
import type { Upstream } from './upstream.js'

/** A request while it is passed on. */
interface Passing {
  /** The client's request, and the response to the client. */
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly path: string
  readonly sent: BodyCopy
  readonly received: BodyCopy
  /** The request to the target; undefined once it has failed. */
  toTarget?: ClientRequest | undefined
  /** The response of the target, once it has begun. */
  fromTarget?: IncomingMessage
  isRepeated: boolean
  failure?: string
}

/** Passes a request on to the target, and the response back to the client. */
export type PassRequest = (request: IncomingMessage, response: ServerResponse) => void

/**
 * Creates a function that passes requests on as they are, except for the host and the headers of the connection.
 *
 * httpxy joins repeated headers, and drops trailers and informational responses, so this function sets all of them.
 */
export function createPassRequest(
  upstream: Upstream,
  { maxBodyBytes, onExchange }: { readonly maxBodyBytes: number; readonly onExchange: (exchange: Exchange) => void },
): PassRequest {
  const { proxy } = upstream
  const passing = new WeakMap<IncomingMessage, Passing>()
  proxy.on('proxyReq', (toTarget, request) => {
    const one = passing.get(request)
    if (one) beginRequest(one, toTarget, upstream)
  })
  proxy.on('proxyRes', (fromTarget, request) => {
    const one = passing.get(request)
    if (one && !one.response.destroyed) beginResponse(one, fromTarget, upstream)
  })
  proxy.on('error', (error, request) => {
    const one = request && passing.get(request)
    // What comes after a complete response is not part of it.
    if (!one || one.fromTarget?.complete) return
    const repeats = mayRepeat(one)
    one.toTarget = undefined
    if (repeats) {
      one.isRepeated = true
      const { request, response } = one
      proxy.web(request, response, { ...upstream.optionsFor('new'), buffer: Readable.from([]) }).catch(ignore)
    } else fail(one, upstream, toConnectionReason(error))
  })

  return (request, response) => {
    const one: Passing = {
      request,
      response,
      path: toPath(request.url ?? '/'),
      sent: createBodyCopy(maxBodyBytes),
      received: createBodyCopy(maxBodyBytes),
      isRepeated: false,
    }
    passing.set(request, one)
    response.sendDate = false
    response.once('close', () => onExchange(toExchange(one)))
    // With `Expect`, httpxy would send the headers before they can be changed. The raw headers still have it.
    delete request.headers.expect
    proxy.web(request, response, upstream.optionsFor('any')).catch(ignore)
  }
}

/** Sends the headers of a request to the target as the client sent them. httpxy then sends the body. */
function beginRequest(one: Passing, toTarget: ClientRequest, upstream: Upstream): void {
  const { request, response } = one
  const headers = toHeaders(request.rawHeaders)
  one.toTarget = toTarget
  // Node.js reports no error for a change of protocol that was not asked for.
  toTarget.once('close', () => {
    if (one.toTarget === toTarget && !one.fromTarget) fail(one, upstream, closed)
  })
  try {
    upstream.prepare(toTarget, toTargetHeaders(headers, upstream.hostFor(headers)), one.path)
  } catch (error) {
    toTarget.destroy()
    fail(one, upstream, toConnectionReason(error))
    return
  }
  toTarget.on('information', (information) => writeInformation(request, response, information))
  if (valuesOf(headers, 'expect').includes('100-continue')) {
    toTarget.on('continue', () => response.writeContinue())
    toTarget.flushHeaders()
  }
  if (one.isRepeated) return
  request.on('data', (chunk: Buffer) => one.sent.add(chunk))
  request.once('end', () => addTrailers(toTarget, request.rawTrailers))
  // A body may begin long after the headers.
  setImmediate(() => {
    const hasBody = toTarget.hasHeader('content-length') || toTarget.hasHeader('transfer-encoding')
    if (hasBody && !toTarget.writableEnded && !toTarget.destroyed) toTarget.flushHeaders()
  })
}

/** Sends a response of the target to the client. */
function beginResponse(one: Passing, fromTarget: IncomingMessage, upstream: Upstream): void {
  const { response, received } = one
  try {
    const head = withoutConnection(toHeaders(fromTarget.rawHeaders)).flat()
    response.writeHead(fromTarget.statusCode ?? 0, fromTarget.statusMessage, head)
  } catch (error) {
    fromTarget.destroy()
    fail(one, upstream, toConnectionReason(error))
    return
  }
  one.fromTarget = fromTarget
  fromTarget.on('data', (chunk: Buffer) => received.add(chunk))
  fromTarget.pipe(response, { end: false })
  fromTarget.once('end', () => {
    addTrailers(response, fromTarget.rawTrailers)
    response.end()
  })
  // A body may begin long after the headers.
  setImmediate(() => {
    if (!response.writableEnded && !response.destroyed) response.flushHeaders()
  })
}

/**
 * Returns true if a failed request may be sent once more, on a new connection: the target closed an idle connection just when it
 * was used again (RFC 9112, 9.3.1).
 */
function mayRepeat({ request, response, toTarget, fromTarget, isRepeated, sent }: Passing): boolean {
  const wasClosed = toTarget?.reusedSocket && !fromTarget && !isRepeated && !response.destroyed
  return wasClosed === true && request.complete && sent.read() === null && isIdempotent(request)
}

/** Answers the client with 502, or closes its connection if the response has begun. */
function fail(one: Passing, { target }: Upstream, reason: string): void {
  if (one.failure !== undefined) return
  one.failure = reason
  const { response } = one
  if (response.headersSent || response.destroyed) response.destroy()
  else writeBadGateway(response, target, reason)
}

const closed = 'the connection was closed'

/** The listeners of `error` handle the error. */
const ignore = () => {}

/** True if a request may be repeated (RFC 9110, 9.2.2). */
const isIdempotent = ({ method = '' }: IncomingMessage) => ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)

function addTrailers(message: ClientRequest | ServerResponse, raw: readonly string[]): void {
  if (raw.length === 0) return
  try {
    message.addTrailers(toHeaders(raw).map(([name, value]): [string, string] => [name, value]))
  } catch {
    // Node.js refuses to send some characters that it accepts when it reads. The message is complete without its trailers.
  }
}

function toExchange({ request, path, sent, received, fromTarget, failure }: Passing): Exchange {
  const asSent = toSent(request, path, sent)
  if (!fromTarget) {
    return { request: asSent, outcome: 'no-response', reason: failure ?? 'the client closed the connection' }
  }
  const { statusCode: status = 0 } = fromTarget
  // The client may close the connection as soon as it has everything.
  if (fromTarget.complete && fromTarget.readableEnded && failure === undefined) {
    const headers: Header[] = toHeaders(fromTarget.rawHeaders)
    const body = received.read()
    return { request: asSent, outcome: 'complete', response: { status, headers, body: body === null ? empty : body } }
  }
  const reason = failure ?? (fromTarget.destroyed ? closed : 'the client closed the connection')
  return { request: asSent, outcome: 'incomplete', status, reason }
}

const empty = Buffer.alloc(0)

interface Information {
  readonly statusCode: number
  readonly statusMessage: string
  readonly rawHeaders: readonly string[]
}

/** Passes on an informational response (RFC 9110, 15.2), such as 103 Early Hints. */
function writeInformation({ httpVersion }: IncomingMessage, response: ServerResponse, information: Information): void {
  const { statusCode, statusMessage, rawHeaders } = information
  if (statusCode === 100 || httpVersion === '1.0' || response.headersSent) return
  const lines = withoutConnection(toHeaders(rawHeaders)).map(([name, value]) => `${name}: ${value}\r\n`)
  response.socket?.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('')}\r\n`, 'latin1')
}

function writeBadGateway(response: ServerResponse, target: URL, reason: string): void {
  const text = `room-sessions proxy: no response from ${target.origin}: ${reason}\n`
  response.writeHead(502, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? '' : text)
}
