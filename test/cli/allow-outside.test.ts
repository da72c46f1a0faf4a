import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProgram } from '../../src/cli/program.js'
import { createTestContext, runCli } from './test-context.js'

const program = await createProgram([], createTestContext(), async () => {}, { stdout: '', stderr: '' })
const has = (name: string) => (command: (typeof program.commands)[number]) =>
  command.options.some((option) => option.long === name)
const withDocument = program.commands.filter(has('--document'))

const folder = mkdtempSync(join(tmpdir(), 'allow-outside-'))
const document = join(folder, 'api/api.yaml')
const recording = join(folder, 'recording.json')

beforeAll(() => {
  mkdirSync(join(folder, 'api'))
  writeFileSync(
    document,
    'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths:\n  /a: {get: {responses: {"200": {$ref: "../outside.yaml"}}}}\n',
  )
  writeFileSync(
    join(folder, 'outside.yaml'),
    'description: x\ncontent: {application/json: {schema: {type: object, required: [a]}}}\n',
  )
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

test.each(['check', 'mutate'])('%s uses a file outside of the folder of the document only with it', async (command) => {
  const args = [command, recording, '--document', document]
  const without = await runCli(args)
  // What is behind the reference is not known, so it is not checked; the report of check names the reference.
  expect(without.stdout + without.stderr).toMatch(/--allow-outside|1 warning, listed by check/)

  expect(await runCli([...args, '--allow-outside'])).toMatchObject({ code: 0, stderr: '' })
})
