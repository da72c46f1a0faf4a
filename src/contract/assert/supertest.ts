import { findHeader, type Interaction } from '../interaction/interaction.js'
import { callMethod, isObject, read, readText, toHeaders, toSentUrl, toText } from './read.js'

/** The parts of a supertest or superagent response that are used. */
export interface SupertestResponse {
  readonly status: number
  readonly headers: object
  readonly header: object
  readonly request: object
}

export function isSupertest(value: unknown): value is SupertestResponse {
  return (
    typeof read(value, 'status') === 'number' &&
    isObject(read(value, 'headers')) &&
    isObject(read(value, 'header')) &&
    readText(value, 'request', 'url') !== undefined
  )
}

/** Converts a response of supertest or superagent to an interaction. */
export function fromSupertest(response: SupertestResponse): Interaction {
  const headers = toHeaders(response.headers)
  const contentType = findHeader(headers, 'content-type')
  const parsed = read(response, 'body')
  const isEmpty = isObject(parsed) && !ArrayBuffer.isView(parsed) && Object.keys(parsed).length === 0
  const text = readText(response, 'text') ?? toText(parsed, contentType) ?? (isEmpty ? '' : JSON.stringify(parsed))
  return {
    request: toRequest(response),
    response: { status: response.status, headers, body: text || null },
  }
}

function toRequest({ request, ...response }: SupertestResponse): Interaction['request'] {
  const sent = read(response, 'req')
  const headers = toHeaders(callMethod(sent, 'getHeaders'))
  const contentType = findHeader(headers, 'content-type')
  const data = read(request, '_data')
  const text = toText(data, contentType) ?? toBody(data, contentType)
  const isLost = (text === undefined && data !== undefined && data !== null) || isObject(read(request, '_formData'))
  return {
    method: (readText(request, 'method') ?? 'GET').toUpperCase(),
    url: toSentUrl(readText(request, 'url') ?? ''),
    headers,
    body: text ?? null,
    ...(isLost && { notRecorded: ['body'] }),
  }
}

/** The request body, serialised as superagent does. */
function toBody(data: unknown, contentType = ''): string | undefined {
  if (!isObject(data)) return undefined
  if (/[/+]json\b/i.test(contentType)) return JSON.stringify(data)
  const values: unknown[] = Object.values(data)
  const isFlat = values.every((value) => ['string', 'number', 'boolean'].includes(typeof value))
  if (!contentType.startsWith('application/x-www-form-urlencoded') || !isFlat) return undefined
  return new URLSearchParams(Object.entries(data).map(([name, value]) => [name, String(value)])).toString()
}
