import type { RoomRecording, RoomSession, RoomSessionMember } from '../../src/client/index.js'

/** A session of a made-up space, with its lists. A test changes it between two polls. */
export interface ChangingSession {
  session: RoomSession
  members: RoomSessionMember[]
  recordings: RoomRecording[]
}

/** A made-up space whose sessions a test changes. */
export interface ChangingSpace {
  /** Newest first. */
  sessions: ChangingSession[]
  /** Paths and queries of the requests, in order. */
  readonly requests: string[]
  /** Replaces responses: undefined leaves them as they are. */
  answer: (url: URL) => Response | undefined
  /** Largest page that it gives. */
  maxPageSize: number
  fetch(request: Request): Promise<Response>
}

/** A UUID for a number. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A session that is in progress. */
export function createSession(number: number, changes: Partial<RoomSession> = {}): ChangingSession {
  const time = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString()
  const session: RoomSession = {
    id: uuid(number),
    room_id: null,
    name: `room-${number}`,
    display_name: null,
    max_members: null,
    quality: '720p',
    fps: 20,
    join_from: null,
    join_until: null,
    remove_at: null,
    remove_after_seconds_elapsed: null,
    layout: null,
    record_on_start: false,
    tone_on_entry_and_exit: false,
    room_join_video_off: false,
    user_join_video_off: false,
    locked: false,
    start_time: time,
    end_time: null,
    duration: 60,
    status: 'in-progress',
    created_at: time,
    updated_at: time,
    preview_url: null,
    prioritize_handraise: null,
    sync_audio_video: null,
    cost_in_dollars: 0.1,
    enable_room_previews: false,
    locked_cover: '',
    ...changes,
  }
  return { session, members: [], recordings: [] }
}

/** A member who is in a session. */
export function createMember(number: number, changes: Partial<RoomSessionMember> = {}): RoomSessionMember {
  return {
    id: uuid(number),
    room_session_id: uuid(1),
    name: `member-${number}`,
    join_time: new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString(),
    leave_time: null,
    duration: 1,
    cost_in_dollars: 0.01,
    ...changes,
  }
}

/** A recording that is going on. */
export function createRecording(number: number, changes: Partial<RoomRecording> = {}): RoomRecording {
  const time = new Date(Date.UTC(2026, 0, 1) + number * 1_000).toISOString()
  return {
    id: uuid(number),
    room_session_id: uuid(1),
    status: 'recording',
    started_at: time,
    finished_at: null,
    duration: null,
    size_in_bytes: null,
    format: 'video/mp4',
    cost_in_dollars: 0.02,
    uri: 'https://files.example.com/secret-link',
    created_at: time,
    updated_at: time,
    ...changes,
  }
}

/** Ends a session. */
export function endSession({ session, members }: ChangingSession, end_time: string): void {
  Object.assign(session, { status: 'completed', end_time })
  for (const member of members) member.leave_time ??= end_time
}

/** Creates a space that answers the four operations of a watch, from what its sessions are at that time. */
export function createChangingSpace(sessions: ChangingSession[] = []): ChangingSpace {
  const requests: string[] = []
  const space: ChangingSpace = {
    sessions,
    requests,
    answer: () => undefined,
    maxPageSize: 1_000,
    async fetch(request) {
      const url = new URL(request.url)
      requests.push(`${url.pathname}${url.search}`)
      return space.answer(url) ?? respond(space, url)
    },
  }
  return space
}

function respond(space: ChangingSpace, url: URL): Response {
  const [id, list] = url.pathname.replace(/^\/api\/video\/room_sessions\/?/, '').split('/')
  const found = space.sessions.find(({ session }) => session.id === id)
  if (id && !found) return Response.json({ error: 'Not Found' }, { status: 404 })
  if (found && !list) {
    const { cost_in_dollars: _, enable_room_previews: __, locked_cover: ___, ...summary } = found.session
    return Response.json(summary)
  }
  if (found) return toPage(space, url, list === 'members' ? found.members : found.recordings)
  const [status, name] = ['status', 'room_name'].map((parameter) => url.searchParams.get(parameter))
  const all = space.sessions.map(({ session }) => session)
  return toPage(
    space,
    url,
    all.filter((session) => (!status || session.status === status) && (!name || session.name === name)),
  )
}

function toPage({ maxPageSize }: ChangingSpace, url: URL, items: readonly object[]): Response {
  const size = Math.min(Number(url.searchParams.get('page_size') ?? 50), maxPageSize)
  const number = Number(url.searchParams.get('page_number') ?? 0)
  const data = items.slice(number * size, (number + 1) * size)
  const next = new URL(url)
  next.searchParams.set('page_number', String(number + 1))
  next.searchParams.set('page_token', `PA${number + 1}`)
  const hasNext = items.length > (number + 1) * size
  return Response.json({ links: { self: url.href, first: url.href, ...(hasNext && { next: next.href }) }, data })
}
