import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { quote, toCommand, toResumeCommand } from '../../../src/cli/terminal/shell.js'
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

test.each([
  ['a', 'a'],
  ['--since=2026-01-01T00:00:00+02:00', '--since=2026-01-01T00:00:00+02:00'],
  ['50%', '50%'],
  ['a~', 'a~'],
  ['~a', "'~a'"],
  ['=a', "'=a'"],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['a$b', "'a$b'"],
  ["it's\n", "$'it\\'s\\012'"],
])('the word %j is quoted as %s', (word, expected) => {
  expect(quote(word)).toBe(expected)
})

test.each([
  [['list'], 'list --cursor P2'],
  [['list', '--cursor', 'P1', '--limit', '5'], 'list --limit 5 --cursor P2'],
  [['list', '--cursor=P1', '--limit', '5'], 'list --limit 5 --cursor P2'],
  [['list', 'x--cursor=1'], 'list x--cursor=1 --cursor P2'],
  [['list', '--cursor-like', 'P1'], 'list --cursor-like P1 --cursor P2'],
])('the command %j continues with %s', (argv, expected) => {
  expect(toResumeCommand(argv, { cursor: 'P2', skip: 0 })).toBe(`room-sessions ${expected}`)
})

test('a command that continues at the beginning of the list has no cursor', () => {
  expect(toResumeCommand(['list', '--cursor', 'P1'], { skip: 0 })).toBe('room-sessions list')
})
