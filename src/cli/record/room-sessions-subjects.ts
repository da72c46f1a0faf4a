import {
  ApiError,
  type Client,
  ResponseBodyError,
  type RoomSession,
  type RoomSessionQuery,
} from '../../client/index.js'

/** Operations that list what one session has. */
export type SubList = 'list_room_session_events' | 'list_room_session_members' | 'list_room_session_recordings'

/** Something to page through, and how many items it has. */
export interface Countable {
  readonly query?: RoomSessionQuery
  readonly id?: string
  readonly count: number
}

/** What a space has that can be asked about. */
export interface Subjects {
  /** The first sessions of the space. */
  readonly sessions: readonly RoomSession[]
  /** Sessions to page through: few, where some room had few. */
  readonly few: Countable
  /** For each list, the session that shows most of it. */
  readonly lists: Readonly<Record<SubList, Countable | undefined>>
}

/** Three pages are a first, one in the middle, and a last. */
const enough = 3

const sessionsRead = 200
const probes = 12

/** Looks around in a space. */
export async function findSubjects({ roomSessions }: Client, signal: AbortSignal): Promise<Subjects> {
  const { data: sessions } = await roomSessions.list({ page_size: sessionsRead }, { signal })
  // What is over does not change while it is paged through.
  const settled = [...sessions].sort((a, b) => Number(b.status === 'completed') - Number(a.status === 'completed'))
  const ids = settled.slice(0, probes).map(({ id }) => id)
  const page = { page_size: sessionsRead }
  return {
    sessions,
    few: await findFew(roomSessions, sessions, signal),
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

async function findFew(
  roomSessions: Client['roomSessions'],
  sessions: readonly RoomSession[],
  signal: AbortSignal,
): Promise<Countable> {
  const counts = new Map<string, number>()
  for (const { name } of sessions) if (name) counts.set(name, (counts.get(name) ?? 0) + 1)
  const names = [...counts].filter(([, count]) => count >= enough).sort(([, a], [, b]) => a - b)
  for (const [room_name] of names.slice(0, probes)) {
    const { data, hasNext } = await roomSessions.list({ room_name, page_size: 50 }, { signal })
    if (!hasNext && data.length >= enough) return { query: { room_name }, count: data.length }
  }
  return { query: {}, count: sessions.length }
}

/** The first with enough items, else the one with most of them; undefined when there is none to ask. */
async function findMost(ids: readonly string[], read: (id: string) => Promise<number>): Promise<Countable | undefined> {
  let most: { id: string; count: number } | undefined
  // A list that is refused is a case like any other: what is said there is recorded later.
  const count = (id: string) =>
    read(id).catch((error: unknown) => {
      if (error instanceof ApiError || error instanceof ResponseBodyError) return 0
      throw error
    })
  for (const id of ids) {
    const found = { id, count: await count(id) }
    if (most === undefined || found.count > most.count) most = found
    if (most.count >= enough) break
  }
  return most
}
