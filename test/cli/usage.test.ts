import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.js'
import { operationTable } from '../../src/generated/operations.js'
import { createSandbox } from '../../src/sandbox/index.js'
import { createTestContext, createTestScreen, runCli } from './test-context.js'

const program = await createProgram([], createTestContext(), async () => {}, { stdout: '', stderr: '' })
const commands = program.commands.map((command: Command) => command.name())

const { page_size: pageSize } = operationTable.list_room_sessions.parameters
const pageRange = `from ${pageSize.minimum} to ${pageSize.maximum}`

test.each(['--version', '-V'])('%s loads no command', async (option) => {
  const { commands } = await createProgram([option], createTestContext(), async () => {}, { stdout: '', stderr: '' })

  expect(commands).toEqual([])
})

test.each([
  [['lst'], /unknown command 'lst' \(Did you mean list\?\)/],
  [['help', 'lst'], /unknown command 'lst' \(Did you mean list\?\)/],
  [['export', '--output', ''], /--output.*''.*Expected a path/],
  [['check', 'here', '--waivers', ''], /--waivers.*''.*Expected a path/],
  [['list', '--lmit', '3'], /unknown option '--lmit' \(Did you mean --limit\?\)/],
  [['list', '--limit', '-1'], /--limit.*'-1'.*integer, at least 1/],
  [['list', '--limit', '1.5'], /--limit.*'1.5'/],
  [['list', '--limit', '9007199254740993'], /--limit/],
  [['list', '--page-size', String(pageSize.maximum + 1)], new RegExp(`--page-size.*${pageRange}`)],
  [['list', '--status', 'done'], /--status.*in-progress, completed/],
  [['list', '--room-id', 'x'], /--room-id.*UUID/],
  [
    ['list', '--cursor', '~99999999999999999999'],
    /--cursor.*expected a cursor that an earlier run printed, received ~9{20}/,
  ],
  [['list', '--format', 'xml'], /--format.*table, json, ndjson, csv/],
  [['list', 'extra'], /too many arguments/],
  [['get'], /missing required argument 'id'/],
  [['get', 'x'], /'x'.*UUID/],
  [['recordings', '5ca1ab1e-0000-4000-8000-000000000001', '--media-ttl', '-5'], /--media-ttl.*at least 0/],
  [['check'], /expected recordings or --live, received neither/],
  [['check', 'here', '--live'], /expected recordings or --live, received both/],
  [
    ['check', '--live', '--document', 'api.yaml'],
    /--live sends requests to SignalWire; for another API give recordings/,
  ],
  [['check', '--live', '--server', 'http://h.example'], /expected --live or --server, received both/],
  [['check', '--live', '--webhooks'], /expected --webhooks or --live, received both/],
  [['check', 'here', '--webhooks', '--server', 'http://h.example'], /expected --webhooks or --server, received both/],
  [['check', 'here', '--update-baseline'], /--update-baseline: expected --baseline with the file to write/],
  [['list', '--since', '2026-02-01', '--until', '2026-02-01'], /--until: expected a time after that of --since/],
  [
    ['attendance', '5ca1ab1e-0000-4000-8000-000000000001', '--last', '7d'],
    /expected either ids of sessions or a filter/,
  ],
  [['attendance', '5ca1ab1e-0000-4000-8000-000000000001', '--room-name', 'a'], /either ids of sessions or a filter/],
  [['list', '--assume-newest-first'], /--assume-newest-first: expected together with --since or --last/],
  [['check', '--live', '--jobs', '2'], /expected --live or --jobs, received both/],
  [['check', 'here', '--min-coverage', '101'], /--min-coverage.*0 to 100/],
  [['export', '--include', 'members,guests'], /--include.*members, events, recordings/],
  [['sandbox', '--port', '70000'], /--port.*0 to 65535/],
  [['sandbox', '--now', 'yesterday'], /--now: expected a date such as \S+ or a time such as \S+, received yesterday/],
  [['completion', 'tcsh'], /bash, zsh, fish/],
])('%j is one clear line on stderr and exit code 2', async (argv, line) => {
  const { code, stdout, stderr } = await runCli(argv)

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^room-sessions: [^\n]+\n$/)
  expect(stderr).toMatch(line)
})

test('without a command the help is on stderr, and the exit code is 2', async () => {
  const { code, stdout, stderr } = await runCli([])

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain('Usage: room-sessions')
})

test('--version is on stdout', async () => {
  const { code, stdout } = await runCli(['--version'])

  expect(code).toBe(0)
  expect(stdout).toMatch(/^\d+\.\d+\.\d+/)
})

describe('help', () => {
  test.each(commands.filter((name) => name !== 'help'))('of %s has a description, and an example', async (name) => {
    const { code, stdout, stderr } = await runCli([name, '--help'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: room-sessions /)
    expect(stdout).toMatch(/\nExample:\n {2}\$ .*room-sessions /)
    expect(stdout).not.toContain('undefined')
  })

  test('of a command is the same by its name', async () => {
    expect(await runCli(['help', 'list'])).toEqual(await runCli(['list', '--help']))
    expect(await runCli(['help'])).toEqual(await runCli(['--help']))
  })

  test('of list takes choices, bounds and words from the document', async () => {
    const { stdout } = await runCli(['list', '--help'])

    expect(stdout).toMatch(/--status <choice>.*\(choices:\s+"in-progress",\s+"completed"\)/s)
    expect(stdout).toContain('--room-name-matches <text>')
    expect(stdout).toMatch(new RegExp(`--page-size <n> .*${pageRange}`))
    expect(stdout).not.toContain('page-token')
  })

  test('of sandbox names the time that a sandbox starts with', async () => {
    const { stdout } = await runCli(['sandbox', '--help'])

    const [, time = ''] = /--now <time>.*\(default:\s+(\S+)\)/s.exec(stdout) ?? []
    expect(new Date(time)).toEqual(createSandbox().now)
  })

  test('is as wide as the terminal', async () => {
    const stdout = createTestScreen({ isTTY: true, columns: 60 })

    await runCli(['list', '--help'], { stdout, env: { NO_COLOR: '1' } })

    const body = stdout.text.slice(0, stdout.text.indexOf('Example:'))
    expect(Math.max(...body.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60)
  })
})

test.each(['PTsecret', 'PT\nsecret', "PT'secret=a"])(
  'the value %j of an unknown option is not shown: it may be a token',
  async (token) => {
    const { code, stderr } = await runCli(['list', `--api-token=${token}`])

    expect({ code, stderr }).toEqual({ code: 2, stderr: "room-sessions: unknown option '--api-token'\n" })
  },
)
