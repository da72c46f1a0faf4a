import { expect, test } from 'vitest'
import { showShare } from '../../../src/cli/room-sessions-attendance/attendance-list.js'

test.each([
  [1800, '100 %'],
  [1799, '99 %'],
  [17, '0 %'],
  [18, '1 %'],
  [0, '0 %'],
])('%i of 1,800 seconds are shown rounded down as %s', (seconds, expected) => {
  const session = { id: 'a', room: null, span: { from: 0, to: 1_800_000 }, seconds: 1800, isInProgress: false }
  expect(showShare(seconds, session)).toBe(expected)
})
