import type { RoomSessionEvent } from '../../generated/types.js'
import { toIdentifier } from '../identifier.js'
import { hash, hashText } from '../random.js'
import type { Member } from './members.js'
import type { SessionPlan } from './plan.js'
import type { Recording } from './recordings.js'
import { toTime } from './time.js'
import type { World } from './world.js'

// In the order in which they happen when they happen in the same second.
const eventNames = [
  'room.started',
  'participant.joined',
  'recording.started',
  'recording.paused',
  'recording.ended',
  'participant.left',
  'room.ended',
] as const

/** Something that happened. `at` is in seconds since 1970. */
interface Happening {
  readonly at: number
  readonly name: (typeof eventNames)[number]
  readonly about: Pick<RoomSessionEvent, 'payload' | 'room_participant_id' | 'room_recording_id'>
}

/**
 * The events of a session, oldest first: it starts, members join and leave, recordings start and end, it ends.
 *
 * The document allows no null for an event's `room_id`: where the session's is null it is an identifier of
 * its own, the same for all events of the session. Which events there are, and what their payloads
 * hold, is the sandbox's own choice.
 */
export function toEvents(
  world: World,
  plan: SessionPlan,
  roomSessionId: string,
  members: readonly Member[],
  recordings: readonly Recording[],
): RoomSessionEvent[] {
  const room_id = plan.roomId ?? toIdentifier(hash(world.seed, hashText('auto-created room')), plan.index)
  const key = hash(world.seed, hashText('event'))
  return [
    ...toRoomHappenings(plan),
    ...members.flatMap(toMemberHappenings),
    ...recordings.flatMap(toRecordingHappenings),
  ]
    .sort((one, other) => one.at - other.at || eventNames.indexOf(one.name) - eventNames.indexOf(other.name))
    .map(({ at, name, about }, part) => ({
      id: toIdentifier(key, plan.index, part),
      project_id: world.projectId,
      room_id,
      room_session_id: roomSessionId,
      level: 'info',
      name,
      ...about,
      created_at: toTime(at),
    }))
}

/** A happening when its time has come, none before. */
const happen = (at: number | null, name: Happening['name'], about: Happening['about']): Happening[] =>
  at === null ? [] : [{ at, name, about }]

function toRoomHappenings({ started, ended, room }: SessionPlan): Happening[] {
  const about = { payload: { room: { name: room.settings.name, display_name: room.settings.display_name } } }
  return [...happen(started, 'room.started', about), ...happen(ended, 'room.ended', about)]
}

function toMemberHappenings({ id, name, joined, left }: Member): Happening[] {
  const about = { room_participant_id: id, payload: { member: { id, name } } }
  return [...happen(joined, 'participant.joined', about), ...happen(left, 'participant.left', about)]
}

function toRecordingHappenings({ id, started, paused, finished }: Recording): Happening[] {
  const about = (state: string) => ({ room_recording_id: id, payload: { recording: { id, state } } })
  return [
    ...happen(started, 'recording.started', about('recording')),
    ...happen(paused, 'recording.paused', about('paused')),
    ...happen(finished, 'recording.ended', about('completed')),
  ]
}
