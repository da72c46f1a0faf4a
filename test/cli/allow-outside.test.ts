import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import { createProgram } from '../../src/cli/program.js'
import { createTestContext, runCli } from './test-context.js'

const program = await createProgram([], createTestContext(), async () => {}, { stdout: '', stderr: '' })
const has = (name: string) => (command: (typeof program.commands)[number]) =>
  command.options.some((option) => option.long === name)
const withDocument = program.commands.filter(has('--document'))

const folder = mkdtempSync(join(tmpdir(), 'allow-outside-'))
const document = 'test/fixtures/outside/api/api.yaml'
const recording = join(folder, 'recording.json')

beforeAll(() => {
  const headers = ['content-type', 'application/json']
  const response = { a: 1 }
  writeFileSync(
    recording,
    JSON.stringify([{ scope: 'http://h', method: 'GET', path: '/a', status: 200, response, rawHeaders: headers }]),
  )
})
afterAll(() => rmSync(folder, { recursive: true }))

test('every command that takes a document takes the option', () => {
  expect(withDocument.map((command) => command.name())).toEqual(expect.arrayContaining(['check', 'mutate']))
  expect(withDocument.filter((command) => !has('--allow-outside')(command))).toEqual([])
})

/** Without traffic, their reports have only the problems of the document. */
const withoutTraffic = { signal: AbortSignal.abort(new CliError('interrupted', { exitCode: 130 })) }

test.each([
  ['check', [recording], {}],
  ['mutate', [recording], {}],
  ['probe', ['--url', 'http://127.0.0.1:1'], withoutTraffic],
  ['proxy', ['--target', 'http://127.0.0.1:1'], withoutTraffic],
])('%s uses a file outside of the folder of the document only with it', async (command, words, context) => {
  const args = [command, ...words, '--document', document]
  const without = await runCli(args, context)
  // What is behind the reference is not known, so it is not checked; the report of check names the reference.
  const problem = /--allow-outside|1 warning, listed by check/
  expect(without.stdout + without.stderr).toMatch(problem)

  const allowed = await runCli([...args, '--allow-outside'], context)
  expect(allowed.stdout + allowed.stderr).not.toMatch(problem)
  expect(allowed.stdout).not.toBe('')
})
