import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Header } from '../../contract/index.js'
import { toConnectionReason } from './connection-error.js'
import { type BodyCopy, createBodyCopy, type Exchange, toPath, toSent } from './exchange.js'
import { toHeaders, toTargetHeaders, valuesOf, withoutConnection } from './message-headers.js'
import type { Upstream } from './upstream.js'

/** The state of a request while it is passed on. */
interface Passing {
  readonly path: string
  readonly sent: BodyCopy
  readonly received: BodyCopy
  /** The request to the target; undefined once it has failed. */
  request?: ClientRequest | undefined
  /** The response, once it has begun. */
  response?: IncomingMessage
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
  const { proxy, target } = upstream
  const passing = new WeakMap<IncomingMessage, Passing>()

  const fail = (response: ServerResponse, state: Passing, reason: string) => {
    if (state.failure !== undefined) return
    state.failure = reason
    if (response.headersSent || response.destroyed) response.destroy()
    else writeBadGateway(response, target, reason)
  }

  proxy.on('proxyReq', (toTarget, request, response) => {
    const state = passing.get(request)
    if (!state) return
    const headers = toHeaders(request.rawHeaders)
    state.request = toTarget
    // Node.js reports no error for a change of protocol that was not asked for.
    toTarget.once('close', () => {
      if (state.request === toTarget && !state.response) fail(response, state, closed)
    })
    try {
      upstream.prepare(toTarget, toTargetHeaders(headers, upstream.hostFor(headers)), state.path)
    } catch (error) {
      toTarget.destroy()
      return fail(response, state, toConnectionReason(error))
    }
    toTarget.on('information', (information) => writeInformation(request, response, information))
    if (valuesOf(headers, 'expect').includes('100-continue')) {
      toTarget.on('continue', () => response.writeContinue())
      toTarget.flushHeaders()
    }
    if (state.isRepeated) return
    request.on('data', (chunk: Buffer) => state.sent.add(chunk))
    request.once('end', () => addTrailers(toTarget, request.rawTrailers))
    // A body may begin long after the headers.
    setImmediate(() => {
      const hasBody = toTarget.hasHeader('content-length') || toTarget.hasHeader('transfer-encoding')
      if (hasBody && !toTarget.writableEnded && !toTarget.destroyed) toTarget.flushHeaders()
    })
  })

  proxy.on('proxyRes', (received, request, response) => {
    const state = passing.get(request)
    if (!state || response.destroyed) return
    try {
      const head = withoutConnection(toHeaders(received.rawHeaders)).flat()
      response.writeHead(received.statusCode ?? 0, received.statusMessage, head)
    } catch (error) {
      received.destroy()
      return fail(response, state, toConnectionReason(error))
    }
    state.response = received
    received.on('data', (chunk: Buffer) => state.received.add(chunk))
    received.pipe(response, { end: false })
    received.once('end', () => {
      addTrailers(response, received.rawTrailers)
      response.end()
    })
    // A body may begin long after the headers.
    setImmediate(() => {
      if (!response.writableEnded && !response.destroyed) response.flushHeaders()
    })
  })

  proxy.on('error', (error, request, response) => {
    const state = request && passing.get(request)
    if (!state || !response || !('writeHead' in response)) return
    // What comes after a complete response is not part of it.
    if (state.response?.complete) return
    const isRepeatable = state.request?.reusedSocket && !state.response && !state.isRepeated && !response.destroyed
    state.request = undefined
    // The target closed an idle connection just when it was used again (RFC 9112, 9.3.1).
    if (isRepeatable && request.complete && state.sent.read() === null && isIdempotent(request)) {
      state.isRepeated = true
      proxy.web(request, response, { ...upstream.optionsFor('new'), buffer: Readable.from([]) }).catch(ignore)
    } else fail(response, state, toConnectionReason(error))
  })

  return (request, response) => {
    const state: Passing = {
      path: toPath(request.url ?? '/'),
      sent: createBodyCopy(maxBodyBytes),
      received: createBodyCopy(maxBodyBytes),
      isRepeated: false,
    }
    passing.set(request, state)
    response.sendDate = false
    response.once('close', () => onExchange(toExchange(request, state)))
    // With `Expect`, httpxy would send the headers before they can be changed. The raw headers still have it.
    delete request.headers.expect
    proxy.web(request, response, upstream.optionsFor('any')).catch(ignore)
  }
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

function toExchange(request: IncomingMessage, state: Passing): Exchange {
  const sent = toSent(request, state.path, state.sent)
  const { response: received, failure } = state
  if (!received) return { request: sent, outcome: 'no-response', reason: failure ?? 'the client closed the connection' }
  const { statusCode: status = 0 } = received
  // The client may close the connection as soon as it has everything.
  if (received.complete && received.readableEnded && failure === undefined) {
    const headers: Header[] = toHeaders(received.rawHeaders)
    const body = state.received.read()
    return { request: sent, outcome: 'complete', response: { status, headers, body: body === null ? empty : body } }
  }
  const reason = failure ?? (received.destroyed ? closed : 'the client closed the connection')
  return { request: sent, outcome: 'incomplete', status, reason }
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
