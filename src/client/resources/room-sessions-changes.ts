import type { RoomRecording, RoomSession, RoomSessionMember, RoomSessionSummary } from '../../generated/types.js'

/** A limit for a session; passing it is a change. */
export interface WatchLimit {
  /**
   * The value that is limited: the cost of a session in dollars, its duration in seconds, or the number of members in it at one
   * time.
   */
  readonly of: 'cost' | 'duration' | 'members'
  /** The limit itself. Only a value above it passes it. */
  readonly above: number
}

/** The properties that every change has. */
export interface RoomSessionChangeBase {
  /** Identifies the change: the same change has the same id in every run. */
  readonly id: string
  /** When the change happened according to the service or, if the service does not say, when the watch noticed it. */
  readonly time: string
  readonly sessionId: string
  /** Name of the room. */
  readonly roomName: string | null
}

/** A session started or ended. `session` is the session as the service sent it; null if the service no longer knows it. */
export interface SessionChange extends RoomSessionChangeBase {
  readonly type: 'session.started' | 'session.ended'
  readonly session: RoomSession | RoomSessionSummary | null
}

/** A member joined or left. `member` is null if the service no longer lists it. */
export interface MemberChange extends RoomSessionChangeBase {
  readonly type: 'member.joined' | 'member.left'
  readonly memberId: string
  readonly member: RoomSessionMember | null
}

/**
 * The file of a recording is complete. `recording` has no `uri`, because links are secret and soon expire: read the recording by
 * its id to get one.
 */
export interface RecordingChange extends RoomSessionChangeBase {
  readonly type: 'recording.finished'
  readonly recording: Omit<RoomRecording, 'uri'>
}

/** A session passed a limit, for the first time. */
export interface LimitChange extends RoomSessionChangeBase {
  readonly type: 'limit.passed'
  readonly limit: WatchLimit
  /** The value when the watch noticed it. */
  readonly value: number
}

/** What changed between two polls. */
export type RoomSessionChange = SessionChange | MemberChange | RecordingChange | LimitChange

/** What a watch knows about a session that is in progress or has recently ended. */
export interface SessionState {
  readonly id: string
  readonly name: string | null
  /** When the watch noticed its end; null while it is in progress. */
  readonly ended: string | null
  /** All members who have joined. */
  readonly members: readonly MemberState[]
  readonly recordings: readonly { readonly id: string; readonly isFinished: boolean }[]
  /** The limits that it has passed, such as `cost>5`. */
  readonly passed: readonly string[]
}

/** What a watch knows about a member. `left` is null while the member is in the session. */
export interface MemberState {
  readonly id: string
  readonly joined: string
  readonly left: string | null
}

/**
 * What a watch knows, as JSON from which another watch can continue. Its size depends on the number of sessions in progress, not
 * on how long the watch has run.
 */
export interface WatchState {
  readonly version: 1
  /** When the last poll began. */
  readonly time: string
  readonly sessions: readonly SessionState[]
  /** When the newest known session was created; null if there was no session. */
  readonly newest: string | null
  /**
   * Ids of the known completed sessions that were created shortly before `newest` or later. Any other completed session from that
   * time is new.
   */
  readonly completed: readonly string[]
  /** Changes that were found but not yet passed to the caller. */
  readonly pending: readonly RoomSessionChange[]
}

/** What one poll read about a session. */
export interface SessionReading {
  readonly id: string
  /** Null if the service no longer knows it. */
  readonly session: RoomSession | RoomSessionSummary | null
  readonly isEnded: boolean
  /** Undefined if the members were not read. */
  readonly members?: readonly RoomSessionMember[] | undefined
  readonly recordings?: readonly RoomRecording[] | undefined
}

/** What one poll read. A session without a reading keeps its state. */
export interface Snapshot {
  readonly time: string
  readonly readings: readonly SessionReading[]
  readonly newest: string | null
  readonly completed: readonly string[]
  /** False if the list of completed sessions is not newest first, as the watch assumes. */
  readonly isNewestFirst: boolean
  /** One error for each session that could not be read. */
  readonly errors: readonly unknown[]
}

/** How long a session is remembered after its end, so that an outdated list does not make it a new session. */
const rememberedMs = 15 * 60_000

/** How long after the end of a session the watch waits for its recordings to be finished. */
const recordingMs = 24 * 3_600_000

/** True while a recording of the session is not finished. */
export const isWaiting = ({ recordings }: SessionState): boolean => recordings.some(({ isFinished }) => !isFinished)

/** Returns the state after a snapshot. Its `pending` has the new changes, after those that were already pending. */
export function applySnapshot(
  state: WatchState | undefined,
  { time, readings, newest, completed }: Omit<Snapshot, 'isNewestFirst' | 'errors'>,
  limits: readonly WatchLimit[],
): WatchState {
  const sessions = new Map(state?.sessions.map((session) => [session.id, session]))
  const pending = [...(state?.pending ?? [])]
  for (const reading of readings) {
    const known = sessions.get(reading.id)
    const compared = compareSession(known, reading, time, limits)
    sessions.set(reading.id, compared.session)
    pending.push(...compared.changes)
  }
  const now = Date.parse(time)
  const kept = [...sessions.values()].filter((session) => {
    if (session.ended === null) return true
    return now - Date.parse(session.ended) < (isWaiting(session) ? recordingMs : rememberedMs)
  })
  return { version: 1, time, sessions: kept, newest, completed, pending }
}

/** The session that a change belongs to. */
type ChangeBase = Pick<RoomSessionChangeBase, 'sessionId' | 'roomName'>

/** The number of members that are in a session. */
export const countPresent = ({ members }: SessionState): number => members.filter(({ left }) => left === null).length

function compareSession(
  known: SessionState | undefined,
  reading: SessionReading,
  time: string,
  limits: readonly WatchLimit[],
): { session: SessionState; changes: RoomSessionChange[] } {
  const { id, session } = reading
  const name = toText(session?.name) ?? known?.name ?? null
  const base: ChangeBase = { sessionId: id, roomName: name }
  const changes: RoomSessionChange[] = []
  if (!known) {
    const started = toText(session?.start_time) ?? toText(session?.created_at) ?? time
    changes.push({ id: `session.started/${id}`, type: 'session.started', time: started, ...base, session })
  }
  const wasEnded = (known?.ended ?? null) !== null
  const isEnded = reading.isEnded || wasEnded
  const ended = isEnded ? (toText(session?.end_time) ?? time) : null
  const members = compareMembers(known?.members ?? [], reading.members ?? [], time, ended)
  const recordings = compareRecordings(known?.recordings ?? [], reading.recordings ?? [], time, base)
  const passed = compareLimits(known?.passed ?? [], limits, { session, members: members.states, time }, base)
  changes.push(...members.changes.map((change) => ({ ...change, ...base })), ...recordings.changes, ...passed.changes)
  if (ended !== null && !wasEnded)
    changes.push({ id: `session.ended/${id}`, type: 'session.ended', time: ended, ...base, session })
  return {
    session: {
      id,
      name,
      ended: isEnded ? (known?.ended ?? time) : null,
      members: members.states,
      recordings: recordings.states,
      passed: passed.states,
    },
    changes,
  }
}

/**
 * Returns the members' new states, and the changes in the order in which they happened. When a session has ended, all of its
 * members have left.
 */
function compareMembers(
  known: readonly MemberState[],
  members: readonly RoomSessionMember[],
  time: string,
  ended: string | null,
): { states: MemberState[]; changes: Omit<MemberChange, 'sessionId' | 'roomName'>[] } {
  const states = new Map(known.map((state) => [state.id, state]))
  const items = new Map(members.map((member) => [member.id, member]))
  const changes: Omit<MemberChange, 'sessionId' | 'roomName'>[] = []
  const add = (type: MemberChange['type'], memberId: string, at: string) =>
    changes.push({ id: `${type}/${memberId}/${at}`, type, time: at, memberId, member: items.get(memberId) ?? null })
  for (const member of items.values()) {
    const before = states.get(member.id)
    const joined = toText(member.join_time) ?? before?.joined
    // The member has not joined yet.
    if (joined === undefined) continue
    const left = toText(member.leave_time)
    // The member left and joined again between two polls, in the same membership or in another one with the same id.
    const hasRejoined = before && (joined !== before.joined || (before.left !== null && left === null))
    if (hasRejoined && before.left === null) add('member.left', member.id, joined)
    const begins = hasRejoined && joined === before.joined ? time : joined
    if (!before || hasRejoined) add('member.joined', member.id, begins)
    if (left !== null && (!before || hasRejoined || before.left === null)) add('member.left', member.id, left)
    states.set(member.id, { id: member.id, joined, left })
  }
  // A missing member may only have moved to another page while the list was read. So it counts as gone only when the session has
  // ended.
  if (ended !== null) {
    for (const state of states.values()) {
      if (state.left !== null) continue
      add('member.left', state.id, ended)
      states.set(state.id, { ...state, left: ended })
    }
  }
  return {
    states: [...states.values()],
    changes: changes.sort((one, other) => Date.parse(one.time) - Date.parse(other.time) || 0),
  }
}

/** Returns the new states of recordings, and those that have been finished. */
function compareRecordings(
  known: SessionState['recordings'],
  recordings: readonly RoomRecording[],
  time: string,
  base: ChangeBase,
): { states: SessionState['recordings']; changes: RecordingChange[] } {
  const states = new Map(known.map(({ id, isFinished }) => [id, isFinished]))
  const changes: RecordingChange[] = []
  for (const { uri: _, ...recording } of recordings) {
    const { id, status } = recording
    const wasFinished = states.get(id) ?? false
    const isFinished = wasFinished || status === 'completed'
    states.set(id, isFinished)
    if (wasFinished || !isFinished) continue
    const finished = toText(recording.finished_at) ?? time
    changes.push({ id: `recording.finished/${id}`, type: 'recording.finished', time: finished, ...base, recording })
  }
  return { states: [...states].map(([id, isFinished]) => ({ id, isFinished })), changes }
}

/** What limits are compared with. */
interface LimitedValues {
  readonly session: SessionReading['session']
  readonly members: readonly MemberState[]
  readonly time: string
}

/** Returns the limits that a session has passed, now or before, and those that it has passed for the first time. */
function compareLimits(
  known: readonly string[],
  limits: readonly WatchLimit[],
  values: LimitedValues,
  base: ChangeBase,
): { states: readonly string[]; changes: LimitChange[] } {
  const passed = [...known]
  const changes: LimitChange[] = []
  for (const limit of limits) {
    const key = `${limit.of}>${limit.above}`
    const value = measure(limit.of, values)
    if (value === undefined || !(value > limit.above) || passed.includes(key)) continue
    passed.push(key)
    const id = `limit.passed/${base.sessionId}/${key}`
    changes.push({ id, type: 'limit.passed', time: values.time, ...base, limit, value })
  }
  return { states: passed, changes }
}

/** Returns the value that a limit is about; undefined if it is not known. */
function measure(quantity: WatchLimit['of'], { session, members, time }: LimitedValues): number | undefined {
  if (quantity === 'members') return members.filter(({ left }) => left === null).length
  if (quantity === 'duration') return findDuration(session, time)
  // Only sessions in lists have a cost.
  const cost: unknown = session && 'cost_in_dollars' in session ? session.cost_in_dollars : undefined
  return typeof cost === 'number' ? cost : undefined
}

/** Returns how long a session has lasted, in seconds: as the service says, otherwise since its start. */
function findDuration(session: SessionReading['session'], time: string): number | undefined {
  if (typeof session?.duration === 'number') return session.duration
  const seconds = (Date.parse(toText(session?.end_time) ?? time) - Date.parse(toText(session?.start_time) ?? '')) / 1000
  return Number.isNaN(seconds) ? undefined : seconds
}

/** The client has checked only the outermost layer of a body, so a time may be any value. */
const toText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
