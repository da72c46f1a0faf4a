import { expect, test } from 'vitest'
import { createPlanner } from '../../../src/sandbox/room-sessions/plan.js'
import { toSpaceSettings } from '../../../src/sandbox/room-sessions/space-settings.js'

const now = new Date('2026-09-16T14:30:00Z')
const plansOf = (sessions: number) => {
  const space = toSpaceSettings({ seed: 5, sessions, projectId: 'project', now })
  const plan = createPlanner(space)
  return { space, plans: Array.from({ length: sessions }, (_, index) => plan(index)) }
}

test('plans many sessions sorted by creation time, each ended before now or in progress', () => {
  const { space, plans } = plansOf(5000)
  const created = plans.map((plan) => plan.created)
  expect(created).toEqual([...created].sort((one, other) => other - one))
  expect(plans.filter((plan) => plan.ended !== null && plan.ended >= space.now)).toEqual([])
  expect(plans.filter((plan) => plan.ended !== null && plan.ended <= Number(plan.started))).toEqual([])
})

test('plans a session the same way whatever was planned before', () => {
  const { space, plans } = plansOf(200)
  expect(createPlanner(space)(150)).toEqual(plans[150])
})

test('has the sessions in progress first, and few of them', () => {
  const statuses = plansOf(120).plans.map((plan) => plan.status)
  expect(statuses.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'in-progress'))
  expect(statuses.slice(4)).not.toContain('in-progress')
})

test('counts the sessions that are not in progress', () => {
  expect(plansOf(120).plans.map((plan) => plan.pastIndex)).toEqual(Array.from({ length: 120 }, (_, index) => index - 4))
})

test('uses each named room as often as its share says, and rooms without an identifier otherwise', () => {
  const { plans } = plansOf(5000)
  for (const { roomId, room } of plans) expect(roomId === null).toBe(room.share === 0)
  const standups = plans.filter(({ room }) => room.settings.name === 'standup').length
  expect(standups).toBeGreaterThan(1000)
  expect(standups).toBeLessThan(1200)
})

test.each([
  [0, null, null],
  [1, null, null],
  [2, 'in-progress', 2],
])('%i seconds after its creation, a later session has the status %s', (seconds, status, started) => {
  const { space } = plansOf(120)
  const { created } = createPlanner(space)(120)
  const plan = createPlanner({ ...space, now: created + seconds })(120)
  expect(plan).toMatchObject({ status, started: started && created + started, ended: null })
})
