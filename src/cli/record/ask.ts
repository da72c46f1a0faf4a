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
import { toCause } from './cause.js'
import { type Case, mostPages } from './room-sessions-cases.js'

/** What was said about a case: nothing private is left in it. */
export interface Answered {
  readonly case: Case
  /** One for each page. */
  readonly interactions: readonly Interaction[]
  /** What is not among them, and why. */
  readonly missing?: string
  /** Why one did not come, or not to its end. It may name a host: for a screen, not for a file. */
  readonly cause?: string
}

/** Asks for a case; repeats of an attempt that failed are not kept. */
export type Ask = (asked: Case, signal: AbortSignal) => Promise<Answered>

type Query = NonNullable<Case['query']>

/** A function that asks over `fetch`, through clients whose traffic is scrubbed and kept. */
export function createAsk(options: ConnectOptions, fetch: Fetch, scrubber: Scrubber): Ask {
  let last: Interaction | undefined
  const keep = (_: unknown, interaction: Interaction) => {
    last = interaction
  }
  const platform: typeof globalThis.fetch = (input, init) => fetch(new Request(input, init))
  // A case without a response is reported as missing.
  const recorder = recordingFetch(platform, keep, { scrubber, onNotRecorded: () => {} })
  // What an attempt was answered that is repeated is not the answer.
  const recording: Fetch = (request) => {
    last = undefined
    return recorder(request)
  }
  const clients = {
    authorized: createClient({ ...options, fetch: recording }),
    unauthorized: createClient({ ...options, apiToken: 'no-such-token', fetch: recording }),
  }

  return async (asked, signal) => {
    const interactions: Interaction[] = []
    const client = asked.unauthorized ? clients.unauthorized : clients.authorized
    let query: Query | undefined = asked.query ?? {}
    let cause: string | undefined
    while (query && interactions.length < mostPages) {
      const { text, error }: Said = await send(client, asked, query, signal).catch(toError)
      if (!last) {
        cause = error ? toCause(error) : 'its response cannot be read'
        break
      }
      interactions.push(last)
      query = findNext(text, asked.query)
    }
    const pages = interactions.length
    const missing = pages === 0 ? 'no response could be read to its end' : `the pages behind the first ${pages}`
    return { case: asked, interactions, ...(query && { missing }), ...(cause !== undefined && { cause }) }
  }
}

/** Text of a response, or why there is none. */
interface Said {
  readonly text?: unknown
  readonly error?: SignalWireError
}

async function send({ api }: Client, { operationId, id = '' }: Case, query: Query, signal: AbortSignal): Promise<Said> {
  const { path } = operationTable[operationId]
  // What is asked is wrong on purpose, and the table's paths are the document's: no type of one operation fits.
  const get = api.GET as unknown as (path: string, init: object) => Promise<{ data?: unknown }>
  const { data } = await get(path, { params: { path: { id }, query }, signal, parseAs: 'text' })
  return { text: data }
}

/** What the client refuses to read was said nevertheless, and is kept as far as it came; so is that a case has no response. */
function toError(error: unknown): Said {
  if (isOfService(error)) return { error }
  throw error
}

const isOfService = (error: unknown): error is SignalWireError =>
  [ResponseBodyError, RedirectError, ConnectionError, TimeoutError].some((type) => error instanceof type)

/** The query of the page that `links.next` names: paging parameters alone, as everywhere. */
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
    // Whatever it is, it leads nowhere.
    return undefined
  }
}
