import { Agent, type ClientRequest } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import { createProxyServer, type ProxyServerOptions } from 'httpxy'
import type { Header } from '../../contract/index.js'
import { groupHeaders, isHost } from './message-headers.js'

/** Longer than any client or server that is known allows. */
export const maxHeaderBytes = 128 * 1024

/** Sockets to the target that were idle for longer are not used again: the target may be about to close them. */
const maxIdleMs = 1000

/** Requests to one target. */
export interface Upstream {
  readonly target: URL
  /** The host that a request to the target names: its own, or that of the client's request. */
  hostFor(headers: readonly Header[]): string
  /** Connects, pipes and cleans up. What it would change in messages is put right by those who listen to its events. */
  readonly proxy: ReturnType<typeof createProxyServer>
  /** Options for one call of `proxy`, with a new connection or one that was used before. */
  optionsFor(connection: 'new' | 'any'): ProxyServerOptions
  /** Makes a request to the target what these headers and this path say. Throws for what Node.js does not send. */
  prepare(request: ClientRequest, headers: readonly Header[], path: string): void
  close(): void
}

/** Creates the side of a proxy that speaks to the target. */
export function createUpstream(
  target: URL,
  { isInsecure, keepsHost }: { readonly isInsecure: boolean; readonly keepsHost: boolean },
): Upstream {
  const agent = new (target.protocol === 'https:' ? TlsAgent : Agent)({ keepAlive: true, timeout: maxIdleMs })
  const { protocol, host, hostname, port } = target
  const prefix = target.pathname.replace(/\/+$/, '')
  return {
    target,
    hostFor: (headers) => (keepsHost && headers.find(([name]) => isHost(name))?.[1]) || host,
    proxy: createProxyServer({
      // A URL has the brackets of an IPv6 address, with which it cannot be resolved.
      target: { protocol, host, hostname: hostname.replace(/^\[|\]$/g, ''), ...(port !== '' && { port }) },
      changeOrigin: true,
      prependPath: false,
      secure: !isInsecure,
      selfHandleResponse: true,
    }),
    // httpxy writes into `ssl`, which is therefore a new object each time.
    optionsFor: (connection) => ({
      agent: connection === 'new' ? false : agent,
      ssl: { maxHeaderSize: maxHeaderBytes },
    }),
    prepare(request, headers, path) {
      for (const name of request.getHeaderNames()) request.removeHeader(name)
      for (const [name, [first = '', ...others]] of groupHeaders(headers)) {
        request.setHeader(name, others.length === 0 ? first : [first, ...others])
      }
      request.path = `${prefix}${path}`
    },
    close: () => agent.destroy(),
  }
}
