import type { ReplyHeaders } from './transport/send.js'

/** Status, headers and request id of a response. Contains no credential. */
export interface ResponseInfo {
  readonly status: number
  readonly headers: Headers
  /** The service's id of the request, for its support team; null if the response has no id. */
  readonly requestId: string | null
  /** Attempts made for the call, including repeats. */
  readonly attempts: number
}

/** A call that reads one item: a Promise of the item. */
export interface Call<T> extends Promise<T> {
  /** Returns the item, and the status, headers and request id of its response. */
  withResponse(): Promise<{ data: T; response: ResponseInfo }>
}

// The vendor documents no name. These are the names that its Python SDK reads.
const requestIdNames = ['x-request-id', 'x-signalwire-request-id', 'request-id', 'x-amzn-requestid']

/** Matches the names of headers that hooks receive. None of these headers has a credential, a cookie or an address. */
const shownNames = new RegExp(
  `^(?:accept|user-agent|date|server|via|content-(?:type|length|encoding)|retry-after.*|(?:x-)?ratelimit.*|${requestIdNames.join('|')})$`,
)

/** How many characters of a request id are shown. */
const maxIdLength = 200

/** Returns the request id in the headers of a response; null if it has no id. */
export function findRequestId(headers: Pick<ReplyHeaders, 'get'>, redact: (text: string) => string): string | null {
  for (const name of requestIdNames) {
    const id = headers.get(name)?.trim()
    if (id) return redact(id).slice(0, maxIdLength)
  }
  return null
}

/** Returns the headers that hooks receive, by lower-case name. */
export function toShownHeaders(
  headers: Iterable<[name: string, value: string]>,
  redact: (text: string) => string,
): Record<string, string> {
  const all = [...headers].map(([name, value]) => [name.toLowerCase(), value] as const)
  const shown = all.filter(([name]) => shownNames.test(name) && redact(name) === name)
  return Object.fromEntries(shown.map(([name, value]) => [name, redact(value)]))
}

/** Returns headers with secrets redacted, without those whose name is a secret. */
export function toHarmlessHeaders(headers: Iterable<[string, string]>, redact: (text: string) => string): Headers {
  const harmless = [...headers].filter(([name]) => redact(name) === name)
  return new Headers(harmless.map(([name, value]): [string, string] => [name, redact(value)]))
}

/**
 * Returns status, headers and request id of a response. The headers are copied only when they are read, because copying takes
 * longer than parsing the body.
 */
export function toResponseInfo(
  { status, headers }: { readonly status: number; readonly headers: ReplyHeaders },
  attempts: number,
  redact: (text: string) => string,
): ResponseInfo {
  let copy: Headers | undefined
  return {
    status,
    attempts,
    get headers() {
      copy ??= toHarmlessHeaders(headers, redact)
      return copy
    },
    get requestId() {
      return findRequestId(headers, redact)
    },
  }
}

/** What a call has received: data, and a function for the rest of the response. */
export interface Received<T> {
  readonly data: T
  /** Returns status, headers and request id. A function, because few programs ask for them. */
  toInfo(): ResponseInfo
}

/** Returns a Promise of the item, with the method `withResponse`. */
export function toCall<T>(reading: Promise<Received<T>>): Call<T> {
  const data = reading.then(({ data }) => data)
  const withResponse = () => {
    data.catch(() => {}) // the caller gets the error from the Promise that is returned
    return reading.then(({ data, toInfo }) => ({ data, response: toInfo() }))
  }
  return Object.assign(data, { withResponse })
}
