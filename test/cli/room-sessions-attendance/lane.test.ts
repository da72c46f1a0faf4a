import { expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { createAttendance } from '../../../src/cli/room-sessions-attendance/attendance.js'
import { formatTable } from '../../../src/cli/room-sessions-attendance/format-table.js'
import { noNames } from '../../../src/cli/room-sessions-attendance/names.js'
import { createTestContext } from '../test-context.js'

const at = (minute: number) => new Date(Date.UTC(2026, 9, 1, 9, 0) + minute * 60_000).toISOString()

/** The line of blocks of a person in a session of 24 blocks of ten minutes. */
async function laneOf(from: number, to: number, end = 240): Promise<string> {
  const attendance = createAttendance({ names: noNames, now: 0 })
  attendance.add(
    { ...{ id: '1', name: 'standup', status: 'completed' }, start_time: at(0), end_time: at(end), duration: end * 60 },
    [{ ...{ id: '1', name: 'Ada' }, join_time: at(from), leave_time: at(to), duration: (to - from) * 60 }],
  )
  const list = { ...attendance.result(), timeZone: createTimeZone('UTC'), atLeast: undefined }
  const text = await formatTable({ ...list, period: { since: null, until: null } }, createTestContext())
  const line = text.split('\n').find((each) => each.includes('Ada')) ?? ''
  return /[█░][█░ ]*/.exec(line)?.[0].trimEnd() ?? ''
}

test.each([
  [0, 240, '█'.repeat(24)],
  [0, 10, '█'],
  [0, 5, '█'],
  [0, 4, '░'],
  [6, 25, '░██'],
  [5, 21, '██░'],
])(
  'a person who is there from minute %i to %i has full blocks for at least half of their time',
  async (from, to, lane) => {
    expect(await laneOf(from, to)).toBe(lane)
  },
)

test('a session without length has no blocks', async () => {
  expect(await laneOf(0, 10, 0)).toBe('')
})
