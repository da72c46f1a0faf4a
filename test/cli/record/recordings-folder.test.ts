import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Answered } from '../../../src/cli/record/ask.js'
import { formatReadme, type Provenance, readDate, readFileNames } from '../../../src/cli/record/provenance.js'
import { findKept, requireOwnFolder, withoutKept, writeRecordings } from '../../../src/cli/record/recordings-folder.js'
import { findMissing, toFileName, toInteractions, toOutcome } from '../../../src/cli/record/traffic.js'
import { createScrubber } from '../../../src/contract/index.js'

let parent: string
let folder: string
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'recordings-'))
  folder = join(parent, 'live')
})
afterEach(() => rmSync(parent, { recursive: true }))

const plain: Provenance = {
  ...{ date: '2026-01-31', service: 'a space', version: '1.2.3', files: [], kept: [], real: [], missing: [] },
  document: { title: 'Rooms', version: '1', digest: 'abc' },
}
const answered = (name: string, statuses: readonly number[], more: Partial<Answered> = {}): Answered => ({
  case: { operationId: 'list_logs', name },
  interactions: statuses.map((status) => ({
    request: { method: 'GET', url: 'https://h.example/a', headers: [] },
    response: { status, headers: [], body: '{}' },
  })),
  ...more,
})
const toTraffic = (answers: readonly Answered[], stopped?: string) => ({
  ...{ answers, scrubber: createScrubber(), notRequested: [] },
  ...(stopped !== undefined && { stopped }),
})

describe('the README of recordings', () => {
  const whole = {
    ...plain,
    files: [['a.200.b.json', 2] as const, ['c.422.d.json', 1] as const],
    kept: ['e.200.f.json'],
    real: ['a.json /0/response'],
    missing: ['list_logs pages: no response', 'get_log x: not requested'],
  }

  test('names the date, the document, the files and what is missing', () => {
    const readme = formatReadme('live', whole)
    expect(readme).toMatch(
      /^# live\n\nWhat a space answered on 2026-01-31, recorded by .* 1\.2\.3\.\nDocument: Rooms 1, SHA-256 abc\.\n/,
    )
    expect(readme).toContain(`|---|---|
| \`a.200.b.json\` | 2 |
| \`c.422.d.json\` | 1 |
| \`e.200.f.json\` | from an earlier run, with other placeholders |

Real values, because replacing them would change what a check finds:

- a.json /0/response

Not recorded:

- list_logs pages: no response
- get_log x: not requested
`)
    expect(formatReadme('live', plain)).not.toMatch(/Real values, because|Not recorded/)
  })

  test('is read by the next run, which no other text is', () => {
    const readme = formatReadme('live', whole)
    expect(readDate(readme)).toBe('2026-01-31')
    expect(readFileNames(readme)).toEqual(['a.200.b.json', 'c.422.d.json', 'e.200.f.json'])
    expect(readDate('# Notes\n\nThey answered on Monday, I think')).toBeUndefined()
    // Files of other folders are never removed.
    expect(readFileNames('| `../a.json` |\n| `a/b.json` |\n| `a.txt` |\n text | `c.json` |')).toEqual([])
  })

  test('of someone else is not overwritten', async () => {
    await requireOwnFolder(folder)
    mkdirSync(folder)
    await requireOwnFolder(folder)
    writeFileSync(join(folder, 'README.md'), formatReadme('live', plain))
    await requireOwnFolder(folder)
    writeFileSync(join(folder, 'README.md'), '# Mine')
    await expect(requireOwnFolder(folder)).rejects.toThrow(/README\.md: not the README of recordings; it would be over/)
  })
})

describe('writing recordings', () => {
  const read = () =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  const write = (files: Readonly<Record<string, string>>, more: Partial<Provenance> = {}) =>
    writeRecordings(folder, new Map(Object.entries(files)), {
      ...plain,
      files: Object.keys(files).map((name) => [name, 1]),
      ...more,
    })

  test('replaces those of an earlier run, except those that are kept, and no other files', async () => {
    await write({ 'a.json': '1', 'b.json': '2', 'c.json': '3', 'd.json': '4' })
    writeFileSync(join(folder, 'mine.json'), 'mine')
    // Someone else removed it already.
    rmSync(join(folder, 'b.json'))
    await write({ 'a.json': '4' }, { kept: ['c.json'], date: '2026-02-01' })
    const { 'README.md': readme = '', ...files } = read()
    expect(files).toEqual({ 'a.json': '4', 'c.json': '3', 'mine.json': 'mine' })
    expect(readme).toMatch(/^# live\n/)
    expect(readDate(readme)).toBe('2026-02-01')
  })

  test.each<[string, Readonly<Record<string, string>>, Partial<Provenance>, string]>([
    ['nothing has changed', { 'a.json': '1' }, {}, '2026-01-31'],
    ['a recording has changed', { 'a.json': '2' }, {}, '2026-02-01'],
    ['only the README has changed', { 'a.json': '1' }, { missing: ['x'] }, '2026-02-01'],
  ])('keeps the date only if nothing has changed: %s', async (_, files, more, date) => {
    await write({ 'a.json': '1' })
    await write(files, { ...more, date: '2026-02-01' })
    expect(readDate(read()['README.md'] ?? '')).toBe(date)
  })

  test('does not write a file again that has not changed', async () => {
    await write({ 'a.json': '1' })
    utimesSync(join(folder, 'a.json'), 1, 1)
    await write({ 'a.json': '1', 'b.json': '2' })
    expect(statSync(join(folder, 'a.json')).mtimeMs).toBe(1000)
  })
})

describe('the recordings of an earlier run', () => {
  const earlier = ['list_logs.200.pages.json', 'list_logs.422.wrong.json', 'get_log.200.session.json']
  beforeEach(() => {
    mkdirSync(folder)
    for (const name of earlier) writeFileSync(join(folder, name), '[]')
    const files = [...earlier, 'list_logs.200.gone.json'].map((name) => [name, 1] as const)
    writeFileSync(join(folder, 'README.md'), formatReadme('live', { ...plain, files }))
  })

  test.each<[string, readonly Answered[], string | undefined, string[]]>([
    ['none if every case has its responses', [answered('pages', [200])], undefined, []],
    [
      'those of cases without a response, or that were not requested',
      [answered('pages', [200]), answered('wrong', [], { cause: 'timed out' })],
      undefined,
      ['list_logs.422.wrong.json', 'get_log.200.session.json'],
    ],
    [
      'none of a case that was answered with another status',
      [answered('wrong', [500]), answered('pages', [], { cause: 'timed out' })],
      undefined,
      ['list_logs.200.pages.json', 'get_log.200.session.json'],
    ],
    ['all if the run stopped at once', [], 'stopped', earlier],
  ])('are kept: %s', async (_, answers, stopped, expected) => {
    expect(await findKept(folder, toTraffic(answers, stopped))).toEqual(expected)
  })

  test('are not replaced by a part of the responses', () => {
    const answers = [answered('pages', [200], { cause: 'timed out' }), answered('wrong', [422])]
    const written = withoutKept(answers, ['list_logs.200.pages.json', 'get_log.422.wrong.json'])
    expect(written.map(({ interactions }) => interactions.length)).toEqual([0, 1])
  })

  test('are none in a new folder', async () => {
    expect(await findKept(join(parent, 'new'), toTraffic([], 'stopped'))).toEqual([])
  })
})

describe('the outcome of recording', () => {
  test.each([
    [toTraffic([answered('a', [200])]), 0],
    [toTraffic([]), 0],
    [toTraffic([answered('a', [200]), answered('b', [], { cause: 'timed out' })]), 1],
    [toTraffic([answered('a', [200], { missing: 'the pages after the first 12' })]), 0],
    [toTraffic([], 'stopped'), 2],
  ] as const)('is an exit code (%#)', (traffic, code) => {
    expect(toOutcome(traffic)).toBe(code)
  })

  test('has a line for each case of which something is missing', () => {
    const missing = 'no response could be read to its end'
    expect(findMissing([answered('a', [200]), answered('b', [], { missing })])).toEqual([`list_logs b: ${missing}`])
  })

  test('has a file for each case, named after its first status', () => {
    expect(['a', 'b'].map((name, index) => toFileName(answered(name, [[404, 200], []][index] ?? [])))).toEqual([
      'list_logs.404.a.json',
      'list_logs.none.b.json',
    ])
    expect(toInteractions(answered('a', [200, 200]), 'live').map(({ source }) => source)).toEqual([
      'live/list_logs.200.a.json',
      'live/list_logs.200.a.json',
    ])
  })
})
