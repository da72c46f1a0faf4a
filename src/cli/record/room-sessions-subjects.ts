import { type Client, ResponseBodyError, type RoomSessionQuery } from '../../client/index.js'
import { isUuid } from '../../text/uuid.js'
import { enough, findMost, nothing, toNothing } from './first-items.js'

/** Operations that list what belongs to one session. */
export type SubList = 'list_room_session_events' | 'list_room_session_members' | 'list_room_session_recordings'

/** A list to page through, with its number of items. */
export interface Countable {
  readonly query?: RoomSessionQuery
  readonly id?: string
  readonly count: number
}

/** The properties of a session that cases use. A service may send anything: a value of another type is undefined. */
export interface Subject {
  readonly id: string
  readonly name: string | undefined
  /** Null if the service sends null. */
  readonly room_id: string | null | undefined
  readonly status: unknown
}

/** What the cases are about: sessions and lists of a space. */
export interface Subjects {
  /** The first sessions of the space. */
  readonly sessions: readonly Subject[]
  /** List of sessions to page through: a short one if there is a room with few sessions. */
  readonly few: Countable
  /** For each list, the session with the most items. */
  readonly lists: Readonly<Record<SubList, Countable | undefined>>
}

/** Maximum number of items of a list that is read to its end. */
const maxPagedThrough = 50

/** A longer list gets the page size of a list with this many items. */
const assumedCount = 10

/** Number of sessions that are looked at. */
const sessionCount = 200
/** Maximum number of sessions or rooms whose lists are looked at. */
const maxProbes = 12

/** Finds the sessions and lists of a space that cases can use. */
export async function findSubjects({ roomSessions }: Client, signal: AbortSignal): Promise<Subjects> {
  const first = await roomSessions.list({ page_size: sessionCount }, { signal }).then(undefined, (error: unknown) => {
    // An unreadable response will be recorded as a case. An error status would be the same for every case.
    if (error instanceof ResponseBodyError) return nothing
    throw error
  })
  const sessions = first.data.flatMap(toSubject)
  // Completed sessions first: they do not change between two pages.
  const completedFirst = [...sessions].sort(
    (a, b) => Number(b.status === 'completed') - Number(a.status === 'completed'),
  )
  const ids = completedFirst.slice(0, maxProbes).map(({ id }) => id)
  const page = { page_size: sessionCount }
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

function toSubject(session: unknown): Subject[] {
  if (typeof session !== 'object' || session === null) return []
  const { id, name, room_id, status }: { [name in keyof Subject]?: unknown } = session
  if (!isUuid(id)) return []
  // A lone surrogate cannot be part of a URL.
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
  const rooms: RoomSessionQuery[] = names.slice(0, maxProbes).map(([room_name]) => ({ room_name }))
  // Sessions in progress may change between two pages, so they are only used if every room has many sessions.
  const inProgress: RoomSessionQuery[] = [...rooms, {}].map((query) => ({ ...query, status: 'in-progress' }))
  for (const query of [...rooms, ...inProgress]) {
    const page = await roomSessions
      .list({ ...query, page_size: maxPagedThrough }, { signal })
      .then(undefined, toNothing)
    if (!page.hasNext && page.data.length >= enough) return { query, count: page.data.length }
  }
  return { query: {}, count: hasNext ? Math.min(sessions.length, assumedCount) : sessions.length }
}
