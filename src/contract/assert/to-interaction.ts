import { isRequest } from '../fetch/fetch.js'
import { interactionFromFetch } from '../fetch/interaction-from-fetch.js'
import type { Interaction } from '../interaction/interaction.js'
import { type AxiosResponse, fromAxios, isAxios } from './axios.js'
import {
  fromPlaywright,
  isPlaywright,
  type PlaywrightResponse,
  type RequestDetails,
  withRequest,
} from './playwright.js'
import { describe, hasMethods, isObject, read } from './read.js'
import { fromSupertest, isSupertest, type SupertestResponse } from './supertest.js'

/** A request passed to `fetch`, and its response. */
export interface FetchCall {
  readonly request: string | URL | Request
  readonly init?: RequestInit
  readonly response: Response
}

/** A response of another library. */
export type LibraryResponse = AxiosResponse | SupertestResponse | PlaywrightResponse

/** A response of another library, with details of the request that it does not have. */
export interface LibraryCall {
  readonly request: RequestDetails
  readonly response: LibraryResponse
}

/**
 * Everything that can be checked: an interaction, a call of `fetch`, or a single response of `fetch`, axios, supertest
 * or Playwright.
 */
export type Checkable = Interaction | FetchCall | Response | LibraryCall | LibraryResponse

const expected =
  'a response of fetch, axios, supertest or Playwright, { request, response } with one, or an Interaction'

/**
 * Converts anything that can be checked to an interaction.
 *
 * A single response of `fetch` counts as the answer to a GET of its own `url`, without request headers. Responses of
 * axios and supertest know their requests.
 *
 * @throws {TypeError} if it is anything else, a `Response` without a `url` because the test created it, or a request or
 * response whose body was already read
 */
export async function toInteraction(received: unknown): Promise<Interaction> {
  if (isResponse(received)) {
    if (received.url === '') throw new TypeError('expected { request, response }, received a Response without a url')
    requireUnread(received)
    return interactionFromFetch(received.url, received)
  }
  if (isCall(received)) return fromCall(received)
  if (isInteraction(received)) return received
  const alone = await fromLibrary(received)
  if (alone) return alone
  const details = read(received, 'request')
  const ofCall = await fromLibrary(read(received, 'response'))
  // An error of axios contains the request and the response.
  if (ofCall) return isAxios(read(received, 'response')) || !isObject(details) ? ofCall : withRequest(ofCall, details)
  throw new TypeError(`expected ${expected}, received ${describe(received)}${describeWay(received)}`)
}

/** Explains how to check a value that many tests have at hand, but that cannot be checked as it is. */
function describeWay(received: unknown): string {
  if (hasMethods(received, 'then')) return '; await it first'
  // Responses of undici's `request`, of got, of Fastify's `inject` and of others.
  const statuses = [received, read(received, 'response')].map((value) => read(value, 'statusCode'))
  if (!statuses.some((status) => typeof status === 'number')) return ''
  return '; give { request: url, init, response: new Response(body || null, { status, headers }) }'
}

async function fromLibrary(value: unknown): Promise<Interaction | undefined> {
  if (isSupertest(value)) return fromSupertest(value)
  if (isAxios(value)) return fromAxios(value)
  return isPlaywright(value) ? await fromPlaywright(value) : undefined
}

/** Throws if the test has already read the response. Tests often do, so the message says how to avoid it. */
function requireUnread({ bodyUsed }: Response): void {
  if (bodyUsed)
    throw new TypeError(
      'response: expected an unread body, received a body that was read; check the response before the test reads its body, or give a clone',
    )
}

async function fromCall({ request, init, response }: FetchCall): Promise<Interaction> {
  requireUnread(response)
  if (typeof request === 'string' && !URL.canParse(request)) {
    throw new TypeError('request: expected an absolute URL, received a relative URL')
  }
  if (isRequest(request) && request.bodyUsed && (init?.body ?? undefined) === undefined) {
    throw new TypeError(
      'request: expected an unread body, received a body that was sent; give a clone made before the call, or the URL and init',
    )
  }
  return interactionFromFetch(request, response, init)
}

/** True if a value is a response of `fetch`. */
export function isResponse(value: unknown): value is Response {
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
