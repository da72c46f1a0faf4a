import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from './test-context.js'
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

test('any number of threads gives the same bytes in every format', { timeout: 120_000 }, async () => {
  const formats = ['json', 'html', 'junit', 'text']
  const check = async (jobs: string) => {
    const fileOf = (format: string) => join(folder, `report-${jobs}.${format}`)
    const reports = formats.flatMap((format) => ['--report', `${format}=${fileOf(format)}`])
    const recordings = ['documented', 'historical', 'broken'].map((name) => join(folder, name))
    const { code, stderr } = await end(start(['check', ...recordings, ...reports, '--fail-on', 'note', '--jobs', jobs]))
    const lines = stderr.split('\n').filter((line) => line.includes('not read: '))
    // The page says how it was made.
    const texts = formats.map((format) => readFileSync(fileOf(format), 'utf8').replace(/<p class="source"><time.*/, ''))
    return { code, lines, texts }
  }
  const one = await check('1')

  expect(one.lines).toHaveLength(11)
  for (const jobs of ['2', '3']) expect(await check(jobs)).toEqual(one)
})

test('with threads, nothing that can be read is exit code 2 and the same lines', async () => {
  const document = 'test/fixtures/recordings/pets/pets.yaml'
  const args = (jobs: string) => ['check', join(folder, 'broken'), '--document', document, '--jobs', jobs]
  const [one, two] = await Promise.all([end(start(args('1'))), end(start(args('2')))])

  expect(one).toMatchObject({ code: 2, stdout: '' })
  expect(two).toEqual(one)
})

test('with threads, references to files outside the folder of the document are followed like with one', async () => {
  const document = 'test/fixtures/outside/api/api.yaml'
  const recording = { scope: 'http://h', method: 'GET', path: '/a', status: 200, response: {} }
  const files = Array.from({ length: 40 }, (_, index) => join(folder, `outside-${index}.json`))
  // Enough work that each thread gets some.
  const recordings = Array.from({ length: 50 }, () => ({
    ...recording,
    rawHeaders: ['content-type', 'application/json'],
  }))
  for (const file of files) writeFileSync(file, JSON.stringify(recordings))
  const check = async (jobs: string) =>
    (await end(start(['check', ...files, '--document', document, '--allow-outside', '--format=json', '--jobs', jobs])))
      .stdout
  const one = await check('1')

  expect(JSON.parse(one)).toMatchObject({ summary: { interactions: 2_000, errors: 2_000 } })
  expect(await check('2')).toBe(one)
})

test('Ctrl-C ends all threads', async () => {
  const child = start(['check', folder, '--jobs', '3'])
  const ended = end(child)
  child.kill('SIGINT')

  expect(await ended).toMatchObject({ stdout: '' })
})

test.each(['0', '-1', '1.5', 'many', '257'])('%s threads are refused', async (jobs) => {
  const { code, stderr } = await runCli(['check', folder, `--jobs=${jobs}`])

  expect(code).toBe(2)
  expect(stderr).toContain('Expected a whole number from 1 to 256.')
})
