import type { RoomSessionEvent } from '../../generated/types.js'
import { toIdentifier } from '../made-up/identifier.js'
import { hash, hashText } from '../made-up/random.js'
import type { Member } from './members.js'
import type { SessionPlan } from './plan.js'
import type { Recording } from './recordings.js'
import type { SpaceSettings } from './space-settings.js'
import { toTime } from './time.js'

// Events of the same second are sorted in this order.
const eventNames = [
  'room.started',
  'participant.joined',
  'recording.started',
  'recording.paused',
  'recording.ended',
  'participant.left',
  'room.ended',
] as const

/** An event without its id. `at` is in seconds since 1970. */
interface TimelineEvent {
  readonly at: number
  readonly name: (typeof eventNames)[number]
  readonly about: Pick<RoomSessionEvent, 'payload' | 'room_participant_id' | 'room_recording_id'>
}

/**
 * Returns the events of a session, oldest first: the session starts, members join and leave, recordings start and end, the
 * session ends.
 *
 * The document does not allow null for an event's `room_id`. If the session's `room_id` is null, all of its events get the same
 * made-up id. Which events there are, and what their payloads contain, is the sandbox's own choice.
 */
export function toEvents(
  space: SpaceSettings,
  plan: SessionPlan,
  roomSessionId: string,
  members: readonly Member[],
  recordings: readonly Recording[],
): RoomSessionEvent[] {
  const room_id = plan.roomId ?? toIdentifier(hash(space.seed, hashText('auto-created room')), plan.index)
  const key = hash(space.seed, hashText('event'))
  return [...toRoomEvents(plan), ...members.flatMap(toMemberEvents), ...recordings.flatMap(toRecordingEvents)]
    .sort((one, other) => one.at - other.at || eventNames.indexOf(one.name) - eventNames.indexOf(other.name))
    .map(({ at, name, about }, part) => ({
      id: toIdentifier(key, plan.index, part),
      project_id: space.projectId,
      room_id,
      room_session_id: roomSessionId,
      level: 'info',
      name,
      ...about,
      created_at: toTime(at),
    }))
}

/** Returns one event, or an empty list if it has not happened. */
const eventAt = (at: number | null, name: TimelineEvent['name'], about: TimelineEvent['about']): TimelineEvent[] =>
  at === null ? [] : [{ at, name, about }]

function toRoomEvents({ started, ended, room }: SessionPlan): TimelineEvent[] {
  const about = { payload: { room: { name: room.settings.name, display_name: room.settings.display_name } } }
  return [...eventAt(started, 'room.started', about), ...eventAt(ended, 'room.ended', about)]
}

function toMemberEvents({ id, name, joined, left }: Member): TimelineEvent[] {
  const about = { room_participant_id: id, payload: { member: { id, name } } }
  return [...eventAt(joined, 'participant.joined', about), ...eventAt(left, 'participant.left', about)]
}

/** Returns the events of a recording. The last one has the status that the recording has now. */
function toRecordingEvents({ id, status, started, paused, finished }: Recording): TimelineEvent[] {
  const about = (state: string) => ({ room_recording_id: id, payload: { recording: { id, state } } })
  return [
    ...eventAt(started, 'recording.started', about('recording')),
    ...eventAt(paused, 'recording.paused', about('paused')),
    ...eventAt(finished, 'recording.ended', about(status ?? 'completed')),
  ]
}
