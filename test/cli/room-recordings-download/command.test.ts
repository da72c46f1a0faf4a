import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseCommand, runCommand } from '../../../src/cli/room-recordings-download/command.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test.each([
  ['aws s3 cp {file} s3://bucket/{name}', ['aws', 's3', 'cp', '{file}', 's3://bucket/{name}']],
  ['  a  b\tc ', ['a', 'b', 'c']],
  [`sh -c 'gzip -k "$1" | wc' sh {file}`, ['sh', '-c', 'gzip -k "$1" | wc', 'sh', '{file}']],
  ['"C d" "a\\"b" x\\ y \'\'', ['C d', 'a"b', 'x y', '']],
  [`a'b'"c"d`, ['abcd']],
  ['"\\n"', ['\\n']],
  ['"\\$HOME"', ['$HOME']],
])('splits %s', (text, words) => {
  expect(parseCommand(text)).toEqual(words)
})

test.each([
  '',
  '  ',
  'a | b',
  'a && b',
  'a; b',
  'a > b',
  'a $HOME',
  'a "$HOME"',
  'a `b`',
  "a 'b",
  'a "b',
  'a \\',
  "''",
])('refuses %j', (text) => {
  expect(() => parseCommand(text)).toThrow('Expected one command with its arguments')
})

const write = join('out')
/** A command that writes its arguments and an environment variable to a file. */
const toCommand = (path: string) =>
  [
    process.execPath,
    '-e',
    `require('fs').writeFileSync(${JSON.stringify(path)}, JSON.stringify([process.argv.slice(1), process.env]))`,
    '{file}',
    'x{name}{unknown}{__proto__}',
  ] as const

test('passes values as parts of arguments, whatever they contain, and not the token', async () => {
  const path = join(folder, write)
  const values = { file: '/a b/$(reboot) "x"; y', name: '{file}' }
  const env = { PATH: process.env.PATH, SIGNALWIRE_API_TOKEN: 'PTcanary', SIGNALWIRE_SPACE: 'example' }
  expect(await runCommand(toCommand(path), values, { env }, new AbortController().signal)).toBeUndefined()
  const [words, seen] = JSON.parse(readFileSync(path, 'utf8'))
  expect(words).toEqual([values.file, 'x{file}{unknown}{__proto__}'])
  expect(seen.SIGNALWIRE_SPACE).toBe('example')
  expect(JSON.stringify(seen)).not.toContain('PTcanary')
})

test('says how a command ended, and that a program does not exist', async () => {
  const run = (...template: readonly [string, ...string[]]) =>
    runCommand(template, {}, { env: {} }, new AbortController().signal)
  expect(await run(process.execPath, '-e', 'process.exit(3)')).toBe('the command ended with exit code 3')
  expect(await run(process.execPath, '-e', "process.kill(process.pid, 'SIGKILL')")).toBe(
    'the command ended with SIGKILL',
  )
  await expect(run(join(folder, 'missing'))).rejects.toThrow(/^--exec: cannot run .*missing: no such file or folder$/)
})

test('ends with the reason of the signal', async () => {
  const reason = new Error('enough')
  const controller = new AbortController()
  const running = runCommand([process.execPath, '-e', 'setInterval(() => {}, 1e6)'], {}, { env: {} }, controller.signal)
  controller.abort(reason)
  await expect(running).rejects.toBe(reason)
})
