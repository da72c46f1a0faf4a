import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { toCommand } from '../../../src/cli/terminal/shell.js'
import { toVisibleText } from '../../../src/text/visible-text.js'

const words = [
  'list',
  '--room-name',
  "Ann's \\ room",
  '',
  '~',
  'two\nlines\ttab',
  '\u001b]0;x\u0007',
  'a\u00a0b\u200b\u202e\u{e0041}',
  "'\u0301\\n",
  '👨‍👩‍👧 Zoë',
]

test('a shell splits a command into the original words', () => {
  const script = toCommand(words).replace(/^room-sessions /, "printf '%s\\0' ")

  expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(words)
})

test('every character of a command is visible', () => {
  expect(toCommand(words)).toBe(toVisibleText(toCommand(words)))
  expect(toCommand(['a\u001b'])).toBe("room-sessions $'a\\033'")
})
