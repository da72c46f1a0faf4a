import { expect, test } from 'vitest'
import { createPlanner } from '../../../src/sandbox/room-sessions/plan.js'
import { findRecordings } from '../../../src/sandbox/room-sessions/recordings.js'
import { toSpaceSettings } from '../../../src/sandbox/room-sessions/space-settings.js'

const space = toSpaceSettings({ seed: 5, sessions: 40, projectId: 'project', now: new Date('2026-09-16T14:30:00Z') })
const plan = createPlanner(space)
/** Sessions that go on when the sandbox starts, and are recorded. */
const plans = Array.from({ length: 4 }, (_, index) => plan(index)).filter(
  (each) => each.endsAt !== null && findRecordings(space, each).length > 0,
)

test.each([
  ['before the end of its session', -1, 'recording', false],
  ['at the end of its session', 0, 'processing', false],
  ['until 45 seconds later', 44, 'processing', false],
  ['after 45 seconds', 45, 'completed', true],
])('%s, the last recording has this status, and a size only if it is complete', (_, seconds, status, hasSize) => {
  expect(plans).not.toEqual([])
  for (const each of plans) {
    const last = findRecordings({ ...space, now: Number(each.endsAt) + seconds }, each).findLast(
      ({ started }) => started,
    )
    expect(last?.status === 'paused' ? 'recording' : last?.status).toBe(status)
    expect(last?.size !== null).toBe(hasSize)
  }
})
