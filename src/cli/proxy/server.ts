import { Agent, type ClientRequest, createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { type Duplex, Readable } from 'node:stream'
import { createProxyServer, type ProxyServerOptions } from 'httpxy'
import { toConnectionReason } from './connection-error.js'
import { type BodyCopy, createBodyCopy, type Exchange, toPath, toSent } from './exchange.js'
import {
  groupHeaders,
  toHeaders,
  toTargetHeaders,
  toWebSocketHeaders,
  valuesOf,
  withoutConnection,
} from './message-headers.js'

/** What a proxy passes on to, and what it reports. */
export interface ProxyOptions {
  /** An origin, with a path that is put before that of every request. */
  readonly target: URL
  /** A longer body is passed on, and not kept. */
  readonly maxBodyBytes: number
  /** Accept any certificate of the target. */
  readonly isInsecure: boolean
  /** Receives each exchange when it has ended. */
  readonly onExchange: (exchange: Exchange) => void
}

/** A proxy in front of one target. */
export interface Proxy {
  /** Resolves to the origin to send requests to. Rejects if the address cannot be used. */
  listen(port: number, host: string): Promise<string>
  /** Ends all connections. */
  close(): Promise<void>
}

/** Longer than any client or server that is known allows. */
const maxHeaderBytes = 128 * 1024

/** Sockets to the target that were idle for longer are not used again: the target may be about to close them. */
const maxIdleMs = 1000

/** What is known of a request while it is passed on. */
interface Passing {
  readonly path: string
  readonly sent: BodyCopy
  readonly received: BodyCopy
  /** The request to the target, until it has failed. */
  request?: ClientRequest | undefined
  /** The response, once it has begun. */
  response?: IncomingMessage
  /** Whether the socket was used before, so that the target may have closed it at this moment. */
  isReused: boolean
  isRepeated: boolean
  failure?: string
}

/**
 * Creates a proxy that streams in both directions. It changes `Host` and the headers of the connection, and nothing else.
 */
export function createProxy({ target, maxBodyBytes, isInsecure, onExchange }: ProxyOptions): Proxy {
  const isTls = target.protocol === 'https:'
  const agent = new (isTls ? TlsAgent : Agent)({ keepAlive: true, timeout: maxIdleMs })
  const prefix = target.pathname.replace(/\/+$/, '')
  const passing = new WeakMap<IncomingMessage, Passing>()
  const sockets = new Set<Duplex>()
  // httpxy connects, pipes and cleans up. It would join repeated headers, and drop trailers and informational responses.
  const proxy = createProxyServer({
    target: target.origin,
    changeOrigin: true,
    prependPath: false,
    secure: !isInsecure,
    selfHandleResponse: true,
  })
  const optionsWith = (options: ProxyServerOptions): ProxyServerOptions => ({
    ...options,
    ssl: { maxHeaderSize: maxHeaderBytes },
  })

  const pass = (request: IncomingMessage, response: ServerResponse) => {
    const path = toPath(request.url ?? '/')
    const state: Passing = {
      path,
      sent: createBodyCopy(maxBodyBytes),
      received: createBodyCopy(maxBodyBytes),
      isReused: false,
      isRepeated: false,
    }
    passing.set(request, state)
    response.sendDate = false
    response.once('close', () => onExchange(toExchange(request, state)))
    // Set again from the raw headers; with it, httpxy would send the headers before it lets anyone change them.
    delete request.headers.expect
    proxy.web(request, response, optionsWith({ agent })).catch(() => {})
  }

  proxy.on('proxyReq', (proxyRequest, request, response) => {
    const state = passing.get(request)
    if (!state) return
    const headers = toHeaders(request.rawHeaders)
    for (const name of proxyRequest.getHeaderNames()) proxyRequest.removeHeader(name)
    for (const [name, values] of groupHeaders(toTargetHeaders(headers, target.host))) {
      proxyRequest.setHeader(name, values.length === 1 ? (values[0] ?? '') : values)
    }
    proxyRequest.path = `${prefix}${state.path}`
    state.request = proxyRequest
    state.isReused = proxyRequest.reusedSocket
    proxyRequest.on('information', (info) => writeInformation(request, response, info))
    if (valuesOf(headers, 'expect').includes('100-continue')) {
      proxyRequest.on('continue', () => response.writeContinue())
      proxyRequest.flushHeaders()
    }
    // Node.js reports no error for a change of protocol that was not asked for.
    proxyRequest.once('close', () => {
      if (state.request === proxyRequest && !state.response && !response.destroyed)
        fail(response, state, 'the connection was closed')
    })
    if (state.isRepeated) return
    // A body may begin long after the headers.
    setImmediate(() => {
      const hasBody = proxyRequest.hasHeader('content-length') || proxyRequest.hasHeader('transfer-encoding')
      if (hasBody && !proxyRequest.writableEnded && !proxyRequest.destroyed) proxyRequest.flushHeaders()
    })
    request.on('data', (chunk: Buffer) => state.sent.add(chunk))
    request.on('end', () => {
      if (request.rawTrailers.length > 0)
        proxyRequest.addTrailers(toHeaders(request.rawTrailers).map(([...pair]) => pair))
    })
  })

  proxy.on('proxyRes', (received, request, response) => {
    const state = passing.get(request)
    if (!state || response.destroyed) return
    state.response = received
    received.on('data', (chunk: Buffer) => state.received.add(chunk))
    const head = withoutConnection(toHeaders(received.rawHeaders)).flat()
    response.writeHead(received.statusCode ?? 502, received.statusMessage, head)
    received.pipe(response, { end: false })
    received.once('end', () => {
      if (received.rawTrailers.length > 0)
        response.addTrailers(toHeaders(received.rawTrailers).map(([...pair]) => pair))
      response.end()
    })
    // A response may begin long before its body does.
    setImmediate(() => {
      if (!response.writableEnded && !response.destroyed) response.flushHeaders()
    })
  })

  proxy.on('error', (error, request, to) => {
    const state = request && passing.get(request)
    if (!request || !state || !to || !('writeHead' in to)) return
    // What comes after a complete response is not part of it.
    if (state.response?.complete) return
    state.request = undefined
    if (state.response || to.destroyed) {
      state.failure = toConnectionReason(error)
      to.destroy()
      return
    }
    // The target has closed an idle connection at the moment of its use (RFC 9112, 9.3.1).
    if (state.isReused && !state.isRepeated && request.complete && state.sent.read() === null && isSafe(request)) {
      state.isRepeated = true
      proxy.web(request, to, optionsWith({ agent: false, buffer: Readable.from([]) })).catch(() => {})
      return
    }
    fail(to, state, toConnectionReason(error))
  })
  const fail = (response: ServerResponse, state: Passing, reason: string) => {
    state.failure = reason
    writeBadGateway(response, target, reason)
  }

  const server = createServer({
    ...{ maxHeaderSize: maxHeaderBytes, noDelay: true },
    // A client may wait as long as it likes, as it may without the proxy.
    ...{ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
  })
  server.on('request', pass)
  server.on('checkContinue', pass)
  server.on('checkExpectation', pass)
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket: Socket, head) => {
    if (!valuesOf(toHeaders(request.rawHeaders), 'upgrade').includes('websocket')) {
      // A server may ignore an upgrade (RFC 9110, 7.8), such as that to HTTP/2 which Java clients ask for.
      socket.unshift(Buffer.concat([Buffer.from(toHead(request), 'latin1'), head]))
      server.emit('connection', socket)
      return
    }
    const path = toPath(request.url ?? '/')
    let outcome: Exchange | undefined
    const sent = { method: 'GET', path, headers: toHeaders(request.rawHeaders), body: null }
    webSockets.set(request, {
      path,
      onUpgrade: () => {
        outcome = { request: sent, outcome: 'upgraded' }
      },
      onResponse: ({ statusCode = 0, rawHeaders }) => {
        const response = { status: statusCode, headers: toHeaders(rawHeaders), body: undefined }
        outcome = { request: sent, outcome: 'complete', response }
      },
      onError: (reason) => {
        outcome ??= { request: sent, outcome: 'no-response', reason }
      },
    })
    socket.once('close', () => {
      if (outcome) onExchange(outcome)
    })
    proxy.ws(request, socket, optionsWith({ agent: false }), head).catch(() => {})
  })
  const webSockets = new WeakMap<
    IncomingMessage,
    {
      readonly path: string
      onUpgrade(): void
      onResponse(response: IncomingMessage): void
      onError(reason: string): void
    }
  >()
  proxy.on('proxyReqWs', (proxyRequest, request) => {
    const state = webSockets.get(request)
    if (!state) return
    for (const name of proxyRequest.getHeaderNames()) proxyRequest.removeHeader(name)
    for (const [name, values] of groupHeaders(toWebSocketHeaders(toHeaders(request.rawHeaders), target.host))) {
      proxyRequest.setHeader(name, values.length === 1 ? (values[0] ?? '') : values)
    }
    proxyRequest.path = `${prefix}${state.path}`
    proxyRequest.on('upgrade', (_, socket) => {
      state.onUpgrade()
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    proxyRequest.on('response', (response) => state.onResponse(response))
  })
  proxy.on('error', (error, request, to) => {
    const state = request && webSockets.get(request)
    if (!state || !to || 'writeHead' in to) return
    const reason = toConnectionReason(error)
    state.onError(reason)
    if (to.writable && to.bytesWritten === 0) to.write(`HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n`)
  })

  return {
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(port, host, () => {
          server.off('error', reject)
          // A server that listens on a port has an AddressInfo, not the path of a pipe.
          resolve(toOrigin(server.address() as AddressInfo))
        })
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      agent.destroy()
      await closed
    },
  }
}

/** Whether a request may be repeated (RFC 9110, 9.2.2). */
const isSafe = ({ method = '' }: IncomingMessage) => ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'].includes(method)

function toExchange(request: IncomingMessage, state: Passing): Exchange {
  const sent = toSent(request, state.path, state.sent)
  const received = state.response
  if (!received) {
    return { request: sent, outcome: 'no-response', reason: state.failure ?? 'the client closed the connection' }
  }
  const { statusCode: status = 0 } = received
  // The client may close the connection as soon as it has everything.
  if (received.complete && received.readableEnded) {
    const body = state.received.read()
    const headers = toHeaders(received.rawHeaders)
    return {
      request: sent,
      outcome: 'complete',
      response: { status, headers, body: body === null ? Buffer.alloc(0) : body },
    }
  }
  const reason = received.destroyed ? 'the connection was closed' : 'the client closed the connection'
  return { request: sent, outcome: 'incomplete', status, reason: state.failure ?? reason }
}

interface Information {
  readonly statusCode: number
  readonly statusMessage: string
  readonly rawHeaders: readonly string[]
}

/** Passes on an informational response (RFC 9110, 15.2), such as 103 Early Hints. */
function writeInformation({ httpVersion }: IncomingMessage, response: ServerResponse, information: Information): void {
  const { statusCode, statusMessage, rawHeaders } = information
  if (statusCode === 100 || httpVersion === '1.0' || response.headersSent) return
  const lines = withoutConnection(toHeaders([...rawHeaders])).map(([name, value]) => `${name}: ${value}\r\n`)
  response.socket?.write(`HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('')}\r\n`, 'latin1')
}

function writeBadGateway(response: ServerResponse, target: URL, reason: string): void {
  const text = `room-sessions proxy: no response from ${target.origin}: ${reason}\n`
  response.writeHead(502, { 'content-type': 'text/plain', 'content-length': Buffer.byteLength(text) })
  response.end(response.req.method === 'HEAD' ? '' : text)
}

/** The head of a request without its upgrade, which is a wish of the connection. */
function toHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const headers = toHeaders(rawHeaders)
  const framing = headers.filter(([name]) => /^(transfer-encoding|te)$/i.test(name))
  const lines = [...withoutConnection(headers), ...framing].map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${url} HTTP/${httpVersion}\r\n${lines.join('')}\r\n`
}

/** The origin of a listening server. An address that stands for all of them is reached by loopback. */
function toOrigin({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`
}
