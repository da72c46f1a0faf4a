import { hasNoContent } from '../../text/http-status.js'
import type { Header, Interaction } from '../interaction/interaction.js'
import { describe, toHeaders, toRecord, toStatus, toText } from './field.js'
import type { RecordingText } from './recording-text.js'
import { type Budget, createBudget, decodeResponseBody } from './response-body.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the interactions of a HAR 1.2 file (`log.entries`), as browsers, proxies and test tools write it.
 *
 * An entry with status 0 is left out: it was blocked or cancelled, and has no response.
 *
 * @throws RecordingError for the first entry that cannot be read, such as one saved without its content.
 */
export function parseHar(recording: RecordingText, entries: readonly unknown[]): Interaction[] {
  const budget = createBudget()
  return entries.flatMap((value, index) => {
    const at = `/log/entries/${index}`
    const entry = toRecord(recording, at, value, 'an entry with request and response')
    const request = toRecord(recording, `${at}/request`, entry.request, 'an object')
    const response = toRecord(recording, `${at}/response`, entry.response, 'an object')
    if (response.status === 0) return []
    const status = toStatus(recording, `${at}/response/status`, response.status)
    const method = toText(recording, `${at}/request/method`, request.method, 'a method').toUpperCase()
    const headers = toHeaderList(recording, `${at}/response/headers`, response.headers)
    const body = hasNoContent(method, status) ? null : toResponseBody(recording, at, response, headers, budget)
    return {
      request: {
        method,
        url: toUrl(recording, `${at}/request/url`, request.url),
        headers: toHeaderList(recording, `${at}/request/headers`, request.headers),
        body: toRequestBody(recording, `${at}/request/postData`, request.postData),
      },
      response: { status, headers, body },
      source: recording.sourceOf(at),
    }
  })
}

/** The URL with its query. The fragment is removed, because it is not sent. */
function toUrl(recording: RecordingText, pointer: string, value: unknown): string {
  const url = toText(recording, pointer, value, 'an absolute URL')
  if (!URL.canParse(url)) throw recording.error(pointer, 'text that is not an absolute URL', 'an absolute URL')
  return url.replace(/#.*$/s, '')
}

/** Headers without the pseudo-headers of HTTP/2 and HTTP/3 (RFC 9113, 8.3), which repeat method, URL and status. */
function toHeaderList(recording: RecordingText, pointer: string, value: unknown): Header[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw recording.error(pointer, describe(value), 'a list of names and values')
  return value
    .flatMap((each, index) => {
      const header = toRecord(recording, `${pointer}/${index}`, each, 'an object with name and value')
      return toHeaders(recording, `${pointer}/${index}`, header.name, header.value)
    })
    .filter(([name]) => !name.startsWith(':'))
}

function toRequestBody(recording: RecordingText, pointer: string, value: unknown): string | null {
  if (value === undefined || value === null) return null
  const { text, params, mimeType } = toRecord(recording, pointer, value, 'an object with text')
  if (typeof text === 'string' && text !== '') return text
  // HAR 1.2, postData: a form may be written as its fields only.
  const isForm = typeof mimeType === 'string' && /^application\/x-www-form-urlencoded\b/i.test(mimeType)
  if (!isForm || !Array.isArray(params) || params.length === 0) return null
  const fields = params.map((each, index) => {
    const field = toRecord(recording, `${pointer}/params/${index}`, each, 'a field with name and value')
    return [String(field.name), String(field.value ?? '')]
  })
  return new URLSearchParams(fields).toString()
}

function toResponseBody(
  recording: RecordingText,
  at: string,
  response: Fields,
  headers: readonly Header[],
  budget: Budget,
): string | null {
  const pointer = `${at}/response/content`
  if (response.content === undefined) return null
  const content = toRecord(recording, pointer, response.content, 'an object')
  if (content.text === undefined) {
    // Browsers save HAR files with or without content. Without it there is nothing to check.
    if (typeof content.size !== 'number' || content.size <= 0) return null
    throw recording.error(pointer, `content of ${content.size} bytes without text`, 'a HAR file saved with content')
  }
  const text = toText(recording, `${pointer}/text`, content.text, 'a string')
  if (content.encoding === undefined || content.encoding === '') return text
  if (content.encoding !== 'base64') throw recording.error(`${pointer}/encoding`, 'another encoding', 'base64')
  if (/[^A-Za-z0-9+/=\s]/.test(text)) throw recording.error(`${pointer}/text`, 'text that is not base64', 'base64')
  return decodeResponseBody(recording, pointer, Buffer.from(text, 'base64'), headers, budget)
}
