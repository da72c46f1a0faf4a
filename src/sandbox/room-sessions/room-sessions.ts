import type { Handlers } from '../handler.js'
import { type PageRequest, replyWithPage, toLazyList } from '../page.js'
import { noSuchId, notFound, unprocessable } from '../refusal.js'
import { toSession, toSummary } from './data.js'
import { toEvents } from './events.js'
import { createSessionFinder } from './filter.js'
import { findMembers, toMember } from './members.js'
import type { SessionPlan } from './plan.js'
import { findRecordings, toRecording } from './recordings.js'
import type { Sessions } from './sessions.js'
import type { SpaceSettings } from './space-settings.js'

/** The handlers of all operations whose id names room sessions. */
export interface RoomSessionHandlers extends Pick<Handlers, keyof Handlers & `${string}room_session${string}`> {}

/**
 * Creates the handlers of the operations on room sessions.
 *
 * The lists of an unknown session get 422 and `does_not_exist`: the document declares no 404 for them, and an empty list would
 * hide a wrong id. It is not known what the service does.
 */
export function createRoomSessionHandlers(space: SpaceSettings, sessions: Sessions): RoomSessionHandlers {
  const { find, idOf } = sessions
  const findSessions = createSessionFinder(sessions, () => space.now)

  /** Responds with a list of one session, such as its members. */
  const listOf = <Item>(request: PageRequest & { path: { id: string } }, toItems: (plan: SessionPlan) => Item[]) => {
    const session = find(request.path.id)
    return session ? replyWithPage(toItems(session), request, space.seed) : unprocessable([noSuchId])
  }

  return {
    list_room_sessions: (request) => {
      const { page_number, page_size, page_token, ...filter } = request.query
      const places = findSessions(filter)
      const found = toLazyList(places?.length ?? sessions.count, (at) => {
        const session = sessions.at(places?.[at] ?? at)
        return toSession(space, session, idOf(session))
      })
      return replyWithPage(found, request, space.seed)
    },

    get_room_session: ({ path }) => {
      const session = find(path.id)
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
        const link = { ttl: request.query.media_ttl, address: request.address }
        return findRecordings(space, session).map((recording) =>
          toRecording(space, session, idOf(session), recording, link),
        )
      }),
  }
}
