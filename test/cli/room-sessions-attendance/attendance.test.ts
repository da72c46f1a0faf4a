import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { createAttendance } from '../../../src/cli/room-sessions-attendance/attendance.js'
import type { AttendanceList } from '../../../src/cli/room-sessions-attendance/attendance-list.js'
import { formatCsv, formatMarkdown } from '../../../src/cli/room-sessions-attendance/format-attendance.js'
import { formatTable } from '../../../src/cli/room-sessions-attendance/format-table.js'
import { formatAttendancePage } from '../../../src/cli/room-sessions-attendance/html/page.js'
import { noNames } from '../../../src/cli/room-sessions-attendance/names.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { createTestContext, createTestScreen, createTestSpace, runCli } from '../test-context.js'

const folder = mkdtempSync(join(tmpdir(), 'attendance-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Member {
  readonly name: string | null
  readonly join_time: string | null
  readonly leave_time: string | null
  readonly duration: number | null
}

interface Session {
  readonly id: string
  readonly name: string | null
  readonly status: string | null
  readonly start_time: string | null
  readonly end_time: string | null
  readonly duration: number | null
}

const sandbox = createSandbox({ sessions: 400 })
const space = (fetch: (request: Request) => Promise<Response> = sandbox.fetch) => ({
  ...createTestSpace().context,
  fetch,
})
const run = (...args: string[]) => runCli(['attendance', ...args], space())
const attend = async (...args: string[]) => JSON.parse((await run('--format', 'json', ...args)).stdout)

const exported: (Session & { readonly members: readonly Member[] })[] = (
  await runCli(['export', '--include', 'members'], space())
).stdout
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line))

const secondOf = (time: string) => Date.parse(time) / 1000

/** Counts the seconds of each name one by one. */
function countSeconds(members: readonly Member[]): Map<string | null, { present: Set<number>; screen: Set<number> }> {
  const people = new Map<string | null, { present: Set<number>; screen: Set<number> }>()
  for (const { name, join_time, leave_time, duration } of members) {
    if (join_time === null) continue
    const [, own] = /^(.+) \(screen\)$/.exec(name ?? '') ?? []
    const person = own ?? name
    const found = people.get(person) ?? { present: new Set(), screen: new Set() }
    people.set(person, found)
    const end = leave_time === null ? secondOf(join_time) + Number(duration) : secondOf(leave_time)
    for (let second = secondOf(join_time); second < end; second++)
      (own === undefined ? found.present : found.screen).add(second)
  }
  return people
}

test('has the seconds of every person in every session, as counting them one by one gives', async () => {
  const { people, sessions, sessions_not_started } = await attend()
  const started = exported.filter(({ start_time }) => start_time !== null)
  expect(sessions).toHaveLength(started.length)
  expect(sessions_not_started).toBe(exported.length - started.length)
  expect(sessions_not_started).toBeGreaterThan(0)
  const expected = new Map<string | null, { seconds: number; screen: number }>()
  for (const { id, members } of started) {
    for (const [name, { present, screen }] of countSeconds(members)) {
      const person = people.find((each: { name: string | null }) => each.name === name)
      expect(person.sessions.find((each: { id: string }) => each.id === id)).toMatchObject({
        seconds: present.size,
        screen_seconds: screen.size,
      })
      const total = expected.get(name) ?? { seconds: 0, screen: 0 }
      expected.set(name, { seconds: total.seconds + present.size, screen: total.screen + screen.size })
    }
  }
  expect(people).toHaveLength(expected.size)
  for (const { name, seconds, screen_seconds } of people)
    expect({ name, seconds, screen: screen_seconds }).toEqual({ name, ...expected.get(name) })
  expect(people.some(({ screen_seconds }: { screen_seconds: number }) => screen_seconds > 0)).toBe(true)
  expect(people.at(-1).name).toBeNull()
})

test('a session in progress counts so far, by the clock of the service', async () => {
  const { sessions } = await attend('--status', 'in-progress')
  expect(sessions.length).toBeGreaterThan(0)
  for (const { id, in_progress, seconds } of sessions)
    expect({ in_progress, seconds }).toEqual({
      in_progress: true,
      seconds: exported.find((each) => each.id === id)?.duration,
    })
})

/** A space whose only sessions and members are these. */
function spaceOf(sessions: readonly { session: Partial<Session>; members: readonly Partial<Member>[] }[]) {
  const known = sessions.map(({ session, members }, index) => {
    const id = `00000000-0000-4000-8000-00000000000${index}`
    const times = {
      start_time: at('09:00'),
      end_time: at('10:00'),
      duration: 3600,
      status: 'completed',
      name: 'standup',
    }
    const people = members.map((member) => ({ id, name: 'Ana', leave_time: null, duration: null, ...member }))
    return { session: { id, ...times, ...session }, people }
  })
  return space(async ({ url }) => {
    const [, id, list] = /room_sessions(?:\/([^/?]+)(\/members)?)?/.exec(url) ?? []
    const found = known.find(({ session }) => session.id === id)
    if (id === undefined) return Response.json({ data: known.map(({ session }) => session), links: {} })
    if (found) return Response.json(list ? { data: found.people, links: {} } : found.session)
    return Response.json({}, { status: 404 })
  })
}

const at = (clock: string) => `2026-10-05T${clock}:00Z`
const stay = (from: string, to: string | null, name?: string) => ({
  join_time: at(from),
  leave_time: to && at(to),
  ...(name !== undefined && { name }),
})

const attendOf = async (
  members: readonly Partial<Member>[],
  args: readonly string[] = [],
  session: Partial<Session> = {},
) => {
  const { stdout, stderr, code } = await runCli(
    ['attendance', '--format', 'json', ...args],
    spaceOf([{ session, members }]),
  )
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return JSON.parse(stdout).people.map(
    (each: { name: string; seconds: number; screen_seconds: number; overlap_seconds: number }) => [
      each.name,
      each.seconds / 60,
      each.screen_seconds / 60,
      each.overlap_seconds / 60,
    ],
  )
}

describe('minutes, screen minutes and overlap of', () => {
  test.each<[string, Partial<Member>[], [string | null, number, number, number][]]>([
    ['who leaves and joins again', [stay('09:00', '09:10'), stay('09:20', '09:30')], [['Ana', 20, 0, 0]]],
    [
      'one name that is there twice: it counts once',
      [stay('09:00', '09:30'), stay('09:20', '09:40')],
      [['Ana', 40, 0, 10]],
    ],
    [
      'a screen, in any case of letters',
      [stay('09:00', '09:30'), stay('09:10', '09:20', 'Ana (Screen)')],
      [['Ana', 30, 10, 0]],
    ],
    ['a screen alone', [stay('09:10', '09:20', 'Ana (screen)')], [['Ana', 0, 10, 0]]],
    ['a member who is called (screen)', [stay('09:10', '09:20', '(screen)')], [['(screen)', 10, 0, 0]]],
    [
      'members without a name: together, after the others',
      [stay('09:00', '09:10'), { ...stay('09:05', '09:15'), name: null }, stay('09:10', '09:20', ' ')],
      [
        ['Ana', 10, 0, 0],
        [null, 15, 0, 0],
      ],
    ],
    ['who was there before and after the session', [stay('08:00', '11:00')], [['Ana', 60, 0, 0]]],
    ['who has not left: until the end of the session', [stay('09:50', null)], [['Ana', 10, 0, 0]]],
    ['who has not joined', [{ join_time: null }], []],
    ['who left before joining', [stay('09:10', '09:00')], [['Ana', 0, 0, 0]]],
    [
      'names that differ in spaces only',
      [stay('09:00', '09:10', 'Ana  B'), stay('09:10', '09:20', ' Ana B ')],
      [['Ana B', 20, 0, 0]],
    ],
    [
      'names of the prototype of objects',
      [stay('09:00', '09:10', '__proto__'), stay('09:00', '09:20', 'constructor')],
      [
        ['__proto__', 10, 0, 0],
        ['constructor', 20, 0, 0],
      ],
    ],
  ])('%s', async (_, members, expected) => {
    expect(await attendOf(members)).toEqual(expected)
  })

  test('a session in progress whose duration is not known: until now', async () => {
    const session = { start_time: '2025-12-31T23:00:00Z', end_time: null, duration: null, status: 'in-progress' }
    const member = { join_time: '2025-12-31T23:30:00Z' }
    expect(await attendOf([member], [], session)).toEqual([['Ana', 30, 0, 0]])
  })

  test('spellings that a file unites, and a note about those that do not occur', async () => {
    const names = join(folder, 'names.csv')
    writeFileSync(names, 'ana,Ana Abara\nanna,Ana Abara\n')
    const members = [
      stay('09:00', '09:10', 'ANA'),
      stay('09:05', '09:20', 'Ana Abara'),
      stay('09:00', '09:05', 'ana (screen)'),
    ]
    expect(await attendOf(members, ['--names', names])).toEqual([['Ana Abara', 20, 5, 5]])
    const { stderr } = await runCli(['attendance', '--names', names], spaceOf([{ session: {}, members }]))
    expect(stderr).toBe(`room-sessions: ${names}: no member has the name "anna"\n`)
    writeFileSync(names, 'ana,Ana Abara\n')
    expect((await runCli(['attendance', '--names', names], spaceOf([{ session: {}, members }]))).stderr).toBe('')
  })
})

test.each([
  [5, '"n0", "n1", "n2", "n3", "n4"'],
  [7, '"n0", "n1", "n2", "n3", "n4" and 2 more'],
])('of %i names that no member has, a note names five', async (count, expected) => {
  const names = join(folder, 'unused.csv')
  writeFileSync(names, Array.from({ length: count }, (_, index) => `n${index},Ana\n`).join(''))
  const { stderr } = await runCli(['attendance', '--names', names], spaceOf([]))
  expect(stderr).toBe(`room-sessions: ${names}: no member has the name ${expected}\n`)
})

describe('--at-least', () => {
  const sessions = [
    {
      session: {},
      members: [stay('09:00', '09:45'), stay('09:00', '09:44', 'Bola'), { ...stay('09:00', '10:00'), name: null }],
    },
    { session: { start_time: '2026-10-06T09:00:00Z', end_time: '2026-10-06T10:00:00Z' }, members: [] },
  ]

  test('75% is reached by exactly 75 %, and members without a name are neither present nor absent', async () => {
    const { stdout } = await runCli(['attendance', '--at-least', '75%', '--format', 'csv'], spaceOf(sessions))
    expect(stdout.split('\r\n')).toEqual([
      'name,minutes,screen_minutes,overlap_minutes,present,partial,absent,2026-10-05,2026-10-05 presence,2026-10-06,2026-10-06 presence',
      'Ana,45,0,0,1,0,1,45,present,0,absent',
      'Bola,44,0,0,0,1,1,44,partial,0,absent',
      '(none),60,0,0,,,,60,,0,',
      '',
    ])
  })

  test('counts the people of each session', async () => {
    const { stdout } = await runCli(['attendance', '--at-least', '75', '--format', 'json'], spaceOf(sessions))
    const { sessions: found, at_least_percent } = JSON.parse(stdout)
    expect(at_least_percent).toBe(75)
    expect(found).toMatchObject([
      { present: 1, partial: 1, absent: 0 },
      { present: 0, partial: 0, absent: 2 },
    ])
  })
})

test('sessions of one day have their time in the title, those of several rooms their room, and each title is unique', async () => {
  const titlesOf = async (sessions: readonly Partial<Session>[]) => {
    const { stdout } = await runCli(
      ['attendance', '--format', 'csv'],
      spaceOf(sessions.map((session) => ({ session, members: [] }))),
    )
    return stdout.split('\r\n')[0]?.split(',').slice(4)
  }
  expect(await titlesOf([{}, { start_time: at('09:30') }, { start_time: at('09:30') }])).toEqual([
    '2026-10-05 09:00',
    '2026-10-05 09:30',
    '2026-10-05 09:30 (2)',
  ])
  expect(await titlesOf([{}, { name: 'a.b[0]' }])).toEqual(['2026-10-05 standup', '2026-10-05 a.b[0]'])
})

test('the table shows the latest sessions that fit, and says how many do not', async () => {
  const { context } = createTestSpace()
  const [stdout, stderr] = [createTestScreen({ columns: 80 }), createTestScreen()]
  const { code } = await runCli(['attendance', '--format', 'table', '--room-name', 'standup'], {
    ...context,
    fetch: sandbox.fetch,
    stdout,
    stderr,
  })
  expect(code).toBe(0)
  const [head = '', ...lines] = stdout.text.split('\n')
  for (const line of lines.slice(0, lines.indexOf(''))) expect(line.length).toBeLessThanOrEqual(80)
  const dates = exported
    .filter(({ name, start_time }) => name === 'standup' && start_time)
    .map(({ start_time }) => String(start_time))
  expect(head).toContain(dates.sort().at(-1)?.slice('2026-'.length, '2026-10-05'.length))
  const shown = head.match(/\d\d-\d\d/g)?.length ?? 0
  expect(stdout.text).toContain(`${dates.length - shown} of ${dates.length} are not`)
})

test.each([70, 80, 90])('names stay whole beside marked minutes at %i columns', async (columns) => {
  const sessions = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => {
    const [start_time, end_time] = [`2026-10-0${day}T09:00:00Z`, `2026-10-0${day}T10:40:00Z`]
    const members = [{ name: 'Ana Fernández', join_time: start_time, leave_time: end_time }]
    return { session: { start_time, end_time }, members }
  })
  const stdout = createTestScreen({ columns })
  await runCli(['attendance', '--format', 'table', '--at-least', '75%'], { ...spaceOf(sessions), stdout })

  const [, row = ''] = stdout.text.split('\n')
  expect(row).toMatch(/^Ana Fernández +900\.0 .* 100\.0 ✓$/)
  expect(row.length).toBeLessThanOrEqual(columns)
})

test('names of wide characters leave room for as many sessions as fit', async () => {
  const wide = '漢'.repeat(15)
  const sessions = [5, 6, 7, 8].map((day) => {
    const [start_time, end_time] = [`2026-10-0${day}T09:00:00Z`, `2026-10-0${day}T10:00:00Z`]
    return { session: { start_time, end_time }, members: [{ name: wide, join_time: start_time, leave_time: end_time }] }
  })
  const stdout = createTestScreen({ columns: 60 })
  await runCli(['attendance', '--format', 'table'], { ...spaceOf(sessions), stdout })
  const [head = '', row = ''] = stdout.text.split('\n')
  expect(head.match(/10-\d\d/g)).toEqual(['10-06', '10-07', '10-08'])
  expect(row).toMatch(new RegExp(`^${wide} +240\\.0   60\\.0   60\\.0   60\\.0$`))
  expect(stdout.text).toContain('1 of 4 are not')
})

test('the README shows what the command prints', async () => {
  const [, id = '', lines = ''] =
    /room-sessions attendance ([0-9a-f-]{36})\n[\s\S]*?^```\n(Name[\s\S]*?\n)…\n```/m.exec(
      readFileSync('README.md', 'utf8'),
    ) ?? []
  const { stdout } = await runCli(['attendance', id, '--format', 'table'], { env: { COLUMNS: '80' } })
  expect(lines.split('\n').length).toBeGreaterThan(3)
  expect(stdout.startsWith(lines)).toBe(true)
})

test('one or several ids show these sessions, each once, and take no filter', async () => {
  const [one, other] = exported.filter(({ start_time }) => start_time !== null)
  const { sessions } = await attend(String(one?.id), String(other?.id), String(one?.id))
  expect(sessions.map(({ id }: Session) => id).sort()).toEqual([one?.id, other?.id].sort())
  const { context, requests } = createTestSpace({ sessions: 400 })
  await runCli(['attendance', String(one?.id), String(one?.id)], context)
  expect(requests).toHaveLength(2)
  for (const filter of [
    ['--room-name', 'standup'],
    ['--last', '7d'],
    ['--page-size', '5'],
  ]) {
    const { context, requests } = createTestSpace()
    const { code, stderr } = await runCli(['attendance', String(one?.id), ...filter], context)
    expect({ code, stderr, requests }).toEqual({
      code: 2,
      stderr: 'room-sessions: expected either ids of sessions or a filter, received both\n',
      requests: [],
    })
  }
})

test('an id that does not exist is an error with exit code 1', async () => {
  const { code, stdout, stderr } = await run('00000000-0000-4000-8000-000000000000')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('404')
})

test('the page needs no request, draws every stay, and says in words what it draws', async () => {
  const page = join(folder, 'attendance.html')
  const members = [stay('09:00', '09:30'), stay('09:20', '09:40'), stay('09:10', '09:20', 'Ana (screen)')]
  const { code } = await runCli(['attendance', '--report', `html=${page}`], spaceOf([{ session: {}, members }]))
  expect(code).toBe(0)
  const text = readFileSync(page, 'utf8')
  expect(text).toContain('default-src &#39;none&#39;')
  expect(text).not.toMatch(/(?:src|href)="(?!data:)/)
  expect(text).toContain(
    '<title>09:00 to 09:40; more than once: 09:20 to 09:30; screen shared: 09:10 to 09:20</title><rect class="bar" x="0" y="2" width="666.67"',
  )
})

test('names that are markup, formulas or control characters are text in every format', async () => {
  const show = async (format: string) =>
    (
      await runCli(
        ['attendance', '--format', format],
        spaceOf([{ session: { name: '<i>' }, members: [stay('09:00', '09:10', '=<b>|`x`|</b>\u001b[31m')] }]),
      )
    ).stdout
  expect(await show('html')).not.toMatch(/<[bi]>/)
  expect(await show('markdown')).toContain('=\\<b\\>\\|\\`x\\`\\|\\</b\\>')
  expect(await show('csv')).toContain("\r\n'=<b>|`x`")
  for (const format of ['html', 'markdown', 'table', 'json']) expect(await show(format)).not.toContain('\u001b[31m')
})

test.each(['table', 'csv', 'json', 'markdown', 'html'])('nothing to show is a %s all the same', async (format) => {
  const { code, stdout } = await runCli(['attendance', '--format', format], spaceOf([]))
  expect(code).toBe(0)
  expect(stdout).not.toBe('')
})

test.each([
  [{ join_time: 'soon' }, 'join_time: expected a time, received "soon"'],
  [{ ...stay('09:00', null), duration: -1 }, 'duration: expected a number of seconds, received -1'],
])('a member with %o is an error that names it', async (member, message) => {
  const { code, stdout, stderr } = await runCli(['attendance'], spaceOf([{ session: {}, members: [member] }]))
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(new RegExp(`^room-sessions: [0-9a-f-]{36}: ${message}\n$`))
})

test.each([
  [['--at-least', '0'], 'Expected a percentage up to 100'],
  [['--at-least', '101%'], 'Expected a percentage up to 100'],
  [['--at-least', 'most'], 'Expected a percentage up to 100'],
  [['standup'], 'Expected a UUID'],
  [['--names', 'does-not-exist.csv'], 'does-not-exist.csv: cannot be read'],
  [['--report', 'pdf=x'], 'Allowed formats are table, csv, json, markdown, html'],
])('%j is an error before the first request', async (options, message) => {
  const { context, requests } = createTestSpace()
  const { code, stdout, stderr } = await runCli(['attendance', ...options], context)
  expect({ code, stdout, requests }).toEqual({ code: 2, stdout: '', requests: [] })
  expect(stderr).toContain(message)
})

test.each([
  ['table', (list: AttendanceList) => formatTable(list, createTestContext())],
  ['csv', formatCsv],
  ['markdown', formatMarkdown],
  ['html', (list: AttendanceList) => formatAttendancePage(list, { command: '', date: at('09:00') })],
])('the number of steps of a %s grows with the number of sessions, not with its square', async (_, format) => {
  const zone = createTimeZone('UTC')
  const countSteps = async (count: number) => {
    let steps = 0
    const attendance = createAttendance({ names: noNames, now: 0 })
    for (let index = 0; index < count; index++) {
      const times = { start_time: at('09:00'), end_time: at('10:00'), duration: 3600, status: 'completed' } as const
      attendance.add({ id: String(index), name: 'standup', ...times }, [])
    }
    const timeZone = {
      ...zone,
      at: (time: number) => {
        steps += 1
        return zone.at(time)
      },
    }
    await format({ ...attendance.result(), timeZone, atLeast: 7500, period: { since: null, until: null } })
    return steps
  }
  expect(await countSteps(2000)).toBeLessThan((await countSteps(200)) * 15)
})

test('the period and the sessions are those of the time zone', async () => {
  const words = ['--since', '2026-09-01', '--time-zone', 'Asia/Tokyo', '--room-name', 'nowhere']
  const period = { since: '2026-08-31T15:00:00.000Z', until: null }
  expect(await attend(...words)).toMatchObject({ time_zone: 'Asia/Tokyo', period })
  expect(await attend('--room-name', 'nowhere')).toMatchObject({
    time_zone: 'UTC',
    period: { since: null, until: null },
  })
})

test('without a terminal it is CSV', async () => {
  const words = ['--room-name', 'nowhere']
  expect((await run(...words)).stdout).toBe((await run(...words, '--format', 'csv')).stdout)
})

test('on a terminal it is a table', async () => {
  const stdout = createTestScreen({ isTTY: true, columns: 80 })
  const words = ['attendance', '--room-name', 'nowhere']
  await runCli(words, { ...space(), stdout })
  expect(stdout.text).toBe((await run('--room-name', 'nowhere', '--format', 'table')).stdout)
})

test('--sandbox counts sessions in progress until the time of the sandbox, whatever the variables', async () => {
  const words = ['attendance', '--sandbox', '--status', 'in-progress', '--format', 'json']
  const { stdout } = await runCli(words)
  expect(JSON.parse(stdout).sessions).not.toEqual([])
  expect((await runCli(words, { env: space().env })).stdout).toBe(stdout)
})
