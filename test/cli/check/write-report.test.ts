import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatVerdict, toReportTargets, writeReports } from '../../../src/cli/check/write-report.js'
import { CliError } from '../../../src/cli/exit.js'
import { createTestContext, createTestScreen, runCli } from '../test-context.js'

type Format = 'text' | 'json' | 'html'
const json = { format: 'json', file: 'a.json' } as const

describe('the reports of a run', () => {
  test.each<[string, Parameters<typeof toReportTargets<Format>>[0], unknown]>([
    ['without options: one in the default format', {}, [{ format: 'text' }]],
    ['of an empty list: one in the default format', { report: [] }, [{ format: 'text' }]],
    ['of --format: one in that format', { format: 'html' }, [{ format: 'html' }]],
    ['of --output: one in the default format, in that file', { output: 'a' }, [{ format: 'text', file: 'a' }]],
    ['of --format and --output: one', { format: 'html', output: 'a' }, [{ format: 'html', file: 'a' }]],
    ['of --report: no other', { report: [json] }, [json]],
    ['of --report and --format: both', { report: [json], format: 'text' }, [json, { format: 'text' }]],
    ['of --report and --output: both', { report: [json], output: 'b' }, [json, { format: 'text', file: 'b' }]],
    ['of several --report: in their order', { report: [json, { format: 'text' }] }, [json, { format: 'text' }]],
  ])('are, %s', (_, options, expected) => {
    expect(toReportTargets<Format>(options, 'text')).toEqual(expected)
  })

  test.each([
    [{ report: [{ format: 'text' as const }], format: 'json' as const }, 'stdout'],
    [{ report: [json, { format: 'text' as const, file: './a.json' }] }, './a.json'],
    [{ report: [json], output: 'b/../a.json' }, 'b/../a.json'],
  ])('are refused if two have one place: %j', (options, place) => {
    expect(() => toReportTargets<Format>(options, 'text')).toThrow(
      `expected a different file for each report, received two reports for ${place}`,
    )
  })
})

test.each([
  [{ verdict: 'passed', reasons: [] }, 'passed'],
  [{ verdict: 'failed', reasons: ['2 errors'] }, 'failed: 2 errors'],
  [{ verdict: 'failed', reasons: ['2 errors', 'coverage is 3 %'] }, 'failed: 2 errors, coverage is 3 %'],
] as const)('the verdict of %j is shown with its reasons', (report, expected) => {
  expect(formatVerdict(report)).toBe(expected)
})

describe('reports are written', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'write-report-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const write = async (files: readonly (string | undefined)[], options: { isTTY?: boolean } = {}) => {
    const [stdout, stderr] = [createTestScreen(options), createTestScreen()]
    const context = createTestContext({ stdout, stderr })
    const targets = files.map((file) => ({ format: 'text', ...(file !== undefined && { file }) }) as const)
    await writeReports(context, targets, 'failed: 1 error', (format, { color }) => `${format} ${color}\n`)
    return { stdout: stdout.text, stderr: stderr.text }
  }

  test('to stdout, with nothing on stderr', async () => {
    expect(await write([undefined])).toEqual({ stdout: 'text false\n', stderr: '' })
  })

  test('in colour only to a terminal, and never to a file', async () => {
    const file = join(folder, 'colour')
    expect((await write([undefined, file], { isTTY: true })).stdout).toBe('text true\n')
    expect(await readFile(file, 'utf8')).toBe('text false\n')
  })

  test('to a file, which stderr names with the verdict', async () => {
    const file = join(folder, 'one')
    const stderr = `room-sessions: failed: 1 error; the report is in ${file}\n`
    expect(await write([file])).toEqual({ stdout: '', stderr })
  })

  test('to several files, which stderr names in one line', async () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    const stderr = `room-sessions: failed: 1 error; the reports are in ${one}, ${two}\n`
    expect(await write([one, undefined, two])).toEqual({ stdout: 'text false\n', stderr })
  })
})

describe('reports of commands', () => {
  const recording = 'test/fixtures/recordings/pets/pets.json'
  const document = 'test/fixtures/recordings/pets/pets.yaml'
  // An interrupted run writes its report.
  const interrupted = { signal: AbortSignal.abort(new CliError('interrupted', { exitCode: 130 })) }
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reports-of-commands-'))
    await runCli(['check', recording, '--document', document, '--report', `json=${folder}/check.json`])
  })
  afterAll(() => rm(folder, { recursive: true }))

  test.each([
    ['check', [recording, '--document', document], /^Pets 1 {2}/],
    ['merge', ['FOLDER/check.json'], /^Pets 1 {2}/],
    ['mutate', [recording, '--document', document], /^Pets 1 {2}/],
    ['diff', [document, document], /^before {2}/],
    ['probe', ['--document', document, '--url', 'http://127.0.0.1:1'], /^Pets 1 {2}/],
    ['proxy', ['--document', document, '--target', 'http://127.0.0.1:1'], /^Pets 1 {2}/],
    ['report', ['--sandbox', '--room-name', 'none'], /^room,sessions,/],
    ['attendance', ['--sandbox', '--room-name', 'none'], /^name,/],
  ])('of %s are in the files and formats that its options name', async (command, words, defaultText) => {
    const run = (...options: readonly string[]) =>
      runCli(
        [command, ...words, ...options].map((word) => word.replace('FOLDER', folder)),
        ['probe', 'proxy'].includes(command) ? interrupted : {},
      )
    const textOf = (name: string) => readFile(join(folder, `${command}.${name}`), 'utf8')

    const both = await run('--report', `json=FOLDER/${command}.report`, '--output', `FOLDER/${command}.output`)
    const short = await run('--format', 'json', '--output', `FOLDER/${command}.format`)
    const { stdout } = await run()

    expect([both.stdout, short.stdout]).toEqual(['', ''])
    expect(JSON.parse(await textOf('format'))).toEqual(JSON.parse(await textOf('report')))
    expect(await textOf('output')).toBe(stdout)
    expect(stdout).toMatch(defaultText)
  })
})
