import { Agent, type ClientRequest } from 'node:http'
import { Agent as TlsAgent } from 'node:https'
import { createProxyServer, type ProxyServerOptions } from 'httpxy'
import type { Header } from '../../contract/index.js'
import { basePathOf } from '../../text/url.js'
import { groupHeaders, isHost } from './message-headers.js'

/** Maximum length of the headers in bytes, longer than any known client or server allows. */
export const maxHeaderBytes = 128 * 1024

/** Sockets to the target that were idle for longer are not used again: the target may be about to close them. */
const maxIdleMs = 1000

/** The side of a proxy that sends requests to one target. */
export interface Upstream {
  readonly target: URL
  /** The host that a request to the target names: that of the target, or that of the client's request with `keepsHost`. */
  hostFor(headers: readonly Header[]): string
  /** Connects, pipes and cleans up. The listeners of its events correct what it would change in messages. */
  readonly proxy: ReturnType<typeof createProxyServer>
  /** Options for one call of `proxy`, with a new connection or one that was used before. */
  optionsFor(connection: 'new' | 'any'): ProxyServerOptions
  /** Sets the headers and the path of a request to the target. Throws if Node.js refuses to send them. */
  prepare(request: ClientRequest, headers: readonly Header[], path: string): void
  close(): void
}

/** Creates the side of a proxy that sends requests to the target. */
export function createUpstream(
  target: URL,
  { isInsecure, keepsHost }: { readonly isInsecure: boolean; readonly keepsHost: boolean },
): Upstream {
  const agent = new (target.protocol === 'https:' ? TlsAgent : Agent)({ keepAlive: true, timeout: maxIdleMs })
  const { protocol, host, hostname, port } = target
  const prefix = basePathOf(target)
  return {
    target,
    hostFor: (headers) => (keepsHost && headers.find(([name]) => isHost(name))?.[1]) || host,
    proxy: createProxyServer({
      // A URL has brackets around an IPv6 address. The address cannot be resolved with them.
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
      // Node.js adds a length or an encoding to a request without a body, unless both were removed.
      for (const name of [...request.getHeaderNames(), 'content-length', 'transfer-encoding'])
        request.removeHeader(name)
      for (const [name, [first = '', ...others]] of groupHeaders(headers)) {
        request.setHeader(name, others.length === 0 ? first : [first, ...others])
      }
      request.path = `${prefix}${path}`
    },
    close: () => agent.destroy(),
  }
}
