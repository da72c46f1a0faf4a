import { parseLosslessJson } from '../../text/json/lossless.js'
import type { Header, Interaction } from '../interaction/interaction.js'

/** One interaction in nock's definition format, as `nock.define` takes it. */
export interface NockDefinition {
  readonly scope: string
  readonly method: string
  readonly path: string
  readonly body: string | object
  readonly status: number
  readonly response: string | object
  /** Names and values in turn, so that repeated headers stay repeated. */
  readonly rawHeaders: readonly string[]
  readonly reqheaders?: Readonly<Record<string, string>>
}

/** Headers that tell how the body was carried; the recording holds it decoded and whole. */
const transferHeaders = new Set(['content-encoding', 'content-length', 'transfer-encoding'])

/**
 * An interaction as a nock definition: bodies as parsed JSON where that loses nothing, else as text.
 *
 * The headers that describe the transfer of the body (`Content-Encoding`, `Content-Length`, `Transfer-Encoding`) are left
 * out: the body is decoded. Repeated request headers are joined as RFC 9110, 5.3 allows.
 */
export function toNockDefinition({ request, response }: Interaction): NockDefinition {
  const url = new URL(request.url)
  const headers = Object.entries(joinHeaders(request.headers))
  return {
    scope: `${url.protocol}//${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`,
    method: request.method,
    path: url.pathname + url.search,
    body: toBody(request.body),
    status: response.status,
    response: toBody(response.body),
    rawHeaders: response.headers.filter(([name]) => !transferHeaders.has(name.toLowerCase())).flat(),
    ...(headers.length > 0 && { reqheaders: Object.fromEntries(headers) }),
  }
}

/** A recording of interactions: nock definitions as JSON, two spaces, one line at the end. Same input, same text. */
export function formatNock(interactions: Iterable<Interaction>): string {
  return `${JSON.stringify(Array.from(interactions, toNockDefinition), null, 2)}\n`
}

function toBody(text: string | null | undefined): string | object {
  return text ? (parseLosslessJson(text) ?? text) : ''
}

function joinHeaders(headers: readonly Header[]): Record<string, string> {
  const joined = new Map<string, string>()
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    const before = joined.get(key)
    joined.set(key, before === undefined ? value : `${before}, ${value}`)
  }
  return Object.fromEntries(joined)
}
