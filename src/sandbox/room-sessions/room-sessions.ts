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
import type { World } from './world.js'

// How long links to media are good when `media_ttl` does not say: 15 minutes, as documented.
const defaultMediaTtl = 900

/**
 * The answers to the five operations on room sessions.
 *
 * The lists of an unknown session are refused with 422 and `does_not_exist`: the document declares no 404
 * for them, and an empty list would hide a wrong identifier. What the service does is not known.
 */
export function createRoomSessionHandlers(world: World): Handlers {
  const key = hash(world.seed, hashText('room session'))
  const plan = createPlanner(world)
  const findSessions = createSessionFinder(plan, world.sessions)
  const findPlan = (id: string): SessionPlan | undefined => {
    const index = findIndex(key, id)
    return index === undefined || index >= world.sessions ? undefined : plan(index)
  }
  const idOf = (session: SessionPlan) => toIdentifier(key, session.index)

  /** Answers a list of what one session has. */
  const listOf = <Item>(request: PageRequest & { path: { id: string } }, toItems: (plan: SessionPlan) => Item[]) => {
    const session = findPlan(request.path.id)
    return session ? toReply(paginate(toItems(session), request, world.seed)) : unprocessable([noSuchSession])
  }

  return {
    list_room_sessions: (request) => {
      const { page_number, page_size, page_token, ...filter } = request.query
      const indices = findSessions(filter)
      const sessions = toLazyList(indices?.length ?? world.sessions, (at) => {
        const session = plan(indices?.[at] ?? at)
        return toSession(world, session, idOf(session))
      })
      return toReply(paginate(sessions, request, world.seed))
    },

    get_room_session: ({ path }) => {
      const session = findPlan(path.id)
      return session ? { status: 200, body: toSummary(world, session, idOf(session)) } : notFound
    },

    list_room_session_events: (request) =>
      listOf(request, (session) =>
        toEvents(world, session, idOf(session), findMembers(world, session), findRecordings(world, session)),
      ),

    list_room_session_members: (request) =>
      listOf(request, (session) => findMembers(world, session).map((member) => toMember(idOf(session), member))),

    list_room_session_recordings: (request) =>
      listOf(request, (session) => {
        const ttl = request.query.media_ttl ?? defaultMediaTtl
        return findRecordings(world, session).map((recording) =>
          toRecording(world, session, idOf(session), recording, ttl),
        )
      }),
  }
}

const noSuchSession: Mistake = { attribute: 'id', code: 'does_not_exist', message: 'does not exist' }

const toReply = <Item>(page: PageBody<Item> | Mistake) =>
  'code' in page ? unprocessable([page]) : ({ status: 200, body: page } as const)

/** A list whose items are made when a page with them is asked for. */
function toLazyList<Item>(length: number, toItem: (at: number) => Item): Sliceable<Item> {
  return {
    length,
    slice: (start, end) => {
      const count = Math.max(0, Math.min(end, length) - start)
      return Array.from({ length: count }, (_, at) => toItem(start + at))
    },
  }
}
