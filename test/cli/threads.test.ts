import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { end, start } from './test-process.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threads-'))
  for (const name of ['documented', 'historical'])
    cpSync(join('test/recordings', name), join(folder, name), { recursive: true })
  mkdirSync(join(folder, 'broken'))
  for (let index = 0; index < 15; index++) writeFileSync(join(folder, 'broken', `${index}.json`), '[{"scope": 1}]')
})
afterAll(() => rmSync(folder, { recursive: true }))

test.each(['json', 'html', 'junit', 'text'])('any number of threads gives the same bytes in %s', async (format) => {
  const args = (jobs: string) => ['check', folder, '--format', format, '--fail-on', 'note', '--jobs', jobs]
  const one = await end(start(args('1')))
  const [two, five] = await Promise.all([end(start(args('2'))), end(start(args('5')))])
  // The page says how it was made.
  const withoutRun = (text: string) => text.replace(/<p class="source"><time.*/, '')

  expect(one.stderr).toContain('not read: ')
  expect(one.stdout.length).toBeGreaterThan(500)
  for (const other of [two, five]) {
    expect([other.code, other.stderr]).toEqual([one.code, one.stderr])
    expect(withoutRun(other.stdout)).toBe(withoutRun(one.stdout))
  }
})

test('with threads, nothing that can be read is exit code 2 and the same lines', async () => {
  const args = (jobs: string) => ['check', join(folder, 'broken'), '--jobs', jobs]
  const [one, two] = await Promise.all([end(start(args('1'))), end(start(args('2')))])

  expect(one).toMatchObject({ code: 2, stdout: '' })
  expect(two).toEqual(one)
})

test('Ctrl-C ends all threads', async () => {
  const child = start(['check', folder, '--jobs', '3'])
  const ended = end(child)
  child.kill('SIGINT')

  expect(await ended).toMatchObject({ stdout: '' })
})

test.each(['0', '-1', '1.5', 'many', '257'])('%s threads are refused', async (jobs) => {
  const { code, stderr } = await end(start(['check', folder, `--jobs=${jobs}`]))

  expect(code).toBe(2)
  expect(stderr).toContain('Expected a whole number from 1 to 256.')
})
