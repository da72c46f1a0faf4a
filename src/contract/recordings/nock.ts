import { normalizeMethod } from '../../openapi/index.js'
import { hasNoContent } from '../../text/http-status.js'
import { parseUrl } from '../../text/url.js'
import { findHeader, type Header, type Interaction } from '../interaction/interaction.js'
import { type Parts, pointerOf, withPlaces } from '../interaction/places.js'
import { isHex } from './body-text.js'
import { type ParseOptions, readEntries } from './entries.js'
import { describe, toHeaders, toRecord, toStatus, toText } from './field.js'
import { type NotRecorded, notRecordedParts } from './nock-definition.js'
import type { RecordingText } from './recording-text.js'
import { type Budget, createBudget, decodeResponseBody } from './response-body.js'

type Definition = Readonly<Record<string, unknown>>

/**
 * Reads the interactions of nock definitions (`nock.recorder.rec({ output_objects: true })`, `nock.define`) of every
 * version of nock: `rawHeaders` as a flat list or an object, the older `headers`, `port` and `reply`, bodies as JSON, text
 * or hex.
 *
 * @throws RecordingError for the first definition that cannot be read, unless `onUnreadable` is given.
 */
export function parseNock(
  recording: RecordingText,
  definitions: readonly unknown[],
  options: ParseOptions = {},
  budget = createBudget(),
): Interaction[] {
  return readEntries(definitions, options, (value, index) => {
    const at = `/${index}`
    const definition = toRecord(recording, at, value, 'a nock definition with scope and path')
    const url = toUrl(recording, at, definition)
    const method = normalizeMethod(toText(recording, `${at}/method`, definition.method ?? 'GET', 'a method'))
    const status = toDefinedStatus(recording, at, definition)
    const headers = toResponseHeaders(recording, at, definition)
    const notRecorded = toNotRecorded(recording, `${at}/notRecorded`, definition.notRecorded)
    const hasNoBody = notRecorded?.includes('response body')
    const body = hasNoBody ? null : toResponseBody(recording, `${at}/response`, definition, headers, budget)
    const interaction: Interaction = {
      request: {
        method,
        url,
        headers: toHeaderList(recording, `${at}/reqheaders`, definition.reqheaders),
        body: toRequestBody(recording, `${at}/body`, definition.body),
        ...toParts(notRecorded, 'request'),
      },
      response: {
        status,
        headers,
        body: body === '' && hasNoContent(method, status) ? null : body,
        // A definition that was written by hand, or recorded without headers, does not show whether there were headers.
        ...(headers.length === 0 && !notRecorded ? { notRecorded: ['headers'] } : toParts(notRecorded, 'response')),
      },
      source: recording.sourceOf(at),
    }
    return withPlaces(interaction, (place) => {
      const pointer = pointerOf(place, partsOf(at, definition))
      return pointer === undefined ? undefined : recording.sourceOf(pointer)
    })
  })
}

/** Returns the parts that `toNockDefinition` listed as not recorded; `undefined` for definitions from elsewhere. */
function toNotRecorded(recording: RecordingText, pointer: string, value: unknown): NotRecorded[] | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value)) throw recording.error(pointer, describe(value), `a list of ${notRecordedParts.join(', ')}`)
  return value.map((each, index) => {
    const part = notRecordedParts.find((known) => known === each)
    if (part !== undefined) return part
    throw recording.error(`${pointer}/${index}`, describe(each), `one of ${notRecordedParts.join(', ')}`)
  })
}

function toParts(notRecorded: readonly NotRecorded[] | undefined, side: 'request' | 'response') {
  const parts = (['headers', 'body'] as const).filter((kind) => notRecorded?.includes(`${side} ${kind}`))
  return parts.length > 0 ? { notRecorded: parts } : {}
}

function partsOf(at: string, { rawHeaders, reply }: Definition): Parts {
  return {
    url: `${at}/path`,
    requestHeaders: `${at}/reqheaders`,
    requestBody: `${at}/body`,
    status: `${at}/${reply === undefined ? 'status' : 'reply'}`,
    responseHeaders: `${at}/${rawHeaders === undefined ? 'headers' : 'rawHeaders'}`,
    responseBody: `${at}/response`,
  }
}

/** Returns the URL made of `scope` (an origin with an optional base path) and `path`, without the default port of the scheme. */
function toUrl(recording: RecordingText, at: string, definition: Definition): string {
  const scope = toText(recording, `${at}/scope`, definition.scope, 'an origin such as https://example.com:443')
  const path = toText(recording, `${at}/path`, definition.path, 'a path that begins with "/"')
  if (!path.startsWith('/'))
    throw recording.error(`${at}/path`, 'text without a leading "/"', 'a path that begins with "/"')
  const base = parseUrl(scope)
  if (base?.protocol !== 'https:' && base?.protocol !== 'http:') {
    throw recording.error(`${at}/scope`, 'text that is not an HTTP origin', 'an origin such as https://example.com:443')
  }
  // Old definitions have the port in a separate field.
  if (base.port === '' && definition.port !== undefined) base.port = String(definition.port)
  return `${base.origin}${base.pathname.replace(/\/$/, '')}${path}`
}

/**
 * Returns the status; 200 if the definition has no status, because nock then replies with 200. `reply` is the old name, whose
 * value is text.
 */
function toDefinedStatus(recording: RecordingText, at: string, definition: Definition): number {
  if (definition.status !== undefined) return toStatus(recording, `${at}/status`, definition.status)
  if (definition.reply === undefined) return 200
  return toStatus(recording, `${at}/reply`, Number(definition.reply))
}

function toResponseHeaders(recording: RecordingText, at: string, definition: Definition): Header[] {
  if (definition.rawHeaders === undefined) return toHeaderList(recording, `${at}/headers`, definition.headers)
  return toHeaderList(recording, `${at}/rawHeaders`, definition.rawHeaders)
}

/** Reads a flat list of alternating names and values, or an object of names with a value or a list of values. */
function toHeaderList(recording: RecordingText, pointer: string, value: unknown): Header[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) {
    const entries = Object.entries(toRecord(recording, pointer, value, 'headers as an object or a flat list'))
    return entries.flatMap(([name, each]) => toHeaders(recording, `${pointer}/${name}`, name, each))
  }
  if (value.length % 2 !== 0) throw recording.error(pointer, `${value.length} entries`, 'alternating names and values')
  return value.flatMap((name, index) =>
    index % 2 === 0 ? toHeaders(recording, `${pointer}/${index + 1}`, name, value[index + 1]) : [],
  )
}

/** Returns the body of a request; null for an empty string, which nock writes for a request without a body. */
function toRequestBody(recording: RecordingText, pointer: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'string' ? value : toJsonText(recording, pointer, value)
}

/**
 * Returns the body of a response. nock records JSON parsed, other text as text, and bytes (of an encoded or binary body) as hex
 * in one or more pieces.
 */
function toResponseBody(
  recording: RecordingText,
  pointer: string,
  definition: Definition,
  headers: readonly Header[],
  budget: Budget,
): string | null {
  const { response } = definition
  if (response === undefined) return null
  const isEncoded = findHeader(headers, 'content-encoding') !== undefined
  if (typeof response === 'string') {
    if (!definition.responseIsBinary && !(isEncoded && isHex(response))) return response
    return decodeResponseBody(recording, pointer, toBytes(recording, pointer, [response]), headers, budget)
  }
  if (isEncoded && isTextList(response)) {
    return decodeResponseBody(recording, pointer, toBytes(recording, pointer, response), headers, budget)
  }
  return toJsonText(recording, pointer, response)
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function toBytes(recording: RecordingText, pointer: string, pieces: readonly string[]): Buffer {
  const bad = pieces.findIndex((piece) => !isHex(piece))
  if (bad !== -1)
    throw recording.error(`${pointer}/${bad}`, 'text that is not hex', 'the bytes of an encoded body as hex')
  return Buffer.from(pieces.join(''), 'hex')
}

/** Returns the text of a JSON value as the recording spells it, because parsing would lose `1.0` or a repeated name. */
function toJsonText(recording: RecordingText, pointer: string, value: unknown): string {
  const spelled = recording.textOf(pointer)
  if (spelled !== undefined) return spelled
  try {
    const text: string | undefined = JSON.stringify(value)
    if (text !== undefined) return text
  } catch {
    // The value has a cycle or a BigInt, or is nested deeper than the stack allows.
  }
  throw recording.error(pointer, `${describe(value)} that is not JSON`, 'a JSON value')
}
