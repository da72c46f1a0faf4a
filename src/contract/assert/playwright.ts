import { findHeader, type Interaction } from '../interaction/interaction.js'
import { callMethod, hasMethods, isObject, read, readText, toHeaders, toSentUrl, toText } from './read.js'

/** The methods of a Playwright response that are used, whether it comes from `request.get()` or from a page. */
export interface PlaywrightResponse {
  /** The URL of the request. */
  url(): string
  /** The status code. */
  status(): number
  /** The body in bytes, after content decoding. */
  body(): Promise<Uint8Array>
}

export function isPlaywright(value: unknown): value is PlaywrightResponse {
  return hasMethods(value, 'url', 'status', 'body')
}

/**
 * Converts a response of Playwright to an interaction. A response of a page knows its request; a response of
 * `request.get()` does not, and is treated as the answer to a GET without a body.
 *
 * @throws {TypeError} if the response has no body that can be read
 */
export async function fromPlaywright(response: PlaywrightResponse): Promise<Interaction> {
  const headers = toHeaders(
    await callMethod(response, hasMethods(response, 'headersArray') ? 'headersArray' : 'headers'),
  )
  const bytes = await response.body().catch((cause: unknown) => {
    // Playwright does not keep the body of a redirect, or any body after `dispose()`.
    throw new TypeError('response: expected a body that can be read, received a response without one', { cause })
  })
  const text = toText(bytes, findHeader(headers, 'content-type')) ?? ''
  return {
    request: await toRequest(response),
    response: { status: response.status(), headers, body: text === '' ? null : text },
  }
}

async function toRequest(response: PlaywrightResponse): Promise<Interaction['request']> {
  const url = toSentUrl(response.url())
  const request = callMethod(response, 'request')
  if (!isObject(request)) return { method: 'GET', url, headers: [], notRecorded: ['headers'] }
  const headers = toHeaders(await callMethod(request, hasMethods(request, 'allHeaders') ? 'allHeaders' : 'headers'))
  const body = callMethod(request, 'postData')
  return {
    method: String(callMethod(request, 'method') ?? 'GET'),
    url,
    // With HTTP/2, the headers include pseudo-header fields (RFC 9113, 8.3).
    headers: headers.filter(([name]) => !name.startsWith(':')),
    body: typeof body === 'string' ? body : null,
  }
}

/**
 * Details of a request that its response does not have, as Playwright's `request.fetch` takes them: `{ method: 'POST',
 * data: { … } }`.
 */
export interface RequestDetails {
  /**
   * The method of the request.
   *
   * @default that of the response, or GET
   */
  readonly method?: string
  /**
   * The absolute URL.
   *
   * @default that of the response
   */
  readonly url?: string
  /**
   * The headers of the request.
   *
   * @default those of the response, or not recorded
   */
  readonly headers?: object
  /**
   * The body: text, bytes, or an object that is sent as JSON.
   *
   * @default that of the response, or none
   */
  readonly data?: unknown
}

/** The interaction, with the details of the request that a test provides. */
export function withRequest(interaction: Interaction, details: object): Interaction {
  const { request } = interaction
  const data = read(details, 'data') ?? read(details, 'body')
  const given = read(details, 'headers')
  const { notRecorded, ...known } = request
  const headers = given === undefined ? request.headers : toHeaders(given)
  const body =
    toText(data, findHeader(headers, 'content-type')) ?? (isObject(data) ? JSON.stringify(data) : request.body)
  return {
    ...interaction,
    request: {
      ...known,
      method: (readText(details, 'method') ?? request.method).toUpperCase(),
      url: readText(details, 'url') ?? request.url,
      headers,
      ...(body !== undefined && { body }),
      ...(given === undefined && notRecorded && { notRecorded }),
    },
  }
}
