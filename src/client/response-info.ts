import type { ReplyHeaders } from './transport/send.js'

/** What is known of a response beside its body. No credential is in it. */
export interface ResponseInfo {
  readonly status: number
  readonly headers: Headers
  /** The id that the service gave the request, for its support; null if it gave no id. */
  readonly requestId: string | null
  /** Attempts made for the call, including repeats. */
  readonly attempts: number
}

/** A call that reads one item: a Promise of it. */
export interface Call<T> extends Promise<T> {
  /** The item, and what is known of its response. */
  withResponse(): Promise<{ data: T; response: ResponseInfo }>
}

// The vendor documents none. These are the names that its Python SDK reads.
const requestIdNames = ['x-request-id', 'x-signalwire-request-id', 'request-id', 'x-amzn-requestid']

/** Names of headers that hooks receive: none that holds a credential, a cookie or an address. */
const shownNames = new RegExp(
  `^(?:accept|user-agent|date|server|via|content-(?:type|length|encoding)|retry-after.*|(?:x-)?ratelimit.*|${requestIdNames.join('|')})$`,
)

/** Longest request id that is shown. */
const maxIdLength = 200

/** The request id that a response names; null if it gave no id. */
export function findRequestId(headers: Pick<ReplyHeaders, 'get'>, redact: (text: string) => string): string | null {
  for (const name of requestIdNames) {
    const id = headers.get(name)?.trim()
    if (id) return redact(id).slice(0, maxIdLength)
  }
  return null
}

/** The headers that hooks receive, by lower-case name. */
export function toShownHeaders(
  headers: Iterable<[name: string, value: string]>,
  redact: (text: string) => string,
): Record<string, string> {
  const all = [...headers].map(([name, value]) => [name.toLowerCase(), value] as const)
  const shown = all.filter(([name]) => shownNames.test(name) && redact(name) === name)
  return Object.fromEntries(shown.map(([name, value]) => [name, redact(value)]))
}

/** Headers without secrets. */
export function toHarmlessHeaders(headers: Iterable<[string, string]>, redact: (text: string) => string): Headers {
  const harmless = [...headers].filter(([name]) => redact(name) === name)
  return new Headers(harmless.map(([name, value]): [string, string] => [name, redact(value)]))
}

/** What is known of a response. Its headers are only copied when they are read, because that takes longer than to parse the body. */
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

/** What a call has received. */
export interface Received<T> {
  readonly data: T
  /** Creates what is known of the response, which few programs ask for. */
  toInfo(): ResponseInfo
}

/** A Promise of the item of a call. */
export function toCall<T>(reading: Promise<Received<T>>): Call<T> {
  const data = reading.then(({ data }) => data)
  const withResponse = () => {
    data.catch(() => {}) // the error is that of the Promise returned
    return reading.then(({ data, toInfo }) => ({ data, response: toInfo() }))
  }
  return Object.assign(data, { withResponse })
}
