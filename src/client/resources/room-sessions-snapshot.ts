import type { RoomSession } from '../../generated/types.js'
import { AuthenticationError, NotFoundError, PermissionError, UnprocessableContentError } from '../errors/api-error.js'
import type { ItemOptions, Query, Reader } from '../reader.js'
import {
  isWaiting,
  type SessionReading,
  type SessionState,
  type Snapshot,
  type WatchState,
} from './room-sessions-changes.js'

/** Options of `readSnapshot`. */
export interface SnapshotOptions {
  readonly reader: Reader
  /** The filters of the list of sessions. */
  readonly query: Query<'list_room_sessions'>
  readonly callOptions: ItemOptions
  readonly now: () => number
  /** What the watch knew before. */
  readonly state: WatchState | undefined
}

/** How many sessions are read at the same time. */
const maxConcurrency = 6

/**
 * A completed session may have been created this long before the newest one and still be new, because a list that changed while
 * it was read may have left it out. Only times of the service are compared.
 */
const windowMs = 300_000

/**
 * A session whose creation is further in the future than this does not count as the newest, so that a wrong time hides no other
 * session.
 */
const maxAheadMs = 86_400_000

/** Size of the pages of completed sessions. Most polls need only one page. */
const completedPageSize = 100

/**
 * Reads the sessions in progress and the sessions that have ended since the last snapshot, with their members and recordings.
 *
 * A list that changes while its pages are read may leave a session out. Therefore each known session that is missing is read by
 * its id. A session that cannot be read keeps its state, and its error is in `errors`.
 *
 * @throws if a list of sessions cannot be read, or the credentials are refused
 */
export async function readSnapshot(options: SnapshotOptions): Promise<Snapshot> {
  const { reader, query, callOptions, now, state } = options
  const time = new Date(now()).toISOString()
  const inProgress = { query: { ...query, status: 'in-progress' as const } }
  const listed = toItems(await reader.readList('list_room_sessions', inProgress, callOptions).toArray())
  // The completed sessions are read last, so that a session that ends meanwhile is in both lists and not in neither.
  const { sessions: completed, isNewestFirst } = await readCompleted(options, listed)
  const { readings, unread, errors } = await readSessions(options, chooseSessions(listed, completed, state))
  const newest = findNewest([...listed, ...completed], state?.newest ?? null, now())
  return {
    time,
    readings,
    newest,
    completed: completed
      .filter((session) => !unread.has(session.id) && !isBefore(session, toSince(newest)))
      .map(({ id }) => id),
    isNewestFirst,
    errors,
  }
}

/** The sessions to read by their ids: each as a list has it, or undefined if no list has it. */
type ChosenSessions = ReadonlyMap<string, RoomSession | undefined>

/**
 * Returns the sessions to read: those in progress, those that have ended since the last poll, and known ones that are missing in
 * the lists or wait for a recording.
 */
function chooseSessions(
  listed: readonly RoomSession[],
  completed: readonly RoomSession[],
  state: WatchState | undefined,
): ChosenSessions {
  const known = new Map(state?.sessions.map((session) => [session.id, session]))
  // A service that ignores the filter also lists completed sessions.
  const running = listed.filter(({ id, status }) => status !== 'completed' || known.has(id))
  const chosen = new Map<string, RoomSession | undefined>(running.map((session) => [session.id, session]))
  for (const session of known.values()) {
    if (!chosen.has(session.id) && (session.ended === null || isWaiting(session))) chosen.set(session.id, undefined)
  }
  const since = toSince(state?.newest ?? null)
  for (const session of completed) {
    const before = known.get(session.id)
    // Sessions that were completed before the first poll are not reported.
    const isNew = state && !state.completed.includes(session.id) && !isBefore(session, since)
    if (before ? before.ended === null : isNew) chosen.set(session.id, session)
  }
  return chosen
}

/** Reads sessions with their members and recordings. Returns what was read, and the sessions that could not be read. */
async function readSessions(
  { reader, callOptions, state }: SnapshotOptions,
  chosen: ChosenSessions,
): Promise<{ readings: SessionReading[]; unread: ReadonlySet<string>; errors: readonly unknown[] }> {
  const known = new Map(state?.sessions.map((session) => [session.id, session]))
  const readings = new Map<string, SessionReading>()
  const unread = new Map<string, unknown>()
  await forEach([...chosen], async ([id, listed]) => {
    try {
      const reading = await readSession({ reader, callOptions, listed }, id, known.get(id))
      if (reading) readings.set(id, reading)
    } catch (error) {
      if (callOptions.signal?.aborted || error instanceof AuthenticationError || error instanceof PermissionError)
        throw error
      unread.set(id, error)
    }
  })
  return {
    readings: [...chosen.keys()].flatMap((id) => readings.get(id) ?? []),
    unread: new Set(unread.keys()),
    errors: [...unread.values()],
  }
}

interface SessionOptions {
  readonly reader: Reader
  readonly callOptions: ItemOptions
  /** The session, if a list has it. */
  readonly listed: RoomSession | undefined
}

/** Reads a session with its members and recordings; undefined if it had already ended and all of its recordings are finished. */
async function readSession(
  { reader, callOptions, listed }: SessionOptions,
  id: string,
  known: SessionState | undefined,
): Promise<SessionReading | undefined> {
  const path = { id }
  const readRecordings = () =>
    orNothing(reader.readList('list_room_session_recordings', { path }, callOptions).toArray())
  if (known && known.ended !== null) {
    if (!isWaiting(known)) return undefined
    return { id, session: null, isEnded: true, recordings: toItems(await readRecordings()) }
  }
  const session = listed ?? (await orNothing(reader.readItem('get_room_session', { path }, callOptions))) ?? null
  const isEnded = session === null || session.status === 'completed' || typeof session.end_time === 'string'
  const [members, recordings] = await Promise.all([
    orNothing(reader.readList('list_room_session_members', { path }, callOptions).toArray()),
    readRecordings(),
  ])
  return { id, session, isEnded, members: toItems(members), recordings: toItems(recordings) }
}

/** Returns the result of a call; undefined if the service does not know the id. */
const orNothing = <Value>(call: Promise<Value>): Promise<Value | undefined> =>
  call.catch((error: unknown) => {
    // It is not documented whether a list answers an unknown id with 404 or 422. The first page has no other parameter to refuse.
    const isUnknown = error instanceof UnprocessableContentError && error.cursor === null
    if (error instanceof NotFoundError || isUnknown) return undefined
    throw error
  })

/** Reads the completed sessions that may be new: the first page or pages of their list. */
async function readCompleted(
  { reader, query, callOptions, state }: Omit<SnapshotOptions, 'now'>,
  listed: readonly RoomSession[],
): Promise<{ sessions: RoomSession[]; isNewestFirst: boolean }> {
  const completed = { query: { ...query, status: 'completed' as const, page_size: completedPageSize } }
  const sessions: RoomSession[] = []
  for await (const page of reader.readList('list_room_sessions', completed, callOptions).pages()) {
    const items = toItems(page.data)
    sessions.push(...items)
    const newest = state ? state.newest : findNewest([...listed, ...sessions], null, Infinity)
    if (items.some((session) => isBefore(session, toSince(newest)))) break
  }
  const times = sessions.map(({ created_at }) => Date.parse(created_at))
  return { sessions, isNewestFirst: !times.some((time, index) => time > (times[index - 1] ?? Infinity)) }
}

/** Returns the time at which the newest session was created. */
function findNewest(sessions: readonly RoomSession[], before: string | null, now: number): string | null {
  const times = [...sessions.map(({ created_at }) => created_at), before ?? '']
    .map((time) => Date.parse(time))
    .filter((time) => time <= now + maxAheadMs)
  const newest = times.reduce((one, other) => Math.max(one, other), -Infinity)
  return newest === -Infinity ? null : new Date(newest).toISOString()
}

const toSince = (newest: string | null) => (newest === null ? -Infinity : Date.parse(newest) - windowMs)

const isBefore = ({ created_at }: RoomSession, time: number) => Date.parse(created_at) < time

/** Returns the items that have an id, each once: an item that moves to another page while the list is read is listed twice. */
function toItems<Item extends { readonly id: string }>(items: readonly Item[] | undefined): Item[] {
  // The client has checked only the outermost layer of a body.
  const valid = (items ?? []).filter((item: Item | null) => typeof item?.id === 'string')
  return [...new Map(valid.map((item) => [item.id, item])).values()]
}

async function forEach<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values()
  await Promise.all(
    Array.from({ length: maxConcurrency }, async () => {
      for (const item of queue) await work(item)
    }),
  )
}
