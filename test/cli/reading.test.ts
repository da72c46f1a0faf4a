import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { itemProperties } from '../../src/generated/operations.js'
import { createTestScreen, createTestSpace, findContinueArguments, runCli } from './test-context.js'

/** The properties of a session in a list, in the order of the document. */
const sessionProperties = itemProperties.list_room_sessions

const lines = (text: string) => text.split('\n').filter(Boolean)

describe('formats', () => {
  test('a list is a table on a terminal', async () => {
    const stdout = createTestScreen({ isTTY: true, columns: 100 })

    const { code } = await runCli(['list', '--limit', '3'], { stdout, env: { NO_COLOR: '1' } })

    expect(code).toBe(0)
    expect(stdout.text).toMatch(/^Id +Name +Status +Started \(UTC\)/)
    expect(lines(stdout.text)).toHaveLength(4)
    expect(Math.max(...lines(stdout.text).map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  test('a list is ndjson in a pipe, with every item as the service sent it', async () => {
    const { stdout } = await runCli(['list', '--limit', '3'])

    const sessions = lines(stdout).map((line) => JSON.parse(line))
    expect(sessions).toHaveLength(3)
    expect(Object.keys(sessions[0]).sort()).toEqual([...sessionProperties].sort())
  })

  test('one session is JSON in a pipe', async () => {
    const { stdout } = await runCli(['list', '--limit', '1'])
    const { id } = JSON.parse(stdout)

    const { stdout: session } = await runCli(['get', id])

    expect(JSON.parse(session).id).toBe(id)
  })

  test('json is one array, even without items', async () => {
    const some = await runCli(['list', '--limit', '2', '--format', 'json'])
    const none = await runCli(['list', '--room-name', 'no such room', '--format', 'json'])

    expect(JSON.parse(some.stdout)).toHaveLength(2)
    expect(JSON.parse(none.stdout)).toEqual([])
  })

  test('csv has the columns of the document', async () => {
    const { stdout } = await runCli(['list', '--limit', '2', '--format', 'csv'])

    const [header, ...rows] = stdout.trimEnd().split('\r\n')
    expect(header?.split(',')).toEqual(sessionProperties)
    expect(rows).toHaveLength(2)
  })

  test.each(['events', 'members', 'recordings'])('%s of a session are read by its id', async (command) => {
    const { stdout } = await runCli(['list', '--status', 'completed', '--limit', '1'])
    const { id } = JSON.parse(stdout)

    const { code, stdout: items } = await runCli([command, id])

    expect(code).toBe(0)
    for (const item of lines(items)) expect(JSON.parse(item).room_session_id).toBe(id)
  })

  test('a table is coloured on a terminal only, unless the environment decides otherwise', async () => {
    const argv = ['list', '--limit', '1', '--format', 'table']
    const color = async (env: Record<string, string>, isTTY: boolean) => {
      const stdout = createTestScreen({ isTTY })
      await runCli(argv, { stdout, env })
      return stdout.text.includes('\u001b[')
    }

    expect(await color({}, true)).toBe(true)
    expect(await color({}, false)).toBe(false)
    expect(await color({ NO_COLOR: '1' }, true)).toBe(false)
    expect(await color({ TERM: 'dumb' }, true)).toBe(false)
    expect(await color({ FORCE_COLOR: '1' }, false)).toBe(true)
    expect(await color({ FORCE_COLOR: '0' }, true)).toBe(false)
  })

  test('a name cannot control the terminal', async () => {
    const { sandbox, context } = createTestSpace()
    const fetch = async (request: Request) => {
      const text = await (await sandbox.fetch(request)).text()
      return new Response(text.replace(/"display_name":"/g, '"display_name":"\\u001b[31m\\u202e'), {
        headers: { 'content-type': 'application/json' },
      })
    }

    const { stdout } = await runCli(['list', '--room-name-matches', 'design', '--limit', '2', '--format', 'table'], {
      ...context,
      fetch,
    })

    expect(stdout).toContain('\\u001b[31m\\u202e')
    expect(stdout).not.toContain('\u001b')
    expect(stdout).not.toContain('\u202e')
  })
})

describe('columns', () => {
  test('a terminal of 80 columns shows durations and costs, with shortened ids, and a line says so', async () => {
    const stdout = createTestScreen({ isTTY: true, columns: 80 })

    const { code } = await runCli(['list', '--limit', '3'], { stdout, env: { NO_COLOR: '1' } })
    const piped = await runCli(['list', '--limit', '3', '--format', 'table'], { env: { COLUMNS: '80' } })

    expect(code).toBe(0)
    expect(lines(stdout.text)[0]).toMatch(/^Id +Name +Status +Started \(UTC\) +Duration +Cost$/)
    expect(stdout.text).toMatch(/^[0-9a-f]{8}… /m)
    expect(piped.stdout).toMatch(/^[0-9a-f-]{36} /m)
    expect(piped.stderr).toContain('no room for Duration, Cost, ')
  })

  test.each([
    ['table', 'Cost     Display name'],
    ['csv', 'cost_in_dollars,display_name'],
  ])('--columns chooses those of a %s, in this order', async (format, head) => {
    const { stdout, stderr } = await runCli(
      ['list', '--columns', 'cost_in_dollars,display_name', '--format', format],
      createTestSpace().context,
    )

    expect(stdout.split(/\r?\n/)[0]?.trim()).toMatch(new RegExp(`^${head.replace(/ +/g, ' +')}$`))
    expect(stderr).toBe('')
  })

  test.each(['json', 'ndjson'])('--columns chooses the properties of %s', async (format) => {
    const { stdout } = await runCli(['list', '--limit', '1', '--columns', 'status,id', '--format', format])

    const [item = {}] = [JSON.parse(stdout)].flat()
    expect(Object.keys(item)).toEqual(['status', 'id'])
  })

  test.each([
    ['list', 'cost', 'Expected any of id, room_id, name'],
    ['list', 'id,id', 'each once'],
    ['logs', 'duration', 'Expected any of id, '],
  ])('%s --columns %s is an error that lists the names', async (command, columns, message) => {
    const { code, stderr } = await runCli([command, '--columns', columns])

    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('--curl', () => {
  const curl = async (...argv: string[]) => {
    const { context, requests } = createTestSpace()
    const result = await runCli([...argv, '--curl'], context)
    expect(requests).toEqual([])
    expect(result.stdout).not.toContain(context.env.SIGNALWIRE_API_TOKEN)
    return { ...result, request: execCurl(result.stdout) }
  }

  /** The arguments of the command line, as a shell splits them. */
  const execCurl = (line: string) =>
    execFileSync('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${line}`], {
      encoding: 'utf8',
      env: { SIGNALWIRE_PROJECT_ID: 'PROJECT', SIGNALWIRE_API_TOKEN: 'TOKEN' },
    })
      .split('\n')
      .filter(Boolean)

  test.each([
    [['list', '--room-name', "it's $(id)", '--limit', '3'], `?room_name=it's%20$(id)&page_size=3`],
    [['list', '--cursor', 'page_number=1&page_token=PAx'], '?page_number=1&page_token=PAx'],
    [['get', 'e84fef34-942f-4779-9c51-b4b31faf75e1'], '/e84fef34-942f-4779-9c51-b4b31faf75e1'],
  ])('%j prints its request, with the credentials of the environment, and sends nothing', async (argv, end) => {
    const { code, stderr, request } = await curl(...argv)

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(request).toEqual([
      ...['--user', 'PROJECT:TOKEN', '--header', 'accept: application/json'],
      expect.stringMatching(/^https:\/\/example\.signalwire\.com\/api\/video\/room_sessions/),
    ])
    expect(decodeURIComponent(request.at(-1) ?? '').replaceAll('+', ' ')).toContain(decodeURIComponent(end))
  })

  test('says that a period is not part of the request', async () => {
    expect((await curl('list', '--last', '7d')).stderr).toContain('the request does not contain the period')
  })

  test('is an error for the embedded sandbox, which has no address', async () => {
    const { code, stdout, stderr } = await runCli(['list', '--curl', '--sandbox'])

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('--curl: expected a space')
  })
})

test.each([
  [[], false, '{\n  "id": "a",\n  "name": "b"\n}\n'],
  [['--format', 'ndjson'], false, '{"id":"a","name":"b"}\n'],
  [['--format', 'json'], true, '{\n  "id": "a",\n  "name": "b"\n}\n'],
  [[], true, 'id    a\nname  b\n'],
])('get writes an item as the format says: %j (terminal: %s)', async (options, isTTY, expected) => {
  const stdout = createTestScreen({ isTTY })
  const env = { ...createTestSpace().context.env, NO_COLOR: '1' }
  const fetch = async () => Response.json({ id: 'a', name: 'b' })
  await runCli(['get', 'e84fef34-942f-4779-9c51-b4b31faf75e1', ...options], { env, fetch, stdout })
  expect(stdout.text).toBe(expected)
})

test.each([
  [[], ['request', 'request', 'write']],
  [
    ['--limit', '60'],
    ['request', 'write', 'request'],
  ],
])('the next page is requested while one is written, but not with a limit: list %j', async (options, expected) => {
  const { context } = createTestSpace({ sessions: 200 })
  const order: string[] = []
  const fetch = (request: Request) => {
    order.push('request')
    return context.fetch(request)
  }
  const stdout = { isTTY: false, write: async () => void order.push('write') }
  await runCli(['list', '--page-size', '50', ...options], { ...context, fetch, stdout })
  expect(order.slice(0, 3)).toEqual(expected)
})

describe('limit and cursor', () => {
  test('a limit requests no more than it shows', async () => {
    const { requests, context } = createTestSpace()

    await runCli(['list', '--limit', '7'], context)

    expect(requests).toHaveLength(1)
    expect(new URL(requests[0] ?? '').searchParams.get('page_size')).toBe('7')
  })

  test('the command on stderr continues exactly where the limit stopped, also within a page', async () => {
    const { context } = createTestSpace()
    const all = await runCli(['list', '--limit', '25'], context)

    let argv = ['list', '--page-size', '4', '--limit', '7']
    const parts: string[] = []
    for (let run = 0; run < 3; run++) {
      const { stdout, stderr } = await runCli(argv, context)
      parts.push(stdout)
      argv = findContinueArguments(stderr)
    }

    expect(parts.join('')).toBe(`${lines(all.stdout).slice(0, 21).join('\n')}\n`)
  })

  test('an interruption completes the output and prints how to continue', async () => {
    const { context } = createTestSpace()
    const controller = new AbortController()
    const stdout = createTestScreen()
    const stop: typeof stdout = {
      ...stdout,
      async write(text) {
        await stdout.write(text)
        controller.abort(new CliError('interrupted', { exitCode: 130 }))
      },
    }

    const { code, stderr } = await runCli(['list', '--format', 'json'], {
      ...context,
      stdout: stop,
      signal: controller.signal,
    })

    expect(JSON.parse(stdout.text).length).toBeGreaterThan(0)
    expect(stderr).toMatch(/^room-sessions: to continue: room-sessions list --format json --cursor \S+\n$/)
    expect(code).toBe(130)
  })

  test('a closed pipe is the end, not an error', async () => {
    const stdout = createTestScreen()
    const closed = {
      ...stdout,
      write: () => Promise.reject(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    }

    const { code, stderr } = await runCli(['list'], { ...createTestSpace().context, stdout: closed })

    expect(code).toBe(0)
    expect(stderr).toBe('')
  })
})

describe('the space', () => {
  test('without variables it is the embedded sandbox, and stderr says so', async () => {
    const { stderr } = await runCli(['list', '--limit', '1'])

    expect(lines(stderr)[0]).toMatch(/embedded sandbox.*no SIGNALWIRE_\* variable is set/)
  })

  test('with variables it is the space they name, and stderr is empty', async () => {
    const { requests, context } = createTestSpace({ sessions: 2 })

    const { stderr } = await runCli(['list'], context)

    expect(stderr).toBe('')
    expect(new URL(requests[0] ?? '').host).toBe('example.signalwire.com')
  })

  test('--sandbox wins over the environment', async () => {
    const { requests, context } = createTestSpace()

    await runCli(['list', '--limit', '1', '--sandbox'], context)

    expect(requests).toEqual([])
  })

  test('missing variables are named, and nothing is sent', async () => {
    const { code, stderr } = await runCli(['list'], { env: { SIGNALWIRE_SPACE: 'example', SIGNALWIRE_PROJECT_ID: '' } })

    expect(code).toBe(2)
    expect(stderr).toBe(
      'room-sessions: SIGNALWIRE_PROJECT_ID and SIGNALWIRE_API_TOKEN are not set, though SIGNALWIRE_SPACE is; set all of them, or use --sandbox\n',
    )
  })

  test.each(['table', 'json', 'ndjson', 'csv'])(
    'a refusal is one line with the status, and exit code 1: %s',
    async (format) => {
      const { context } = createTestSpace()
      const env = { ...context.env, SIGNALWIRE_API_TOKEN: 'PTwrong' }

      const { code, stdout, stderr } = await runCli(['list', '--format', format], { ...context, env })

      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
      expect(stderr).toMatch(/^room-sessions: list_room_sessions: .*401.*\n$/)
      expect(stderr).not.toContain('PTwrong')
    },
  )
})

describe('a service that does not follow its document', () => {
  const answering = (body: object, status = 200) => ({
    ...createTestSpace().context,
    fetch: async () => Response.json(body, { status }),
  })

  test.each([
    ['another origin', 'https://elsewhere.example/?page_number=1&page_token=PA1'],
    ['a circle', '?page_number=1&page_token=PA1'],
  ])('a next page that leads to %s is an error after the items that were read', async (_, next) => {
    const context = answering({ links: { self: '', first: '', next }, data: [{ id: 'a' }] })

    const { code, stdout, stderr } = await runCli(['list'], context)

    expect(code).toBe(1)
    expect(lines(stdout)[0]).toBe('{"id":"a"}')
    expect(stderr).toMatch(/list_room_sessions: links\.next leads .*\n$/)
  })

  test.each([
    [null, 'null'],
    [3, 'a number'],
    [['a'], 'an array'],
  ])('an item that is %j is an error with its place', async (item, received) => {
    const { code, stderr } = await runCli(['list'], answering({ links: {}, data: [{ id: 'a' }, item] }))

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `room-sessions: /data/1: expected an object, received ${received}\n`,
    })
  })

  test('an error response without messages is shown without them', async () => {
    const { stderr } = await runCli(['list'], answering({ errors: [null, { message: {}, code: 7 }] }, 422))

    expect(stderr).toBe('room-sessions: list_room_sessions: received status 422; no message; no message (7)\n')
  })

  test('an error response without a code is shown once, with its message', async () => {
    const { stderr } = await runCli(['list'], answering({ errors: [{ message: 'bad' }] }, 422))

    expect(stderr).toBe('room-sessions: list_room_sessions: received status 422: bad\n')
  })
})

test('--allow-insecure-http reads a space over http beyond this machine', async () => {
  const { context, requests } = createTestSpace()
  const env = { ...context.env, SIGNALWIRE_BASE_URL: 'http://sandbox:8080' }

  const { code } = await runCli(['list', '--allow-insecure-http', '--limit', '1'], { ...context, env })

  expect({ code, requests }).toEqual({ code: 0, requests: ['http://sandbox:8080/api/video/room_sessions?page_size=1'] })
})

test.each([
  [
    { SIGNALWIRE_BASE_URL: 'http://secret.example' },
    'SIGNALWIRE_BASE_URL: expected an https URL without user, query and fragment, or http on loopback, or the option --allow-insecure-http\n',
  ],
  [{ SIGNALWIRE_PROJECT_ID: 'secret' }, 'SIGNALWIRE_PROJECT_ID: expected a UUID\n'],
  [{ SIGNALWIRE_SPACE: 'secret/example' }, 'SIGNALWIRE_SPACE: expected "example"'],
])('an invalid variable is named, but its value is not shown: %j', async (wrong, expected) => {
  const { context, requests } = createTestSpace()

  const { code, stderr } = await runCli(['list'], { ...context, env: { ...context.env, ...wrong } })

  expect(code).toBe(2)
  expect(stderr).toContain(`room-sessions: ${expected}`)
  expect(stderr).not.toContain('secret')
  expect(requests).toEqual([])
})
