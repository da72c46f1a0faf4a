import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LedgerEntry, openLedger } from '../../../src/cli/room-recordings-download/ledger.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  path = join(folder, 'recordings.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true }))

const started: LedgerEntry = { id: 'one', file: 'a/b.mp4', state: 'started', validator: '"x"' }
const saved: LedgerEntry = { id: 'one', file: 'a/b.mp4', state: 'saved', size: 5 }

test('keeps the last entry of each recording', async () => {
  const ledger = await openLedger(path)
  await Promise.all([ledger.add(started), ledger.add(saved), ledger.add({ ...started, id: '__proto__', file: 'c' })])
  await ledger.close()
  const again = await openLedger(path)
  expect([again.find('one'), again.find('__proto__')?.file, again.find('constructor')]).toEqual([saved, 'c', undefined])
  await again.close()
})

test('removes a last line that was not written to its end', async () => {
  // Characters beyond ASCII take several bytes.
  const before = `${JSON.stringify({ ...started, file: 'Zoë/録画.mp4' })}\n`
  writeFileSync(path, `${before}{"id":"two","fi`)
  const ledger = await openLedger(path)
  expect([ledger.find('one')?.file, ledger.find('two')]).toEqual(['Zoë/録画.mp4', undefined])
  await ledger.add(saved)
  await ledger.close()
  expect(readFileSync(path, 'utf8')).toBe(`${before}${JSON.stringify(saved)}\n`)
})

test('gives a name to one recording only, also if letters differ in case, and keeps its own names and those beside a file', async () => {
  const ledger = await openLedger(path)
  expect(ledger.take('one', 'Ä.mp4')).toBe(true)
  expect(ledger.take('one', 'Ä.mp4')).toBe(true)
  for (const file of [
    'Ä.mp4',
    'ä.MP4',
    'A\u0308.mp4',
    'ä.mp4.json',
    'ä.mp4.part',
    'recordings.ndjson',
    'Recordings.ndjson.lock',
  ])
    expect([file, ledger.take('two', file)]).toEqual([file, false])
  expect(ledger.take('two', 'ä')).toBe(true)
  await ledger.close()
})

test.each([
  'nonsense',
  '{}',
  '{"id":"x","file":"../x","state":"saved"}',
  '{"id":"x","file":"/x","state":"saved"}',
  '{"id":"x","file":"a//x","state":"saved"}',
  '{"id":"x","file":"x","state":"done"}',
  '{"id":1,"file":"x","state":"saved"}',
  'null',
])('refuses the line %s, and says where it is', async (line) => {
  writeFileSync(path, `${JSON.stringify(started)}\n${line}\n`)
  await expect(openLedger(path)).rejects.toThrow(`${path}:2: not an entry of the list of downloads; move the file away`)
  expect(readFileSync(path, 'utf8')).toContain(line)
})

test('does not follow a link', async () => {
  const other = join(folder, 'other')
  writeFileSync(other, '')
  symlinkSync(other, path)
  await expect(openLedger(path)).rejects.toThrow('received a symbolic link')
})
