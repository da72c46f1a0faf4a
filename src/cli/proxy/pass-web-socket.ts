import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { toConnectionReason } from './connection-error.js'
import { type Exchange, type Sent, toPath } from './exchange.js'
import { toHeaders, toWebSocketHeaders } from './message-headers.js'
import type { Upstream } from './upstream.js'

/** Passes on a request to open a WebSocket, and then all data in both directions. */
export type PassWebSocket = (request: IncomingMessage, socket: Socket, head: Buffer) => void

interface Opening {
  readonly sent: Sent
  outcome?: Exchange
}

/**
 * Creates a function that passes WebSockets on.
 *
 * @param onSocket receives each socket to the target that carries a WebSocket
 */
export function createPassWebSocket(
  upstream: Upstream,
  { onSocket, onExchange }: { onSocket: (socket: Duplex) => void; onExchange: (exchange: Exchange) => void },
): PassWebSocket {
  const { proxy } = upstream
  const openings = new WeakMap<IncomingMessage, Opening>()

  proxy.on('proxyReqWs', (toTarget, request) => {
    const opening = openings.get(request)
    if (!opening) return
    const { sent } = opening
    try {
      upstream.prepare(toTarget, toWebSocketHeaders(sent.headers, upstream.hostFor(sent.headers)), sent.path)
    } catch (error) {
      toTarget.destroy(error instanceof Error ? error : undefined)
      return
    }
    toTarget.once('upgrade', (_, socket) => {
      opening.outcome = { request: sent, outcome: 'upgraded' }
      onSocket(socket)
    })
    toTarget.once('response', ({ statusCode: status = 0, rawHeaders }) => {
      const response = { status, headers: toHeaders(rawHeaders), body: undefined }
      opening.outcome = { request: sent, outcome: 'complete', response }
    })
  })

  proxy.on('error', (error, request, socket) => {
    const opening = request && openings.get(request)
    if (!opening || !socket || 'writeHead' in socket) return
    const { sent } = opening
    opening.outcome ??= { request: sent, outcome: 'no-response', reason: toConnectionReason(error) }
    // httpxy ends the socket next.
    if (socket.writable && socket.bytesWritten === 0)
      socket.write('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })

  return (request, socket, head) => {
    const headers = toHeaders(request.rawHeaders)
    const opening: Opening = {
      sent: { method: 'GET', path: toPath(request.url ?? '/'), headers, body: null, isComplete: true },
    }
    openings.set(request, opening)
    socket.once('close', () => {
      if (opening.outcome) onExchange(opening.outcome)
    })
    // The listeners of `error` handle the error.
    proxy.ws(request, socket, upstream.optionsFor('new'), head).catch(() => {})
  }
}
