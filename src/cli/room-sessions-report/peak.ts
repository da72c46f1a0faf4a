import type { RoomSessionMember } from '../../client/index.js'

/**
 * The highest number of members that were in a session at the same moment.
 *
 * Someone who leaves in the second in which another one joins was not there at the same moment. Members who have not joined do not count.
 */
export function findPeak(members: readonly Pick<RoomSessionMember, 'join_time' | 'leave_time'>[]): number {
  const changes = members.flatMap(({ join_time, leave_time }) => {
    if (join_time === null) return []
    const joined = { time: Date.parse(join_time), change: 1 }
    return leave_time === null ? [joined] : [joined, { time: Date.parse(leave_time), change: -1 }]
  })
  changes.sort((a, b) => a.time - b.time || a.change - b.change)
  let [present, peak] = [0, 0]
  for (const { change } of changes) {
    present += change
    peak = Math.max(peak, present)
  }
  return peak
}
