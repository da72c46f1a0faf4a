import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { toOneLine, writeMessage } from '../../../src/cli/terminal/message.js'
import { createTestScreen } from '../test-context.js'

test('a message is one line that cannot control the terminal', async () => {
  const stderr = createTestScreen()

  await writeMessage(stderr, 'one\ntwo \u001b[31mred\u200b\n')

  expect(stderr.text).toBe('room-sessions: one\\ntwo \\u001b[31mred\\u200b\n')
})

test('a long message keeps its beginning and its end', () => {
  const line = toOneLine(`document.yaml:1: ${'x'.repeat(100_000)}: expected YAML`)

  expect(line).toMatch(/^document\.yaml:1: x+ … x+: expected YAML$/)
  expect(line.length).toBeLessThan(700)
})

test('a message is not cut within a character', () => {
  const line = toOneLine(`${'x'.repeat(299)}${'😀'.repeat(500)}${'x'.repeat(299)}`)

  expect(line).toMatch(/^x{299} … x{299}$/)
})

test('characters beside the cut stay whole', () => {
  const line = toOneLine(`😀${'x'.repeat(1_000)}😀`)

  expect(line).toMatch(/^😀x{298} … x{298}😀$/)
})

test('a command after a message is not cut', async () => {
  const stderr = createTestScreen()
  const command = `room-sessions list --cursor ${'x'.repeat(5_000)}`

  await writeMessage(stderr, 'to continue:', command)

  expect(stderr.text).toBe(`room-sessions: to continue: ${command}\n`)
})

test('only messages, the progress line and help write to stderr, and nothing writes to the console', () => {
  const root = new URL('../../../src/cli/', import.meta.url)
  const writers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /stderr\.write|console\.|process\.std\w+\./.test(readFileSync(new URL(path, root), 'utf8')))

  expect(writers.sort()).toEqual(['run.ts', 'terminal/message.ts', 'terminal/progress.ts'])
})

test.each([
  [600, 600],
  [601, 603],
])('a message of %i characters has %i on one line', (length, expected) => {
  expect(toOneLine('x'.repeat(length))).toHaveLength(expected)
})
