import type { Interaction } from '../interaction/interaction.js'
import { isRequest } from './fetch.js'
import { interactionFromFetch } from './interaction-from-fetch.js'

/** The arguments of a call of `fetch`, and its response. */
export interface FetchCall {
  readonly request: string | URL | Request
  readonly init?: RequestInit
  readonly response: Response
}

/** What can be checked: an interaction, a call of `fetch`, or its response alone. */
export type Checkable = Interaction | FetchCall | Response

/**
 * Converts anything that can be checked to an interaction.
 *
 * A response alone counts as the answer to a GET of its own `url`, without request headers.
 *
 * @throws TypeError when it is something else, a response that was made by hand and so has no `url`, or a request whose
 * body has been sent, so that it cannot be checked.
 */
export async function toInteraction(received: unknown): Promise<Interaction> {
  if (isResponse(received)) {
    if (received.url === '') throw new TypeError('expected { request, response }, received a Response without a url')
    return interactionFromFetch(received.url, received)
  }
  if (isCall(received)) return fromCall(received)
  if (isInteraction(received)) return received
  throw new TypeError(
    `expected a Response, { request, response } of a fetch, or an Interaction, received ${describe(received)}`,
  )
}

function fromCall({ request, init, response }: FetchCall): Promise<Interaction> {
  if (isRequest(request) && request.bodyUsed && (init?.body ?? undefined) === undefined) {
    throw new TypeError(
      'request: expected one whose body can be read, received one that was sent; give a clone made before, or the URL and init',
    )
  }
  return interactionFromFetch(request, response, init)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

function isResponse(value: unknown): value is Response {
  return isObject(value) && 'clone' in value && 'status' in value && 'headers' in value
}

function isCall(value: unknown): value is FetchCall {
  if (!isObject(value) || !('request' in value && 'response' in value) || !isResponse(value.response)) return false
  return typeof value.request === 'string' || value.request instanceof URL || isRequest(value.request)
}

function isInteraction(value: unknown): value is Interaction {
  if (!isObject(value) || !('request' in value && 'response' in value)) return false
  const { request, response } = value
  return (
    isObject(request) &&
    'method' in request &&
    typeof request.method === 'string' &&
    'url' in request &&
    typeof request.url === 'string' &&
    hasHeaderList(request) &&
    isObject(response) &&
    'status' in response &&
    typeof response.status === 'number' &&
    hasHeaderList(response)
  )
}

function hasHeaderList(value: object): boolean {
  return 'headers' in value && Array.isArray(value.headers)
}

function describe(value: unknown): string {
  if (!isObject(value)) return value === null ? 'null' : `a value of type ${typeof value}`
  const names = Object.keys(value)
  return names.length === 0 ? 'an object without members' : `an object of ${names.slice(0, 5).join(', ')}`
}
