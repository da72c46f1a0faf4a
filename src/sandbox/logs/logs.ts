import type { DiscardedLog, VideoLog, VideoLogCharge } from '../../generated/types.js'
import type { Handlers } from '../handler.js'
import { findIndex, toIdentifier } from '../made-up/identifier.js'
import { hash, hashText } from '../made-up/random.js'
import { replyWithPage, toLazyList } from '../page.js'
import { createRecentResults } from '../recent-results.js'
import { notFound, unprocessable } from '../refusal.js'
import { costMembers } from '../room-sessions/members.js'
import type { SessionPlan } from '../room-sessions/plan.js'
import { costRecordings } from '../room-sessions/recordings.js'
import type { Sessions } from '../room-sessions/sessions.js'
import type { SpaceSettings } from '../room-sessions/space-settings.js'
import { roundCost, toTime } from '../room-sessions/time.js'
import { parseLogFilter, type TimeRange } from './log-filter.js'

/** The handlers of all operations whose id names logs. */
export interface LogHandlers extends Pick<Handlers, keyof Handlers & `${string}_log${string}`> {}

/** On average, one of this many sessions has a discarded log. */
const discardedShare = 40

const isDiscarded = ({ index, ended }: SessionPlan) => ended !== null && index % discardedShare === 17

/**
 * Creates the handlers of the operations on logs.
 *
 * The sandbox's own choice: each session has one log, created with it, and logs are listed newest first. Some logs of
 * completed sessions are discarded. The charge is the cost of the members and of the recordings, each with its reason.
 */
export function createLogHandlers(space: SpaceSettings, sessions: Sessions): LogHandlers {
  const key = hash(space.seed, hashText('log'))
  const recent = createRecentResults<Uint32Array>()

  const toLog = (session: SessionPlan, origin: string): VideoLog | DiscardedLog => {
    const id = toIdentifier(key, session.index)
    if (isDiscarded(session)) return toDiscardedLog(space, session, id)
    return toVideoLog(space, session, id, `${origin}/api/video/room_sessions/${sessions.idOf(session)}`)
  }

  const findPlaces = ({ from, before }: TimeRange, withDiscarded: boolean): Uint32Array => {
    const found: number[] = []
    const { count } = sessions
    for (let place = 0; place < count; place++) {
      const session = sessions.at(place)
      const { created } = session
      if (created >= from && created < before && (withDiscarded || !isDiscarded(session))) found.push(place)
    }
    return Uint32Array.from(found)
  }

  return {
    list_logs: (request) => {
      const { include_deleted, created_before, created_on, created_after } = request.query
      const filter = parseLogFilter({ created_before, created_on, created_after })
      if ('mistakes' in filter) return unprocessable(filter.mistakes)
      const isIncluded = include_deleted === true
      const places = recent(JSON.stringify([space.now, filter.from, filter.before, isIncluded]), () =>
        findPlaces(filter, isIncluded),
      )
      const { origin } = new URL(request.address)
      const logs = toLazyList(places.length, (at) => toLog(sessions.at(places[at] ?? 0), origin))
      return replyWithPage(logs, request, space.seed)
    },

    get_log: ({ path, address }) => {
      const index = findIndex(key, path.id)
      const session = index === undefined ? undefined : sessions.ofIndex(index)
      return session ? { status: 200, body: toLog(session, new URL(address).origin) } : notFound
    },
  }
}

function toVideoLog(space: SpaceSettings, session: SessionPlan, id: string, url: string): VideoLog {
  const { room, status, created, started, ended } = session
  const charge_details: VideoLogCharge[] = [
    { description: 'Video room session charge', charge: costMembers(space, session) },
    { description: 'Video room recording charge', charge: costRecordings(space, session) },
  ].filter(({ charge }) => charge > 0)
  return {
    id,
    source: 'realtime_api',
    type: 'video_room_session',
    url,
    room_name: room.settings.name,
    status,
    locked: room.settings.locked,
    started_at: toTime(started),
    ended_at: toTime(ended),
    charge: roundCost(charge_details.reduce((sum, { charge }) => sum + charge, 0)),
    created_at: toTime(created),
    charge_details,
  }
}

/** How long after its creation a log is discarded, in seconds. */
const discardedAfter = 3600

function toDiscardedLog({ now }: SpaceSettings, { created, ended }: SessionPlan, id: string): DiscardedLog {
  const discarded = Math.min(now, (ended ?? created) + discardedAfter)
  return { id, discarded_at: toTime(discarded), created_at: toTime(created) }
}
