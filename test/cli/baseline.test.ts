import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from './test-context.js'

const documented = 'test/recordings/documented'
const historical = 'test/recordings/historical'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baseline-'))
  path = join(folder, 'baseline.yaml')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a missing file exits with 2 and a line that says how to create it', async () => {
  const { code, stdout, stderr } = await runCli(['check', historical, '--baseline', path])

  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toBe(
    `room-sessions: ${path}: no such file; --update-baseline creates it and accepts the findings of today\n`,
  )
})

test('--update-baseline accepts what there is, and later runs report what is new and what is gone', async () => {
  const updated = await runCli(['check', historical, '--baseline', path, '--update-baseline'])
  const written = readFileSync(path, 'utf8')
  const again = await runCli(['check', historical, '--baseline', path])
  const gone = await runCli(['check', documented, '--baseline', path])

  expect([updated.code, updated.stderr]).toEqual([0, `room-sessions: ${path}: accepts 7 findings\n`])
  expect(updated.stdout).toContain('0 errors, 0 warnings, 7 in the baseline')
  expect([again.code, again.stdout]).toEqual([0, updated.stdout])
  expect(gone.code).toBe(1)
  expect(gone.stdout).toContain('7 findings of the baseline are gone')
  expect((await runCli(['check', documented, '--baseline', path, '--update-baseline'])).stderr).toContain(
    '(0 new, 7 gone)',
  )
  expect(readFileSync(path, 'utf8')).not.toBe(written)
  expect(readdirSync(folder)).toEqual(['baseline.yaml'])
})

test('a path that ends with .json gets JSON', async () => {
  const json = join(folder, 'baseline.json')
  await runCli(['check', historical, '--baseline', json, '--update-baseline'])

  expect(JSON.parse(readFileSync(json, 'utf8')).findings).toHaveLength(7)
  expect((await runCli(['check', historical, '--baseline', json])).code).toBe(0)
})

test('what else fails the check is not accepted', async () => {
  const { code } = await runCli(['check', historical, '--baseline', path, '--update-baseline', '--min-coverage', '99'])

  expect(code).toBe(1)
  expect(existsSync(path)).toBe(true)
})

test('a run that checked nothing leaves the baseline as it is', async () => {
  await runCli(['check', historical, '--baseline', path, '--update-baseline'])
  const before = readFileSync(path, 'utf8')
  const elsewhere = join(folder, 'elsewhere.json')
  const definition = { scope: 'https://other.example', method: 'GET', path: '/x', status: 200, response: {} }
  writeFileSync(elsewhere, JSON.stringify([definition]))
  const server = ['--server', 'https://example.signalwire.com']
  const { code, stderr } = await runCli(['check', elsewhere, ...server, '--baseline', path, '--update-baseline'])

  expect(code).toBe(2)
  expect(stderr).toContain(`${path}: not written, because nothing was checked`)
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('--update-baseline needs --baseline, and a broken file is one line', async () => {
  const without = await runCli(['check', historical, '--update-baseline'])
  writeFileSync(path, 'findings:\n  - nonsense\n')
  const broken = await runCli(['check', historical, '--baseline', path])

  expect([without.code, without.stderr]).toEqual([
    2,
    'room-sessions: --update-baseline: expected --baseline with the file to write\n',
  ])
  expect([broken.code, broken.stderr.split('\n')]).toEqual([2, [expect.stringContaining(`${path}:2: `), '']])
  expect((await runCli(['check', historical, '--baseline', path, '--update-baseline'])).code).toBe(0)
})

test('the conflict of a merge is named with its line, and --update-baseline replaces the file', async () => {
  const conflict = `findings:\n<<<<<<< HEAD\n  - at: a\n=======\n  - at: b\n>>>>>>> other\n`
  writeFileSync(path, conflict)

  const { code, stderr } = await runCli(['check', historical, '--baseline', path])
  expect(code).toBe(2)
  expect(stderr).toBe(`room-sessions: ${path}:2: expected YAML 1.2 or JSON, received an unresolved merge conflict\n`)
  await runCli(['check', historical, '--baseline', path, '--update-baseline'])
  expect((await runCli(['check', historical, '--baseline', path])).code).toBe(0)
})
