import { parseLosslessJson } from '../../text/json/lossless.js'
import type { Header, Interaction } from '../interaction/interaction.js'

/** One interaction in nock's definition format, which `nock.define` accepts. */
export interface NockDefinition {
  readonly scope: string
  readonly method: string
  readonly path: string
  readonly body: string | object
  readonly status: number
  readonly response: string | object
  /** Alternating names and values, so that repeated headers stay repeated. */
  readonly rawHeaders: readonly string[]
  readonly reqheaders?: Readonly<Record<string, string>>
  /** The parts that are missing because they were not recorded. This property is not nock's; nock ignores it. */
  readonly notRecorded?: readonly NotRecorded[]
}

/** A part of an interaction that was not recorded. */
export type NotRecorded = (typeof notRecordedParts)[number]

export const notRecordedParts = ['request headers', 'request body', 'response headers', 'response body'] as const

/** Headers about the transfer of the body. They would be wrong in a recording, which has the body decoded and complete. */
const transferHeaders = new Set(['content-encoding', 'content-length', 'transfer-encoding'])

/**
 * Converts an interaction to a nock definition. A body is parsed as JSON if parsing loses nothing; otherwise it stays text.
 *
 * The headers that describe the transfer of the body (`Content-Encoding`, `Content-Length`, `Transfer-Encoding`) are left
 * out: the body is decoded. Repeated request headers are joined with commas (RFC 9110, 5.3).
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
    ...toNotRecorded(request, response),
  }
}

function toNotRecorded(request: Interaction['request'], response: Interaction['response']) {
  const notRecorded = notRecordedParts.filter((part) => {
    const [side, kind] = part.split(' ')
    return (side === 'request' ? request : response).notRecorded?.some((each) => each === kind)
  })
  // Without this list, a reader assumes that missing headers were not recorded.
  const isKnown = response.headers.length === 0 && !response.notRecorded?.includes('headers')
  return notRecorded.length > 0 || isKnown ? { notRecorded } : {}
}

/** Formats interactions as a nock recording: JSON with an indent of two spaces. The same input gives the same text. */
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
