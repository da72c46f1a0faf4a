import type { Header } from '../../contract/index.js'

/** Headers of one connection, which a proxy does not pass on (RFC 9110, 7.6.1). */
const ofConnection = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade'])

/** Pairs the names and values of `rawHeaders` of Node.js. */
export function toHeaders(raw: readonly string[]): Header[] {
  const headers: Header[] = []
  for (let index = 0; index < raw.length; index += 2) headers.push([raw[index] ?? '', raw[index + 1] ?? ''])
  return headers
}

/** The headers without those of the connection, including those that `Connection` names. */
export function withoutConnection(headers: readonly Header[]): Header[] {
  const named = valuesOf(headers, 'connection')
  return headers.filter(([spelled]) => {
    const name = spelled.toLowerCase()
    return !ofConnection.has(name) && !named.includes(name)
  })
}

/**
 * The headers to send to the target: those of the request in the same order, with this host, and with the headers that the new
 * connection needs.
 */
export function toTargetHeaders(headers: readonly Header[], host: string): Header[] {
  const kept = withoutConnection(headers).map(([name, value]): Header => [name, isHost(name) ? host : value])
  const isChunked = valuesOf(headers, 'transfer-encoding').includes('chunked')
  const takesTrailers = valuesOf(headers, 'te').includes('trailers')
  return [
    // A request of HTTP/1.0 may have no host.
    ...(kept.some(([name]) => isHost(name)) ? [] : [['Host', host] as const]),
    ...kept,
    ...(isChunked ? [['Transfer-Encoding', 'chunked'] as const] : []),
    ...(takesTrailers ? [['TE', 'trailers'] as const, ['Connection', 'TE'] as const] : []),
  ]
}

/** The headers of a request that opens a WebSocket (RFC 6455, 4.1), with this host. */
export const toWebSocketHeaders = (headers: readonly Header[], host: string): Header[] =>
  headers.map(([name, value]) => [name, isHost(name) ? host : value])

/** True for the name of the `Host` header, in upper or lower case. */
export const isHost = (name: string) => name.toLowerCase() === 'host'

/** The values of a header that is a list, in lower case. */
export const valuesOf = (headers: readonly Header[], name: string): string[] =>
  headers
    .filter(([each]) => each.length === name.length && each.toLowerCase() === name)
    .flatMap(([, value]) => value.split(',').map((part) => part.trim().toLowerCase()))

/**
 * Groups values by header name, as Node.js accepts repeated headers. A name keeps the position and the spelling of its first
 * appearance.
 */
export function groupHeaders(headers: readonly Header[]): [name: string, values: string[]][] {
  const groups = new Map<string, [string, string[]]>()
  for (const [name, value] of headers) {
    const group = groups.get(name.toLowerCase()) ?? [name, []]
    group[1].push(value)
    groups.set(name.toLowerCase(), group)
  }
  return [...groups.values()]
}
