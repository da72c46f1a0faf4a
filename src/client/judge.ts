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
  if (expected && !(expected === 'list' ? Array.isArray(data) : body instanceof Object && !Array.isArray(body))) {
    throw new ResponseBodyError('unexpected-shape', `expected ${expected === 'list' ? 'a data array' : 'an object'}`)
  }
  return body
}

/** The error for a response whose status is not 2xx. `now` is the clock of a `Retry-After` date without a `Date`. */
export function toApiError(reply: Reply, redact: (text: string) => string, url: string, now: number): ApiError {
  const { status } = reply
  const headers = new Headers()
  reply.headers.forEach((value, name) => {
    headers.append(name, redact(value))
  })
  const body = parseRefusal(redact(reply.text))
  const words = status < 400 ? describeTarget(headers, url) : describeRefusal(body)
  const retryAfterMs = findRetryAfter(reply.headers, now)
  return new (apiErrorClass(status))({ status, headers, body, retryAfterMs }, `received status ${status}${words}`)
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
  const words = Array.isArray(errors) ? errors.map(describeDetail) : [error]
  return words.map((word) => (typeof word === 'string' ? `: ${word.slice(0, 200)}` : '')).join('')
}

function describeDetail(detail: unknown): string {
  const { attribute, message, code } = Object(detail) as Record<string, unknown> // any JSON value, as an object
  return [attribute, message, code].filter((word) => typeof word === 'string').join(' ')
}

function describeTarget(headers: Headers, url: string): string {
  const target = headers.get('location') ?? ''
  return `, which is not followed, to ${URL.canParse(target, url) ? new URL(target, url).host : 'an unknown host'}`
}
