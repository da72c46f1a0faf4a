import type { Client, ClientOptions } from '../../src/client/index.js'
import type { FaultName } from './fault-server.js'

/** A fault, and how a client must handle it. Does not depend on a test framework or a platform, so it runs on any runtime. */
export interface FaultCase {
  readonly fault: FaultName
  /** Number of items that the client returns. */
  readonly items?: number
  /** Name and properties of the error that the client throws. */
  readonly error?: Readonly<Record<string, unknown>> & { readonly name: string }
  /** Number of requests that reach the server. */
  readonly requests: number
  readonly options?: ClientOptions
  /** The case ends by a deadline in real time. */
  readonly waits?: true
  /** Only for `node:http`: a platform's `fetch` hides the fault, or handles it itself. */
  readonly onlyNode?: true
  /** Runtimes whose `fetch` cannot handle it. */
  readonly notOn?: readonly string[]
}

const body = (reason: string) => ({ name: 'ResponseBodyError', code: 'response-body', reason })
const pagination = (reason: string) => ({ name: 'PaginationError', code: 'pagination', reason })
const connection = { name: 'ConnectionError', code: 'connection', attempts: 4 }

/** Every fault with its expected outcome. */
export const faultCases: readonly FaultCase[] = [
  { fault: 'nothing wrong', items: 1, requests: 1 },
  { fault: '429 for no time', items: 1, requests: 2 },
  { fault: '429 until a date of its own clock', items: 1, requests: 2 },
  {
    fault: '429 for days',
    error: { name: 'RateLimitError', status: 429, retryAfterMs: 259_200_000, attempts: 1 },
    requests: 1,
  },
  { fault: '503 twice', items: 1, requests: 3 },
  { fault: '408 and 504', items: 1, requests: 3 },
  {
    fault: '500 in HTML',
    error: { name: 'ServerError', status: 500, body: '<!doctype html><h1>Oops</h1>', attempts: 4 },
    requests: 6,
  },
  { fault: '501', error: { name: 'ServerError', status: 501, attempts: 1 }, requests: 1 },
  { fault: '502 without a body', error: { name: 'ServerError', status: 502, body: '', attempts: 4 }, requests: 6 },
  { fault: '400', error: { name: 'BadRequestError', code: 'bad-request', status: 400 }, requests: 1 },
  { fault: '401', error: { name: 'AuthenticationError', code: 'authentication', status: 401 }, requests: 1 },
  { fault: '403', error: { name: 'PermissionError', code: 'permission', status: 403 }, requests: 1 },
  { fault: '404', error: { name: 'NotFoundError', code: 'not-found', status: 404 }, requests: 1 },
  { fault: '418', error: { name: 'ApiError', code: 'api', status: 418 }, requests: 1 },
  { fault: '099', error: { name: 'ApiError', status: 99, attempts: 1 }, requests: 1, onlyNode: true },
  { fault: '600', error: { name: 'ApiError', status: 600, attempts: 1 }, requests: 1, onlyNode: true },
  {
    fault: '422',
    error: { name: 'UnprocessableContentError', code: 'unprocessable-content', status: 422 },
    requests: 1,
  },
  { fault: '401 cut off', error: { name: 'AuthenticationError', status: 401, attempts: 1 }, requests: 1 },
  {
    fault: '401 without an end',
    error: { name: 'AuthenticationError', status: 401, attempts: 1 },
    requests: 1,
    options: { timeoutMs: 100 },
    waits: true,
  },
  { fault: '401 in invalid gzip', error: { name: 'AuthenticationError', attempts: 1 }, requests: 1, onlyNode: true },
  { fault: '404 in an unknown coding', error: { name: 'NotFoundError', attempts: 1 }, requests: 1 },
  { fault: '302 cut off', error: { name: 'RedirectError', attempts: 1 }, requests: 1, onlyNode: true },
  {
    fault: '429 for days, cut off',
    error: { name: 'RateLimitError', retryAfterMs: 259_200_000, attempts: 1 },
    requests: 1,
    onlyNode: true,
  },
  { fault: '304 of gzip', error: { name: 'RedirectError', status: 304, attempts: 1 }, requests: 1, onlyNode: true },
  { fault: '204 of gzip', error: { ...body('empty'), attempts: 1 }, requests: 1, onlyNode: true },
  { fault: 'reset before the headers', error: connection, requests: 4, onlyNode: true },
  { fault: 'reset before the headers, once', items: 1, requests: 2 },
  { fault: 'closed before the headers', error: connection, requests: 4, onlyNode: true },
  { fault: 'reset in the body', error: { ...body('truncated'), attempts: 4 }, requests: 4 },
  { fault: 'reset in the body, once', items: 1, requests: 2 },
  { fault: 'closed in the body', error: { ...body('truncated'), attempts: 4 }, requests: 4 },
  { fault: 'closed in a chunked body', error: { ...body('truncated'), attempts: 4 }, requests: 4 },
  { fault: 'truncated JSON', error: { ...body('not-json'), attempts: 1 }, requests: 1 },
  { fault: 'HTML under 200', error: body('not-json'), requests: 1 },
  { fault: 'an empty 200', error: body('empty'), requests: 1 },
  { fault: '204', error: body('empty'), requests: 1 },
  { fault: 'a byte order mark', items: 1, requests: 1 },
  { fault: 'another content type', items: 1, requests: 1 },
  { fault: 'no content type', items: 1, requests: 1 },
  { fault: 'an array', error: body('unexpected-shape'), requests: 1 },
  { fault: 'null', error: body('unexpected-shape'), requests: 1 },
  { fault: 'no data', error: body('unexpected-shape'), requests: 1 },
  { fault: 'data that is no array', error: body('unexpected-shape'), requests: 1 },
  {
    fault: 'no answer',
    error: { name: 'TimeoutError', code: 'timeout', scope: 'attempt', attempts: 2 },
    requests: 4,
    options: { timeoutMs: 100, retry: { maxRetries: 1, baseDelayMs: 0 } },
    waits: true,
  },
  {
    fault: 'an endless slow body',
    error: { name: 'TimeoutError', scope: 'total', attempts: 1 },
    requests: 3,
    options: { totalTimeoutMs: 100 },
    waits: true,
  },
  { fault: 'a link to another origin', error: pagination('other-origin'), requests: 1 },
  { fault: 'a link to another host by its relative form', error: pagination('other-origin'), requests: 1 },
  { fault: 'a link to itself', error: pagination('loop'), requests: 2 },
  { fault: 'links in a circle', error: pagination('loop'), requests: 4 },
  { fault: 'a link to the first page', error: pagination('loop'), requests: 1 },
  { fault: 'a malformed link', error: pagination('malformed'), requests: 1 },
  { fault: 'a link that is no text', error: pagination('malformed'), requests: 1 },
  { fault: 'a link in a list', error: pagination('malformed'), requests: 1 },
  { fault: 'links that are no object', error: pagination('malformed'), requests: 1 },
  { fault: 'a link without paging parameters', error: pagination('malformed'), requests: 1 },
  { fault: 'a link of another path', items: 2, requests: 2 },
  { fault: 'a relative link', items: 2, requests: 2 },
  { fault: 'a redirect to another origin', error: { name: 'RedirectError', code: 'redirect' }, requests: 1 },
  { fault: 'a redirect without a target', error: { name: 'RedirectError' }, requests: 1 },
  { fault: 'gzip', items: 1, requests: 1 },
  { fault: 'deflate', items: 1, requests: 1, notOn: ['workerd', 'Deno'] },
  { fault: 'two codings', items: 1, requests: 1, onlyNode: true },
  { fault: 'brotli', items: 1, requests: 1, onlyNode: true },
  { fault: 'cut gzip', error: { ...body('truncated'), attempts: 4 }, requests: 4, onlyNode: true },
  { fault: 'cut gzip, once', items: 1, requests: 2, onlyNode: true },
  { fault: 'invalid gzip', error: { ...body('undecodable'), attempts: 4 }, requests: 4, onlyNode: true },
  { fault: 'an unknown coding', error: { ...body('undecodable'), attempts: 4 }, requests: 4, onlyNode: true },
  { fault: 'a body of 200 MB', error: { ...body('too-large'), attempts: 1 }, requests: 1 },
  { fault: 'a refusal of 200 MB', error: { name: 'NotFoundError', status: 404 }, requests: 1 },
  { fault: 'a gzip bomb', error: { ...body('too-large'), attempts: 1 }, requests: 1 },
  { fault: 'no HTTP', error: connection, requests: 4, onlyNode: true },
  { fault: 'a switch of protocol', error: connection, requests: 4, onlyNode: true },
  { fault: 'early hints', items: 1, requests: 1 },
  { fault: 'endless headers', error: { ...connection, attempts: 1 }, requests: 1, onlyNode: true },
]

/** Reads a list from a server with a fault. Returns the number of items, or the error's properties that the case names. */
export async function meetFault(
  create: (options: ClientOptions) => Client,
  baseUrl: string,
  { error: expected, options }: Pick<FaultCase, 'error' | 'options'>,
): Promise<{ items: number } | { error: Record<string, unknown> }> {
  const credentials = { projectId: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3', apiToken: 'PT0123456789abcdef' }
  const client = create({ ...credentials, baseUrl, retry: { baseDelayMs: 0 }, ...options })
  try {
    return { items: (await client.roomSessions.list().toArray()).length }
  } catch (error) {
    const names = Object.keys(expected ?? { name: '', message: '' })
    return { error: Object.fromEntries(names.map((name) => [name, Reflect.get(Object(error), name)])) }
  }
}
