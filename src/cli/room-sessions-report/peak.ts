import type { RoomSessionMember } from '../../client/index.js'
import { toTime } from '../reading/room-session-time.js'

/**
 * The highest number of members that were in a session at the same moment.
 *
 * Someone who leaves in the second in which another one joins was not there at the same moment. Members who have not joined, or
 * left before joining, do not count.
 *
 * @throws {CliError} for a time that cannot be read
 */
export function findPeak(members: readonly Pick<RoomSessionMember, 'id' | 'join_time' | 'leave_time'>[]): number {
  const changes = members.flatMap(({ id, join_time, leave_time }) => {
    const joined = toTime(id, 'join_time', join_time)
    const left = toTime(id, 'leave_time', leave_time) ?? Number.POSITIVE_INFINITY
    if (joined === undefined || left <= joined) return []
    return [
      { time: joined, change: 1 },
      { time: left, change: -1 },
    ]
  })
  changes.sort((a, b) => (a.time === b.time ? a.change - b.change : a.time < b.time ? -1 : 1))
  let [present, peak] = [0, 0]
  for (const { change } of changes) {
    present += change
    peak = Math.max(peak, present)
  }
  return peak
}
