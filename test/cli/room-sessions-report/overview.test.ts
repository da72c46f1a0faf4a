import { expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { createChargeSum } from '../../../src/cli/room-sessions-report/logs-comparison.js'
import { formatMoney } from '../../../src/cli/room-sessions-report/money.js'
import { createOverview } from '../../../src/cli/room-sessions-report/overview.js'
import type { VideoLogEntry } from '../../../src/client/index.js'
import { createSession } from '../../support/changing-space.js'

test('the ten longest sessions are listed, the longest first, of equal ones the first that was read', () => {
  const overview = createOverview(createTimeZone('UTC'))
  for (const [number, duration] of [5, 1, 9, 3, 9, 7, 2, 8, 4, 6, 10, 0].entries()) {
    const { session } = createSession(number, { duration })
    overview.add({ session, members: undefined, recordings: undefined })
  }
  const { longest } = overview.result()
  expect(longest.map(({ seconds }) => seconds)).toEqual([10, 9, 9, 8, 7, 6, 5, 4, 3, 2])
  expect(longest.slice(1, 3).map(({ room }) => room)).toEqual(['room-2', 'room-4'])
})

test('sessions are counted by the weekday and the hour of their start in the time zone', () => {
  const overview = createOverview(createTimeZone('Europe/Berlin'))
  const starts = ['2026-01-04T22:59:59Z', '2026-01-04T23:00:00Z', '2026-01-04T23:30:00Z', 'unknown']
  for (const [number, start_time] of starts.entries()) {
    const status = number === 0 ? 'completed' : 'in-progress'
    overview.add({
      session: createSession(number, { start_time, status }).session,
      members: undefined,
      recordings: undefined,
    })
  }
  const { starts: counts, longest } = overview.result()
  const found = counts.flatMap((hours, weekday) =>
    hours.flatMap((count, hour) => (count > 0 ? [[weekday, hour, count]] : [])),
  )
  expect(found).toEqual([
    [0, 0, 2],
    [6, 23, 1],
  ])
  expect(counts.map((hours) => hours.length)).toEqual(Array.from({ length: 7 }, () => 24))
  expect(longest.map(({ isInProgress }) => isInProgress)).toEqual([false, true, true, true])
})

test('the charge of a log counts on the day on which its session started, or else on that of its creation', () => {
  const charges = createChargeSum(createTimeZone('Europe/Berlin'))
  const log = (started_at: string | null, created_at: string, charge: number): VideoLogEntry => ({
    ...{ id: '6c1f0e9d-8b7a-4655-9443-32211000ffee', source: 'realtime_api', type: 'video_room_session' },
    ...{ url: 'https://example.signalwire.com/a', room_name: null, status: 'completed', locked: false },
    ...{ started_at, ended_at: null, charge, created_at, charge_details: [] },
  })
  charges.add(log('2026-01-01T22:59:59Z', '2026-01-03T00:00:00Z', 0.1))
  charges.add(log('2026-01-01T23:00:00Z', '2026-01-03T00:00:00Z', 0.2))
  charges.add(log(null, '2026-01-02T12:00:00Z', 0.4))
  expect(charges.compare([]).map(({ day, logs, charge }) => [day, logs, formatMoney(charge)])).toEqual([
    ['2026-01-01', 1, '0.1'],
    ['2026-01-02', 2, '0.6'],
  ])
})
