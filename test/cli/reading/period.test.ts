import { describe, expect, test } from 'vitest'
import { createPeriodCount, parseTime, toPeriodLimits } from '../../../src/cli/reading/period.js'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import type { Page } from '../../../src/client/index.js'
import { createTestSpace, runCli } from '../test-context.js'

const run = (...args: string[]) => runCli(args, createTestSpace().context)
const sessionsOf = (stdout: string): { start_time: string | null; created_at: string }[] =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const all = sessionsOf((await run('list')).stdout)

describe('--since and --until', () => {
  test.each(['list', 'export'])(
    'limit %s to a period, and stderr says how many sessions were read',
    async (command) => {
      const { code, stdout, stderr } = await run(
        command,
        '--since',
        '2026-09-01',
        '--until',
        '2026-09-11T12:00:00+02:00',
      )
      const expected = all.filter(({ start_time, created_at }) => {
        const time = start_time ?? created_at
        return time >= '2026-09-01' && time < '2026-09-11T10:00:00Z'
      })
      expect({ code, found: sessionsOf(stdout) }).toEqual({ code: 0, found: expected })
      expect(expected.length).toBeGreaterThan(3)
      expect(stderr).toContain(
        `room-sessions: read ${all.length} sessions, ${expected.length} of them are in the period\n`,
      )
    },
  )

  test('take dates in the time zone', async () => {
    const { stdout } = await run('list', '--since', '2026-09-14', '--time-zone', 'Pacific/Auckland')
    expect(sessionsOf(stdout)).toEqual(
      all.filter(({ start_time, created_at }) => (start_time ?? created_at) >= '2026-09-13T12:00:00Z'),
    )
  })

  test('take times on the clocks of the time zone', async () => {
    const { stdout } = await run('list', '--since', '2026-09-14T09:30', '--time-zone', 'America/New_York')
    expect(sessionsOf(stdout)).toEqual(
      all.filter(({ start_time, created_at }) => (start_time ?? created_at) >= '2026-09-14T13:30:00Z'),
    )
  })

  test('read large pages, however few sessions are shown', async () => {
    const { context, requests } = createTestSpace()
    await runCli(['list', '--since', '2026-01-01', '--limit', '2'], context)
    expect(requests.map((url) => new URL(url).search)).toEqual(['?page_size=1000'])
  })

  test('read pages of the size that --page-size says', async () => {
    const { context, requests } = createTestSpace()
    await runCli(['list', '--since', '2026-01-01', '--page-size', '50'], context)
    expect(new URL(requests[0] ?? '').search).toBe('?page_size=50')
  })

  test('stop reading at older sessions with --assume-newest-first', async () => {
    const { context, requests } = createTestSpace()
    const options = ['--since', '2026-09-14', '--page-size', '5', '--assume-newest-first']
    const { stdout } = await runCli(['list', ...options], context)
    expect(sessionsOf(stdout)).toEqual(all.filter((each) => (each.start_time ?? each.created_at) >= '2026-09-14'))
    expect(requests.length).toBeLessThan(all.length / 5 / 2)
  })
})

test.each(['list', 'export'])('--last of %s ends now', async (command) => {
  const now = () => new Date('2026-09-15T12:00:00Z')
  const { stdout } = await runCli([command, '--last', '24h'], { ...createTestSpace().context, now })
  expect(sessionsOf(stdout)).toEqual(
    all.filter(({ start_time, created_at }) => (start_time ?? created_at) >= '2026-09-14T12:00:00Z'),
  )
})

test.each(['list', 'export', 'report', 'attendance'])(
  '--last of %s ends at the time of the embedded sandbox, which does not move',
  async (command) => {
    const { now } = createTestSpace().sandbox
    const since = new Date(now.getTime() - 86_400_000).toISOString()
    const found = all.filter(({ start_time, created_at }) => (start_time ?? created_at) >= since)
    const { stderr } = await runCli([command, '--last', '24h', '--sandbox'])
    expect(found.length).toBeGreaterThan(3)
    expect(stderr).toContain(`read ${all.length} sessions, ${found.length} of them are in the period`)
  },
)

test.each([
  [['--since', '2026-02-30T09:00Z'], '--since: expected a date such as'],
  [['--since', '2026-10-01T09:00:61'], 'received 2026-10-01T09:00:61'],
  [['--since', 'yesterday'], '--since: expected a date such as 2026-10-01 or a time such as 2026-10-01T09:00Z'],
  [['--until', '2026-02-30'], '--until: expected a date such as 2026-10-01 or a time such as 2026-10-01T09:00Z'],
  [['--since', '2026-02-02', '--until', '2026-02-02'], '--until: expected a time after that of --since'],
  [['--assume-newest-first'], '--assume-newest-first: expected together with --since or --last'],
  [['--last', '0d'], 'Expected a number of m, h, d or w'],
  [['--last', '7days'], 'Expected a number of m, h, d or w'],
  [['--last', '1h30m'], 'Expected a number of m, h, d or w'],
  [['--last', 'a7d'], 'Expected a number of m, h, d or w'],
  [['--last', '7d', '--since', '2026-01-01'], "option '--last <length>' cannot be used with option '--since <time>'"],
  [['--time-zone', 'Mars/Olympus'], 'Expected a time zone, such as Europe/Berlin or UTC'],
])('%j is an error before the first request', async (options, message) => {
  const { context, requests } = createTestSpace()
  const { code, stdout, stderr } = await runCli(['list', ...options], context)
  expect({ code, stdout, requests }).toEqual({ code: 2, stdout: '', requests: [] })
  expect(stderr).toContain(message)
})

describe('a time in Berlin', () => {
  const berlin = createTimeZone('Europe/Berlin')

  // RFC 3339, 5.6: T and Z may be in lower case, a space may stand for T, and seconds may have a fraction.
  // ISO 8601 also has times without seconds, and offsets without a colon.
  test.each([
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['2026-07-01T09:30', '2026-07-01T07:30:00.000Z'],
    ['2026-07-01T09:30Z', '2026-07-01T09:30:00.000Z'],
    ['2026-07-01t09:30z', '2026-07-01T09:30:00.000Z'],
    ['2026-07-01 09:30:15Z', '2026-07-01T09:30:15.000Z'],
    ['2026-07-01T09:30:15.25Z', '2026-07-01T09:30:15.250Z'],
    ['2026-07-01T09:30-05:00', '2026-07-01T14:30:00.000Z'],
    ['2026-07-01T09:30:15+0530', '2026-07-01T04:00:15.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseTime('--since', text, berlin).toISOString()).toBe(expected)
  })

  test.each([
    ...[
      'at 2026-07-01T09:30Z',
      '2026-07-01T09:30Z today',
      '2026-07-01T09:30ZZ',
      '2026-07-01T9:30Z',
      '2026-07-01T09:30X',
    ],
    ...['2026-07-01T09:30:15.Z', '2026-07-01T09:30+2', '2026-07-01T24:30Z', '2026-06-31T09:30Z', '2026-07-01Z', ''],
  ])('cannot be read from %j', (text) => {
    expect(() => parseTime('--since', text, berlin)).toThrow(`--since: expected a date such as`)
  })
})

test.each([
  [{}, { since: null, until: null }],
  [{ since: new Date('2026-10-01T00:00Z') }, { since: '2026-10-01T00:00:00.000Z', until: null }],
  [{ until: '2026-11-01T00:00:00Z' }, { since: null, until: '2026-11-01T00:00:00Z' }],
])('a report shows the period %j as %j', (period, expected) => {
  expect(toPeriodLimits(period)).toEqual(expected)
})

test.each([
  [[[0, 0]], 'read 0 sessions, 0 of them are in the period'],
  [[[1, 0]], 'read 1 session, 1 of them is in the period'],
  [[[1, 4]], 'read 5 sessions, 1 of them is in the period'],
  [[[0, 1]], 'read 1 session, 0 of them are in the period'],
  [
    [
      [1000, 3],
      [200, 4],
    ],
    'read 1,207 sessions, 1,200 of them are in the period',
  ],
])('pages with %j sessions in the period and outside of it: %s', (pages, line) => {
  for (const period of [{ since: '2026-09-01' }, { until: '2026-09-01' }]) {
    const count = createPeriodCount(period)
    for (const [fitting, omitted = 0] of pages)
      count.add(Object.assign({} as Page<object>, { data: Array.from({ length: fitting ?? 0 }, () => ({})), omitted }))
    expect(count.toLine()).toBe(line)
  }
  expect(createPeriodCount({}).toLine()).toBeUndefined()
})

test.each([
  [['--since', '2026-09-01'], true],
  [['--until', '2026-09-01'], true],
  [['--last', '7d'], true],
  [['--limit', '5'], false],
])('--curl with %j says that the request does not contain the period: %j', async (args, isSaid) => {
  const env = {
    ...{ SIGNALWIRE_SPACE: 'example', SIGNALWIRE_API_TOKEN: 'PT-secret' },
    SIGNALWIRE_PROJECT_ID: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3',
  }
  const { stderr } = await runCli(['list', '--curl', ...args], { ...createTestSpace().context, env })
  expect(stderr.includes('the request does not contain the period')).toBe(isSaid)
})
