import { Agent } from 'node:https'
import { fetch as undiciFetch } from 'undici'
import { expectTypeOf, test } from 'vitest'
import {
  ApiError,
  createClient,
  createDebugHooks,
  type Hooks,
  type Page,
  type ResponseInfo,
  type RoomSession,
  type RoomSessionSummary,
  type SignalWireError,
} from '../../src/index.js'

const { roomSessions, api } = createClient({ space: 'example', projectId: 'p', apiToken: 't' })
const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'

test('gives the components of the document', () => {
  expectTypeOf(roomSessions.list()).resolves.toExtend<Page<RoomSession>>()
  expectTypeOf(roomSessions.get(id)).resolves.toEqualTypeOf<RoomSessionSummary>()
  expectTypeOf<RoomSession['status']>().toEqualTypeOf<'in-progress' | 'completed' | null>()
})

test('refuses what the document does not have', () => {
  // @ts-expect-error A parameter is misspelt.
  roomSessions.list({ pagesize: 50 })
  // @ts-expect-error A status is none of the document's.
  roomSessions.list({ status: 'done' })
  // @ts-expect-error A filter of sessions is none of members.
  roomSessions.listMembers(id, { room_id: id })
  // @ts-expect-error Links of media are those of recordings.
  roomSessions.listEvents(id, { media_ttl: 60 })
  // @ts-expect-error A path is misspelt.
  api.GET('/api/video/roomsessions')
  // @ts-expect-error The document has nothing but GET.
  api.POST('/api/video/room_sessions')
})

test('refuses access to what may be null or absent', async () => {
  const session = await roomSessions.get(id)
  // @ts-expect-error A name may be null.
  session.name.length
  // @ts-expect-error A summary has no cost.
  session.cost_in_dollars
  const [event] = (await roomSessions.listEvents(id)).data
  // @ts-expect-error An event need not be about a recording.
  event?.room_recording_id.length
  const page = await roomSessions.list()
  // @ts-expect-error A last page has no next link.
  page.links.next.length
})

test('refuses options that do not exist', () => {
  // @ts-expect-error An option is misspelt.
  createClient({ timeout: 5 })
  // @ts-expect-error A call's option is misspelt.
  roomSessions.get(id, { timeout: 5 })
  // @ts-expect-error What is read in one piece has no cursor.
  roomSessions.get(id, { cursor: 'x' })
  // @ts-expect-error Only a deadline can be turned off by false.
  createClient({ maxResponseBytes: false })
})

test('gives responses with their data', async () => {
  type Session = { data: RoomSessionSummary; response: ResponseInfo }
  type Sessions = { data: Page<RoomSession>; response: ResponseInfo }
  expectTypeOf(roomSessions.get(id).withResponse()).resolves.toEqualTypeOf<Session>()
  expectTypeOf(roomSessions.list().withResponse()).resolves.toEqualTypeOf<Sessions>()
  expectTypeOf((await roomSessions.list()).response.requestId).toEqualTypeOf<string | null>()
  expectTypeOf<ApiError['requestId']>().toEqualTypeOf<string | null>()
  expectTypeOf(roomSessions.list().catch(() => null)).resolves.toEqualTypeOf<Page<RoomSession> | null>()
})

test('takes what may send requests: an agent, the fetch of undici, a function without options', () => {
  createClient({ agent: new Agent() })
  createClient({ fetch: undiciFetch })
  createClient({ fetch: async () => Response.json({}) })
  // @ts-expect-error It returns no response.
  createClient({ fetch: async () => '{}' })
  // @ts-expect-error An agent has connections.
  createClient({ agent: {} })
})

test('takes headers and retry rules for a call', () => {
  roomSessions.get(id, {
    headers: { 'x-trace': '1' },
    retry: {
      shouldRetry(error, attempt) {
        expectTypeOf(error).toEqualTypeOf<SignalWireError>()
        expectTypeOf(attempt).toEqualTypeOf<number>()
        return error instanceof ApiError ? false : undefined
      },
    },
  })
  // @ts-expect-error A header is text.
  roomSessions.get(id, { headers: { 'x-trace': 1 } })
})

test('gives hooks what they may see', () => {
  const hooks: Hooks = {
    onRequest: ({ url, headers }) => {
      expectTypeOf(url).toEqualTypeOf<string | undefined>()
      expectTypeOf(headers).toEqualTypeOf<Readonly<Record<string, string>>>()
    },
    onResponse: ({ requestId, status }) => {
      expectTypeOf(requestId).toEqualTypeOf<string | null>()
      expectTypeOf(status).toEqualTypeOf<number>()
    },
    // @ts-expect-error A hook is misspelt.
    onFailure: () => {},
  }
  createClient({ hooks })
  createClient({ hooks: createDebugHooks((line) => expectTypeOf(line).toEqualTypeOf<string>()) })
})

test('can be closed, also by `await using`', () => {
  expectTypeOf(createClient().close()).resolves.toEqualTypeOf<void>()
  expectTypeOf(createClient()).toExtend<AsyncDisposable>()
})
