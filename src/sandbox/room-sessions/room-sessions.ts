import type { Handlers } from '../handler.js'
import { findIndex, toIdentifier } from '../identifier.js'
import { type PageBody, type PageRequest, paginate, type Sliceable } from '../page.js'
import { hash, hashText } from '../random.js'
import { type Mistake, notFound, unprocessable } from '../refusal.js'
import { toSession, toSummary } from './data.js'
import { toEvents } from './events.js'
import { createSessionFinder } from './filter.js'
import { findMembers, toMember } from './members.js'
import { createPlanner, type SessionPlan } from './plan.js'
import { findRecordings, toRecording } from './recordings.js'
import type { SpaceSettings } from './space-settings.js'

/** Seconds that a media URL is valid if the request has no `media_ttl`: 15 minutes, as documented. */
const defaultMediaTtl = 900

/** The handlers of all operations whose id names room sessions. */
export interface RoomSessionHandlers extends Pick<Handlers, keyof Handlers & `${string}room_session${string}`> {}

/**
 * Creates the handlers of the operations on room sessions.
 *
 * The lists of an unknown session get 422 and `does_not_exist`: the document declares no 404 for them, and an empty list
 * would hide a wrong identifier. It is not known what the service does.
 */
export function createRoomSessionHandlers(space: SpaceSettings): RoomSessionHandlers {
  const key = hash(space.seed, hashText('room session'))
  const plan = createPlanner(space)
  const findSessions = createSessionFinder(plan, space.sessions)
  const findPlan = (id: string): SessionPlan | undefined => {
    const index = findIndex(key, id)
    return index === undefined || index >= space.sessions ? undefined : plan(index)
  }
  const idOf = (session: SessionPlan) => toIdentifier(key, session.index)

  /** Responds with a list that belongs to one session. */
  const listOf = <Item>(request: PageRequest & { path: { id: string } }, toItems: (plan: SessionPlan) => Item[]) => {
    const session = findPlan(request.path.id)
    return session ? toReply(paginate(toItems(session), request, space.seed)) : unprocessable([noSuchSession])
  }

  return {
    list_room_sessions: (request) => {
      const { page_number, page_size, page_token, ...filter } = request.query
      const indices = findSessions(filter)
      const sessions = toLazyList(indices?.length ?? space.sessions, (at) => {
        const session = plan(indices?.[at] ?? at)
        return toSession(space, session, idOf(session))
      })
      return toReply(paginate(sessions, request, space.seed))
    },

    get_room_session: ({ path }) => {
      const session = findPlan(path.id)
      return session ? { status: 200, body: toSummary(space, session, idOf(session)) } : notFound
    },

    list_room_session_events: (request) =>
      listOf(request, (session) =>
        toEvents(space, session, idOf(session), findMembers(space, session), findRecordings(space, session)),
      ),

    list_room_session_members: (request) =>
      listOf(request, (session) => findMembers(space, session).map((member) => toMember(idOf(session), member))),

    list_room_session_recordings: (request) =>
      listOf(request, (session) => {
        const ttl = request.query.media_ttl ?? defaultMediaTtl
        return findRecordings(space, session).map((recording) =>
          toRecording(space, session, idOf(session), recording, ttl),
        )
      }),
  }
}

const noSuchSession: Mistake = { attribute: 'id', code: 'does_not_exist', message: 'does not exist' }

const toReply = <Item>(page: PageBody<Item> | Mistake) =>
  'code' in page ? unprocessable([page]) : ({ status: 200, body: page } as const)

/** A list that creates its items when a page with them is requested. */
function toLazyList<Item>(length: number, toItem: (at: number) => Item): Sliceable<Item> {
  return {
    length,
    slice: (start, end) => {
      const count = Math.max(0, Math.min(end, length) - start)
      return Array.from({ length: count }, (_, at) => toItem(start + at))
    },
  }
}
