import { normalizeMethod } from '../../openapi/index.js'
import { hasNoContent } from '../../text/http-status.js'
import { findHeader, type Header, type Interaction, type MessagePart } from '../interaction/interaction.js'
import { type Parts, pointerOf, withPlaces } from '../interaction/places.js'
import { type ParseOptions, readEntries } from './entries.js'
import { describe, toHeaders, toRecord, toStatus, toText } from './field.js'
import { type FormField, writeForm } from './form-fields.js'
import { type HarReading, readContent } from './har-content.js'
import { withMimeType } from './mime-type.js'
import type { RecordingText } from './recording-text.js'
import { createBudget } from './response-body.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the interactions of a HAR 1.2 file (`log.entries`), as browsers, proxies and test tools write it.
 *
 * Leaves out an entry without a status, or with status 0 or less: its request was blocked or cancelled, and has no response.
 *
 * @throws RecordingError for the first entry that cannot be read, unless `onUnreadable` is given.
 */
export function parseHar(recording: RecordingText, entries: readonly unknown[], options: ParseOptions): Interaction[] {
  const reading: HarReading = { recording, budget: createBudget(), readFile: options.readFile }
  return readEntries(entries, options, (value, index) => {
    const at = `/log/entries/${index}`
    const entry = toRecord(recording, at, value, 'an entry with request and response')
    const request = toRecord(recording, `${at}/request`, entry.request, 'a request')
    const response = toRecord(recording, `${at}/response`, entry.response, 'a response')
    if (isNoStatus(response.status)) {
      options.onNoResponse?.(recording.sourceOf(at))
      return undefined
    }
    const received = typeof response.status === 'string' ? Number(response.status) : response.status
    const status = toStatus(recording, `${at}/response/status`, received)
    const method = normalizeMethod(toText(recording, `${at}/request/method`, request.method, 'a method'))
    const url = toUrl(recording, `${at}/request/url`, request.url)
    const interaction: Interaction = {
      request: { method, url, ...toRequest(reading, `${at}/request`, request) },
      response: { status, ...toResponse(reading, `${at}/response`, response, hasNoContent(method, status)) },
      source: recording.sourceOf(at),
    }
    return withPlaces(interaction, (place) => {
      const pointer = pointerOf(place, partsOf(at))
      return pointer === undefined ? undefined : recording.sourceOf(pointer)
    })
  })
}

/** Returns the pointers to the parts of an entry. A body is a text on one line, so all of its values have that line. */
function partsOf(at: string): Parts {
  return {
    url: `${at}/request/url`,
    requestHeaders: `${at}/request/headers`,
    requestBody: `${at}/request/postData/text`,
    status: `${at}/response/status`,
    responseHeaders: `${at}/response/headers`,
    responseBody: `${at}/response/content/text`,
  }
}

/** True if an entry has no response: browsers and proxies then write 0, -1, null or an empty text as the status. */
function isNoStatus(status: unknown): boolean {
  return status === null || ((typeof status === 'number' || typeof status === 'string') && Number(status) <= 0)
}

/** Returns the URL with its query, but without the fragment, which is not sent. */
function toUrl(recording: RecordingText, pointer: string, value: unknown): string {
  const url = toText(recording, pointer, value, 'an absolute URL')
  if (!URL.canParse(url)) throw recording.error(pointer, 'text that is not an absolute URL', 'an absolute URL')
  return url.replace(/#.*/s, '')
}

/** Reads headers, without the pseudo-headers of HTTP/2 and HTTP/3 (RFC 9113, 8.3), which repeat method, URL and status. */
function toHeaderList(recording: RecordingText, pointer: string, value: unknown): Header[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw recording.error(pointer, describe(value), 'a list of names and values')
  // Some tools write null for an empty value.
  return value
    .flatMap((each, index) => {
      const header = toRecord(recording, `${pointer}/${index}`, each, 'an object with name and value')
      return toHeaders(recording, `${pointer}/${index}`, header.name, header.value === null ? '' : header.value)
    })
    .filter(([name]) => !name.startsWith(':'))
    .flatMap(([name, joined]) => joined.split(lineBreak).map((line): Header => [name, line]))
}

/**
 * Matches the line breaks with which browsers join the lines of a repeated header. No value contains one (RFC 9110, 5.5), except
 * in a folded line (5.2), which is not split.
 */
const lineBreak = /\r?\n(?![ \t])/

function toResponse(
  reading: HarReading,
  at: string,
  response: Fields,
  isEmpty: boolean,
): Omit<Interaction['response'], 'status'> {
  const { recording } = reading
  const recorded = toHeaderList(recording, `${at}/headers`, response.headers)
  const pointer = `${at}/content`
  const content = toRecord(recording, pointer, response.content ?? {}, 'an object')
  const typed = withMimeType(recorded, content.mimeType)
  const body = isEmpty ? null : readContent(reading, pointer, content, typed, response.bodySize)
  return {
    headers: body === null || body === '' ? recorded : typed,
    body: body ?? null,
    ...withoutParts(recorded.length === 0, body === undefined),
  }
}

function toRequest(reading: HarReading, at: string, request: Fields): Omit<Interaction['request'], 'method' | 'url'> {
  const recorded = toHeaderList(reading.recording, `${at}/headers`, request.headers)
  const pointer = `${at}/postData`
  const postData = toRecord(reading.recording, pointer, request.postData ?? {}, 'an object with text')
  const typed = withMimeType(recorded, postData.mimeType)
  const form = toForm(reading, pointer, postData, findHeader(typed, 'content-type'))
  if (form) {
    const headers = withMimeType(recorded, form.contentType, form.hasOtherBoundary)
    return { headers, body: form.text, ...withoutParts(recorded.length === 0, false) }
  }
  const hasData = request.postData !== undefined && request.postData !== null
  const size = toBodySize(request.bodySize, recorded, hasData)
  const body = readContent(reading, pointer, postData, typed, size)
  const isTyped = body !== null && body !== '' && typed.length > recorded.length
  return {
    headers: isTyped ? typed : recorded,
    body: body ?? null,
    ...withoutParts(isTyped && recorded.length === 0, body === undefined),
  }
}

/**
 * Returns the size of a request's body in bytes; `undefined` if it is not known. If the size was not recorded (-1), the headers
 * say it. Without a header that announces a body, there is a body only if the entry has `postData`.
 */
function toBodySize(bodySize: unknown, headers: readonly Header[], hasData: boolean): number | undefined {
  if (typeof bodySize === 'number' && bodySize >= 0) return bodySize
  const length = Number(findHeader(headers, 'content-length'))
  if (!Number.isNaN(length)) return length
  return hasData || findHeader(headers, 'transfer-encoding') !== undefined ? undefined : 0
}

function withoutParts(hasNoHeaders: boolean, hasNoBody: boolean): { notRecorded?: readonly MessagePart[] } {
  const notRecorded: MessagePart[] = [
    ...(hasNoHeaders ? ['headers' as const] : []),
    ...(hasNoBody ? ['body' as const] : []),
  ]
  return notRecorded.length > 0 ? { notRecorded } : {}
}

/** Reads a form that is written as its fields only (HAR 1.2, postData); `undefined` for any other body. */
function toForm({ recording, readFile }: HarReading, pointer: string, postData: Fields, contentType = '') {
  const { text, params, _file } = postData
  const isElsewhere = (typeof text === 'string' && text !== '') || (typeof _file === 'string' && readFile)
  if (isElsewhere || !Array.isArray(params) || params.length === 0) return undefined
  const fields = params.map((each, index): FormField => {
    const field = toRecord(recording, `${pointer}/params/${index}`, each, 'a field with name and value')
    const { fileName, contentType: type } = field
    return {
      name: toText(recording, `${pointer}/params/${index}/name`, field.name, 'a name'),
      value: toFieldValue(field),
      ...(typeof fileName === 'string' && { fileName }),
      ...(typeof type === 'string' && { contentType: type }),
    }
  })
  const form = writeForm(fields, contentType)
  return form && { ...form, hasOtherBoundary: form.contentType !== contentType }
}

/** Returns the value of a field; `undefined` for a file whose content was not recorded. */
function toFieldValue({ value, fileName }: Fields): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return fileName === undefined ? '' : undefined
}
