import type { BadRequest, UnprocessableContent } from '../generated/types.js'
import { parseUrl } from '../text/url.js'
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
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // The parser's own message quotes the body.
    const received = `${text.length} characters of ${headers.get('content-type')}`
    throw new ResponseBodyError(text ? 'not-json' : 'empty', `expected JSON, received ${received}`)
  }
  const { data } = Object(body) as { data?: unknown } // any JSON value, as an object
  const isExpected =
    body instanceof Object && Array.isArray(expected === 'list' ? data : body) === (expected === 'list')
  if (isExpected || !expected) return body
  throw new ResponseBodyError('unexpected-shape', 'expected an object, for a list with data')
}

/** The error for a response whose status is not 2xx. `now` is the clock of a `Retry-After` date without a `Date`. */
export function toApiError(reply: Reply, redact: (text: string) => string, url: string, now: number): ApiError {
  const { status } = reply
  const harmless = [...reply.headers].filter(([name]) => redact(name) === name)
  const headers = new Headers(harmless.map(([name, value]) => [name, redact(value)] as [string, string]))
  const text = redact(reply.text)
  let body: unknown = text
  let words = ''
  try {
    const parsed: unknown = JSON.parse(text)
    JSON.stringify(parsed) // throws for what is nested too deep: it stays text, so that whoever logs it can
    body = parsed
    const told = describeRefusal(Object(body)) // or it throws
    if (typeof told === 'string') words = told
  } catch {
    // What is not JSON is kept as text, and what has another shape without a word.
  }
  if (status < 400 && status >= 300)
    words = `a redirect to ${parseUrl(headers.get('location') ?? '//', url)?.host ?? 'nowhere'}`
  const message = `received status ${status}${words ? `: ${words}` : ''}`
  return new (apiErrorClass(status))(message, status, headers, body, findRetryAfter(reply.headers, now))
}

/** The service's own words. @throws {TypeError} for a body of a shape that the document does not have. */
function describeRefusal(body: Partial<BadRequest & UnprocessableContent>): unknown {
  const details = body.errors?.map(({ attribute, message, code }) => `${attribute ?? ''} ${message} (${code})`.trim())
  return details?.join('; ') ?? body.error
}
