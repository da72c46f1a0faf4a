import { expect, test } from 'vitest'
import type { MutationResult } from '../../src/contract/index.js'
import { createTestScreen, runCli } from './test-context.js'

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

test.each([
  ['https://example.signalwire.com', 0],
  ['https://example.signalwire.com/other', 2],
])('the recordings are of the given server: %s', async (server, expected) => {
  const { code } = await runCli(['mutate', recording, '--server', server])

  expect(code).toBe(expected)
})

test('a recording that cannot be read is one line and exit code 2', async () => {
  const { code, stdout, stderr } = await runCli(['mutate', 'package.json'])

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(/^room-sessions: package\.json[^\n]+\n$/)
})

test('a terminal shows how far it is', async () => {
  const stderr = createTestScreen({ isTTY: true })

  await runCli(['mutate', recording], { stderr })

  expect(stderr.text).toContain('0 of 1 recordings, 0 mutants and variants')
})
