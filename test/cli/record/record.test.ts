import { execFileSync } from 'node:child_process'
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { platform, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CliError } from '../../../src/cli/exit.js'
import { toRecordingFiles } from '../../../src/cli/record/recordings-folder.js'
import { ResponseBodyError } from '../../../src/client/index.js'
import { createScrubber } from '../../../src/contract/index.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { createTestScreen, createTestSpace, runCli } from '../test-context.js'
import { canaries, listenWithCanaries } from './canary-space.js'

const platformFetch = (url: string, init: RequestInit) => fetch(url, init)
const sessions = 15
/** A space of few sessions, which takes less time to record. */
const createSmallSpace = () => createTestSpace({ sessions })

const readFolder = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

let parent: string
/** Recordings of an unchanged space. Tests that need some copy them: to record takes half a second. */
let unchanged: string
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'record-'))
  unchanged = join(parent, 'unchanged', 'live')
  await runCli(['record', '--output', unchanged], createSmallSpace().context)
})
afterAll(() => rmSync(parent, { recursive: true }))

/** Returns a copy of the recordings of an unchanged space, in a folder of the same name: the README contains it. */
const copyUnchanged = (name: string) => {
  const folder = join(parent, name, 'live')
  cpSync(unchanged, folder, { recursive: true })
  return folder
}

describe('a space with a canary in every field', () => {
  let space: Awaited<ReturnType<typeof listenWithCanaries>>
  let result: Awaited<ReturnType<typeof runCli>>
  const folder = () => join(parent, 'canaries')
  beforeAll(async () => {
    space = await listenWithCanaries()
    result = await runCli(['record', '--output', folder()], { env: space.env, platformFetch })
  })
  afterAll(() => space.close())

  test('is recorded, and no file and no output has a canary', () => {
    const { code, stdout, stderr } = result
    const written = Object.entries(readFolder(folder())).flat().join('\n')

    expect(code).toBe(0)
    for (const canary of Object.values(canaries)) {
      expect(written).not.toContain(canary)
      expect(stdout.replaceAll(folder(), '') + stderr).not.toContain(canary)
    }
    expect(written).not.toContain(String(space.port))
  })

  test('gives recordings without findings, like the space itself', async () => {
    const { code, stdout } = await runCli(['check', folder(), '--format', 'json'])

    const { summary, operations } = JSON.parse(stdout)
    expect(code).toBe(0)
    expect(summary.errors).toBe(0)
    for (const { interactions } of operations) expect(interactions).toBeGreaterThanOrEqual(5)
  })

  test('gives a recording for each status that it sent', () => {
    const statuses = new Set(readdirSync(folder()).map((name) => name.split('.')[1]))

    expect([...statuses].sort()).toEqual(['200', '401', '404', '422', 'md'])
  })

  test('has no finding about a wrong request that it does not refuse', () => {
    expect(result.stderr).toContain(
      'not recorded: list_room_sessions unknown-status: the wrong request got status 200\n',
    )
    expect(readFileSync(join(folder(), 'README.md'), 'utf8')).toContain(
      '- list_room_sessions unknown-status: the wrong request got status 200\n',
    )
  })

  test('is not quoted when it refuses', async () => {
    const env = { ...space.env, SIGNALWIRE_API_TOKEN: 'PTCANARYwrong' }

    const { code, stdout, stderr } = await runCli(['record', '--output', join(parent, 'refused')], {
      env,
      platformFetch,
    })

    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: '',
      stderr: 'room-sessions: list_room_sessions: received status 401\n',
    })
    expect(readdirSync(parent)).not.toContain('refused')
  })
})

test('a space that writes integers as floats is recorded, and no file has a canary', async () => {
  const folder = join(parent, 'floats')
  const spellings = ['424242.0', '4.24242e5', '4242420e-1', '424242.00', '424242']
  let count = 0
  const respell = (body: string) =>
    body.replaceAll(/(?<=[:[,])424242(?=[,}\]])/g, () => spellings[count++ % spellings.length] ?? '')
  const space = await listenWithCanaries(respell)

  const { code, stderr } = await runCli(['record', '--output', folder], { env: space.env, platformFetch })
  await space.close()
  const checked = await runCli(['check', folder, '--format', 'json'])

  const written = Object.values(readFolder(folder)).join('\n')
  expect(count).toBeGreaterThan(100)
  expect(code).toBe(0)
  expect(stderr).not.toContain('real value')
  for (const canary of Object.values(canaries)) expect(written).not.toContain(canary)
  expect(JSON.parse(checked.stdout).summary.errors).toBe(0)
})

describe('a space that sends a value without a placeholder', () => {
  // A name that is partly public: the place of its finding shows that part, which no other name has.
  const name = 'status quo'
  // The first two sessions have it: to look for values that must stay takes most of the time.
  const withName = (body: string) =>
    body.replaceAll(/"id":"ca11ab1e-000[01]-[^{}]*?(?="start_time":)/g, `$&"${name}":1,`)
  let space: Awaited<ReturnType<typeof listenWithCanaries>>
  beforeAll(async () => {
    space = await listenWithCanaries(withName)
  })
  afterAll(() => space.close())

  test('is not recorded, and stderr names every place', async () => {
    const folder = join(parent, 'named')

    const { code, stdout, stderr } = await runCli(['record', '--output', folder], { env: space.env, platformFetch })

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(
      'room-sessions: real value: get_room_session.200.completed.json /0/response\n' +
        'room-sessions: real value: get_room_session.200.in-progress.json /0/response\n',
    )
    expect(stderr).toContain('list_room_sessions.200.pages.json /0/response/data/1\n')
    expect(stderr.split('\n').at(-2)).toMatch(
      /^room-sessions: \d+ real values cannot be replaced without changing what a check finds; nothing was written; --allow-real-values writes them$/,
    )
    for (const canary of Object.values(canaries)) expect(stderr).not.toContain(canary)
    expect(readdirSync(parent)).not.toContain('named')
  })

  test('is recorded with that value when it is allowed, and the README has its place', async () => {
    const folder = join(parent, 'allowed')
    const args = ['record', '--allow-real-values', '--output', folder]

    const { code, stderr } = await runCli(args, { env: space.env, platformFetch })

    const files = readFolder(folder)
    const written = Object.values(files).join('\n')
    expect(code).toBe(0)
    expect(stderr).toContain('real value: get_room_session.200.completed.json /0/response\n')
    expect(JSON.parse(files['get_room_session.200.completed.json'] ?? '')[0].response).toHaveProperty(name, 1)
    expect(files['README.md']).toContain(
      '\nReal values, because replacing them would change what a check finds:\n\n- list_room_sessions.200.pages.json /0/response/data/0\n',
    )
    for (const canary of Object.values(canaries)) expect(written).not.toContain(canary)
  })

  test('is checked live with that value, and stderr names the places', async () => {
    const { code, stderr } = await runCli(['check', '--live'], { env: space.env, platformFetch })

    expect(code).toBe(0)
    expect(stderr).toContain(
      'room-sessions: checked with the real value: get_room_session.200.completed.json /0/response\n',
    )
  })
})

describe('recordings of a space', () => {
  test('do not change when an unchanged space is recorded again, and neither does the date', async () => {
    const folder = copyUnchanged('again')
    const before = readFolder(folder)
    const times = readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs)

    await runCli(['record', '--output', folder], {
      ...createSmallSpace().context,
      now: () => new Date('2027-02-03T00:00:00Z'),
    })

    expect(readFolder(folder)).toEqual(before)
    expect(readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs)).toEqual(times)
    expect(before['README.md']).toContain('on 2026-01-01')
  })

  test('of a changed space replace the old ones, with the new date', async () => {
    const folder = copyUnchanged('changed')

    const { stderr } = await runCli(['record', '--output', folder], {
      ...createTestSpace({ sessions: 0 }).context,
      now: () => new Date('2027-02-03T00:00:00Z'),
    })

    const files = readFolder(folder)
    expect(files['README.md']).toContain('on 2027-02-03')
    expect(Object.keys(files)).not.toContain('get_room_session.200.completed.json')
    expect(Object.keys(files)).toContain('list_room_sessions.200.pages.json')
    expect(stderr).toBe('')
  })

  test('of the sandbox are marked as such', async () => {
    const folder = join(parent, 'sandbox')

    const { code, stdout } = await runCli(['record', '--sandbox', '--output', folder], {
      env: { SIGNALWIRE_SPACE: 'example' },
    })

    expect(code).toBe(0)
    expect(stdout.split('\n')[0]).toBe(`${folder}/list_room_sessions.200.pages.json`)
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('What the embedded sandbox answered')
  })
})

test('a space that does not follow the document at all is recorded as it is', async () => {
  const { context } = createSmallSpace()
  const sessions = [
    null,
    7,
    { id: 'no-uuid', name: {} },
    { id: '5ca1ab1e-0000-4000-8000-000000000001', name: 'abc\u{1f424}\u{1f424}', room_id: 3 },
    { id: '5ca1ab1e-0000-4000-8000-000000000002', name: '\ud800', status: [] },
  ]
  const odd = join(parent, 'odd')
  const html = join(parent, 'html')

  const results = [
    await runCli(['record', '--output', odd], {
      ...context,
      fetch: async () => Response.json({ links: { next: 5 }, data: sessions }),
    }),
    await runCli(['record', '--output', html], {
      ...context,
      fetch: async () => new Response('<p>Down', { headers: { 'content-type': 'text/html' } }),
    }),
  ]

  expect(results.map(({ code }) => code)).toEqual([0, 0])
  expect(readdirSync(odd)).toEqual(
    expect.arrayContaining([
      'list_room_sessions.200.room-name-matches.json',
      'list_room_session_events.200.pages.json',
    ]),
  )
  const { code, stdout } = await runCli(['check', html])
  expect(code).toBe(1)
  expect(stdout).toContain('undocumented-content-type')
})

test('real values that equal words of the format are replaced', async () => {
  const { context } = createSmallSpace()
  const folder = join(parent, 'words')
  const fetch = async (request: Request) => {
    const response = await context.fetch(request)
    const echo = { 'Content-Type': 'application/json', 'content-type': 'GET', accept: ['application/json', 'https:'] }
    const text = (await response.text())
      .replaceAll(/"layout":"[^"]*"/g, '"layout":"GET"')
      .replaceAll('"payload":{', '"payload":{"method":"GET","scope":"rawHeaders",')
      .replace(/^\{/, `{"tip":"application/json","headers":${JSON.stringify(echo)},`)
    return new Response(text, { status: response.status, headers: response.headers })
  }

  const { code, stderr } = await runCli(['record', '--output', folder], { ...context, fetch })

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const { 'README.md': _, ...files } = readFolder(folder)
  for (const [name, text] of Object.entries(files)) {
    for (const { response } of JSON.parse(text))
      expect(JSON.stringify(response), name).not.toMatch(/GET|application|Content-Type|rawHeaders/i)
  }
})

test('a file that would contain a real value is named with the place, not the value', () => {
  const scrubber = createScrubber({ secrets: ['CANARY'] })
  const url = 'https://example.com/'
  const answer = (body: string) => ({
    case: { operationId: 'get_room_session', name: 'completed' } as const,
    interactions: [
      { request: { method: 'GET', url, headers: [] }, response: { status: 200, headers: [], body: '{}' } },
      { request: { method: 'GET', url, headers: [] }, response: { status: 200, headers: [], body } },
    ],
  })

  expect(() => toRecordingFiles([answer('{"a":[{"b":"a CANARY"}]}')], scrubber)).toThrow(
    /^get_room_session\.200\.completed\.json: contains real values at \/1\/response\/a\/0\/b; nothing was written$/,
  )
  expect(() => toRecordingFiles([answer('{"CANARY":1,"b":"canary"}')], scrubber)).toThrow(
    'at /1/response and 1 more; nothing',
  )
})

/** A response whose body is an error that is not worth a repeat. */
const unreadable = () =>
  new Response(
    new ReadableStream({ start: (controller) => controller.error(new ResponseBodyError('too-large', 'too large')) }),
  )

describe('a space that stops responding', () => {
  /** A space that can be read until `isSilent` holds of a request. */
  const createFadingSpace = (isSilent: (url: string, requests: number) => boolean) => {
    const { context } = createSmallSpace()
    let requests = 0
    const fetch = async (request: Request) => {
      requests += 1
      return isSilent(request.url, requests) ? unreadable() : context.fetch(request)
    }
    return { ...context, fetch }
  }
  const stopped =
    'room-sessions: stopped after 3 cases in a row without a response (its response cannot be read: too-large): '

  test('from the start gives no recording, exit code 2', async () => {
    const folder = join(parent, 'unreadable')

    const { code, stdout, stderr } = await runCli(
      ['record', '--output', folder],
      createFadingSpace(() => true),
    )

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      'room-sessions: not recorded: list_room_sessions pages: no response could be read to its end',
      expect.stringMatching(/^room-sessions: not recorded: list_room_sessions /),
      expect.stringMatching(/^room-sessions: not recorded: list_room_sessions /),
      expect.stringMatching(/: 0 recorded, 0 kept from an earlier run, \d+ not requested$/),
    ])
    expect(readdirSync(parent)).not.toContain('unreadable')
  })

  test('halfway stops the run, and the recordings of an earlier run are kept', async () => {
    const folder = copyUnchanged('halfway')
    const before = readFolder(folder)
    const fading = createFadingSpace((_, requests) => requests > 40)

    const { code, stdout, stderr } = await runCli(['record', '--output', folder], fading)

    const { 'README.md': readme = '', ...after } = readFolder(folder)
    const { 'README.md': _, ...recordings } = before
    const recorded = stdout.split('\n').length - 1
    const kept = Object.keys(recordings).length - recorded
    expect(code).toBe(2)
    expect(after).toEqual(recordings)
    expect(recorded).toBeGreaterThan(5)
    expect(kept).toBeGreaterThan(20)
    expect(stderr.split('\n').at(-2)).toMatch(`${stopped}${recorded} recorded, ${kept} kept from an earlier run, `)
    expect(stderr.split('\n').length).toBeLessThan(7)
    expect(readme.match(/\| from an earlier run, with other placeholders \|/g)).toHaveLength(kept)
    expect(readme).toContain('- list_room_session_members unknown-id: not requested\n')
    expect(readme).not.toContain('cannot be read')
    await runCli(['record', '--output', folder], createSmallSpace().context)
    expect(readFolder(folder)).toEqual(before)
  })

  test('for one case gives a recording of all others, exit code 1', async () => {
    const folder = copyUnchanged('once')
    const { 'README.md': _, ...before } = readFolder(folder)
    const fading = createFadingSpace((url) => /sessions(?:\?page_size=0|\/no-uuid$)/.test(url))

    const { code, stdout, stderr } = await runCli(['record', '--output', folder], fading)

    const { 'README.md': readme = '', ...after } = readFolder(folder)
    expect(code).toBe(1)
    expect(after).toEqual(before)
    expect(stdout.split('\n')).toHaveLength(Object.keys(before).length - 1)
    expect(stderr).toBe(
      'room-sessions: not recorded: list_room_sessions page-size-too-small: no response could be read to its end\n' +
        'room-sessions: not recorded: get_room_session malformed-id: no response could be read to its end\n',
    )
    expect(readme).toMatch(/\| `list_room_sessions\.422\.page-size-too-small\.json` \| from an earlier run/)
  })

  test('between two pages is reported; the pages before are recorded, but do not replace a complete recording', async () => {
    const [fresh, again] = [join(parent, 'fresh'), copyUnchanged('whole')]
    const pages = 'list_room_session_events.200.pages.json'
    const whole = readFolder(again)[pages]
    const isSecond = (url: string) => /events\?.*page_number=1&.*page_token/.test(url)

    const results = [
      await runCli(['record', '--output', fresh], createFadingSpace(isSecond)),
      await runCli(['record', '--output', again], createFadingSpace(isSecond)),
    ]

    expect(results.map(({ code }) => code)).toEqual([1, 1])
    expect(results[0]?.stderr).toContain('list_room_session_events pages: the pages after the first 1\n')
    expect(JSON.parse(readFolder(fresh)[pages] ?? '')).toHaveLength(1)
    expect(readFolder(again)[pages]).toBe(whole)
  })

  test('makes a live check that could not run, whatever it found before', async () => {
    const baseline = join(parent, 'baseline.yaml')
    const { code, stdout, stderr } = await runCli(
      ['check', '--live', '--baseline', baseline, '--update-baseline'],
      createFadingSpace((_, requests) => requests > 40),
    )

    expect(code).toBe(2)
    expect(readdirSync(parent)).not.toContain('baseline.yaml')
    expect(stdout).toContain('Passed: ')
    expect(stderr).toContain(stopped)
  })
})

test('a case without a response in a live check is reported, exit code 1', async () => {
  const { context } = createSmallSpace()
  const fetch = async (request: Request) =>
    request.url.endsWith('sessions?page_size=0') ? unreadable() : context.fetch(request)

  const { code, stderr } = await runCli(['check', '--live'], { ...context, fetch })

  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'room-sessions: not checked: list_room_sessions page-size-too-small: no response could be read to its end\n',
  })
})

test('a live check names undocumented properties, unless a name is a credential', async () => {
  const { context } = createSmallSpace()
  const [apiToken, space] = ['secretword', 'secretspace']
  const { SIGNALWIRE_PROJECT_ID: user, SIGNALWIRE_API_TOKEN: password } = context.env
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const fetch = async ({ url }: Request) => {
    const response = await context.fetch(new Request(url, { headers: { authorization } }))
    const text = (await response.text()).replace(/^\{/, `{"mood":1,"${apiToken}":1,"${space}":1,`)
    return new Response(text, { status: response.status, headers: response.headers })
  }

  const env = { ...context.env, SIGNALWIRE_SPACE: space, SIGNALWIRE_API_TOKEN: apiToken }
  const { stdout, stderr } = await runCli(['check', '--live', '--format', 'json'], { ...context, env, fetch })

  expect(JSON.parse(stdout).findings.map(({ at }: { at: string }) => at)).toContain('/mood')
  expect(stdout + stderr).not.toMatch(/secret(?:word|space)/)
})

describe('a space with some faults', () => {
  const folder = () => join(parent, 'faults')
  let result: Awaited<ReturnType<typeof runCli>>
  beforeAll(async () => {
    const { context } = createSmallSpace()
    const fetch = async (request: Request) => {
      if (request.url.endsWith('/room_sessions/no-uuid')) return Response.json({ data: [] })
      if (request.url.endsWith('/room_recordings/no-uuid'))
        return Response.json({ error: 'Not Found' }, { status: 404 })
      const response = await context.fetch(request)
      const text = (await response.text())
        .replaceAll('"max_members":20', '"max_members":2147483648')
        .replaceAll('"fps":20', '"fps":"twenty"')
      return new Response(text, { status: response.status, headers: response.headers })
    }
    mkdirSync(folder())
    if (platform() !== 'win32') {
      writeFileSync(join(parent, 'precious'), 'precious')
      for (const name of ['list_room_sessions.200.pages.json', 'README.md.partial'])
        symlinkSync('../precious', join(folder(), name))
    }
    result = await runCli(['record', '--output', folder()], { ...context, fetch })
  })

  test('is recorded with the mismatches with the document', async () => {
    const path = join(folder(), 'get_room_session.200.without-room.json')
    const { code, stdout } = await runCli(['check', path, '--format', 'json'])

    const { findings } = JSON.parse(stdout)
    expect(code).toBe(1)
    expect(findings.map(({ at }: { at: string }) => at).sort()).toEqual(['/fps', '/max_members'])
  })

  test('has a wrong request that it does not refuse reported, not recorded: a check would report the request', () => {
    expect(result.stderr).toBe(
      'room-sessions: not recorded: get_room_session malformed-id: the wrong request got status 200\n',
    )
    expect(Object.keys(readFolder(folder())).filter((name) => /get_room_session\..*malformed-id/.test(name))).toEqual(
      [],
    )
  })

  test('has a wrong request that it refuses with another status recorded: a check does not report the request', async () => {
    const path = join(folder(), 'get_room_recording.404.malformed-id.json')
    const { stdout } = await runCli(['check', path, '--format', 'json'])

    const { summary, findings } = JSON.parse(stdout)
    expect(summary.interactions).toBe(1)
    expect(findings.map(({ code }: { code: string }) => code)).not.toContain('invalid-parameter')
  })

  test.skipIf(platform() === 'win32')('has links in the folder of recordings replaced, not followed', () => {
    expect(result.code).toBe(0)
    expect(readFileSync(join(parent, 'precious'), 'utf8')).toBe('precious')
    for (const path of result.stdout.trim().split('\n')) expect(lstatSync(path).isFile()).toBe(true)
  })
})

test('a README of something else is not overwritten', async () => {
  const { context, requests } = createSmallSpace()
  const folder = join(parent, 'mine')
  mkdirSync(folder)
  writeFileSync(join(folder, 'README.md'), '# Mine\n')

  const { code, stderr } = await runCli(['record', '--output', folder], context)

  expect({ code, requests }).toEqual({ code: 2, requests: [] })
  expect(stderr).toMatch(/^room-sessions: .*mine.README\.md: not the README of recordings[^\n]+\n$/)
  expect(readFolder(folder)).toEqual({ 'README.md': '# Mine\n' })
})

test.skipIf(platform() === 'win32')('a README that is not a file is an error before the first request', async () => {
  const { context, requests } = createSmallSpace()
  const folder = join(parent, 'with-a-pipe')
  mkdirSync(folder)
  execFileSync('mkfifo', [join(folder, 'README.md')])

  const { code, stderr } = await runCli(['record', '--output', folder], context)

  expect({ code, requests }).toEqual({ code: 2, requests: [] })
  expect(stderr).toMatch(/README\.md: expected a file, received a named pipe\n$/)
})

test('an interruption removes the progress line from the terminal', async () => {
  const { context } = createSmallSpace()
  const controller = new AbortController()
  const stderr = createTestScreen({ isTTY: true })
  const fetch = (request: Request) => {
    if (stderr.text.includes('of')) controller.abort(new CliError('interrupted', { exitCode: 130 }))
    return context.fetch(request)
  }

  const { code } = await runCli(['record'], { ...context, fetch, stderr, signal: controller.signal })

  expect(code).toBe(130)
  expect(stderr.text).toContain('looking for room sessions')
  expect(stderr.text).toContain(' cases: ')
  expect(stderr.text.endsWith('\r\u001b[2K')).toBe(true)
})

test('an invalid base URL is an error', async () => {
  const env = { ...createSmallSpace().context.env, SIGNALWIRE_BASE_URL: 'nonsense' }

  const { code, stderr } = await runCli(['record', '--output', join(parent, 'nowhere')], { env })

  expect({ code, stderr }).toEqual({
    code: 2,
    stderr:
      'room-sessions: SIGNALWIRE_BASE_URL: expected an https URL without user, query and fragment, or http on loopback, or the option --allow-insecure-http\n',
  })
})

test('a folder that cannot be written is an error before the first request', async () => {
  const { context, requests } = createSmallSpace()

  const { code, stderr } = await runCli(['record', '--output', '/dev/null/x'], context)

  expect({ code, requests }).toEqual({ code: 2, requests: [] })
  expect(stderr).toMatch(/^room-sessions: \/dev\/null\/x: cannot be written: [^\n]+\n$/)
})

test.each([
  ['a space', [], 'recordings/live'],
  ['the sandbox', ['--sandbox'], 'recordings/sandbox'],
])('without --output, %s is recorded in a folder of its own', async (_, options, expected) => {
  const working = mkdtempSync(join(parent, 'working-'))
  mkdirSync(join(working, 'recordings'))
  // Nothing is requested if the folder cannot be written.
  for (const name of ['live', 'sandbox']) writeFileSync(join(working, 'recordings', name), '')
  const before = process.cwd()
  process.chdir(working)
  try {
    const { code, stderr } = await runCli(['record', ...options], createSmallSpace().context)
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `room-sessions: ${expected}: cannot be written: is a file\n`,
    })
  } finally {
    process.chdir(before)
  }
})

test('the sandbox has the same recordings over HTTP as in process', async () => {
  const sandbox = createSandbox({ sessions })
  const { url } = await sandbox.listen()
  const { projectId, apiToken } = sandbox.credentials
  const env = { SIGNALWIRE_BASE_URL: url, SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken }
  const over = join(parent, 'over', 'live')

  await runCli(['record', '--output', over], { env, platformFetch })
  await sandbox.close()

  expect(readFolder(over)).toEqual(readFolder(unchanged))
})
