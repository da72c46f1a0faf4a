import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Exchange } from './exchange.js'
import { toHeaders, valuesOf, withoutConnection } from './message-headers.js'
import { createPassRequest } from './pass-request.js'
import { createPassWebSocket } from './pass-web-socket.js'
import { createUpstream, maxHeaderBytes } from './upstream.js'

/** Options of a proxy: its target, its limits, and what receives the traffic. */
export interface ProxyOptions {
  /** An origin, with an optional path that is put before the path of each request. */
  readonly target: URL
  /** Maximum length in bytes of a body that is kept. A longer body is only passed on. */
  readonly maxBodyBytes: number
  /** Accept any certificate of the target. */
  readonly isInsecure: boolean
  /** Pass on the host that the client asked for, instead of that of the target. */
  readonly keepsHost: boolean
  /** Receives each exchange when it has ended. Exchanges that `close` interrupts are left out. */
  readonly onExchange: (exchange: Exchange) => void
}

/** A proxy in front of one target. */
export interface Proxy {
  /** Resolves to the origin to send requests to. Rejects if the address cannot be used. */
  listen(port: number, host: string): Promise<string>
  /** Ends all connections. */
  close(): Promise<void>
}

/** Creates a proxy that streams in both directions. */
export function createProxy(options: ProxyOptions): Proxy {
  const { target, maxBodyBytes, onExchange } = options
  const upstream = createUpstream(target, options)
  const sockets = new Set<Duplex>()
  let isClosing = false
  const onSocket = (socket: Duplex) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  const report = (exchange: Exchange) => {
    const isComplete = exchange.outcome === 'complete' || exchange.outcome === 'upgraded'
    if (isComplete || !isClosing) onExchange(exchange)
  }
  const passRequest = createPassRequest(upstream, { maxBodyBytes, onExchange: report })
  const passWebSocket = createPassWebSocket(upstream, { onSocket, onExchange: report })

  const server = createServer({
    ...{ maxHeaderSize: maxHeaderBytes, noDelay: true },
    // The proxy sets no time limits: a client may take as long as it would without the proxy.
    ...{ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 0 },
  })
  server.on('connection', onSocket)
  for (const event of ['request', 'checkContinue', 'checkExpectation']) server.on(event, passRequest)
  server.on('upgrade', (request, socket: Socket, head) => {
    if (valuesOf(toHeaders(request.rawHeaders), 'upgrade').includes('websocket')) {
      passWebSocket(request, socket, head)
      return
    }
    // A server may ignore an upgrade (RFC 9110, 7.8), such as that to HTTP/2 which Java clients ask for.
    socket.unshift(Buffer.concat([Buffer.from(toHead(request), 'latin1'), head]))
    server.emit('connection', socket)
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
      isClosing = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      upstream.close()
      await closed
    },
  }
}

/** The request line and headers of a request as text, without the headers that ask for an upgrade. */
function toHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const headers = toHeaders(rawHeaders)
  const framing = headers.filter(([name]) => /^(transfer-encoding|te)$/i.test(name))
  const closing = valuesOf(headers, 'connection').includes('close') ? [['Connection', 'close'] as const] : []
  const kept = [...withoutConnection(headers), ...framing, ...closing]
  return `${method} ${url} HTTP/${httpVersion}\r\n${kept.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
}

/** The origin of a listening server. If it listens on all addresses, the origin has the loopback address. */
function toOrigin({ address, family, port }: AddressInfo): string {
  const host = address === '0.0.0.0' ? '127.0.0.1' : address === '::' ? '::1' : address
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`
}
