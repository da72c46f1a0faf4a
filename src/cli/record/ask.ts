import {
  type Client,
  ConnectionError,
  createClient,
  type Fetch,
  RedirectError,
  ResponseBodyError,
  type SignalWireError,
  TimeoutError,
} from '../../client/index.js'
import { type Interaction, recordingFetch, type Scrubber } from '../../contract/index.js'
import { operationTable } from '../../generated/operations.js'
import type { ConnectOptions } from '../reading/connect.js'
import { type Case, maxPages } from './case.js'
import { toCause } from './cause.js'

/** A case with its responses. Private values are already replaced. */
export interface Answered {
  readonly case: Case
  /** One for each page. */
  readonly interactions: readonly Interaction[]
  /** Which interactions are missing, and why. */
  readonly missing?: string
  /** Why a response is missing or incomplete. It may contain the name of a host: show it, but do not write it to a file. */
  readonly cause?: string
}

/** Sends the requests of a case. If the client repeats a request, only the last attempt is recorded. */
export type Ask = (requested: Case, signal: AbortSignal) => Promise<Answered>

type Query = NonNullable<Case['query']>

/** Creates the function that sends the requests of a case over `fetch`. Its traffic is scrubbed and recorded. */
export function createAsk(
  options: ConnectOptions,
  fetch: NonNullable<ConnectOptions['fetch']>,
  scrubber: Scrubber,
): Ask {
  let last: Interaction | undefined
  const keep = (_: unknown, interaction: Interaction) => {
    last = interaction
  }
  // A case without a response is reported as missing.
  // It is called as the client calls it, with text and options.
  const recorder = recordingFetch(fetch as typeof globalThis.fetch, keep, { scrubber, onNotRecorded: () => {} })
  // Forgets the response of an earlier attempt: only the last attempt counts.
  const recording: Fetch = (url, init) => {
    last = undefined
    return recorder(url, init)
  }
  const clients = {
    authorized: createClient({ ...options, fetch: recording }),
    unauthorized: createClient({ ...options, apiToken: 'no-such-token', fetch: recording }),
  }

  return async (requested, signal) => {
    const interactions: Interaction[] = []
    const client = requested.unauthorized ? clients.unauthorized : clients.authorized
    let query: Query | undefined = requested.query ?? {}
    let cause: string | undefined
    while (query && interactions.length < maxPages) {
      const { text, error }: Reply = await send(client, requested, query, signal).catch(toError)
      if (!last) {
        cause = error ? toCause(error) : 'its response cannot be read'
        break
      }
      interactions.push(last)
      query = findNext(text, requested.query)
    }
    const pages = interactions.length
    const missing = pages === 0 ? 'no response could be read to its end' : `the pages after the first ${pages}`
    return { case: requested, interactions, ...(query && { missing }), ...(cause !== undefined && { cause }) }
  }
}

/** The text of a response, or the error instead of one. */
interface Reply {
  readonly text?: unknown
  readonly error?: SignalWireError
}

async function send(
  { api }: Client,
  { operationId, id = '' }: Case,
  query: Query,
  signal: AbortSignal,
): Promise<Reply> {
  const { path } = operationTable[operationId]
  // The parameters may be wrong on purpose, and the path is that of any operation: the type of no single operation fits.
  const get = api.GET as unknown as (path: string, init: object) => Promise<{ data?: unknown }>
  const { data } = await get(path, { params: { path: { id }, query }, signal, parseAs: 'text' })
  return { text: data }
}

/** Returns the error if the client does not accept the response, or there was no response. Rethrows any other error. */
function toError(error: unknown): Reply {
  if (isOfService(error)) return { error }
  throw error
}

const isOfService = (error: unknown): error is SignalWireError =>
  [ResponseBodyError, RedirectError, ConnectionError, TimeoutError].some((type) => error instanceof type)

/** The query of the page that `links.next` leads to. Only the paging parameters are taken from the link, as in the client. */
function findNext(text: unknown, query: Query | undefined): Query | undefined {
  const next = findLink(text)
  if (next === undefined || !URL.canParse(next, 'https://relative.invalid')) return undefined
  const { searchParams } = new URL(next, 'https://relative.invalid')
  const paging = ['page_number', 'page_size', 'page_token'].flatMap((name) => {
    const value = searchParams.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  return { ...query, ...Object.fromEntries(paging) }
}

function findLink(text: unknown): string | undefined {
  try {
    const body: { links?: { next?: unknown } } | null = JSON.parse(String(text))
    return typeof body?.links?.next === 'string' ? body.links.next : undefined
  } catch {
    // Not JSON, so there is no link.
    return undefined
  }
}
