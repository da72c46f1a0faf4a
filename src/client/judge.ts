import { type ApiError, apiErrorClass } from './errors/api-error.js'
import { ResponseBodyError } from './errors/response-body-error.js'
import type { Redactor } from './redact.js'
import { findRetryAfter } from './transport/retry-after.js'
import type { Reply } from './transport/send.js'

/**
 * The value of a body.
 *
 * @throws {ResponseBodyError} when there is none or it is not JSON.
 */
export function parseBody({ body, headers }: Reply): unknown {
  if (body === '') throw new ResponseBodyError('empty', 'the body is empty, expected JSON')
  try {
    return JSON.parse(body)
  } catch {
    // The parser's own message quotes the body.
    const contentType = headers.get('content-type') ?? 'no content type'
    throw new ResponseBodyError('not-json', `the body is not JSON (${contentType}, ${body.length} characters)`)
  }
}

/** The error for a response whose status is not 2xx. `now` is used for a `Retry-After` date without a `Date`. */
export function toApiError(reply: Reply, { redact }: Redactor, url: string, now: number): ApiError {
  const { status } = reply
  const headers = new Headers()
  reply.headers.forEach((value, name) => {
    headers.append(name, redact(value))
  })
  const body = parseRefusal(redact(reply.body))
  const retryAfterMs = findRetryAfter(reply.headers, now)
  const words = status >= 300 && status < 400 ? describeTarget(headers, url) : describeRefusal(body)
  return new (apiErrorClass(status))(
    { status, headers, body, retryAfterMs },
    `received status ${status}${words && `: ${words}`}`,
  )
}

function parseRefusal(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The service's own words: each of `errors`, else `error`. */
function describeRefusal(body: unknown): string {
  const { error, errors } = Object(body) as { error?: unknown; errors?: unknown } // any JSON value, as an object
  const words = Array.isArray(errors) ? errors.map(describeDetail).filter(Boolean).join('; ') : error
  return typeof words === 'string' ? words.slice(0, 500) : ''
}

function describeDetail(detail: unknown): string {
  const { attribute, message, detail: text, code } = Object(detail) as Record<string, unknown> // any JSON value, as an object
  const words = [attribute, message ?? text].filter((word) => typeof word === 'string').join(' ')
  return typeof code === 'string' ? `${words} (${code})` : words
}

function describeTarget(headers: Headers, url: string): string {
  const target = headers.get('location')
  const host = target !== null && URL.canParse(target, url) ? new URL(target, url).host : 'an unknown host'
  return `a redirect to ${host}, which is not followed`
}
