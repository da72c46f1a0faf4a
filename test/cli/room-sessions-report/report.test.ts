import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox/index.js'
import { groupBy } from '../../../src/text/group-by.js'
import { createTestScreen, createTestSpace, runCli } from '../test-context.js'

const folder = mkdtempSync(join(tmpdir(), 'report-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Exported {
  readonly name: string | null
  readonly status: string | null
  readonly start_time: string | null
  readonly created_at: string
  readonly duration: number | null
  readonly cost_in_dollars: number
  readonly members: readonly {
    name: string | null
    join_time: string | null
    leave_time: string | null
    duration: number | null
    cost_in_dollars: number
  }[]
  readonly recordings: readonly { cost_in_dollars: number }[]
}

const sandbox = createSandbox({ sessions: 100 })
const space = () => {
  const { context } = createTestSpace()
  return { ...context, fetch: sandbox.fetch }
}
const run = (...args: string[]) => runCli(args, space())
const report = async (...args: string[]) => JSON.parse((await run('report', '--format', 'json', ...args)).stdout)

const exported: Exported[] = (await run('export', '--include', 'members,recordings')).stdout
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))

// All amounts of the sandbox have four decimals at most.
const tenThousandths = (dollars: number) => Math.round(dollars * 10_000)
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const dollars = (costs: readonly { cost_in_dollars: number }[]) =>
  sum(costs.map(({ cost_in_dollars }) => tenThousandths(cost_in_dollars))) / 10_000
const minutes = (seconds: number) => Math.round((seconds / 60) * 100) / 100
const timeOf = ({ start_time, created_at }: Exported) => start_time ?? created_at

/** How many members were there when the last one of those who were there together joined. */
const peakOf = ({ members }: Exported) => {
  const stays = members.flatMap(({ join_time: from, leave_time: to }) =>
    from === null ? [] : [{ from: Date.parse(from), to: to === null ? Infinity : Date.parse(to) }],
  )
  return Math.max(0, ...stays.map(({ from: time }) => stays.filter(({ from, to }) => from <= time && to > time).length))
}

/** The row of some sessions, added up in another way than the report does. */
const expected = (sessions: readonly Exported[]) => ({
  sessions: sessions.length,
  in_progress: sessions.filter(({ status }) => status === 'in-progress').length,
  session_minutes: minutes(sum(sessions.map(({ duration }) => duration ?? 0))),
  member_minutes: minutes(sum(sessions.flatMap(({ members }) => members.map(({ duration }) => duration ?? 0)))),
  peak_members: Math.max(...sessions.map(peakOf)),
  cost_of_sessions: dollars(sessions),
  cost_of_members: dollars(sessions.flatMap(({ members }) => members)),
  cost_of_recordings: dollars(sessions.flatMap(({ recordings }) => recordings)),
})

const groupsOf = (keyOf: (session: Exported) => string) => {
  return Object.fromEntries(groupBy(exported, keyOf))
}

describe('adds up exactly', () => {
  test.each([
    ['room', (session: Exported) => session.name ?? '(none)'],
    ['status', (session: Exported) => session.status ?? '(none)'],
    ['day', (session: Exported) => timeOf(session).slice(0, 10)],
    ['month', (session: Exported) => timeOf(session).slice(0, 7)],
    ['hour', (session: Exported) => `${timeOf(session).slice(11, 13)}:00`],
  ])('by %s', async (by, keyOf) => {
    const { rows, total } = await report('--by', by)
    const found = Object.fromEntries(rows.map(({ [by]: name, ...row }: Record<string, unknown>) => [name, row]))
    const groups = groupsOf(keyOf)
    expect(found).toEqual(Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, expected(group)])))
    expect(total).toMatchObject(expected(exported))
  })

  test('by room and day at once', async () => {
    const { rows } = await report('--by', 'room,day')
    const groups = groupsOf((session) => `${session.name ?? '(none)'} ${timeOf(session).slice(0, 10)}`)
    expect(rows).toHaveLength(Object.keys(groups).length)
    for (const { room, day, ...row } of rows) expect(row).toEqual(expected(groups[`${room} ${day}`] ?? []))
  })

  test('by user: a user has the minutes and costs of the members of this name, and no costs of sessions', async () => {
    const { rows, total } = await report('--by', 'user')
    const names = new Set(exported.flatMap(({ members }) => members.map(({ name }) => name ?? '(none)')))
    expect(rows).toHaveLength(names.size)
    for (const row of rows) {
      const own = exported.flatMap(({ members }) => members.filter(({ name }) => (name ?? '(none)') === row.user))
      expect(row).toMatchObject({
        member_minutes: minutes(sum(own.map(({ duration }) => duration ?? 0))),
        cost_of_members: dollars(own),
        ...{ session_minutes: null, peak_members: null, cost_of_sessions: null, cost_of_recordings: null },
      })
    }
    expect(total).toMatchObject(expected(exported))
  })

  test('within a period and a time zone', async () => {
    const { rows } = await report('--by', 'day', '--since', '2026-09-01', '--time-zone', 'Asia/Tokyo')
    const local = (session: Exported) =>
      new Date(Date.parse(timeOf(session)) + 9 * 3_600_000).toISOString().slice(0, 10)
    const days = Object.entries(groupsOf(local)).filter(([day]) => day >= '2026-09-01')
    expect(rows.map(({ day, sessions }: { day: string; sessions: number }) => [day, sessions])).toEqual(
      days.map(([day, group]) => [day, group.length]).sort(),
    )
  })
})

test('lists that are not read have no values, and sessions have', async () => {
  const { total } = await report('--read', 'none')
  const { member_minutes: _, cost_of_members: __, cost_of_recordings: ___, ...sessions } = expected(exported)
  expect(total).toEqual({
    ...sessions,
    ...{ member_minutes: null, peak_members: null, cost_of_members: null, cost_of_recordings: null },
  })
})

test('--logs shows what the logs charge beyond the costs of sessions and recordings', async () => {
  const { logs, rows } = await report('--by', 'day', '--logs', '--since', '2026-08-01')
  const discarded = (await run('logs', '--include-deleted')).stdout
    .split('\n')
    .filter((line) => line.includes('discarded_at'))
  expect(discarded.length).toBeGreaterThan(1)
  expect(logs.map(({ day }: { day: string }) => day)).toEqual(rows.map(({ day }: { day: string }) => day))
  const complete = logs.filter((each: { day: string; logs: number }) =>
    rows.some((row: { day: string; sessions: number }) => row.day === each.day && row.sessions === each.logs),
  )
  expect(complete.length).toBeGreaterThan(10)
  for (const { charge_beyond_sessions_and_recordings: rest } of complete) expect(rest).toBe(0)
})

test('--logs reads all logs if there is no period', async () => {
  const { logs } = await report('--by', 'day', '--logs')
  expect(logs.length).toBeGreaterThan(0)
  expect(logs).toEqual((await report('--by', 'day', '--logs', '--since', '2020-01-01')).logs)
})

test('--logs compares the same days, however the sessions are grouped', async () => {
  const { logs } = await report('--by', 'day', '--logs')
  expect((await report('--by', 'room', '--logs')).logs).toEqual(logs)
})

test('a page has the same pictures whether it is the only report or not', async () => {
  const file = join(folder, 'page.html')
  const countOfMarks = async (...others: string[]) => {
    await run('report', '--report', `html=${file}`, ...others)
    return readFileSync(file, 'utf8').match(/<(?:rect|td|svg)/g)?.length
  }
  const alone = await countOfMarks()
  expect(alone).toBeGreaterThan(exported.length)
  expect(await countOfMarks('--report', `csv=${join(folder, 'page.csv')}`)).toBe(alone)
})

test('--logs reads the logs of a day more on each side, and counts those of sessions that started in the period', async () => {
  const log = (charge: number, started_at: string | null, created_at: string) => ({
    ...{ id: 'a', source: 'realtime_api', type: 'video_room_session', charge, started_at, created_at },
  })
  const logs = [
    log(1, '2026-09-30T23:59:59Z', '2026-10-01T05:00:00Z'),
    log(2, '2026-10-01T00:00:00Z', '2026-10-01T05:00:00Z'),
    log(4, '2026-10-02T23:59:59Z', '2026-10-03T05:00:00Z'),
    log(8, '2026-10-03T00:00:00Z', '2026-10-03T05:00:00Z'),
    log(16, null, '2026-10-01T05:00:00Z'),
    log(32, null, '2026-10-03T05:00:00Z'),
    { id: 'b', created_at: '2026-10-01T05:00:00Z', discarded_at: '2026-10-01T05:00:00Z' },
    { id: 'c', created_at: '2026-10-04T05:00:00Z', discarded_at: '2026-10-04T05:00:00Z' },
  ]
  let query: URLSearchParams | undefined
  const fetch = async (request: Request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (!pathname.endsWith('/logs')) return Response.json({ data: [], links: {} })
    query = searchParams
    return Response.json({ data: logs, links: {} })
  }
  const argv = ['report', '--format', 'json', '--logs', '--since', '2026-10-01', '--until', '2026-10-03']
  const { stdout, stderr } = await runCli(argv, { ...space(), fetch })

  expect(JSON.parse(stdout).logs.map((each: { day: string; charge: number }) => [each.day, each.charge])).toEqual([
    ['2026-10-01', 18],
    ['2026-10-02', 4],
  ])
  expect(Object.fromEntries(query ?? [])).toMatchObject({
    ...{ created_after: '2026-09-30T00:00:00.000Z', created_before: '2026-10-04T00:00:00.000Z' },
    include_deleted: 'true',
  })
  expect(stderr).toContain('1 log of the period was discarded: what was charged is not known\n')
})

test('the period, the days and the hours are those of the time zone in every part of a report', async () => {
  const [start_time, created_at] = ['2026-10-01T20:00:00Z', '2026-10-01T20:00:00Z']
  const session = {
    id: 'a',
    name: 'lab',
    status: 'completed',
    start_time,
    created_at,
    duration: 60,
    cost_in_dollars: 2,
  }
  const log = { id: 'b', type: 'video_room_session', charge: 3, started_at: start_time, created_at }
  const fetch = async (request: Request) =>
    Response.json({ data: request.url.includes('/logs') ? [log] : [session], links: {} })
  const page = join(folder, 'zone.html')
  const reports = ['--report', 'json', '--report', `html=${page}`]
  const argv = [
    'report',
    '--by',
    'day',
    '--read',
    'none',
    '--logs',
    '--since',
    '2026-10-01',
    '--time-zone',
    'Asia/Tokyo',
  ]
  const { stdout } = await runCli([...argv, ...reports], { ...space(), fetch })

  expect(JSON.parse(stdout)).toMatchObject({
    ...{ time_zone: 'Asia/Tokyo', period: { since: '2026-09-30T15:00:00.000Z', until: null } },
    rows: [{ day: '2026-10-02', sessions: 1 }],
    logs: [{ day: '2026-10-02', charge: 3, cost_of_sessions: 2 }],
  })
  const html = readFileSync(page, 'utf8')
  expect(html).toContain('2026-10-02 05:00')
  const hours = /<abbr title="Friday">Fri<\/abbr><\/th>(.*?)<\/tr>/.exec(html)?.[1]?.split('<td').slice(1)
  expect(hours?.findIndex((cell) => cell.includes('>1<'))).toBe(5)
})

test('writes several reports in one run, and an HTML page without any request', async () => {
  const [page, table] = [join(folder, 'report.html'), join(folder, 'report.md')]
  const { code, stdout } = await run(
    'report',
    '--report',
    `html=${page}`,
    '--report',
    `markdown=${table}`,
    '--report',
    'csv',
  )
  expect(code).toBe(0)
  expect(stdout.split('\r\n')[0]).toBe(
    'room,sessions,in_progress,session_minutes,member_minutes,peak_members,cost_of_sessions,cost_of_members,cost_of_recordings',
  )
  const html = readFileSync(page, 'utf8')
  expect(html).toContain('default-src &#39;none&#39;')
  expect(html).not.toMatch(/(?:src|href)="(?!data:)/)
  expect(html).toContain('<title id="days-title">Cost of sessions by day</title>')
  expect(readFileSync(table, 'utf8')).toContain('| Room | Sessions | In progress |')
})

test.each([
  [false, 'csv'],
  [true, 'table'],
])('without --format, and with a terminal: %s, it is a %s', async (isTTY, format) => {
  const show = async (...args: string[]) => {
    const stdout = createTestScreen({ isTTY, columns: 80 })
    await runCli(['report', '--room-name', 'nowhere', ...args], { ...space(), stdout })
    return stdout.text
  }
  expect(await show()).toBe(await show('--format', format))
})

describe('on a terminal', () => {
  const show = async (columns: number, ...args: string[]) => {
    const stdout = createTestScreen({ isTTY: true, columns })
    const { env, fetch } = space()
    await runCli(['report', ...args], { env: { ...env, NO_COLOR: '1' }, fetch, stdout })
    const [head = '', row = ''] = stdout.text.split('\n')
    return { head: head.trim().split(/ {2,}/), row, text: stdout.text }
  }

  test('of 80 columns the costs of sessions and members are shown, and a line names the columns without room', async () => {
    const { head, text } = await show(80)
    expect(head).toEqual(expect.arrayContaining(['Room', 'Session min', 'Sessions $', 'Members $']))
    expect(text).toContain('no room for In progress, Recordings $: --format csv has all columns')
    expect(text).not.toContain('ids are shortened')
  })

  test.each([60, 80, 120])(
    'of %d columns dates are not cut, and users have no columns without values',
    async (columns) => {
      const { head, row } = await show(columns, '--by', 'user,day')
      expect(row).toMatch(/ \d{4}-\d\d-\d\d /)
      expect(head).toEqual(expect.arrayContaining(['Member min', 'Members $']))
      for (const title of ['Session min', 'Sessions $', 'Recordings $']) expect(head).not.toContain(title)
    },
  )
})

test('a page without sessions has no pictures', async () => {
  const { code, stdout } = await run('report', '--room-name', 'nowhere', '--format', 'html')
  expect(code).toBe(0)
  expect(stdout).toContain('There are no sessions.')
  expect(stdout).not.toMatch(/<svg|<table/)
})

test('a room whose name is markup is shown as text in every format', async () => {
  const fetch = async (input: Request | string | URL, init?: RequestInit) => {
    const response = await sandbox.fetch(input, init)
    const text = (await response.text()).replaceAll('"standup"', JSON.stringify('<b>|`=1+1`|</b>\u001b[31m'))
    return new Response(text, response)
  }
  const show = async (format: string) =>
    (await runCli(['report', '--format', format, '--read', 'none', '--room-name', 'standup'], { ...space(), fetch }))
      .stdout
  expect(await show('html')).not.toContain('<b>')
  expect(await show('markdown')).toContain('\\<b\\>\\|\\`=1+1\\`\\|\\</b\\>')
  for (const format of ['html', 'markdown', 'table', 'json']) expect(await show(format)).not.toContain('\u001b[31m')
})

test.each([
  [{ cost_in_dollars: null }, 'cost_in_dollars: expected a number, received null'],
  [{ duration: 'long' }, 'duration: expected a number, received "long"'],
])('a session with %o is an error that names it', async (change, message) => {
  const fetch = async (input: Request | string | URL, init?: RequestInit) => {
    const body = await (await sandbox.fetch(input, init)).json()
    return Response.json({ ...body, data: body.data.map((each: object) => ({ ...each, ...change })) })
  }
  const { code, stdout, stderr } = await runCli(['report', '--read', 'none'], { ...space(), fetch })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(new RegExp(`^room-sessions: [0-9a-f-]{36}: ${message}\n$`))
})

test.each([
  [['--by', 'planet'], 'Expected up to 2 of room, day, week, month, hour, status, user'],
  [['--by', 'day,day'], 'each once'],
  [['--by', 'room,day,user'], 'Expected up to 2 of'],
  [['--read', 'events'], 'Expected any of members, recordings'],
  [['--by', 'user', '--read', 'none'], '--by user: expected --read with members'],
  [['--logs', '--format', 'csv'], '--logs: expected a report in table, json, markdown or html'],
  [['--report', 'pdf=x'], 'Allowed formats are table, csv, json, markdown, html'],
  [['--report', 'html', '--report', 'csv'], 'expected a different file for each report'],
])('%j is an error before the first request', async (options, message) => {
  const { context, requests } = createTestSpace()
  const { code, stdout, stderr } = await runCli(['report', ...options], context)
  expect({ code, stdout, requests }).toEqual({ code: 2, stdout: '', requests: [] })
  expect(stderr).toContain(message)
})

test('--logs takes a CSV of the groups beside a report that shows the logs', async () => {
  const file = join(folder, 'groups.csv')
  const { code, stdout } = await run('report', '--logs', '--report', `csv=${file}`, '--report', 'json')
  expect(code).toBe(0)
  expect(JSON.parse(stdout).logs.length).toBeGreaterThan(0)
  expect(readFileSync(file, 'utf8')).toMatch(/^room,/)
})
