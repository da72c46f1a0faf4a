import { findHeader, type Interaction } from '../interaction/interaction.js'
import { callMethod, hasMethods, isObject, read, readText, toHeaders, toSentUrl, toText } from './read.js'

/** The parts of an axios response that are used. An error of axios has such a response as `response`. */
export interface AxiosResponse {
  readonly status: number
  readonly data: unknown
  readonly headers: object
  readonly config: object
}

export function isAxios(value: unknown): value is AxiosResponse {
  return (
    typeof read(value, 'status') === 'number' &&
    isObject(value) &&
    'data' in value &&
    isObject(read(value, 'headers')) &&
    isObject(read(value, 'config'))
  )
}

/**
 * Converts a response of axios to an interaction.
 *
 * axios has parsed the body, so it is serialised again: numbers lose what `JSON.parse` loses. With `responseType:
 * 'text'` or `'arraybuffer'`, the body is as received.
 *
 * @throws {TypeError} if the body is a stream
 */
export function fromAxios(response: AxiosResponse): Interaction {
  const { status, data, config } = response
  const headers = toHeaders(response.headers)
  return {
    request: toRequest(response),
    response: { status, headers, body: toBody(data, findHeader(headers, 'content-type'), config) },
  }
}

function toBody(data: unknown, contentType: string | undefined, config: object): string | null {
  if (data === undefined || data === '') return null
  if (typeof data === 'string') return isRawText(data, contentType, config) ? data : JSON.stringify(data)
  const text = toText(data, contentType)
  if (text !== undefined) return text
  if (hasMethods(data, 'pipe') || hasMethods(data, 'getReader'))
    throw new TypeError('response: expected a body that was read, received a stream (responseType: "stream")')
  return JSON.stringify(data) ?? null
}

/**
 * True if a text is the body as received. False if axios parsed it from a JSON string; broken JSON cannot be
 * distinguished from that.
 */
function isRawText(data: string, contentType: string | undefined, config: object): boolean {
  if (!/[/+]json\b/i.test(contentType ?? '') || read(config, 'responseType') === 'text') return true
  try {
    const value: unknown = JSON.parse(data)
    return isObject(value)
  } catch {
    return false
  }
}

function toRequest({ config, ...response }: AxiosResponse): Interaction['request'] {
  const sent = read(response, 'request')
  const configured = readText(config, 'method') ?? 'get'
  const method = readText(sent, 'method') ?? configured
  const url =
    readText(sent, 'res', 'responseUrl') ?? readText(sent, 'responseURL') ?? readText(sent, 'url') ?? toUrl(config)
  // A redirect may have changed the method and dropped the body.
  const body = method.toUpperCase() === configured.toUpperCase() ? read(config, 'data') : undefined
  const own = toHeaders(hasMethods(sent, 'getHeaders') ? callMethod(sent, 'getHeaders') : read(config, 'headers'))
  const text = toText(body, findHeader(own, 'content-type'))
  return {
    method: method.toUpperCase(),
    url: toSentUrl(url),
    headers: own,
    body: text ?? null,
    // A form or a stream was sent and cannot be read again.
    ...(text === undefined && body !== undefined && body !== null && { notRecorded: ['body'] }),
  }
}

/** Builds the URL by the rules of axios, for adapters that do not report it. */
function toUrl(config: object): string {
  const [base = '', own = ''] = [readText(config, 'baseURL'), readText(config, 'url')]
  const isAbsolute = /^(?:[a-z][a-z\d+.-]*:)?\/\//i.test(own)
  const whole = isAbsolute || base === '' ? own : `${base.replace(/\/?\/$/, '')}/${own.replace(/^\/+/, '')}`
  const url = toSentUrl(whole)
  const query = toQuery(read(config, 'params'))
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`
}

function toQuery(params: unknown): string {
  if (params instanceof URLSearchParams) return params.toString()
  const pairs = Object.entries(isObject(params) ? params : {}).flatMap(([name, value]): string[][] => {
    if (value === undefined || value === null) return []
    if (Array.isArray(value)) return value.map((each) => [`${name}[]`, String(each)])
    return [[name, value instanceof Date ? value.toISOString() : isObject(value) ? JSON.stringify(value) : `${value}`]]
  })
  return new URLSearchParams(pairs).toString()
}
