import { isObject } from '../../openapi/index.js'
import { withNumberTexts } from '../../text/json/exact.js'
import { parseUrl } from '../../text/url.js'
import { toJson } from '../mutate/raw-json.js'
import type { Request } from './planned-request.js'

/** Maximum number of requests that are sent to reduce one request. */
const maxTries = 20

/**
 * Reduces a request to a smaller one that still fails, by leaving out query parameters, headers and members of the
 * body.
 *
 * @param fails sends a request and resolves to true if it fails in the same way; resolves to `undefined` if the request
 * was not sent, because it would be of another kind
 */
export async function reduceRequest(
  request: Request,
  fails: (smaller: Request) => Promise<boolean | undefined>,
): Promise<Request> {
  let current = request
  let tries = 0
  const dropped = new Set<string>()
  for (;;) {
    let isSmaller = false
    for (const { part, request: smaller } of smallerRequests(current)) {
      if (dropped.has(part)) continue
      dropped.add(part)
      if (tries >= maxTries) return current
      const result = await fails(smaller)
      if (result !== undefined) tries++
      if (!result) continue
      current = smaller
      isSmaller = true
      break
    }
    if (!isSmaller) return current
  }
}

interface Smaller {
  readonly part: string
  readonly request: Request
}

function* smallerRequests(request: Request): Generator<Smaller> {
  const { url, headers, body } = request
  const parsed = parseUrl(url)
  const query = parsed?.search.slice(1) ?? ''
  const pairs = query === '' ? [] : query.split('&')
  for (const pair of pairs) {
    const others = pairs.filter((each) => each !== pair)
    const [address = ''] = url.split('?', 1)
    const smaller = others.length === 0 ? address : `${address}?${others.join('&')}`
    yield { part: `query ${pair}`, request: { ...request, url: smaller } }
  }
  for (const header of headers) {
    // Without this header, a server may take the body for something else.
    if (header[0].toLowerCase() === 'content-type' && body) continue
    yield {
      part: `header ${header.join(':')}`,
      request: { ...request, headers: headers.filter((each) => each !== header) },
    }
  }
  if (typeof body !== 'string' || body === '') return
  yield { part: 'body', request: { ...request, body: '' } }
  const value = parse(body)
  if (value === undefined) return
  for (const { path, smaller } of smallerValues(value, ''))
    yield { part: `body ${path}`, request: { ...request, body: toJson(smaller) } }
}

/** Generates copies of a value without one of its members or items, the outer ones first. */
function* smallerValues(value: unknown, path: string): Generator<{ path: string; smaller: unknown }> {
  if (Array.isArray(value)) {
    for (const index of value.keys())
      yield { path: `${path}/${index}`, smaller: value.filter((_, position) => position !== index) }
    for (const [index, each] of value.entries())
      for (const inner of smallerValues(each, `${path}/${index}`))
        yield { path: inner.path, smaller: value.with(index, inner.smaller) }
  } else if (isObject(value)) {
    const members = Object.entries(value)
    for (const [name] of members)
      yield { path: `${path}/${name}`, smaller: Object.fromEntries(members.filter(([each]) => each !== name)) }
    for (const [position, [name, each]] of members.entries())
      for (const inner of smallerValues(each, `${path}/${name}`))
        yield { path: inner.path, smaller: Object.fromEntries(members.with(position, [name, inner.smaller])) }
  }
}

function parse(json: string): unknown {
  try {
    JSON.parse(json)
    return withNumberTexts(json)
  } catch {
    return undefined
  }
}
