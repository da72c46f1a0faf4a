import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../src/cli/context.js'
import { CliError } from '../../../src/cli/exit.js'
import {
  type ChangingSpace,
  createChangingSpace,
  createMember,
  createRecording,
  createSession,
  endSession,
  uuid,
} from '../../support/changing-space.js'
import { credentials } from '../../support/client-world.js'
import { createTestScreen, runCli, type TestScreen } from '../test-context.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const later = '2026-01-01T01:00:00.000Z'
const env = {
  SIGNALWIRE_SPACE: 'example',
  SIGNALWIRE_PROJECT_ID: credentials.projectId,
  SIGNALWIRE_API_TOKEN: credentials.apiToken,
}

interface Given extends Partial<Context> {
  /** Run before each poll after the first. Ctrl-C comes after the last one. */
  readonly steps?: readonly (() => void)[]
}

/** Runs `watch --interval 1s` in a space. Time moves only by its pauses. */
async function watch(space: ChangingSpace, argv: readonly string[], { steps = [], ...given }: Given = {}) {
  const controller = new AbortController()
  const rest = [...steps]
  const pauses: number[] = []
  let time = Date.UTC(2026, 0, 1, 2)
  const result = await runCli(['watch', '--interval', '1s', ...argv], {
    env,
    fetch: (request) => space.fetch(request),
    now: () => new Date(time),
    signal: controller.signal,
    async sleep(ms, signal) {
      signal.throwIfAborted()
      // The deadline of a request, and the renewal of a lock.
      if (ms === 30_000 || ms === 2_000) {
        return await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      }
      time += ms
      pauses.push(ms)
      const step = rest.shift()
      if (step) return step()
      controller.abort(new CliError('interrupted', { exitCode: 130 }))
      signal.throwIfAborted()
    },
    ...given,
  })
  return { ...result, pauses, types: typesIn(result.stdout) }
}

const typesIn = (ndjson: string) =>
  ndjson
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line).type)

/** A receiver that answers with statuses in turn, then with 204, and keeps what it accepted. */
function createReceiver(answers: readonly (number | Error)[] = [], headers: Record<string, string> = {}) {
  const rest = [...answers]
  const accepted: string[] = []
  const requests: Request[] = []
  return {
    accepted,
    requests,
    async platformFetch(url: string, init: RequestInit) {
      const request = new Request(url, init)
      requests.push(request)
      const answer = rest.shift() ?? 204
      if (answer instanceof Error) throw answer
      if (answer < 300) accepted.push(JSON.parse(await request.text()).id)
      return new Response(null, { status: answer, headers })
    },
  }
}

describe('watch in a pipe', () => {
  test('writes each change as a line of JSON, and ends with 0 at Ctrl-C', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions

    const { code, stdout, stderr, types } = await watch(space, ['--alert', 'members > 0'], {
      steps: [() => one?.members.push(createMember(10, { name: 'Ann\u001b[2J' })), () => one && endSession(one, later)],
    })

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(types).toEqual(['session.started', 'member.joined', 'limit.passed', 'member.left', 'session.ended'])
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toMatchObject({
      sessionId: uuid(1),
      roomName: 'room-1',
      memberId: uuid(10),
    })
    expect(stdout).not.toContain('\u001b')
  })

  test('shows errors of the service, goes on, and ends with 1 when it is refused', async () => {
    const space = createChangingSpace([createSession(1)])
    const { code, stderr } = await watch(space, [], {
      steps: [
        () => {
          space.answer = () => Response.json({ error: 'odd' }, { status: 400 })
        },
        () => {
          space.answer = () => Response.json({ error: 'Unauthorized' }, { status: 401 })
        },
      ],
    })
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^room-sessions: list_room_sessions: .*odd.*; reading again in 1s\nroom-sessions: .*401.*\n$/,
    )
  })

  test.each([
    ['--interval', '0s'],
    ['--interval', '500ms'],
    ['--alert', 'cost'],
    ['--alert', 'duration > 4'],
    ['--alert', 'members > 1.5'],
    ['--metrics', '70000'],
    ['--format', 'table'],
    ['--status', 'completed'],
  ])('refuses %s %s', async (option, value) => {
    const { code, stdout, stderr } = await watch(createChangingSpace(), [option, value])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n')).toHaveLength(2)
  })
})

describe('watch --once', () => {
  test('writes what is in progress, with the number of members', async () => {
    const space = createChangingSpace([createSession(2, { status: 'completed' }), createSession(1)])
    space.sessions[1]?.members.push(createMember(10), createMember(11, { leave_time: later }))

    const { code, stdout, pauses } = await watch(space, ['--once'])

    expect({ code, pauses }).toEqual({ code: 0, pauses: [] })
    expect(JSON.parse(stdout)).toMatchObject({ id: uuid(1), status: 'in-progress', present: 1 })
  })

  test('writes a table, with the time and the cost so far', async () => {
    const { stdout } = await watch(createChangingSpace([createSession(1)]), ['--once', '--format', 'table'])
    expect(stdout.split('\n').map((line) => line.trimEnd().split(/ {2,}/))).toEqual([
      ['Room', 'Duration', 'Members', 'Cost', 'Since (UTC)', 'Status', 'Id'],
      ['room-1', '1m 00s', '0', '$0.1000', '2026-01-01 00:00', 'in-progress', uuid(1)],
      [''],
    ])
  })

  test('ends with 1 when a poll fails', async () => {
    const space = createChangingSpace()
    space.answer = () => Response.json({ error: 'odd' }, { status: 400 })
    expect((await watch(space, ['--once'])).code).toBe(1)
  })

  test('is interrupted if Ctrl-C comes before the end of the poll, which a watch without it is not', async () => {
    const ended: number[] = []
    for (const options of [['--once'], []]) {
      const controller = new AbortController()
      const space = createChangingSpace()
      space.answer = () => {
        controller.abort(new CliError('interrupted', { exitCode: 130 }))
        return undefined
      }
      ended.push((await watch(space, options, { signal: controller.signal })).code)
    }
    expect(ended).toEqual([130, 0])
  })

  test('refuses the state of a watch with another filter', async () => {
    const state = ['--once', '--state', join(folder, 'state')]
    const space = createChangingSpace([createSession(1)])
    expect((await watch(space, [...state, '--room-name', 'a'])).code).toBe(0)

    const { code, stderr } = await watch(space, [...state, '--room-name', 'b'])

    expect(code).toBe(2)
    expect(stderr).toContain('the state of a watch of another space, project or filter; name another file\n')
  })

  test('sends what changed since the run before, as a job of cron does', async () => {
    const space = createChangingSpace([createSession(1)])
    const receiver = createReceiver()
    const argv = ['--once', '--state', join(folder, 'state'), '--post', 'http://127.0.0.1:1/']

    for (const step of [() => {}, () => {}, () => space.sessions.unshift(createSession(2))]) {
      step()
      expect((await watch(space, argv, receiver)).code).toBe(0)
    }

    expect(receiver.accepted).toEqual([`session.started/${uuid(1)}`, `session.started/${uuid(2)}`])
    expect(readdirSync(folder)).toEqual(['state'])
  })
})

describe('watch on a terminal', () => {
  /** What a terminal of xterm's kind shows after a text. It knows the sequences of a frame only, and fails for others. */
  function show(text: string, columns: number): { lines: string[]; isAlternate: boolean } {
    let [main, lines, row, column, isAlternate] = [[''], [''], 0, 0, false]
    for (const [part, sequence] of text.replaceAll('\u001b', '␛').matchAll(/␛\[([?\d]*[A-Za-z])|[^␛]/gu)) {
      if (sequence === '?1049h') [main, lines, isAlternate] = [lines, [''], true]
      else if (sequence === '?1049l') [lines, isAlternate, row, column] = [main, false, main.length - 1, 0]
      else if (sequence === 'H') [row, column] = [0, 0]
      else if (sequence === 'K') lines[row] = (lines[row] ?? '').slice(0, column)
      else if (sequence === 'J') lines = lines.slice(0, row + 1)
      else if (sequence?.endsWith('m') || sequence?.startsWith('?25')) continue
      else if (sequence) throw new Error(`unknown sequence ${sequence}`)
      else if (part === '\r') column = 0
      else if (part === '\n') {
        row += 1
        column = 0
        lines[row] ??= ''
      } else {
        lines[row] = (lines[row] ?? '').padEnd(column).slice(0, column) + part + (lines[row] ?? '').slice(column + 1)
        column += 1
        expect(column).toBeLessThanOrEqual(columns)
      }
    }
    return { lines, isAlternate }
  }

  function createTerminal(size: { columns: number; rows: number }): TestScreen & { frames: string[] } {
    const screen = { ...createTestScreen({ isTTY: true }), ...size, frames: [] as string[] }
    return Object.assign(screen, {
      async write(text: string) {
        screen.frames.push(text)
        screen.text += text
      },
    })
  }

  test('cuts lines with wide characters at the width of the terminal', async () => {
    const space = createChangingSpace([createSession(1)])
    space.sessions[0]?.members.push(createMember(10, { name: '房'.repeat(60) }))
    const stdout = createTerminal({ columns: 60, rows: 20 })

    await watch(space, [], { stdout })

    const line = stdout.text.split('\r\n').find((text) => text.includes('member.joined')) ?? ''
    expect(line.match(/房/g)?.length).toBeGreaterThan(5)
    expect(line.match(/房/g)?.length).toBeLessThan(20)
  })

  test('draws each frame in one piece over the last one, and leaves the last table', async () => {
    const space = createChangingSpace([createSession(1)])
    const [one] = space.sessions
    const stdout = createTerminal({ columns: 100, rows: 20 })
    const seen: string[][] = []

    const { code } = await watch(space, ['--interval', '3s'], {
      stdout,
      steps: [
        () => {},
        () => {},
        () => {
          seen.push(show(stdout.text, 100).lines)
          one?.members.push(createMember(10, { name: 'Ann\n\u001b[31mBob' }))
        },
        () => {
          seen.push(show(stdout.text, 100).lines)
          Object.assign(stdout, { columns: 60, rows: 4 })
        },
      ],
    })

    expect(code).toBe(0)
    expect(seen[0]?.join('\n')).toMatch(/^1 room session.? in progress, 0 members|^1 session in progress, 0 members/)
    expect(seen[0]?.[2]).toMatch(/room-1 +1m 02s +0 +\$0.1000 +2026-01-01 00:00 +in-progress/)
    expect(seen[1]?.join('\n')).toContain('member.joined  room-1  Ann\\n\\u001b[31mBob')
    expect(stdout.frames.every((frame) => /^␛\[(\?1049h|H|\?25h)/.test(frame.replaceAll('\u001b', '␛')))).toBe(true)
    const last = show(stdout.text, 100)
    expect(last.isAlternate).toBe(false)
    expect(last.lines.join('\n')).toMatch(/^Room .*\nroom-1/)
  })

  test('shows no more than the terminal has room for', async () => {
    const space = createChangingSpace([6, 5, 4, 3, 2, 1].map((number) => createSession(number)))
    const stdout = createTerminal({ columns: 40, rows: 8 })
    const seen: string[][] = []

    await watch(space, ['--interval', '2s', '--exec', 'true'], {
      stdout,
      steps: [() => seen.push(show(stdout.text, 40).lines)],
    })

    expect(seen[0]?.length).toBeLessThanOrEqual(8)
    expect(seen[0]?.join('\n')).toContain('more')
  })
})

describe('watch --post', () => {
  const post = ['--post', 'https://hooks-user:hooks-pass%20word@127.0.0.1:1/path-secret?key=query-secret']

  test('sends the changes in order, and each again until it is accepted', async () => {
    const space = createChangingSpace([createSession(1)])
    space.sessions[0]?.members.push(createMember(10), createMember(11))
    const unreachable = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
    const receiver = createReceiver([unreachable, 500, 429, 200, 503], { 'retry-after': '7' })

    const { stderr, pauses, code } = await watch(space, post, { ...receiver, steps: Array(6).fill(() => {}) })

    expect(code).toBe(0)
    expect(receiver.accepted.map((id) => id.split('/')[0])).toEqual([
      'session.started',
      'member.joined',
      'member.joined',
    ])
    expect(pauses.slice(0, 4)).toEqual([1_000, 7_000, 7_000, 7_000])
    expect(stderr).toContain('--post: https://127.0.0.1:1 cannot be reached: ECONNREFUSED; trying again in 1s\n')
    expect(stderr).not.toMatch(/hooks-|pass|secret/)
    const [request] = receiver.requests
    expect(request?.url).toBe('https://127.0.0.1:1/path-secret?key=query-secret')
    expect(request?.redirect).toBe('manual')
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      'content-type': 'application/json',
      'idempotency-key': `session.started/${uuid(1)}`,
      authorization: `Basic ${btoa('hooks-user:hooks-pass word')}`,
    })
  })

  test('waits for an hour at most, whatever the receiver asks for', async () => {
    const receiver = createReceiver([429], { 'retry-after': '86400' })

    const { stderr, pauses } = await watch(createChangingSpace([createSession(1)]), post, {
      ...receiver,
      steps: [() => {}],
    })

    expect(pauses[0]).toBe(3_600_000)
    expect(stderr).toContain('trying again in 1h')
    expect(receiver.accepted).toEqual([`session.started/${uuid(1)}`])
  })

  test.each([302, 404, 410])('ends with 1 at status %i, and sends the change in the next run', async (status) => {
    const space = createChangingSpace([createSession(1)])
    const argv = [...post, '--state', join(folder, 'state')]
    const { code, stderr } = await watch(space, argv, createReceiver([status]))
    expect(code).toBe(1)
    expect(stderr).toBe(
      `room-sessions: --post: https://127.0.0.1:1 answered with status ${status}; expected a status from 200 to 299\n`,
    )

    const receiver = createReceiver()
    await watch(space, argv, receiver)
    expect(receiver.accepted).toEqual([`session.started/${uuid(1)}`])
  })

  test.each(['ftp://user:secret@example.com/', 'secret', 'https://example.com/#secret'])(
    'refuses %s without showing it',
    async (url) => {
      const { code, stderr } = await watch(createChangingSpace(), ['--post', url])
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: 'room-sessions: --post: expected an http or https URL without a fragment\n',
      })
    },
  )
})

describe('watch --state', () => {
  test('sends each change once, wherever the run before was killed', async () => {
    const create = () => {
      const space = createChangingSpace([createSession(2), createSession(1)])
      space.sessions[1]?.members.push(createMember(10))
      space.sessions[1]?.recordings.push(createRecording(20, { status: 'completed' }))
      return space
    }
    const all = createReceiver()
    await watch(create(), ['--post', 'http://127.0.0.1:1/'], all)
    expect(all.accepted).toHaveLength(4)

    for (let killedAt = 0; killedAt <= 4; killedAt++) {
      const path = join(folder, `state-${killedAt}`)
      const space = create()
      const receiver = createReceiver()
      let left = killedAt
      const killed = new Error('killed')
      const platformFetch = async (url: string, init: RequestInit) => {
        if (left-- === 0) throw Object.assign(killed, { cause: { code: 'EKILLED' } })
        return receiver.platformFetch(url, init)
      }
      await watch(space, ['--post', 'http://127.0.0.1:1/', '--state', path], { platformFetch })
      const [two] = space.sessions
      if (two) endSession(two, later)
      await watch(space, ['--post', 'http://127.0.0.1:1/', '--state', path], receiver)

      expect(receiver.accepted).toEqual([...all.accepted, `session.ended/${uuid(2)}`])
    }
  })

  test.each([1, 20])('ignores a last line of which %i characters were cut off by a kill', async (count) => {
    const space = createChangingSpace([createSession(2), createSession(1)])
    const path = join(folder, 'state')
    const argv = ['--post', 'http://127.0.0.1:1/', '--state', path]
    await watch(space, argv, createReceiver())
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, text.slice(0, -count))

    const receiver = createReceiver()
    await watch(space, argv, receiver)

    expect(text.endsWith(`"session.started/${uuid(1)}"\n`)).toBe(true)
    expect(receiver.accepted).toEqual([`session.started/${uuid(1)}`])
  })

  test('keeps what was handled after such a kill, even if it is killed again before it has polled', async () => {
    const space = createChangingSpace([createSession(3), createSession(2), createSession(1)])
    const path = join(folder, 'state')
    const argv = ['--post', 'http://127.0.0.1:1/', '--state', path]
    await watch(space, argv, createReceiver())
    writeFileSync(path, readFileSync(path, 'utf8').slice(0, -70))
    const refuse = () => Response.json({ error: 'Unauthorized' }, { status: 401 })
    space.answer = refuse
    const receiver = createReceiver()

    for (let run = 0; run < 2; run++) expect((await watch(space, argv, receiver)).code).toBe(1)

    expect(receiver.accepted).toEqual([`session.started/${uuid(2)}`, `session.started/${uuid(1)}`])
  })

  test.each([
    ['', 'not the state of a watch; move it away'],
    ['[]', 'not the state of a watch; move it away'],
    [
      '{"version":1,"identity":"x","state":{"time":"2026-01-01T00:00:00Z","pending":[]}}\n',
      'the state of a watch of another space',
    ],
    ['{"version":1,"state":{"pending":{}}}\n', 'not the state of a watch'],
  ])('refuses a file with %j', async (text, message) => {
    const path = join(folder, 'state')
    writeFileSync(path, text)
    const { code, stderr } = await watch(createChangingSpace(), ['--state', path])
    expect(code).toBe(2)
    expect(stderr).toContain(`${path}: ${message}`)
    expect(readFileSync(path, 'utf8')).toBe(text)
    expect(readdirSync(folder)).toEqual(['state'])
  })

  test('refuses a broken state of this watch, and a file that another watch has open', async () => {
    const path = join(folder, 'state')
    const space = createChangingSpace([createSession(1)])
    let inner: Awaited<ReturnType<typeof watch>> | undefined
    await watch(space, ['--state', path, '--post', 'http://127.0.0.1:1/'], {
      async platformFetch() {
        inner = await watch(space, ['--state', path])
        return new Response(null, { status: 204 })
      },
    })
    expect(inner?.code).toBe(2)
    expect(inner?.stderr).toMatch(/is writing this state of a watch\n$/)

    const { identity } = JSON.parse(readFileSync(path, 'utf8').split('\n')[0] ?? '')
    writeFileSync(
      path,
      `${JSON.stringify({ version: 1, identity, state: { version: 2, time: later, pending: [] } })}\n`,
    )
    expect(await watch(space, ['--state', path])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the state of a watch'),
    })
  })
})

describe('watch --exec', () => {
  test('runs a command for each change, with JSON on stdin and variables, and goes on when it fails', async () => {
    const space = createChangingSpace([createSession(1, { name: "it's $(id) \u0000`id`" })])
    space.sessions[0]?.members.push(createMember(10))
    const out = join(folder, 'out')

    const { code, stderr } = await watch(space, [
      '--exec',
      `cat >> ${out}; echo "$ROOM_SESSIONS_TYPE $ROOM_SESSIONS_SESSION $ROOM_SESSIONS_ROOM" >> ${out}; exit 3`,
    ])

    const lines = readFileSync(out, 'utf8').split('\n')
    expect(code).toBe(0)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ type: 'session.started' })
    expect(lines[1]).toBe(`session.started ${uuid(1)} it's $(id) \`id\``)
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ type: 'member.joined' })
    expect(stderr.split('\n')).toHaveLength(3)
    expect(stderr).toContain(`--exec: the command ended with exit code 3 (session.started/${uuid(1)})`)
  })
})

describe('watch --metrics', () => {
  test('serves OpenMetrics on the loopback interface until it ends', async () => {
    const space = createChangingSpace([
      createSession(1, { cost_in_dollars: 0.1 }),
      createSession(2, { cost_in_dollars: 0.2 }),
    ])
    space.sessions[0]?.members.push(createMember(10))
    const stderr = createTestScreen()
    const urlIn = () => /metrics are served at (\S+)/.exec(stderr.text)?.[1] ?? ''
    let response: Promise<Response> | undefined
    let text = ''
    let missing = 0

    await watch(space, ['--metrics', '0', '--post', 'http://127.0.0.1:1/'], {
      stderr,
      async platformFetch() {
        response ??= fetch(urlIn())
        text = await (await response).clone().text()
        missing = (await fetch(new URL('/', urlIn()))).status
        return new Response(null, { status: 204 })
      },
    })

    expect(urlIn()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
    expect((await response)?.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    )
    expect(missing).toBe(404)
    expect(text).toMatch(/^room_sessions_in_progress 2$/m)
    expect(text).toMatch(/^room_sessions_members 1$/m)
    expect(text).toMatch(/^room_sessions_cost_dollars 0.3$/m)
    expect(text).toMatch(/^room_sessions_oldest_age_seconds 7199$/m)
    expect(text).toMatch(/^room_sessions_polls_total 1$/m)
    expect(text).toMatch(/^room_sessions_errors_total 0$/m)
    expect(text).toMatch(/^room_sessions_changes_total\{type="session.started"\} 1$/m)
    expect(text.endsWith('# EOF\n')).toBe(true)
    await expect(fetch(urlIn())).rejects.toThrow('fetch failed')
  })

  test('counts the polls that failed', async () => {
    const space = createChangingSpace([createSession(1)])
    const { answer } = space
    const stderr = createTestScreen()
    let text = ''

    await watch(space, ['--metrics', '0', '--post', 'http://127.0.0.1:1/'], {
      stderr,
      steps: [
        () => {
          space.answer = () => Response.json({ error: 'odd' }, { status: 400 })
        },
        () => {
          space.answer = answer
          space.sessions.push(createSession(2))
        },
      ],
      async platformFetch() {
        text = await (await fetch(/metrics are served at (\S+)/.exec(stderr.text)?.[1] ?? '')).text()
        return new Response(null, { status: 204 })
      },
    })

    expect(text).toMatch(/^room_sessions_polls_total 2$/m)
    expect(text).toMatch(/^room_sessions_errors_total 1$/m)
  })
})
