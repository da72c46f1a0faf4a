import { expect, test } from 'vitest'
import { CliError } from '../../src/cli/exit.js'
import type { MutationResult } from '../../src/contract/index.js'
import { createTestScreen, runCli } from './test-world.js'

const recording = 'test/recordings/documented/get_room_session.404.json'

test('the check of the package kills every mutant', async () => {
  const { code, stdout, stderr } = await runCli(['mutate', recording, '--format', 'json'])

  const { verdict, killed, survived }: MutationResult = JSON.parse(stdout)
  expect({ code, stderr, verdict, survived }).toEqual({ code: 0, stderr: '', verdict: 'passed', survived: 0 })
  expect(killed).toBeGreaterThan(5)
})

test('recordings that cannot be mutated are not green', async () => {
  const { code } = await runCli(['mutate', recording, '--document', 'test/fixtures/petstore.yaml'])

  expect(code).toBe(2)
})

test('a recording that cannot be read is one line and exit code 2', async () => {
  const { code, stdout, stderr } = await runCli(['mutate', 'package.json'])

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^room-sessions: package\.json[^\n]+\n$/)
})

test('a terminal shows how far it is, and an interruption ends it between two mutants', async () => {
  const interruption = new AbortController()
  const screen = createTestScreen({ isTTY: true })
  const write = async (text: string) => {
    await screen.write(text)
    setImmediate(() => interruption.abort(new CliError('interrupted', { exitCode: 130 })))
  }
  const { code, stdout } = await runCli(['mutate', recording], {
    stderr: { isTTY: true, write },
    signal: interruption.signal,
  })

  expect({ code, stdout }).toEqual({ code: 130, stdout: '' })
  expect(screen.text).toContain('0 of 1 recordings, 0 mutants and variants')
})
