import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { CliError } from '../../../src/cli/exit.js'
import { createTestSpace, runCli } from '../test-context.js'

const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
const of = (path: string) => `/api/video/${path}`

/** Splits a command line, in which FOLDER is a folder that is deleted after the test. */
function toArguments(line: string): string[] {
  const folder = line.includes('FOLDER') ? mkdtempSync(join(tmpdir(), 'options-')) : undefined
  if (folder !== undefined) onTestFinished(() => rmSync(folder, { recursive: true }))
  return line.split(' ').map((word) => word.replace('FOLDER', `${folder}/new`))
}

/** The environment of a space that is reached over http, with the URLs of the requests to it. */
function createHttpSpace(status: number, toData: (url: URL) => readonly object[] = () => []) {
  const requests: URL[] = []
  const env = { ...createTestSpace().context.env, SIGNALWIRE_BASE_URL: 'http://space.example' }
  const fetch = async ({ url: text }: Request) => {
    const url = new URL(text)
    requests.push(url)
    return Response.json({ data: toData(url), links: {} }, { status })
  }
  return { requests, context: { env, fetch } }
}

/** Every command that reads a space. */
const commands = [
  'list',
  `get ${id}`,
  `events ${id}`,
  `members ${id}`,
  'recordings',
  `recording ${id}`,
  `recording-events ${id}`,
  'logs',
  `log ${id}`,
  'export --room-name none',
  'download --to FOLDER --room-name none',
  'report --room-name none',
  'attendance --room-name none',
  'watch --once',
  'record --output FOLDER',
  'check --live',
]

describe('--allow-insecure-http', () => {
  test.each(commands)('lets %s read a space over http beyond this machine', async (line) => {
    const { context, requests } = createHttpSpace(401)
    await runCli([...toArguments(line), '--allow-insecure-http'], context)
    expect(requests[0]?.origin).toBe('http://space.example')
  })

  test.each(commands)('is needed by %s', async (line) => {
    const { context, requests } = createHttpSpace(401)
    const { code, stderr } = await runCli(toArguments(line), context)
    expect({ code, requests }).toEqual({ code: 2, requests: [] })
    expect(stderr).toContain('SIGNALWIRE_BASE_URL: expected an https URL')
  })
})

// What record and check read from the sandbox is more than an option needs; their own tests do it.
test.each(commands.filter((line) => !/^(?:record |check)/.test(line)))(
  '--sandbox lets %s read the sandbox, whatever the variables',
  async (line) => {
    const { code, stderr } = await runCli([...toArguments(line), '--sandbox'], { env: { SIGNALWIRE_SPACE: 'example' } })
    expect(stderr).toContain('room-sessions: using the embedded sandbox, whose data is made up\n')
    expect(code).not.toBe(2)
  },
)

test.each([
  [
    `list --room-id ${id} --room-name a --room-name-matches b --status completed --page-size 7`,
    of(`room_sessions?room_id=${id}&room_name=a&room_name_matches=b&status=completed&page_size=7`),
  ],
  [`get ${id}`, of(`room_sessions/${id}`)],
  [`events ${id} --page-size 7 --limit 3`, of(`room_sessions/${id}/events?page_size=3`)],
  [`members ${id} --page-size 7`, of(`room_sessions/${id}/members?page_size=7`)],
  [`recordings ${id} --media-ttl 60 --page-size 7`, of(`room_sessions/${id}/recordings?media_ttl=60&page_size=7`)],
  ['recordings --media-ttl 60 --limit 3', of('room_recordings?media_ttl=60&page_size=3')],
  [`recording ${id}`, of(`room_recordings/${id}`)],
  [`recording-events ${id} --page-size 7`, of(`room_recordings/${id}/events?page_size=7`)],
  [
    'logs --include-deleted --created-before 2026-12-01 --created-after 2026-10-31 --page-size 7',
    of('logs?include_deleted=true&created_before=2026-12-01&created_after=2026-10-31&page_size=7'),
  ],
  ['logs --created-on 2026-11-01', of('logs?created_on=2026-11-01')],
  [`log ${id}`, of(`logs/${id}`)],
])('--curl prints the request of %s', async (line, expected) => {
  const { context, requests } = createHttpSpace(200)
  const { code, stdout } = await runCli([...line.split(' '), '--curl', '--allow-insecure-http'], context)
  expect({ code, requests }).toEqual({ code: 0, requests: [] })
  expect(stdout.replaceAll("'", '')).toContain(` http://space.example${expected}\n`)
})

/** Each command that shows what one operation responds with. */
const shows = [
  ...['list', `events ${id}`, `members ${id}`, `recordings ${id}`, 'recordings', `recording-events ${id}`, 'logs'],
  ...[`get ${id}`, `recording ${id}`, `log ${id}`],
]

test.each(shows.slice(0, 7))('--cursor says where %s begins', async (line) => {
  const cursor = 'page_number=1&page_token=PAx'
  const { stdout } = await runCli([...line.split(' '), '--curl', '--cursor', cursor], createTestSpace().context)
  expect(stdout).toContain(`?${cursor}'\n`)
})

test.each(shows)('%s sends nothing after an interruption', async (line) => {
  const { context, requests } = createTestSpace()
  const signal = AbortSignal.abort(new CliError('interrupted', { exitCode: 130 }))
  const { code, stdout } = await runCli(line.split(' '), { ...context, signal })
  expect({ code, stdout, requests }).toEqual({ code: 130, stdout: '', requests: [] })
})

const filter = ['--room-id', id, '--room-name', 'a', '--room-name-matches', 'b']
const filterQuery = { room_id: id, room_name: 'a', room_name_matches: 'b' }

test.each([
  ['export', ['--status', 'completed', '--page-size', '7'], { status: 'completed', page_size: '7' }],
  ['download --to FOLDER', ['--status', 'completed', '--page-size', '7'], { status: 'completed', page_size: '7' }],
  ['report', ['--status', 'completed', '--page-size', '7'], { status: 'completed', page_size: '7' }],
  ['attendance', ['--status', 'completed', '--page-size', '7'], { status: 'completed', page_size: '7' }],
  ['watch --once', [], { status: 'in-progress' }],
])('%s requests the sessions that the filter asks for', async (line, more, expected) => {
  const { context, requests } = createHttpSpace(200)
  const { code } = await runCli([...toArguments(line), '--allow-insecure-http', ...filter, ...more], context)
  expect(code).toBe(0)
  expect(requests[0]?.pathname).toBe(of('room_sessions'))
  expect(Object.fromEntries(requests[0]?.searchParams ?? [])).toMatchObject({ ...filterQuery, ...expected })
})

describe.each(['list', 'export', 'download --to FOLDER', 'report', 'attendance'])('the period of %s', (line) => {
  /** Runs the command for sessions that started at these times; the first page has the first of them. */
  async function run(more: string, times: readonly string[]) {
    const sessions = times.map((time) => ({ id, start_time: time, created_at: time, duration: 60, cost_in_dollars: 0 }))
    const fetch = async ({ url: text }: Request) => {
      const url = new URL(text)
      const isFirst = !url.searchParams.has('page_token')
      const isList = url.pathname === of('room_sessions')
      const next = new URL(of('room_sessions?page_number=1&page_token=PA1'), url)
      if (isList && isFirst) return Response.json({ data: sessions.slice(0, 1), links: { next } })
      return Response.json({ data: isList ? sessions.slice(1) : [], links: {} })
    }
    const { code, stderr } = await runCli([...toArguments(line), ...more.split(' ')], {
      ...{ env: createTestSpace().context.env, fetch },
    })
    return { code, stderr }
  }

  test('begins with --since and ends before --until, in the --time-zone', async () => {
    const { code, stderr } = await run('--since 2026-10-01 --until 2026-10-02 --time-zone Europe/Berlin', [
      '2026-10-01T22:00:00Z',
      '2026-10-01T21:59:59Z',
      '2026-09-30T22:00:00Z',
      '2026-09-30T21:59:59Z',
    ])
    expect(code).toBe(0)
    expect(stderr).toContain('room-sessions: read 4 sessions, 2 of them are in the period\n')
  })

  test.each([
    ['', 0],
    [' --assume-newest-first', 1],
  ])('begins --last before now; the sessions may be in any order, if not for an option:%s', async (more, expected) => {
    const { code, stderr } = await run(`--last 1h${more}`, ['2025-12-31T22:59:59Z', '2025-12-31T23:00:00Z'])
    const read = 'read 2 sessions, 1 of them is in the period\n'
    expect(code).toBe(expected)
    expect(stderr).toContain(expected === 0 ? read : 'newest first')
  })
})

/** The largest number of lists of sessions that a command reads at the same time. */
async function countAtOnce(line: string, expected: number): Promise<number> {
  const sessions = Array.from({ length: 12 }, (_, index) => ({
    ...{ id: id.replace(/^../, String(index + 10)), status: 'completed', duration: 60, cost_in_dollars: 0 },
    ...{ start_time: '2026-10-01T00:00:00Z', created_at: '2026-10-01T00:00:00Z' },
  }))
  let [now, most] = [0, 0]
  const fetch = async ({ url }: Request) => {
    if (new URL(url).pathname === of('room_sessions')) return Response.json({ data: sessions, links: {} })
    now += 1
    most = Math.max(most, now)
    // More may begin only while this one is read.
    for (let turn = 0; turn < 50 && (turn < 2 || most < expected); turn++) await new Promise(setImmediate)
    now -= 1
    return Response.json({ data: [], links: {} })
  }
  const { code } = await runCli(toArguments(line), { env: createTestSpace().context.env, fetch })
  expect(code).toBe(0)
  return most
}

test.each([
  ['export --include members', 6],
  ['export --include members --concurrency 2', 2],
  ['report', 6],
  ['report --concurrency 2', 2],
  ['attendance', 6],
  ['attendance --concurrency 2', 2],
  ['download --to FOLDER', 4],
  ['download --to FOLDER --concurrency 2', 2],
])('%s reads the lists of %d sessions at the same time', async (line, expected) => {
  expect(await countAtOnce(line, expected)).toBe(expected)
})

test.each(shows.slice(7))('%s --format csv names the properties that are not documented', async (line) => {
  const fetch = async () => Response.json({ id, not_documented: 1 })
  const { code, stdout, stderr } = await runCli([...line.split(' '), '--format', 'csv'], {
    ...createTestSpace().context,
    fetch,
  })
  expect({ code, lines: stdout.split('\r\n').length }).toEqual({ code: 0, lines: 3 })
  expect(stderr).toContain('omitted undocumented properties: not_documented; --format ndjson includes them\n')
})
