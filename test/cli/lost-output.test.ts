import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.js'
import { createTestContext, createTestScreen, createTestSpace, runCli } from './test-context.js'

const recording = 'test/recordings/documented/get_room_session.404.json'

// All commands read the same space, and change nothing in it.
const { context, sandbox } = createTestSpace({ sessions: 8 })
let ids: Ids
let parent: string
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'lost-'))
  const idOf = async (list: string): Promise<string> =>
    JSON.parse((await runCli([list, '--limit', '1'], { ...context, fetch: sandbox.fetch })).stdout).id
  const report = join(parent, 'part.json')
  await runCli(['check', recording, '--report', `json=${report}`], context)
  ids = {
    ...{ session: await idOf('list'), recording: await idOf('recordings'), log: await idOf('logs') },
    ...{ url: (await sandbox.listen()).url, report },
  }
})
afterAll(async () => {
  await sandbox.close()
  rmSync(parent, { recursive: true })
})

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(parent, 'test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A stdout to which nothing can be written. */
const broken = (code: string) => ({
  ...createTestScreen(),
  write: async () => {
    throw Object.assign(new Error('broken'), { code })
  },
})

/** What commands read: an id of each kind, a server, and a file. */
interface Ids {
  readonly session: string
  readonly recording: string
  readonly log: string
  /** Of the sandbox over HTTP. */
  readonly url: string
  /** The report of a check. */
  readonly report: string
}

const invocations: Readonly<Record<string, (ids: Ids) => readonly string[]>> = {
  list: () => ['list'],
  get: ({ session }) => ['get', session],
  events: ({ session }) => ['events', session],
  members: ({ session }) => ['members', session],
  recordings: ({ session }) => ['recordings', session],
  recording: ({ recording }) => ['recording', recording],
  'recording-events': ({ recording }) => ['recording-events', recording],
  logs: () => ['logs'],
  log: ({ log }) => ['log', log],
  report: () => ['report'],
  download: () => ['download', '--to', join(folder, 'files')],
  attendance: () => ['attendance'],
  watch: () => ['watch'],
  export: () => ['export'],
  record: () => ['record', '--output', join(folder, 'recorded')],
  check: () => ['check', recording],
  merge: ({ report }) => ['merge', report],
  mutate: () => ['mutate', recording],
  proxy: ({ url }) => ['proxy', '--target', url, '--', 'true'],
  probe: ({ url }) => ['probe', '--url', url, '--max-requests', '1'],
  diff: () => ['diff', 'test/fixtures/petstore.yaml', 'openapi/room-sessions.yaml'],
  sandbox: () => ['sandbox'],
  completion: () => ['completion', 'bash'],
  help: () => ['help', 'list'],
  '--help': () => ['--help'],
  '--version': () => ['--version'],
}

const runBroken = (name: string, code: string) =>
  runCli(invocations[name]?.(ids) ?? [], { ...context, stdout: broken(code) })

/** What is written to stderr besides errors: where a server listens, and what a run has done. */
const withoutProgress = (stderr: string) =>
  stderr.replace(/^.*(?:sandbox is listening|received no requests|: sent \d|nothing more was sent|not sent:).*\n/gm, '')

test('every command is tested below', async () => {
  const program = await createProgram([], createTestContext(), async () => {}, { stdout: '', stderr: '' })

  const names = program.commands.map((command) => command.name())

  expect(Object.keys(invocations)).toEqual(expect.arrayContaining(names))
})

describe.each(Object.keys(invocations))('%s', (name) => {
  test('ends with exit code 2 and one line when its result cannot be written', async () => {
    const { code, stderr } = await runBroken(name, 'ENOSPC')

    expect(code).toBe(2)
    expect(withoutProgress(stderr)).toBe('room-sessions: broken\n')
  })

  test('ends quietly when the reader of its result goes away', async () => {
    const { code, stderr } = await runBroken(name, 'EPIPE')

    expect({ code, stderr: withoutProgress(stderr) }).toEqual({ code: 0, stderr: '' })
  })
})

test('a sandbox whose address cannot be written does not serve on', async () => {
  let said = ''
  const write = async (text: string) => {
    said += text
    throw new Error('broken')
  }

  await runCli(['sandbox'], { stdout: { ...createTestScreen(), write } })

  const [, url = ''] = /SIGNALWIRE_BASE_URL=(\S+)/.exec(said) ?? []
  expect(URL.canParse(url)).toBe(true)
  await expect(fetch(url)).rejects.toThrow('fetch failed')
})

test('what is written to a file needs no stdout', async () => {
  const output = join(folder, 'sessions')

  const { code } = await runCli(['export', '--output', output], {
    ...createTestSpace().context,
    stdout: broken('EBADF'),
  })

  expect(code).toBe(0)
  expect(existsSync(output)).toBe(true)
})
