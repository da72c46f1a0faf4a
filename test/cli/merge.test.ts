import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from './test-context.js'

const documented = 'test/recordings/documented'
const historical = 'test/recordings/historical'

let folder: string
let one: string
let other: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'merge-'))
  one = join(folder, 'one.json')
  other = join(folder, 'other.json')
  await runCli(['check', historical, '--report', `json=${one}`])
  await runCli(['check', documented, '--report', `json=${other}`])
})
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('the merged report of two checks is that of one check', () => {
  const formats = ['text', 'json', 'markdown', 'junit', 'sarif', 'github', 'html']
  const pathOf = (run: string, format: string) => join(folder, `${run}.${format}.txt`)
  beforeAll(async () => {
    const reports = (run: string) => formats.flatMap((format) => ['--report', `${format}=${pathOf(run, format)}`])
    const whole = await runCli(['check', historical, documented, ...reports('whole')])
    const merged = await runCli(['merge', one, other, ...reports('merged')])
    expect(merged.code).toBe(whole.code)
  })

  test.each(formats)('in %s', (format) => {
    // The page says how it was made and from what.
    const textOf = (run: string) =>
      readFileSync(pathOf(run, format), 'utf8').replace(/<p class="source"><time[\s\S]*?<\/details>/, '')
    expect(textOf('merged')).toBe(textOf('whole'))
  })
})

test('a folder and a glob name reports', async () => {
  const ofFolder = join(folder, 'reports')
  await runCli(['check', historical, '--report', `json=${join(folder, 'one.report.json')}`])
  expect((await runCli(['merge', join(folder, '*.report.json')])).code).toBe(1)
  expect((await runCli(['merge', ofFolder])).stderr).toContain('no such file or folder')
})

test('the baseline and the minimum of coverage are those of the merge', async () => {
  const baseline = join(folder, 'baseline.yaml')
  const updated = await runCli(['merge', one, other, '--baseline', baseline, '--update-baseline'])
  const whole = await runCli(['check', historical, documented, '--baseline', baseline])
  const merged = await runCli(['merge', one, other, '--baseline', baseline])
  const gone = await runCli(['merge', other, '--baseline', baseline])

  expect([updated.code, updated.stderr]).toEqual([0, `room-sessions: ${baseline}: accepts 7 findings\n`])
  expect([merged.code, merged.stdout]).toEqual([0, whole.stdout])
  expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining('7 findings of the baseline are gone')])
  expect((await runCli(['merge', other, '--min-coverage', '99'])).code).toBe(1)
})

test.each([
  ['error', [], 0],
  ['error', ['--fail-on', 'note'], 1],
  ['note', [], 1],
  ['note', ['--fail-on', 'warning'], 0],
])('reports of checks that fail on %s, merged with %j, give %d', async (failOn, options, expected) => {
  const document = write(
    'deprecated.yaml',
    'openapi: 3.1.0\ninfo: {title: T, version: "1"}\npaths: {/a: {get: {deprecated: true, responses: {"200": {description: x}}}}}\n',
  )
  const recording = write(
    'a.json',
    '[{"scope": "http://h", "method": "GET", "path": "/a", "status": 200, "response": ""}]',
  )
  const report = join(folder, 'deprecated.report')
  await runCli(['check', recording, '--document', document, '--fail-on', failOn, '--report', `json=${report}`])

  expect((await runCli(['merge', report, ...options])).code).toBe(expected)
})

test('a report that is given twice, under another name, counts twice with a message', async () => {
  const copy = write('copy.json', readFileSync(one, 'utf8'))

  const { stderr } = await runCli(['merge', one, copy])
  const [, other = ''] = [copy, one].sort()
  expect(stderr).toContain(`${other}: is the same report as `)
})

test('waivers are those of the checks', async () => {
  const waivers = ['--waivers', 'test/recordings/waivers.yaml']
  const [waived, unneeded] = [join(folder, 'waived.json'), join(folder, 'unneeded.json')]
  await runCli(['check', historical, ...waivers, '--report', `json=${waived}`])
  await runCli(['check', documented, ...waivers, '--report', `json=${unneeded}`])

  const merged = await runCli(['merge', waived, unneeded, '--format', 'json'])
  expect(merged.stdout).toBe((await runCli(['check', historical, documented, ...waivers, '--format', 'json'])).stdout)
  expect(merged.code).toBe(0)
})

describe('what is not a report', () => {
  const broken: readonly (readonly [string, string, string])[] = [
    ['empty.json', '', ':1: expected a JSON report of check'],
    ['cut.json', '{"document": {', ':1: expected a JSON report of check'],
    [
      'list.json',
      '[]',
      'expected a JSON report of check, received another value: expected object, received an empty array',
    ],
    ['object.json', '{}', 'received another value: missing required property "document"'],
    ['other.har', '{"log": {}}', 'expected a JSON report of check, received another value'],
    ['proto.json', '{"__proto__": {"merge": 1}}', 'expected a JSON report of check, received another value'],
  ]
  test.each(broken)('%s is refused in one line', async (name, text, message) => {
    const { code, stdout, stderr } = await runCli(['merge', write(name, text), one])

    expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2])
    expect(stderr).toContain(message)
  })

  test('such as one whose counts are text, is refused with its place', async () => {
    const report = JSON.parse(readFileSync(one, 'utf8'))
    const path = write(
      'changed.json',
      JSON.stringify({ ...report, merge: { ...report.merge, tallies: [{ kind: 'x' }] } }),
    )
    const { code, stderr } = await runCli(['merge', path])

    expect(code).toBe(2)
    expect(stderr).toContain('/merge/tallies/0')
  })

  test('or of another document is refused', async () => {
    const api = write('api.yaml', 'openapi: 3.1.0\ninfo: {title: Other, version: "1"}\npaths: {}\n')
    const path = join(folder, 'of-other.json')
    await runCli(['check', documented, '--document', api, '--report', `json=${path}`])

    expect(await runCli(['merge', one, path])).toMatchObject({ code: 2, stdout: '' })
  })

  test('or of another version of the document, with the same name and operations, is refused', async () => {
    const api =
      'openapi: 3.1.0\ninfo: {title: A, version: "1"}\npaths: {/a: {get: {responses: {"200": {description: ok, content: {application/json: {schema: {properties: {a: {maxLength: LIMIT}}}}}}}}}}\n'
    const recordings = write(
      'a.har.json',
      JSON.stringify([{ scope: 'http://a.test', method: 'GET', path: '/a', status: 200, response: {} }]),
    )
    const reportOf = async (name: string, text: string) => {
      const report = join(folder, `of-${name}.json`)
      await runCli(['check', recordings, '--document', write(`${name}.yaml`, text), '--report', `json=${report}`])
      return report
    }
    const first = await reportOf('b', api.replace('LIMIT', '2'))
    const second = await reportOf('c', api.replace('LIMIT', '3'))
    const sameWithOtherLineEnds = await reportOf('d', api.replace('LIMIT', '2').replaceAll('\n', '\r\n'))

    const { code, stderr } = await runCli(['merge', first, second])
    expect([code, stderr]).toEqual([2, expect.stringContaining('another document with this name and version')])
    expect(await runCli(['merge', first, sameWithOtherLineEnds])).toMatchObject({ code: 0 })
  })

  test('that has only notes about unreadable recordings adds them to the merged one', async () => {
    const report = join(folder, 'unreadable.json')
    const checked = await runCli(['check', write('broken.har', '{'), '--report', `json=${report}`, '--report', 'text'])
    const { code, stdout } = await runCli(['merge', other, report])

    expect(checked).toMatchObject({ code: 2, stdout: '' })
    expect(checked.stderr).toContain('broken.har:1: ')
    expect(code).toBe(0)
    expect(stdout).toContain('broken.har:1 against')
  })

  test('is never overwritten by the merged one', async () => {
    const before = readFileSync(one, 'utf8')
    const { code } = await runCli(['merge', one, other, '--report', `json=${one}`])

    expect([code, readFileSync(one, 'utf8')]).toEqual([2, before])
  })
})

test.each(['one', 'other'])('does not write the report over %s of the reports to merge', async (name) => {
  const [path, before] = [join(folder, `${name}.json`), readFileSync(join(folder, `${name}.json`), 'utf8')]
  const { code, stderr } = await runCli(['merge', one, other, '--report', `json=${path}`])
  expect([code, stderr]).toEqual([2, expect.stringContaining(`${path}: cannot be written, because it is one of`)])
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('does not write the report over one of them, however its path is written', async () => {
  const path = `${folder}/../${basename(folder)}/one.json`
  const before = readFileSync(one, 'utf8')
  const { code } = await runCli(['merge', one, other, '--report', `json=${path}`])
  expect([code, readFileSync(one, 'utf8')]).toEqual([2, before])
})
