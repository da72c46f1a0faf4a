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

test('counts polls, changes by type, and errors, and adds up costs that are known without rounding', async () => {
  const metrics = await serveMetrics(0, () => new Date(0))
  const sessions = [0.1, 0.2, null, Number.NaN].map((cost, index) => ({
    ...createSession(index + 1, { cost_in_dollars: cost as number }), // a service may send anything
    present: index,
  }))
  const change = { id: '1', time: '2026-01-01T00:00:00Z', sessionId: '1', roomName: null, session: null }
  metrics.addPoll([])
  metrics.addPoll(sessions)
  for (const type of ['session.started', 'session.ended', 'session.started'] as const)
    metrics.addChange({ ...change, type })
  metrics.addError()
  try {
    const lines = (await (await fetch(`${metrics.url}?now=1`)).text()).split('\n')

    expect(lines.filter((line) => line && !line.startsWith('#'))).toEqual([
      'room_sessions_in_progress 4',
      'room_sessions_members 6',
      'room_sessions_cost_dollars 0.3',
      'room_sessions_oldest_age_seconds 0',
      'room_sessions_polls_total 2',
      'room_sessions_errors_total 1',
      'room_sessions_changes_total{type="session.started"} 2',
      'room_sessions_changes_total{type="session.ended"} 1',
    ])
  } finally {
    await metrics.close()
  }
})

test('answers GET and HEAD of /metrics only', async () => {
  const metrics = await serveMetrics(0, () => new Date(0))
  const answer = async (path: string, method: string) => {
    const response = await fetch(new URL(path, metrics.url), { method })
    return [response.status, response.headers.get('allow'), (await response.text()).length > 0]
  }
  try {
    expect(await answer('/metrics', 'HEAD')).toEqual([200, null, false])
    expect(await answer('/metrics', 'POST')).toEqual([405, 'GET, HEAD', false])
    expect(await answer('/metrics/', 'GET')).toEqual([404, null, true])
    await expect(serveMetrics(Number(new URL(metrics.url).port), () => new Date(0))).rejects.toThrow(
      /^--metrics: cannot listen on port \d+: .*EADDRINUSE/,
    )
  } finally {
    await metrics.close()
  }
})
