import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './test-context.js'
import { end, start } from './test-process.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'threads-'))
  for (const name of ['documented', 'historical'])
    cpSync(join('test/recordings', name), join(folder, 'all', name), { recursive: true })
  mkdirSync(join(folder, 'all/broken'))
  for (let index = 0; index < 15; index++) writeFileSync(join(folder, 'all/broken', `${index}.json`), '[{"scope": 1}]')
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('any number of threads gives the same', () => {
  const formats = ['json', 'html', 'junit', 'text']
  const check = async (jobs: string) => {
    const paths = formats.map((format) => join(folder, `${jobs}.${format}`))
    const reports = formats.flatMap((format, index) => ['--report', `${format}=${paths[index]}`])
    const ended = await end(start(['check', join(folder, 'all'), ...reports, '--fail-on', 'note', '--jobs', jobs]))
    // The page says how it was made.
    const texts = paths.map((path) => readFileSync(path, 'utf8').replace(/<p class="source"><time.*/, ''))
    return { ...ended, texts: new Map(formats.map((format, index) => [format, texts[index]])) }
  }
  let one: Awaited<ReturnType<typeof check>>
  let others: (typeof one)[]
  beforeAll(async () => {
    one = await check('1')
    others = await Promise.all(['2', '5'].map(check))
  }, 120_000)

  test('exit code and lines on stderr', () => {
    const withoutPaths = (stderr: string) => stderr.replaceAll(/\/\d\.(?=json|html|junit|text)/g, '/N.')

    expect(one.stderr).toContain('not read: ')
    for (const other of others)
      expect([other.code, withoutPaths(other.stderr)]).toEqual([one.code, withoutPaths(one.stderr)])
  })

  test.each(formats)('bytes in %s', (format) => {
    expect(one.texts.get(format)?.length).toBeGreaterThan(500)
    for (const other of others) expect(other.texts.get(format)).toBe(one.texts.get(format))
  })
})

test('with threads, nothing that can be read is exit code 2 and the same lines', async () => {
  const args = (jobs: string) => ['check', join(folder, 'all/broken'), '--jobs', jobs]
  const [one, two] = await Promise.all([end(start(args('1'))), end(start(args('2')))])

  expect(one).toMatchObject({ code: 2, stdout: '' })
  expect(two).toEqual(one)
})

test('Ctrl-C ends all threads', async () => {
  const child = start(['check', join(folder, 'all'), '--jobs', '3'])
  const ended = end(child)
  child.kill('SIGINT')

  expect(await ended).toMatchObject({ stdout: '' })
})

test.each(['0', '-1', '1.5', 'many', '257'])('%s threads are refused', async (jobs) => {
  const { code, stderr } = await runCli(['check', folder, `--jobs=${jobs}`])

  expect(code).toBe(2)
  expect(stderr).toContain('Expected a whole number from 1 to 256.')
})
