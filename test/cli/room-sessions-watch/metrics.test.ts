import { expect, test } from 'vitest'
import { serveMetrics } from '../../../src/cli/room-sessions-watch/metrics.js'
import { createSession } from '../../support/changing-space.js'

test('the oldest session is the one that started first, of those with a start that is not in the future', async () => {
  const metrics = await serveMetrics(0, () => new Date('2026-01-01T01:00:00Z'))
  const oldestOf = async (...starts: readonly (string | null)[]) => {
    metrics.addPoll(starts.map((start_time) => ({ ...createSession(1, { start_time }), present: 0 })))
    const text = await (await fetch(metrics.url)).text()
    return Number(/^room_sessions_oldest_age_seconds (\S+)$/m.exec(text)?.[1])
  }
  try {
    expect(await oldestOf('2026-01-01T00:30:00Z', '2026-01-01T00:10:00Z')).toBe(3_000)
    expect(await oldestOf('2026-01-01T00:30:00Z', '2027-01-01T00:00:00Z', null, 'unknown')).toBe(1_800)
    expect(await oldestOf('2026-01-01T01:00:00Z')).toBe(0)
    expect(await oldestOf(null)).toBe(0)
    expect(await oldestOf()).toBe(0)
  } finally {
    await metrics.close()
  }
})
