import { ApiError, type Client, ResponseBodyError, type RoomSessionQuery } from '../../client/index.js'
import { isUuid } from '../../text/uuid.js'

/** Operations that list what one session has. */
export type SubList = 'list_room_session_events' | 'list_room_session_members' | 'list_room_session_recordings'

/** Something to page through, and how many items it has. */
export interface Countable {
  readonly query?: RoomSessionQuery
  readonly id?: string
  readonly count: number
}

/** What of a session can be asked about. A service that breaks its promises may send anything: what is no text is left out. */
export interface Subject {
  readonly id: string
  readonly name: string | undefined
  /** Null when the service says so. */
  readonly room_id: string | null | undefined
  readonly status: unknown
}

/** What a space has that can be asked about. */
export interface Subjects {
  /** The first sessions of the space. */
  readonly sessions: readonly Subject[]
  /** Sessions to page through: few, where some room had few. */
  readonly few: Countable
  /** For each list, the session that shows most of it. */
  readonly lists: Readonly<Record<SubList, Countable | undefined>>
}

/** Three pages are a first, one in the middle, and a last. */
const enough = 3

/** Items of a list that is paged through from end to end, at most. */
const mostPagedThrough = 50

/** Of a list without an end, pages as small as if it had this many items. */
const manyPages = 10

const sessionsRead = 200
const probes = 12

/** Looks around in a space. */
export async function findSubjects({ roomSessions }: Client, signal: AbortSignal): Promise<Subjects> {
  const first = await roomSessions.list({ page_size: sessionsRead }, { signal }).then(undefined, (error: unknown) => {
    // What cannot be read is a case like any other, recorded later; a refusal would be the same for each.
    if (error instanceof ResponseBodyError) return nothing
    throw error
  })
  const sessions = first.data.flatMap(toSubject)
  // What is over does not change while it is paged through.
  const settled = [...sessions].sort((a, b) => Number(b.status === 'completed') - Number(a.status === 'completed'))
  const ids = settled.slice(0, probes).map(({ id }) => id)
  const page = { page_size: sessionsRead }
  return {
    sessions,
    few: await findFew(roomSessions, sessions, first.hasNext, signal),
    lists: {
      list_room_session_events: await findMost(
        ids,
        async (id) => (await roomSessions.listEvents(id, page, { signal })).data.length,
      ),
      list_room_session_members: await findMost(
        ids,
        async (id) => (await roomSessions.listMembers(id, page, { signal })).data.length,
      ),
      list_room_session_recordings: await findMost(
        ids,
        async (id) => (await roomSessions.listRecordings(id, page, { signal })).data.length,
      ),
    },
  }
}

const nothing = { data: [], hasNext: false }

function toSubject(session: unknown): Subject[] {
  if (typeof session !== 'object' || session === null) return []
  const { id, name, room_id, status }: { [name in keyof Subject]?: unknown } = session
  if (!isUuid(id)) return []
  // Half a surrogate pair cannot be part of an address.
  const text = typeof name === 'string' && !/\p{Cs}/u.test(name) ? name : undefined
  return [{ id, name: text, room_id: isUuid(room_id) || room_id === null ? room_id : undefined, status }]
}

async function findFew(
  roomSessions: Client['roomSessions'],
  sessions: readonly Subject[],
  hasNext: boolean,
  signal: AbortSignal,
): Promise<Countable> {
  const counts = new Map<string, number>()
  for (const { name } of sessions) if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = [...counts].filter(([, count]) => count >= enough).sort(([, a], [, b]) => a - b)
  const rooms: RoomSessionQuery[] = names.slice(0, probes).map(([room_name]) => ({ room_name }))
  // What is in progress changes while it is paged through: only where every room had many.
  const running: RoomSessionQuery[] = [...rooms, {}].map((query) => ({ ...query, status: 'in-progress' }))
  for (const query of [...rooms, ...running]) {
    const page = await roomSessions
      .list({ ...query, page_size: mostPagedThrough }, { signal })
      .then(undefined, toNothing)
    if (!page.hasNext && page.data.length >= enough) return { query, count: page.data.length }
  }
  return { query: {}, count: hasNext ? Math.min(sessions.length, manyPages) : sessions.length }
}

/** The first with enough items, else the one with most of them; undefined when there is none to ask. */
async function findMost(ids: readonly string[], read: (id: string) => Promise<number>): Promise<Countable | undefined> {
  let most: { id: string; count: number } | undefined
  for (const id of ids) {
    const found = { id, count: await read(id).catch((error: unknown) => toNothing(error).data.length) }
    if (most === undefined || found.count > most.count) most = found
    if (most.count >= enough) break
  }
  return most
}

/** A list that is refused, or cannot be read, is a case like any other: what is said there is recorded later. */
function toNothing(error: unknown): typeof nothing {
  if (error instanceof ApiError || error instanceof ResponseBodyError) return nothing
  throw error
}
