import type { BadRequest, UnprocessableContent } from '../generated/types.js'
import { parseUrl } from '../text/url.js'
import { type ApiError, apiErrorClass } from './errors/api-error.js'
import { ResponseBodyError } from './errors/client-errors.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import type { Redactor } from './redact.js'
import { findRequestId, toHarmlessHeaders } from './response-info.js'
import { findRetryAfter } from './transport/retry-after.js'
import type { Reply } from './transport/send.js'

/** What a body has to be: any JSON (`json`), an object (`item`), or an object with a `data` array (`list`). */
export type Expected = 'json' | 'item' | 'list'

/**
 * Parses the body of a successful response. Checks only the outermost layer: JSON, an object, an array in `data`.
 *
 * @throws {ResponseBodyError} for a body that is empty, not JSON, or not what was expected.
 */
export function parseBody<Body>(
  { text, headers }: Pick<Reply, 'text' | 'headers'>,
  expected: Expected,
  redact: Redactor['redact'],
  details: () => ErrorDetails,
): Body {
  const id = () => toIdText(findRequestId(headers, redact))
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    // The message of the parser quotes the body.
    const received = `${text.length} characters of ${headers.get('content-type') ?? 'no content type'}`
    const message = `${redact(`expected JSON, received ${received}`)}${id()}`
    throw new ResponseBodyError(text ? 'not-json' : 'empty', message, details())
  }
  const { data } = Object(body) as { data?: unknown } // any JSON value, as an object
  const isList = expected === 'list'
  const isExpected = body instanceof Object && Array.isArray(isList ? data : body) === isList
  if (isExpected || expected === 'json') return body as Body // the document says so
  throw new ResponseBodyError('unexpected-shape', `expected an object${isList ? ' with "data"' : ''}${id()}`, details())
}

/** Returns the error for a response whose status is not 2xx. `now` is the time of day, in milliseconds since 1970. */
export function toApiError(
  reply: Reply,
  url: string,
  redact: Redactor['redact'],
  now: number,
  details: ErrorDetails,
): ApiError {
  const { status } = reply
  const headers = toHarmlessHeaders(reply.headers, redact)
  const requestId = findRequestId(reply.headers, redact)
  const text = redact(reply.text)
  let body: unknown = text
  let reason: unknown
  try {
    const parsed: unknown = JSON.parse(text)
    JSON.stringify(parsed) // throws if it is nested too deep; it stays text then, so that it can be logged
    body = parsed
    reason = findReason(Object(body))
  } catch {
    // A body that is not JSON is kept as text. From a body of another shape no reason can be read.
  }
  // A 304 has no location, and a browser hides that of a redirect.
  const location = status < 400 && status >= 300 ? headers.get('location') : null
  if (location !== null) reason = `a redirect to ${parseUrl(location, url)?.host ?? 'an invalid URL'}`
  const message = `received status ${status}${reason && typeof reason === 'string' ? `: ${reason}` : ''}`
  const retryAfterMs = findRetryAfter(reply, now)
  const failed = { status, headers, body, retryAfterMs, requestId }
  return new (apiErrorClass(status))(`${redact(message)}${toIdText(requestId)}`, failed, details)
}

const toIdText = (requestId: string | null) => (requestId === null ? '' : ` (request id ${requestId})`)

/** Returns the reason that the service gives in the body. @throws {TypeError} for a body whose shape is not documented. */
function findReason(body: Partial<BadRequest & UnprocessableContent>): unknown {
  const details = body.errors?.map(({ attribute, message, code }) =>
    `${attribute ?? ''} ${message}${code ? ` (${code})` : ''}`.trim(),
  )
  return details?.join('; ') ?? body.error
}
