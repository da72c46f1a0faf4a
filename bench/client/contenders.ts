import { Agent, get as httpGet } from 'node:http'
import ky from 'ky'
import createFetchClient from 'openapi-fetch'
import { request, Agent as UndiciAgent } from 'undici'
import type { paths } from '../../src/generated/types.js'
import type * as Package from '../../src/index.js'

/** What a way of reading has to do. All give how many sessions were read. */
export interface Contender {
  /** Gets one session `times` times. */
  get(times: number): Promise<number>
  /** Reads all pages, one session after the other. */
  list(pageSize: number): Promise<number>
  /** Reads all sessions into an array, as it is written without a thought about page sizes. */
  all?(): Promise<number>
}

interface Body {
  readonly data: readonly unknown[]
  readonly links: { readonly next?: string }
}

export const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
const list = '/api/video/room_sessions'
const item = '/api/video/room_sessions/{id}'
const credentials = { projectId: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3', apiToken: 'PT-not-a-secret' }
const headers = { authorization: `Basic ${btoa(`${credentials.projectId}:${credentials.apiToken}`)}` }

/** Every way of reading, by its name; the first is what the others are compared with. */
export const contenders: Readonly<Record<string, (origin: string) => Contender | Promise<Contender>>> = {
  'fetch + JSON.parse': (origin) =>
    byHand(origin, async (url) => JSON.parse(await (await fetch(url, { headers })).text())),
  'signalwire-room-sessions': async (origin) => byClient(await createOurs({ ...credentials, baseUrl: origin })),
  'signalwire-room-sessions over fetch': async (origin) =>
    byClient(
      await createOurs({
        ...credentials,
        baseUrl: origin,
        fetch: (url: string, init: RequestInit) => fetch(url, init),
      }),
    ),
  'node:http + JSON.parse': (origin) => byHand(origin, createHttpGet()),
  'openapi-fetch': (origin) => byOpenapiFetch(origin),
  ky: (origin) => byHand(origin, (url) => ky(url, { headers }).json<Body>()),
  undici: (origin) => {
    const dispatcher = new UndiciAgent()
    return byHand(origin, async (url) => (await request(url, { headers, dispatcher })).body.json() as Promise<Body>)
  },
}

/** The package as it is published. */
async function createOurs(options: Package.ClientOptions): Promise<Package.Client> {
  const built = new URL('../../dist/index.js', import.meta.url).href
  const { createClient } = (await import(built)) as typeof Package // built from it
  return createClient(options)
}

function byClient({ roomSessions }: Package.Client): Contender {
  return {
    async get(times) {
      for (let count = 0; count < times; count++) await roomSessions.get(id)
      return times
    },
    async list(pageSize) {
      let count = 0
      for await (const session of roomSessions.list({ page_size: pageSize })) count += session ? 1 : 0
      return count
    },
    all: async () => (await roomSessions.list().toArray()).length,
  }
}

/** A loop as one writes it by hand: no deadline, no retries, no limits, `links.next` as it stands. */
function byHand(origin: string, getJson: (url: string) => Promise<Body>): Contender {
  return {
    async get(times) {
      for (let count = 0; count < times; count++) await getJson(origin + item.replace('{id}', id))
      return times
    },
    async list(pageSize) {
      let count = 0
      for (let url: string | undefined = `${origin}${list}?page_size=${pageSize}`; url; ) {
        const { data, links }: Body = await getJson(url)
        for (const session of data) count += session ? 1 : 0
        url = links.next
      }
      return count
    },
    async all() {
      const sessions: unknown[] = []
      for (let url: string | undefined = `${origin}${list}`; url; ) {
        const { data, links }: Body = await getJson(url)
        sessions.push(...data)
        url = links.next
      }
      return sessions.length
    },
  }
}

function createHttpGet(): (url: string) => Promise<Body> {
  const agent = new Agent({ keepAlive: true })
  return (url) =>
    new Promise((resolve, reject) => {
      const request = httpGet(url, { agent, headers }, (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () => resolve(JSON.parse(Buffer.concat(pieces).toString())))
      })
      request.on('error', reject)
    })
}

function byOpenapiFetch(baseUrl: string): Contender {
  const api = createFetchClient<paths>({ baseUrl, headers })
  return {
    async get(times) {
      for (let count = 0; count < times; count++) await api.GET(item, { params: { path: { id } } })
      return times
    },
    async list(page_size) {
      let count = 0
      for (
        let query: { page_size: number; page_number?: number; page_token?: string } | undefined = { page_size };
        query;
      ) {
        const { data }: { data?: Body } = await api.GET(list, { params: { query } })
        for (const session of data?.data ?? []) count += session ? 1 : 0
        const next: URLSearchParams | undefined = data?.links.next ? new URL(data.links.next).searchParams : undefined
        query = next && {
          page_size,
          page_number: Number(next.get('page_number')),
          page_token: next.get('page_token') ?? '',
        }
      }
      return count
    },
  }
}
