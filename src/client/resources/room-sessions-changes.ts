import type { RoomRecording, RoomSession, RoomSessionMember, RoomSessionSummary } from '../../generated/types.js'

/** A value that a session should not exceed. */
export interface WatchLimit {
  /** The cost of a session in dollars, its duration in seconds, or the members that are in it at the same time. */
  readonly of: 'cost' | 'duration' | 'members'
  /** The limit is passed by every value above this one. */
  readonly above: number
}

/** What all changes have. */
export interface RoomSessionChangeBase {
  /** Identifies the change: the same change has the same id in every run. */
  readonly id: string
  /** When it happened, as the service says; when it was noticed, if the service does not say. */
  readonly time: string
  readonly sessionId: string
  /** Name of the room. */
  readonly roomName: string | null
}

/** A session started or ended. `session` is what the service sent of it; null if the service no longer knows it. */
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

/** The file of a recording is complete. The recording has no `uri`, which is secret and soon expires: ask for it by `recording.id`. */
export interface RecordingChange extends RoomSessionChangeBase {
  readonly type: 'recording.finished'
  readonly recording: Omit<RoomRecording, 'uri'>
}

/** A session passed a limit, for the first time. */
export interface LimitChange extends RoomSessionChangeBase {
  readonly type: 'limit.passed'
  readonly limit: WatchLimit
  /** The value when it was noticed. */
  readonly value: number
}

/** What changed between two polls. */
export type RoomSessionChange = SessionChange | MemberChange | RecordingChange | LimitChange

/** What is known of a session that is in progress, or ended a short time ago. */
export interface SessionState {
  readonly id: string
  readonly name: string | null
  /** When its end was noticed; null while it is in progress. */
  readonly ended: string | null
  /** Everyone who has joined. `left` is null for those who are still there. */
  readonly members: readonly MemberState[]
  readonly recordings: readonly { readonly id: string; readonly isFinished: boolean }[]
  /** The limits that were passed. */
  readonly passed: readonly string[]
}

/** What is known of a member. */
export interface MemberState {
  readonly id: string
  readonly joined: string
  readonly left: string | null
}

/** What a watch knows: JSON, from which another watch continues. It grows with the sessions in progress only. */
export interface WatchState {
  readonly version: 1
  /** When it was last read. */
  readonly time: string
  readonly sessions: readonly SessionState[]
  /** When the newest session was created that was seen; null if there was no session. */
  readonly newest: string | null
  /** Ids of the completed sessions that were created a short time before it, or later: others are new. */
  readonly completed: readonly string[]
  /** Changes that were found and not given yet. */
  readonly pending: readonly RoomSessionChange[]
}

/** What one poll read of a session. */
export interface SessionReading {
  readonly id: string
  /** Null if the service no longer knows it. */
  readonly session: RoomSession | RoomSessionSummary | null
  readonly isEnded: boolean
  /** Undefined if the list was not read. */
  readonly members?: readonly RoomSessionMember[] | undefined
  readonly recordings?: readonly RoomRecording[] | undefined
}

/** What one poll read. A session that is not among the readings stays as it was. */
export interface Snapshot {
  readonly time: string
  readonly readings: readonly SessionReading[]
  readonly newest: string | null
  readonly completed: readonly string[]
  /** False if the list of completed sessions is not in the order that was assumed. */
  readonly isNewestFirst: boolean
  /** What could not be read. */
  readonly errors: readonly unknown[]
}

/** How long a session is remembered after its end, so that a list that is late does not start it again. */
const rememberedMs = 15 * 60_000

/** How long a recording may take to be finished after the end of its session. */
const recordingMs = 24 * 3_600_000

/** True while a recording of an ended session is not finished. */
export const isWaiting = ({ recordings }: SessionState): boolean => recordings.some(({ isFinished }) => !isFinished)

/** Returns the state after a snapshot, with the changes that led to it as `pending`. */
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
  const base = { sessionId: id, roomName: name }
  const changes: RoomSessionChange[] = []
  if (!known) {
    const started = toText(session?.start_time) ?? toText(session?.created_at) ?? time
    changes.push({ id: `session.started/${id}`, type: 'session.started', time: started, ...base, session })
  }
  const isEnded = reading.isEnded || (known?.ended ?? null) !== null
  const ended = isEnded ? (toText(session?.end_time) ?? time) : null
  const members = compareMembers(known?.members ?? [], reading.members ?? [], time, ended)
  changes.push(...members.changes.map((change) => ({ ...change, ...base })))

  const recordings = new Map(known?.recordings.map(({ id, isFinished }) => [id, isFinished]))
  for (const { uri: _, ...recording } of reading.recordings ?? []) {
    const wasFinished = recordings.get(recording.id) ?? false
    const isFinished = wasFinished || recording.status === 'completed'
    recordings.set(recording.id, isFinished)
    if (wasFinished || !isFinished) continue
    changes.push({
      id: `recording.finished/${recording.id}`,
      type: 'recording.finished',
      time: toText(recording.finished_at) ?? time,
      ...base,
      recording,
    })
  }

  const passed = [...(known?.passed ?? [])]
  for (const limit of limits) {
    const key = `${limit.of}>${limit.above}`
    const value = measure(limit.of, session, members.states, time)
    if (value === undefined || !(value > limit.above) || passed.includes(key)) continue
    passed.push(key)
    changes.push({ id: `limit.passed/${id}/${key}`, type: 'limit.passed', time, ...base, limit, value })
  }
  if (ended !== null && (known?.ended ?? null) === null)
    changes.push({ id: `session.ended/${id}`, type: 'session.ended', time: ended, ...base, session })
  return {
    session: {
      id,
      name,
      ended: isEnded ? (known?.ended ?? time) : null,
      members: members.states,
      recordings: [...recordings].map(([id, isFinished]) => ({ id, isFinished })),
      passed,
    },
    changes,
  }
}

/** The changes of members, in the order in which they happened. All members leave a session that has ended. */
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
    // Not in the session yet.
    if (joined === undefined) continue
    const left = toText(member.leave_time)
    // The same membership again, or another one of the same id: who left and joined between two polls.
    const hasRejoined = before && (joined !== before.joined || (before.left !== null && left === null))
    if (hasRejoined && before.left === null) add('member.left', member.id, joined)
    const begins = hasRejoined && joined === before.joined ? time : joined
    if (!before || hasRejoined) add('member.joined', member.id, begins)
    if (left !== null && (!before || hasRejoined || before.left === null)) add('member.left', member.id, left)
    states.set(member.id, { id: member.id, joined, left })
  }
  // A member that is missing was moved to another page while they were read, unless the session has ended.
  for (const state of ended === null ? [] : states.values()) {
    if (state.left !== null) continue
    add('member.left', state.id, ended ?? time)
    states.set(state.id, { ...state, left: ended })
  }
  return {
    states: [...states.values()],
    changes: changes.sort((one, other) => Date.parse(one.time) - Date.parse(other.time) || 0),
  }
}

/** The value that a limit is about; undefined if it is not known. */
function measure(
  of: WatchLimit['of'],
  session: SessionReading['session'],
  members: readonly MemberState[],
  time: string,
): number | undefined {
  if (of === 'members') return members.filter(({ left }) => left === null).length
  if (of === 'duration') return findDuration(session, time)
  // Only items of lists have a cost.
  const cost: unknown = session && 'cost_in_dollars' in session ? session.cost_in_dollars : undefined
  return typeof cost === 'number' ? cost : undefined
}

/** Seconds that a session has lasted: those that the service says, otherwise those since its start. */
function findDuration(session: SessionReading['session'], time: string): number | undefined {
  if (typeof session?.duration === 'number') return session.duration
  const seconds = (Date.parse(toText(session?.end_time) ?? time) - Date.parse(toText(session?.start_time) ?? '')) / 1000
  return Number.isNaN(seconds) ? undefined : seconds
}

/** Only the outermost layer of a body is checked, so that any value may be where a time should be. */
const toText = (value: unknown): string | null => (typeof value === 'string' ? value : null)
