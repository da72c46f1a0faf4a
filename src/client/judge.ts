import { type ApiError, apiErrorClass } from './errors/api-error.js'
import { ResponseBodyError } from './errors/response-body-error.js'
import { findRetryAfter } from './transport/retry-after.js'
import type { Reply } from './transport/send.js'

/** What a method expects of a body: any object, or one with a `data` array. */
export type Expected = 'item' | 'list'

/**
 * The value of a body.
 *
 * @throws {ResponseBodyError} when there is none, it is not JSON, or it is not what was expected.
 */
export function parseBody({ text, headers }: Reply, expected: Expected | undefined): unknown {
  if (text === '') throw new ResponseBodyError('empty', 'expected JSON, received an empty body')
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // The parser's own message quotes the body.
    const type = headers.get('content-type')
    throw new ResponseBodyError('not-json', `expected JSON, received ${text.length} characters of ${type ?? 'no type'}`)
  }
  const { data } = Object(body) as { data?: unknown } // any JSON value, as an object
  const isExpected = expected === 'list' ? Array.isArray(data) : body instanceof Object && !Array.isArray(body)
  if (expected && !isExpected) {
    throw new ResponseBodyError('unexpected-shape', `expected ${expected === 'list' ? 'a data array' : 'an object'}`)
  }
  return body
}

/** The error for a response whose status is not 2xx. `now` is the clock of a `Retry-After` date without a `Date`. */
export function toApiError(reply: Reply, redact: (text: string) => string, url: string, now: number): ApiError {
  const { status } = reply
  const headers = new Headers(Array.from(reply.headers, ([name, value]) => [name, redact(value)] as [string, string]))
  let body: unknown = redact(reply.text)
  try {
    body = JSON.parse(String(body))
  } catch {
    // What is not JSON is kept as text.
  }
  const words = status < 400 ? describeTarget(headers, url) : describeRefusal(body)
  const message = `received status ${status}${words && `: ${words}`}`
  return new (apiErrorClass(status))(message, status, headers, body, findRetryAfter(reply.headers, now))
}

/** The service's own words: each of `errors`, else `error`. */
function describeRefusal(body: unknown): string {
  const { error, errors = [error] } = Object(body) as { error?: unknown; errors?: unknown } // any JSON value, as an object
  return [errors].flat().map(describeDetail).filter(Boolean).join('; ').slice(0, 500)
}

function describeDetail(detail: unknown): string {
  if (typeof detail === 'string') return detail
  const { attribute, message, code } = Object(detail) as Record<string, unknown> // any JSON value, as an object
  return [attribute, message, code && `(${code})`].filter(Boolean).join(' ')
}

function describeTarget(headers: Headers, url: string): string {
  const target = headers.get('location') ?? ''
  return `redirected to ${URL.canParse(target, url) ? new URL(target, url).host : 'an unknown host'}, which is not asked`
}
