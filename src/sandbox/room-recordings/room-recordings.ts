import type { Handlers } from '../handler.js'
import { findLast } from '../made-up/find-last.js'
import { replyWithPage, toLazyList } from '../page.js'
import { noSuchId, notFound, unprocessable } from '../refusal.js'
import { toEvents } from '../room-sessions/events.js'
import { findMembers } from '../room-sessions/members.js'
import { findRecordings, type LinkRequest, toRecording } from '../room-sessions/recordings.js'
import type { Sessions } from '../room-sessions/sessions.js'
import type { SpaceSettings } from '../room-sessions/space-settings.js'
import { type FoundRecording, findRecording } from './room-recording.js'

/** The handlers of all operations whose id names room recordings. */
export interface RoomRecordingHandlers extends Pick<Handlers, keyof Handlers & `${string}room_recording${string}`> {}

/**
 * Creates the handlers of the operations on the recordings of all room sessions.
 *
 * The sandbox's own choice: recordings are listed by session, the newest session first; the events of an unknown recording
 * get 422 and `does_not_exist`, like those of an unknown session.
 */
export function createRoomRecordingHandlers(space: SpaceSettings, sessions: Sessions): RoomRecordingHandlers {
  const findAt = createFinder(space, sessions)
  const find = (id: string) => findRecording(space, sessions, id)

  const toBody = ({ session, recording }: FoundRecording, link: LinkRequest) =>
    toRecording(space, session, sessions.idOf(session), recording, link)

  return {
    list_room_recordings: (request) => {
      const { length, at } = findAt()
      const link = { ttl: request.query.media_ttl, address: request.address }
      const recordings = toLazyList(length, (place) => toBody(at(place), link))
      return replyWithPage(recordings, request, space.seed)
    },

    get_room_recording: ({ path, query, address }) => {
      const found = find(path.id)
      return found ? { status: 200, body: toBody(found, { ttl: query.media_ttl, address }) } : notFound
    },

    list_room_recording_events: (request) => {
      const found = find(request.path.id)
      if (!found) return unprocessable([noSuchId])
      const { session, recording } = found
      const [members, recordings] = [findMembers(space, session), findRecordings(space, session)]
      const events = toEvents(space, session, sessions.idOf(session), members, recordings)
      const own = events.filter((event) => event.room_recording_id === recording.id)
      return replyWithPage(own, request, space.seed)
    },
  }
}

/**
 * Creates a function that finds a recording by its place in the list of all recordings. It counts the recordings at its first
 * call, and again when the sandbox's time has moved.
 */
function createFinder(space: SpaceSettings, sessions: Sessions) {
  let counted = { firsts: new Uint32Array(), now: Number.NaN }
  return () => {
    if (counted.now !== space.now) counted = { firsts: countRecordings(space, sessions), now: space.now }
    const { firsts } = counted
    const at = (place: number): FoundRecording => {
      const at = findLast(firsts.length, (index) => firsts[index] ?? 0, place)
      const session = sessions.at(at)
      const recording = findRecordings(space, session)[place - (firsts[at] ?? 0)]
      if (!recording) throw new RangeError(`expected the place of a recording, received ${place}`)
      return { session, recording }
    }
    return { length: firsts.at(-1) ?? 0, at }
  }
}

/** Returns the number of recordings before each session, and at the end the number of all recordings. */
function countRecordings(space: SpaceSettings, { count, at }: Sessions) {
  const firsts = new Uint32Array(count + 1)
  for (let place = 0; place < count; place++)
    firsts[place + 1] = (firsts[place] ?? 0) + findRecordings(space, at(place)).length
  return firsts
}
