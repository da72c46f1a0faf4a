import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readJournal } from '../../../src/cli/export/journal.js'
import { findOwnText } from '../../../src/cli/export/own-file.js'
import { identifyProcess } from '../../../src/cli/export/process-identity.js'
import { openResumableFile } from '../../../src/cli/export/resumable-file.js'
import { openSink } from '../../../src/cli/export/sink.js'
import { createTestContext, createTestScreen } from '../test-context.js'

let folder: string
let output: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'resumable-'))
  output = join(folder, 'out')
})
afterEach(() => rmSync(folder, { recursive: true }))

const lock = {
  sleep: (_: number, signal: AbortSignal) =>
    new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  signal: new AbortController().signal,
  onWait: async () => {},
}
const open = (given: { identity?: string; restart?: boolean } = {}) =>
  openResumableFile<number>(output, { identity: 'a', restart: false, lock, ...given })

test('a file continues from its last checkpoint, whatever its length is, and then gets its name', async () => {
  const [first, second] = ['ü'.repeat(700_000), 'x'.repeat(100)]
  const file = await open()
  expect([file.resumed, file.size, file.partial]).toEqual([undefined, 0, `${output}.partial`])
  await file.write(first)
  await file.checkpoint(1)
  await file.write('lost')
  expect(file.size).toBe(1_400_004)
  await file.close()

  const again = await open()
  expect([again.resumed, again.size]).toEqual([1, 1_400_000])
  await again.write(second)
  await again.checkpoint(2)
  await again.close()

  const last = await open()
  expect([last.resumed, last.size, last.isLost]).toEqual([2, 1_400_100, false])
  expect(existsSync(output)).toBe(false)
  await last.finish()
  await last.close()
  expect(readFileSync(output, 'utf8')).toBe(first + second)
  expect(readdirSync(folder)).toEqual(['out'])
})

const { scope, ...self } = await identifyProcess()

describe.runIf(scope !== undefined)('a file whose run was killed', () => {
  /** Writes a file, and leaves it as if the process had been killed. Returns the name that only its run used. */
  const kill = async (): Promise<string> => {
    const file = await open()
    await file.write('x')
    await file.checkpoint(1)
    const { token } = JSON.parse(readFileSync(`${output}.partial.lock`, 'utf8'))
    // An earlier process had the pid of this one.
    writeFileSync(`${output}.partial.lock`, JSON.stringify({ token, ...self, scope: { ...scope, started: '0' } }))
    await file.close()
    return `${output}.partial.${token}`
  }

  test('while it gave the file its name continues, with what was written', async () => {
    const own = await kill()
    renameSync(`${output}.partial`, own)
    const file = await open()
    expect([file.resumed, file.size, readFileSync(file.partial, 'utf8')]).toEqual([1, 1, 'x'])
    await file.finish()
    await file.close()
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('while it copied what an earlier run had written continues, without the copy', async () => {
    writeFileSync(await kill(), 'half of a co')
    const file = await open()
    expect([file.resumed, file.size, readFileSync(file.partial, 'utf8')]).toEqual([1, 1, 'x'])
    await file.finish()
    await file.close()
    expect(readdirSync(folder)).toEqual(['out'])
  })

  test('before it wrote anything begins again', async () => {
    await kill()
    rmSync(`${output}.partial`)
    const file = await open()
    expect([file.resumed, file.size]).toEqual([undefined, 0])
    await file.discard()
    await file.close()
    expect(readdirSync(folder)).toEqual([])
  })
})

test('a file that is discarded leaves nothing behind', async () => {
  const file = await open()
  await file.write('x')
  await file.checkpoint(1)
  await file.discard()
  await file.close()
  expect(readdirSync(folder)).toEqual([])
})

test('what an earlier run has written is replaced with restart, and kept for another identity', async () => {
  const file = await open()
  await file.write('x')
  await file.checkpoint(1)
  await file.close()

  await expect(open({ identity: 'b' })).rejects.toThrow(/out\.partial: belongs to an export with other options/)
  expect(readFileSync(`${output}.partial`, 'utf8')).toBe('x')
  expect(readdirSync(folder).sort()).toEqual(['out.partial', 'out.partial.journal'])
  const again = await open({ identity: 'b', restart: true })
  expect([again.resumed, again.size, readFileSync(`${output}.partial`, 'utf8')]).toEqual([undefined, 0, ''])
  await again.close()
})

test('a file that someone else made is not touched, and an empty one is used', async () => {
  writeFileSync(`${output}.partial`, 'precious')
  await expect(open()).rejects.toThrow('out.partial: not the file of an export, which has a journal beside it; move it')
  expect(readFileSync(`${output}.partial`, 'utf8')).toBe('precious')
  expect(readdirSync(folder)).toEqual(['out.partial'])

  writeFileSync(`${output}.partial`, '')
  await (await open()).close()
})

test.each([
  ['text', 'text'],
  ['null', 'null'],
  ['another version', '{"version":1,"offset":0}'],
  ['an offset that is not a number', '{"version":2,"offset":"0"}'],
  ['an offset that is not whole', '{"version":2,"offset":0.5}'],
])('a journal with %s is not one', async (_, text) => {
  writeFileSync(output, text)
  await expect(readJournal(output)).rejects.toThrow(`${output}: not the journal of an export; move it away`)
  expect(readFileSync(output, 'utf8')).toBe(text)
})

test('a journal or a file of an export that does not exist is nothing, and a folder or a link is an error', async () => {
  expect([await readJournal(output), await findOwnText(output)]).toEqual([undefined, undefined])
  writeFileSync(output, 'x')
  expect(await findOwnText(output)).toBe('x')
  symlinkSync('out', join(folder, 'link'))
  mkdirSync(join(folder, 'folder'))
  await expect(findOwnText(join(folder, 'link'))).rejects.toThrow(
    /link: expected a file of an export, received a symbolic/,
  )
  await expect(findOwnText(join(folder, 'folder'))).rejects.toThrow(
    /folder: expected a file of an export, received a fo/,
  )
})

const target = { kind: 'sandbox', requested: true } as const
const options = { include: [], format: 'ndjson', concurrency: 1 } as const

test('an export saves how far it came after a mebibyte or five seconds, and not before', async () => {
  let time = 0
  const stderr = createTestScreen()
  const context = createTestContext({ stderr, now: () => new Date(time), sleep: lock.sleep })
  const sink = await openSink(
    { context, argv: ['export', '--restart', '--output', 'out'] },
    { ...options, output },
    target,
  )
  const saved = () => JSON.parse(readFileSync(`${output}.partial.journal`, 'utf8')).state?.sessions
  const stateOf = (sessions: number) => ({ sessions, stop: { skip: sessions } })

  await sink.write('x'.repeat(1024 * 1024 - 1))
  time = 4_999
  await sink.onProgress(stateOf(1))
  expect(saved()).toBeUndefined()
  await sink.write('x')
  await sink.onProgress(stateOf(2))
  expect(saved()).toBe(2)
  time = 9_998
  await sink.onProgress(stateOf(3))
  expect(saved()).toBe(2)
  time = 9_999
  await sink.onProgress(stateOf(4))
  expect(saved()).toBe(4)
  await sink.stop(stateOf(5))
  expect(saved()).toBe(5)
  expect(stderr.text).toBe(
    `room-sessions: 5 sessions saved in ${output}.partial; to continue: room-sessions export --output out\n`,
  )
  await sink.close()
})

test.each([
  [{ sessions: 0, stop: { skip: 0 } }, ''],
  [{ sessions: 2, stop: undefined }, ''],
  [
    { sessions: 2, stop: { cursor: 'P1', skip: 0 } },
    'room-sessions: stopped after 2 sessions; to continue: room-sessions export --cursor P1\n',
  ],
])('an export to stdout that stops at %j says %j', async (state, expected) => {
  const [stdout, stderr] = [createTestScreen({ isTTY: true }), createTestScreen()]
  const sink = await openSink({ context: createTestContext({ stdout, stderr }), argv: ['export'] }, options, target)
  await sink.write('x')
  await sink.onProgress(state)
  await sink.stop(state)
  await sink.finish()
  await sink.close()

  expect([sink.resumed, sink.isTTY, stdout.text, stderr.text]).toEqual([undefined, true, 'x', expected])
})
