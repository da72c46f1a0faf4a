import { expect, test, vi } from 'vitest'
import { type LogFilter, parseLogFilter } from '../../../src/sandbox/logs/log-filter.js'

const parse = (filter: Partial<LogFilter>) =>
  parseLogFilter({ created_before: undefined, created_on: undefined, created_after: undefined, ...filter })

const seconds = (time: string) => Date.parse(time) / 1000

test('without a filter every time matches', () => {
  expect(parse({})).toEqual({ from: 0, before: Number.POSITIVE_INFINITY })
})

test.each([
  [{ created_on: '2026-09-16' }, '2026-09-16T00:00:00Z', '2026-09-17T00:00:00Z'],
  [{ created_on: '2026-09-16T10:00:00Z' }, '2026-09-16T10:00:00Z', '2026-09-16T10:00:01Z'],
  [{ created_after: '2026-09-16', created_before: '2026-09-20' }, '2026-09-17T00:00:00Z', '2026-09-20T00:00:00Z'],
  [
    { created_after: '2026-09-16T10:00:00+02:00', created_before: '2026-09-16T10:00' },
    '2026-09-16T08:00:01Z',
    '2026-09-16T10:00:00Z',
  ],
  [{ created_on: '2026-09-16', created_after: '2026-09-16T10:00:00Z' }, '2026-09-16T10:00:01Z', '2026-09-17T00:00:00Z'],
  [{ created_on: '2026-09-16', created_after: '2026-09-14' }, '2026-09-16T00:00:00Z', '2026-09-17T00:00:00Z'],
  [
    { created_on: '2026-09-16', created_before: '2026-09-16T10:00:00Z' },
    '2026-09-16T00:00:00Z',
    '2026-09-16T10:00:00Z',
  ],
  [{ created_on: '2026-09-16', created_before: '2026-09-18' }, '2026-09-16T00:00:00Z', '2026-09-17T00:00:00Z'],
])('%o selects the times from %s to %s', (filter, from, before) => {
  expect(parse(filter)).toEqual({ from: seconds(from), before: seconds(before) })
})

test.each(['America/New_York', 'Asia/Tokyo', 'UTC'])('dates and times without a zone are in UTC in %s', (zone) => {
  vi.stubEnv('TZ', zone)
  try {
    expect(parse({ created_on: '2026-09-16' })).toMatchObject({ from: seconds('2026-09-16T00:00:00Z') })
    for (const time of ['2026-09-16T10:00', '2026-09-16T10:00:00', '2026-09-16t10:00:00.5', '2026-09-16T12:00:00+0200'])
      expect(parse({ created_on: time })).toMatchObject({ from: seconds('2026-09-16T10:00:00Z') })
  } finally {
    vi.unstubAllEnvs()
  }
})

test.each(['', 'yesterday', '2026-02-30', '2026-02-30T10:00:00Z', '2026-9-1', '2026-09-16T25:00:00Z', '20260916'])(
  'refuses %o in each filter at once',
  (text) => {
    const result = parse({ created_before: text, created_on: text, created_after: text })
    const { mistakes } = 'mistakes' in result ? result : { mistakes: [] }
    expect(mistakes.map(({ attribute }) => attribute)).toEqual(['created_before', 'created_on', 'created_after'])
  },
)
