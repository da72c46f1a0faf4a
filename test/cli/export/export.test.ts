import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { CliError } from '../../../src/cli/exit.js'
import { identifyProcess } from '../../../src/cli/export/process-identity.js'
import { createTestScreen, createTestSpace, findContinueArguments, runCli as run } from '../test-context.js'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'export-'))
  output = join(folder, 'sessions.out')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Runs the program; an export whose page size is not given reads pages of 50, so that there are several. */
const runCli: typeof run = (argv, context) =>
  run(argv[0] === 'export' && !argv.includes('--page-size') ? [...argv, '--page-size', '50'] : argv, context)

const lines = (text: string) => text.split('\n').filter(Boolean)
const space = () => createTestSpace({ sessions: 230 })

/** Runs an export to `output` that dies, as by `kill -9`, when it sends its `nth` request: nothing of it runs any more. */
async function die(argv: readonly string[], nth: number): Promise<void> {
  const { context } = space()
  let count = 0
  await new Promise<void>((resolve, reject) => {
    const fetch = (request: Request) => {
      count += 1
      if (count < nth) return context.fetch(request)
      // Let whatever is being written get there, as a kill between two requests does.
      setImmediate(resolve)
      return new Promise<Response>(() => {})
    }
    runCli(argv, { ...context, fetch, now: createHastyClock() }).then(
      () => reject(new Error(`ended before request ${nth}`)),
      reject,
    )
  })
  bury()
}

/** Makes the lock that a run of this process has left behind one of a process that had its number before. */
function bury(): void {
  const path = `${output}.partial.lock`
  const { scope, ...lock } = JSON.parse(readFileSync(path, 'utf8'))
  if (scope) writeFileSync(path, JSON.stringify({ ...lock, scope: { ...scope, started: '0' } }))
  // Where the system tells no more than the number, that would be waited for.
  else rmSync(path)
}

/** A clock that makes every batch a checkpoint. */
function createHastyClock() {
  let time = 0
  return () => {
    time += 10_000
    return new Date(time)
  }
}

test('exports every session with its lists, in the order of the list', async () => {
  const { context, sandbox } = createTestSpace({ sessions: 70 })

  const { code, stdout, stderr } = await runCli(['export', '--include', 'members,events,recordings'], context)
  const list = await runCli(['list'], { ...context, fetch: sandbox.fetch })

  const sessions = lines(stdout).map((line) => JSON.parse(line))
  expect({ code, stderr }).toEqual({ code: 0, stderr: `room-sessions: wrote ${sessions.length} sessions to stdout\n` })
  expect(sessions.map(({ id }) => id)).toEqual(lines(list.stdout).map((line) => JSON.parse(line).id))
  for (const { id, members, events, recordings } of sessions) {
    for (const item of [...members, ...events, ...recordings]) expect(item.room_session_id).toBe(id)
  }
  expect(sessions.some(({ recordings }) => recordings.length > 0)).toBe(true)
})

test('asks for pages of 1,000 sessions, and reads the next page while it writes one', async () => {
  const { context, requests } = createTestSpace({ sessions: 2_100 })
  const { code, stdout } = await run(['export'], context)
  expect({ code, sessions: lines(stdout).length }).toEqual({ code: 0, sessions: 2_100 })
  expect(requests.map((url) => new URL(url).searchParams.get('page_size'))).toEqual(['1000', '1000', '1000'])
})

test('never prints or writes the API token, even if links contain it', async () => {
  const { context, sandbox } = space()
  const { apiToken } = sandbox.credentials
  const fetch = async (request: Request) => {
    const response = await context.fetch(request)
    const body = await response.json()
    return Response.json({ ...body, links: { ...body.links, next: `?page_number=1&page_token=${apiToken}` } })
  }

  const listed = await runCli(['list'], { ...context, fetch })
  const exported = await runCli(['export', '--output', output], { ...context, fetch })

  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
  for (const { code, stdout, stderr } of [listed, exported]) {
    expect(code).toBe(1)
    expect(stderr).toContain('links.next is malformed')
    expect(stdout + stderr).not.toContain(apiToken)
  }
  expect(files.join('')).not.toContain(apiToken)
})

test('exports only what matches the filter, and reads only the included lists', async () => {
  const { context, requests } = space()

  const { stdout } = await runCli(['export', '--status', 'in-progress', '--include', 'members'], context)

  for (const line of lines(stdout)) expect(JSON.parse(line).status).toBe('in-progress')
  expect(requests.some((url) => url.includes('/events'))).toBe(false)
})

test('sends no more requests at the same time than --concurrency allows', async () => {
  const { context } = space()
  let [running, most] = [0, 0]
  const fetch = async (request: Request) => {
    running += 1
    if (request.url.includes('/members')) most = Math.max(most, running)
    const response = await context.fetch(request)
    running -= 1
    return response
  }

  await runCli(['export', '--include', 'members', '--concurrency', '3'], { ...context, fetch })

  // Three lists, and the page after this one.
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(4)
})

test.each(['ndjson', 'csv'])('writes each session of %s by itself if it includes lists', async (format) => {
  const { context } = createTestSpace({ sessions: 3 })
  const pieces: string[] = []
  const stdout = { ...createTestScreen(), write: async (text: string) => void pieces.push(text) }

  await runCli(['export', '--format', format, '--include', 'members'], { ...context, stdout })

  expect(pieces).toHaveLength(3)
})

test('does not accept a --concurrency over the maximum', async () => {
  const { code, stderr } = await runCli(['export', '--include', 'members', '--concurrency', '33'], space().context)

  expect(code).toBe(2)
  expect(stderr).toContain('from 1 to 32')
})

test('csv has a column for each documented property and each list, with the list as JSON', async () => {
  const { context } = createTestSpace({ sessions: 3 })

  const { stdout } = await runCli(['export', '--format', 'csv', '--include', 'events'], context)

  const [header, ...rows] = stdout.trimEnd().split('\r\n')
  expect(header?.split(',').at(-1)).toBe('events')
  expect(rows).toHaveLength(3)
  expect(rows[0]).toContain('"[{""id"":')
})

test('csv without sessions is a header', async () => {
  const { stdout } = await runCli(['export', '--format', 'csv', '--room-name', 'nobody'], space().context)

  expect(stdout).toMatch(/^id,room_id,[^\n]*\r\n$/)
})

describe('a file', () => {
  test('gets its name when it is complete, and no other file is left', async () => {
    const { context } = space()

    const { code, stdout } = await runCli(['export', '--output', output], context)

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    expect(readFileSync(output, 'utf8')).toBe((await runCli(['export'], context)).stdout)
    expect(readdirSync(folder)).toEqual(['sessions.out'])
  })

  test.each([[['--format', 'ndjson']], [['--format', 'csv', '--include', 'members', '--page-size', '20']]])(
    '%j has the same bytes after any number of deaths',
    async (options) => {
      const argv = ['export', '--output', output, ...options]
      const whole = await runCli(['export', ...options], space().context)

      for (const nth of [1, 2, 3]) await die(argv, nth)
      expect(existsSync(output)).toBe(false)
      const { code } = await runCli(argv, space().context)

      expect(code).toBe(0)
      expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
      expect(readdirSync(folder)).toEqual(['sessions.out'])
    },
  )

  test('continues where it stopped: saved sessions are not requested again', async () => {
    const argv = ['export', '--output', output, '--page-size', '50']
    const { context } = space()
    const controller = new AbortController()
    let pages = 0
    const fetch = async (request: Request) => {
      pages += 1
      if (pages === 3) controller.abort(new CliError('interrupted', { exitCode: 130 }))
      return context.fetch(request)
    }
    const first = await runCli(argv, { ...context, fetch, signal: controller.signal })
    const { context: rest, requests } = space()

    const second = await runCli(argv, rest)

    expect(first.code).toBe(130)
    expect(first.stderr).toContain(`to continue: room-sessions export --output ${output} --page-size 50\n`)
    expect(second.stderr).toContain('continuing after 100 sessions')
    expect(second.stderr).toContain(`wrote ${lines(readFileSync(output, 'utf8')).length} sessions to ${output}\n`)
    expect(requests).toHaveLength(3)
    expect(new URL(requests[0] ?? '').searchParams.get('page_number')).toBe('2')
  })

  test('bytes after the last checkpoint are discarded', async () => {
    const argv = ['export', '--output', output]
    const whole = await runCli(['export'], space().context)
    await interrupt(argv)
    writeFileSync(`${output}.partial`, 'half a li', { flag: 'a' })

    await runCli(argv, space().context)

    expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
  })

  test('finds its position when new sessions have moved it', async () => {
    const argv = ['export', '--output', output, '--page-size', '200']
    await interrupt([...argv, '--include', 'members'], 60)
    const journal = JSON.parse(readFileSync(`${output}.partial.journal`, 'utf8'))
    const { context, sandbox } = space()
    const before = (await runCli(['list'], { ...context, fetch: sandbox.fetch })).stdout
    const newcomers = Array.from({ length: 170 }, (_, index) => ({ id: `5ca1ab1e-0000-4000-8000-0000000000${index}` }))
    const fetch = async (request: Request) => {
      const { pathname, searchParams } = new URL(request.url)
      if (!pathname.endsWith('room_sessions')) return context.fetch(request)
      const all = [...newcomers, ...lines(before).map((line) => JSON.parse(line))]
      const page = Number(searchParams.get('page_number') ?? 0)
      const next = `?page_number=${page + 1}&page_size=200&page_token=PA${page}`
      const links = { self: '/', first: '/', ...((page + 1) * 200 < all.length && { next }) }
      return Response.json({ links, data: all.slice(page * 200, (page + 1) * 200) })
    }

    const { code } = await runCli([...argv, '--include', 'members'], { ...context, fetch })

    expect(journal.state.stop.skip).toBeGreaterThan(0)
    expect(code).toBe(0)
    const ids = (text: string) => lines(text).map((line) => JSON.parse(line).id)
    expect(ids(readFileSync(output, 'utf8'))).toEqual(ids(before))
  })

  test.each([
    ['--status', 'completed'],
    ['--last', '52w'],
    ['--since', '2026-01-01'],
    ['--until', '2026-12-01'],
    ['--time-zone', 'Europe/Berlin'],
    ['--include', 'members'],
    ['--format', 'csv'],
  ])('does not continue the file of an export without %s %s', async (...more) => {
    await interrupt(['export', '--output', output])
    const kept = readFileSync(`${output}.partial`)

    const { code, stderr } = await runCli(['export', '--output', output, ...more], space().context)

    expect(code).toBe(2)
    expect(stderr).toMatch(/^room-sessions: .*sessions\.out\.partial: belongs to .*--restart\n$/)
    expect(readFileSync(`${output}.partial`)).toEqual(kept)
  })

  test.each([
    ['another space', { SIGNALWIRE_SPACE: 'other' }, 'belongs to an export with other options or of another space'],
    ['another host', { SIGNALWIRE_BASE_URL: 'http://[::1]:1' }, 'belongs to'],
    ['another project', { SIGNALWIRE_PROJECT_ID: '00000000-0000-4000-8000-000000000001' }, 'belongs to'],
    ['another port', { SIGNALWIRE_BASE_URL: 'http://127.0.0.1:2' }, 'continuing after'],
    ['another token', { SIGNALWIRE_API_TOKEN: 'PTother' }, 'continuing after'],
  ])(
    'knows the export of another space from that of the same one: %s',
    async (_, more: Record<string, string>, said) => {
      const here: Record<string, string> =
        'SIGNALWIRE_SPACE' in more ? {} : { SIGNALWIRE_BASE_URL: 'http://127.0.0.1:1' }
      await interrupt(['export', '--output', output], 3, here)
      const { context } = space()
      const env = { ...context.env, ...here, ...more }

      expect((await runCli(['export', '--output', output], { ...context, env })).stderr).toContain(said)
    },
  )

  test('--restart starts again', async () => {
    await interrupt(['export', '--output', output])
    const { context, requests } = space()

    const { code } = await runCli(['export', '--output', output, '--status', 'completed', '--restart'], context)

    expect(code).toBe(0)
    expect(new URL(requests[0] ?? '').searchParams.get('page_token')).toBeNull()
    for (const line of lines(readFileSync(output, 'utf8'))) expect(JSON.parse(line).status).toBe('completed')
  })

  test('ignores a journal without its file', async () => {
    const argv = ['export', '--output', output]
    await interrupt(argv)
    rmSync(`${output}.partial`)
    const { context, requests } = space()

    const { code } = await runCli(argv, context)

    expect(code).toBe(0)
    expect(new URL(requests[0] ?? '').searchParams.get('page_token')).toBeNull()
  })

  test('that has lost bytes is not continued', async () => {
    await interrupt(['export', '--output', output])
    truncateSync(`${output}.partial`, 10)

    const { code, stderr } = await runCli(['export', '--output', output], space().context)

    expect(code).toBe(2)
    expect(stderr).toMatch(/expected \d+ bytes according to its journal, received 10; .*--restart\n$/)
  })

  test('that another run is writing is not written', async () => {
    const { context, requests } = space()
    const lock = { token: '0123456789abcdef', ...(await identifyProcess()) }
    writeFileSync(`${output}.partial.lock`, JSON.stringify(lock))
    // Where the system does not show whether the process runs, its lock must be renewed.
    const sleep = async () => writeFileSync(`${output}.partial.lock`, JSON.stringify(lock))

    const { code, stderr } = await runCli(['export', '--output', output], { ...context, sleep })

    expect(code).toBe(2)
    expect(stderr).toContain(`${output}.partial.lock: process ${process.pid} on ${lock.host} is writing this export\n`)
    expect(requests).toEqual([])
  })

  test.runIf(platform() === 'linux')(
    'whose writer was killed is gone on with before its parent has noticed',
    async () => {
      // A child ends, and the program its parent has become never asks how.
      const parent = spawn('sh', ['-c', 'read x <&3 & echo $!; exec sleep 60'], { stdio: Array(4).fill('pipe') })
      onTestFinished(() => void parent.kill('SIGKILL'))
      const [chunk] = await once(parent.stdout as Readable, 'data') // it is a pipe
      const pid = Number(chunk)
      const statusOf = (pid: unknown) => readFileSync(`/proc/${pid}/stat`, 'utf8')
      const turn = () => new Promise((resolve) => setImmediate(resolve))
      while (!statusOf(parent.pid).includes('(sleep)')) await turn()
      const started = statusOf(pid).split(' ')[21]
      ;(parent.stdio[3] as Writable).end() // another
      while (!statusOf(pid).includes(') Z ')) await turn()
      const { scope, ...rest } = await identifyProcess()
      const lock = { token: '0123456789abcdef', ...rest, pid, scope: { ...scope, started } }
      writeFileSync(`${output}.partial.lock`, JSON.stringify(lock))

      const { code, stderr } = await runCli(['export', '--output', output], space().context)

      expect({ code, stderr: stderr.replace(/\d+/, 'N') }).toEqual({
        code: 0,
        stderr: `room-sessions: wrote N sessions to ${output}\n`,
      })
    },
  )

  /** Runs an export while something happens to its files, at its third page of five. */
  async function meddle(change: () => void, now = createHastyClock()) {
    const { context } = space()
    let count = 0
    const fetch = async (request: Request) => {
      count += 1
      if (count === 3) change()
      return context.fetch(request)
    }
    return await runCli(['export', '--output', output], { ...context, fetch, now })
  }

  test.each<[string, () => void]>([
    ['truncated', () => truncateSync(`${output}.partial`)],
    [
      'replaced',
      () => {
        renameSync(`${output}.partial`, `${output}.aside`)
        copyFileSync(`${output}.aside`, `${output}.partial`)
      },
    ],
    ['extended', () => writeFileSync(`${output}.partial`, ' '.repeat(1e6), { flag: 'a' })],
    ['removed', () => rmSync(`${output}.partial`)],
  ])('that was %s by another process does not get its name', async (_, change) => {
    const { code, stderr } = await meddle(change)

    expect(code).toBe(2)
    expect(stderr).toContain(`${output}.partial: another process changed or removed it while it was written\n`)
    expect(existsSync(output)).toBe(false)
    expect(readdirSync(folder).filter((name) => /lock|\.[0-9a-f]{16}$/.test(name))).toEqual([])
  })

  test('whose lock was taken over belongs to the new owner', async () => {
    const [lock, theirs] = [
      `${output}.partial.lock`,
      JSON.stringify({ token: '0'.repeat(16), pid: 1, host: 'elsewhere' }),
    ]
    const files = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')])
    let left: unknown

    const { code, stderr } = await meddle(() => {
      writeFileSync(lock, theirs)
      // As the new owner does.
      copyFileSync(`${output}.partial`, `${output}.copy`)
      renameSync(`${output}.copy`, `${output}.partial`)
      left = files()
    })

    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `room-sessions: ${lock}: another process took this export over or removed the file; this run stops\n`,
    })
    expect(files()).toEqual(left)
  })

  test('whose lock was taken over after the last checkpoint does not get its name', async () => {
    const theirs = JSON.stringify({ token: '0'.repeat(16), pid: 1, host: 'elsewhere' })
    const stopped = () => new Date(0)

    const { code } = await meddle(() => writeFileSync(`${output}.partial.lock`, theirs), stopped)

    expect({ code, exists: existsSync(output) }).toEqual({ code: 2, exists: false })
  })

  test('that is continued is a new file: the file that an earlier run has open is not written to', async () => {
    const argv = ['export', '--output', output]
    const whole = await runCli(['export'], space().context)
    await interrupt(argv)
    linkSync(`${output}.partial`, `${output}.earlier`)
    const earlier = readFileSync(`${output}.earlier`, 'utf8')

    const { code } = await runCli(argv, space().context)

    expect(code).toBe(0)
    expect(readFileSync(`${output}.earlier`, 'utf8')).toBe(earlier)
    expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
  })

  test('whose content does not match its journal is not continued', async () => {
    const argv = ['export', '--output', output]
    await interrupt(argv)
    const { size } = statSync(`${output}.partial`)
    writeFileSync(`${output}.partial`, 'x'.repeat(size))

    const refused = await runCli(argv, space().context)
    const restarted = await runCli([...argv, '--restart'], space().context)

    expect(refused.code).toBe(2)
    expect(refused.stderr).toMatch(/\.partial: its content does not match its journal; .*--restart\n$/)
    expect(restarted.code).toBe(0)
  })

  test('is continued if its run was killed while it gave the file its name', async () => {
    const argv = ['export', '--output', output]
    const whole = await runCli(['export'], space().context)
    await die(argv, 4)
    const { token } = JSON.parse(readFileSync(`${output}.partial.lock`, 'utf8'))
    renameSync(`${output}.partial`, `${output}.partial.${token}`)
    writeFileSync(`${output}.partial.journal.${token}`, '')

    const { code, stderr } = await runCli(argv, space().context)

    expect(code).toBe(0)
    expect(stderr).toContain('continuing after')
    expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
    expect(readdirSync(folder)).toEqual(['sessions.out'])
  })

  test('does not replace another file of the same name', async () => {
    const { context, requests } = space()
    for (const name of ['.partial', '.partial.journal', '.partial.lock']) {
      writeFileSync(output + name, 'precious')
      for (const more of [[], ['--restart']]) {
        const { code, stderr } = await runCli(['export', '--output', output, ...more], context)

        expect(code).toBe(2)
        expect(stderr).toMatch(
          new RegExp(`${name.replaceAll('.', '\\.')}: not (?:a lock|the .* of an export.*); move it away\n$`),
        )
      }
      expect(readdirSync(folder)).toEqual([`sessions.out${name}`])
      expect(readFileSync(output + name, 'utf8')).toBe('precious')
      rmSync(output + name)
    }
    expect(requests).toEqual([])
  })

  test.skipIf(platform() === 'win32')('follows no link of the name of its own files', async () => {
    const precious = join(folder, 'precious')
    for (const text of ['precious', undefined]) {
      if (text === undefined) rmSync(precious)
      else writeFileSync(precious, text)
      for (const name of ['.partial', '.partial.journal', '.partial.lock']) {
        symlinkSync(precious, output + name)

        const { code, stderr } = await runCli(['export', '--output', output], space().context)

        expect(code).toBe(2)
        expect(stderr).toMatch(/: expected a file of an export, received a symbolic link; move it away\n$/)
        rmSync(output + name)
      }
      expect(readdirSync(folder)).toEqual(text === undefined ? [] : ['precious'])
      if (text !== undefined) expect(readFileSync(precious, 'utf8')).toBe(text)
    }
  })

  test.skipIf(platform() === 'win32')('is written to the target of a link, and the link is kept', async () => {
    const [target, dangling] = [join(folder, 'target'), join(folder, 'dangling')]
    writeFileSync(target, 'old')
    symlinkSync('target', output)
    symlinkSync('new', dangling)
    const whole = await runCli(['export'], space().context)

    await interrupt(['export', '--output', output])
    const kept = readdirSync(folder)
    const codes = [
      (await runCli(['export', '--output', output], space().context)).code,
      (await runCli(['export', '--output', dangling], space().context)).code,
    ]

    expect(codes).toEqual([0, 0])
    expect(kept).toEqual(['dangling', 'sessions.out', 'target', 'target.partial', 'target.partial.journal'])
    expect([readlinkSync(output), readlinkSync(dangling)]).toEqual(['target', 'new'])
    for (const name of ['target', 'new']) expect(readFileSync(join(folder, name), 'utf8')).toBe(whole.stdout)
  })

  test.skipIf(platform() === 'win32')('that is a socket or already open is an error', async () => {
    // Not a device such as `/dev/null`: with a fault, a test that runs as root would replace it.
    const socket = join(folder, 'socket')
    const server = createServer().listen(socket)
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    for (const path of [socket, '/dev/stdout']) {
      const { code, stderr } = await runCli(['export', '--output', path], space().context)

      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: `room-sessions: ${path}: expected a regular file; omit --output to write to stdout\n`,
      })
    }
  })

  test('does not accept --cursor: the journal has the position', async () => {
    const { context, requests } = space()

    const { code, stderr } = await runCli(['export', '--output', output, '--cursor', '~50'], context)

    expect(code).toBe(2)
    expect(lines(stderr)).toEqual([
      expect.stringMatching(/'--cursor <cursor>' cannot be used with .*'--output <file>'/),
    ])
    expect(requests).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  test('that cannot be written is an error before the first request', async () => {
    const { context, requests } = space()

    const results = [
      await runCli(['export', '--output', join(folder, 'none', 'x')], context),
      await runCli(['export', '--output', folder], context),
    ]

    expect(results.map(({ code }) => code)).toEqual([2, 2])
    expect(results.map(({ stderr }) => stderr.replace(folder, 'FOLDER'))).toEqual([
      'room-sessions: FOLDER/none/x: cannot be written: no such file or folder\n',
      'room-sessions: FOLDER: expected a file, received a folder\n',
    ])
    expect(requests).toEqual([])
  })

  test('leaves no file behind if nothing was written', async () => {
    const { context } = space()
    const env = { ...context.env, SIGNALWIRE_API_TOKEN: 'PTwrong' }

    const { code, stderr } = await runCli(['export', '--output', output], { ...context, env })

    expect(code).toBe(1)
    expect(lines(stderr)).toHaveLength(1)
    expect(readdirSync(folder)).toEqual([])
  })

  test('is saved up to the last checkpoint when the disk is full, with the command to continue', async () => {
    const argv = ['export', '--output', output]
    const journal = `${output}.partial.journal`
    const whole = await runCli(['export'], space().context)
    const { context } = space()
    let count = 0
    const fetch = async (request: Request) => {
      count += 1
      // Stands in the way of the next journal, as a full disk does.
      if (count === 3) {
        renameSync(journal, `${journal}.aside`)
        mkdirSync(journal)
      }
      return context.fetch(request)
    }

    const { code, stderr } = await runCli(argv, { ...context, fetch, now: createHastyClock() })
    rmdirSync(journal)
    renameSync(`${journal}.aside`, journal)
    const rest = await runCli(findContinueArguments(stderr), space().context)

    expect(code).toBe(2)
    expect(stderr).toMatch(
      /\d+ sessions saved in .*; to continue: room-sessions export --output .*\n.*cannot be written: .*\n$/,
    )
    expect(rest.stderr).toContain('continuing after')
    expect(readFileSync(output, 'utf8')).toBe(whole.stdout)
  })

  test('is saved when the service refuses, with the command to continue', async () => {
    const { context } = space()
    let count = 0
    const fetch = async (request: Request) => {
      count += 1
      return count < 3 ? context.fetch(request) : Response.json({ error: 'Unauthorized' }, { status: 401 })
    }

    const { code, stderr } = await runCli(['export', '--output', output], { ...context, fetch })

    expect(code).toBe(1)
    expect(stderr).toMatch(/100 sessions saved in .*; to continue: room-sessions export --output .*\n.*401.*\n$/)
  })
})

test('an export is not complete if the next page has an invalid link', async () => {
  const { context } = space()
  const page = (links: object, ...ids: string[]) => ({ links, data: ids.map((id) => ({ id })) })
  const answer = (body: object) => ({ ...context, fetch: async () => Response.json(body) })
  const argv = ['export', '--output', output]

  const broken = await runCli(argv, answer(page({ next: 'https://elsewhere.example/?page_number=1' }, 'a', 'b')))
  const again = await runCli(argv, answer(page({ next: 'https://elsewhere.example/?page_number=1' }, 'a', 'b')))
  const whole = existsSync(output)
  const mended = await runCli(argv, answer(page({}, 'a', 'b', 'c')))

  expect([broken.code, again.code, whole, mended.code]).toEqual([1, 1, false, 0])
  expect(readFileSync(output, 'utf8')).toBe('{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n')
})

test.each(['ndjson', 'csv'])('an export of %s to stdout prints the command that continues it', async (format) => {
  const { context } = space()
  const argv = ['export', '--format', format]
  const whole = await runCli(argv, context)
  let count = 0
  const fetch = async (request: Request) => {
    count += 1
    return count < 3 ? context.fetch(request) : Response.json({ error: 'Unauthorized' }, { status: 401 })
  }

  const first = await runCli(argv, { ...context, fetch })
  const second = await runCli(findContinueArguments(first.stderr), context)

  expect(first.stdout + second.stdout).toBe(whole.stdout)
})

test('one session is in the singular', async () => {
  const { context } = space()
  const data = [{ id: 'a' }]
  const fetch = async () => Response.json({ links: { next: 'https://elsewhere.example/' }, data })

  const { stderr } = await runCli(['export', '--output', output], { ...context, fetch })

  expect(stderr).toContain(`: 1 session saved in ${output}.partial;`)
})

test('progress is shown on a terminal only', async () => {
  const { context } = space()
  const stderr = createTestScreen({ isTTY: true, columns: 80 })

  await runCli(['export'], { ...context, stderr, now: createHastyClock() })
  const piped = await runCli(['export'], { ...context, now: createHastyClock() })

  expect(stderr.text).toMatch(/\d+ sessions, \d+ per second/)
  expect(piped.stderr).toMatch(/^room-sessions: wrote \d+ sessions to stdout\n$/)
})

test('the rate of a continued export leaves out the sessions of the earlier run', async () => {
  await interrupt(['export', '--output', output, '--page-size', '10'], 5)
  const { context } = space()
  const stderr = createTestScreen({ isTTY: true, columns: 80 })
  let time = 0
  // The clock is looked at once for each session at least, so that no rate is above 1.
  const now = () => {
    time += 1_000
    return new Date(time)
  }
  const { code } = await runCli(['export', '--output', output, '--page-size', '10'], { ...context, stderr, now })

  const shown = [...stderr.text.matchAll(/(\d+) sessions, (\d+) per second/g)]
  expect([code, Number(shown[0]?.[1])]).toEqual([0, 41])
  expect(shown.map(([, , rate]) => Number(rate)).filter((rate) => rate > 1)).toEqual([])
})

/** Runs an export until it was interrupted at its `nth` request. */
async function interrupt(argv: readonly string[], nth = 3, env: Record<string, string> = {}): Promise<void> {
  const { context } = space()
  const controller = new AbortController()
  let count = 0
  const fetch = async (request: Request) => {
    count += 1
    if (count === nth) controller.abort(new CliError('interrupted', { exitCode: 130 }))
    return context.fetch(request)
  }
  const { code } = await runCli(argv, {
    ...{ ...context, env: { ...context.env, ...env } },
    ...{ fetch, signal: controller.signal },
  })
  expect(code).toBe(130)
}
