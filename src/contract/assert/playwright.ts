import type { Interaction } from '../interaction/interaction.js'
import { findHeader } from '../recordings/body-text.js'
import { callMethod, hasMethods, isObject, read, readText, toHeaders, toSentUrl, toText } from './read.js'

/** The methods that are used of a response of Playwright, of `request.get()` or of a page. */
export interface PlaywrightResponse {
  /** The URL of the request. */
  url(): string
  /** The status code. */
  status(): number
  /** The bytes of the body, after decoding. */
  body(): Promise<Uint8Array>
}

export function isPlaywright(value: unknown): value is PlaywrightResponse {
  return hasMethods(value, 'url', 'status', 'body')
}

/**
 * The interaction of a response of Playwright. A response of a page knows its request; one of `request.get()` does not, and is
 * taken for that of a GET without a body.
 */
export async function fromPlaywright(response: PlaywrightResponse): Promise<Interaction> {
  const headers = toHeaders(
    await callMethod(response, hasMethods(response, 'headersArray') ? 'headersArray' : 'headers'),
  )
  const bytes = await response.body().catch((cause: unknown) => {
    // Playwright does not keep the body of a redirect, and has none after `dispose()`.
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
    // Of HTTP/2, pseudo-header fields (RFC 9113, 8.3) are among them.
    headers: headers.filter(([name]) => !name.startsWith(':')),
    body: typeof body === 'string' ? body : null,
  }
}

/** What a test knows of a request whose response does not: `{ method: 'POST', data: { … } }`, as Playwright's `request.fetch` takes it. */
export interface RequestDetails {
  /** @default that of the response, or GET */
  readonly method?: string
  /** Absolute. @default that of the response */
  readonly url?: string
  /** @default those of the response, or not recorded */
  readonly headers?: object
  /** Text, bytes, or an object that is sent as JSON. @default that of the response, or none */
  readonly data?: unknown
}

/** The interaction with what a test knows of the request. */
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
