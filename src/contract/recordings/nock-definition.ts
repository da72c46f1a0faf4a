import { parseLosslessJson } from '../../text/json/lossless.js'
import type { Header, Interaction } from '../interaction/interaction.js'
import { isRecorded } from '../interaction/recorded.js'

/** One interaction in nock's definition format, as `nock.define` takes it. */
export interface NockDefinition {
  readonly scope: string
  readonly method: string
  readonly path: string
  readonly body: string | object
  readonly status: number
  readonly response: string | object
  /** Names and values by turns, so that repeated headers stay repeated. */
  readonly rawHeaders: readonly string[]
  readonly reqheaders?: Readonly<Record<string, string>>
}

/** Headers about the transfer of the body. The recording holds the body decoded and complete, so they would be wrong. */
const transferHeaders = new Set(['content-encoding', 'content-length', 'transfer-encoding'])

/**
 * Converts an interaction to a nock definition. A body is parsed JSON where parsing loses nothing, and text otherwise.
 *
 * The headers that describe the transfer of the body (`Content-Encoding`, `Content-Length`, `Transfer-Encoding`) are left
 * out: the body is decoded. Repeated request headers are joined with commas (RFC 9110, 5.3).
 *
 * @throws TypeError when a body was not recorded: a definition cannot say so.
 */
export function toNockDefinition({ request, response }: Interaction): NockDefinition {
  for (const [side, message] of Object.entries({ request, response })) {
    if (!isRecorded(message, 'body')) throw new TypeError(`${side} body: expected a recorded body, received none`)
  }
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

/** Formats interactions as a nock recording: JSON with an indent of two spaces. The same input gives the same text. @throws TypeError like `toNockDefinition` */
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
