import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { type LedgerEntry, openLedger } from '../../../src/cli/room-recordings-download/ledger.js'
import { saveRecording } from '../../../src/cli/room-recordings-download/save.js'
import { createClient, type RoomRecording } from '../../../src/client/index.js'

const bytes = Buffer.from('the bytes of a recording')
const validator = '"tag"'
const file = 'a.mp4'

const recording: RoomRecording = {
  id: '8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918',
  room_session_id: 'c22d24f6-5a47-4597-9a23-c7d01e696b92',
  status: 'completed',
  started_at: '2026-09-15T22:30:00Z',
  finished_at: '2026-09-15T23:00:00Z',
  duration: 1800,
  size_in_bytes: bytes.length,
  format: 'video/mp4',
  cost_in_dollars: 0,
  uri: 'https://media.example/a.mp4',
  created_at: '2026-09-15T22:30:00Z',
  updated_at: '2026-09-15T22:30:00Z',
}

let folder: string
let received: (string | null)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'save-'))
  received = []
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A server that has the file and answers ranges. */
const client = createClient({
  space: 'example',
  projectId: 'project',
  apiToken: 'token-of-the-test',
  retry: false,
  fetch: async (_, { headers }) => {
    const range = new Headers(headers).get('range')
    received.push(range)
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    if (range !== null && from >= bytes.length)
      return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } })
    return new Response(bytes.subarray(from), {
      status: range === null ? 200 : 206,
      headers: {
        etag: validator,
        ...(range !== null && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
      },
    })
  },
})

/** Saves the recording after an earlier run that left `part`. Returns the requested ranges and the entries it added. */
async function save(part: Buffer, entry: Partial<LedgerEntry> = {}, changes: Partial<RoomRecording> = {}) {
  writeFileSync(join(folder, `${file}.part`), part)
  const path = join(folder, 'recordings.ndjson')
  const ledger = await openLedger(path)
  await ledger.add({ id: recording.id, file, state: 'started', validator, ...entry })
  await saveRecording(
    { recording: { ...recording, ...changes }, room: 'standup' },
    {
      ...{ client, folder, ledger, template: '{id}.{ext}', timeZone: createTimeZone('UTC'), hasCommand: false },
      ...{ lock: { confirm: async () => {} }, withCredentials: false, mediaTtl: undefined },
      ...{ signal: new AbortController().signal, onBytes: async () => {} },
    },
  )
  await ledger.close()
  expect(readFileSync(join(folder, file))).toEqual(bytes)
  const [, ...added] = readFileSync(path, 'utf8').trim().split('\n')
  return { ranges: received, added: added.map((line): LedgerEntry => JSON.parse(line)) }
}

const saved = { id: recording.id, file, state: 'saved', size: bytes.length }

test('continues a part after its last byte', async () => {
  expect(await save(bytes.subarray(0, 5))).toEqual({ ranges: ['bytes=5-'], added: [saved] })
})

test('receives no byte of a complete part again', async () => {
  expect(await save(bytes)).toEqual({ ranges: [`bytes=${bytes.length}-`], added: [saved] })
})

test('begins a part again that is longer than the recording', async () => {
  expect((await save(Buffer.concat([bytes, bytes]))).ranges).toEqual([null])
})

test('begins a part again that had the wrong size, and forgets that it had', async () => {
  const { ranges, added } = await save(bytes.subarray(0, 5), { wrongSize: true })
  expect(ranges).toEqual([null])
  expect(added).toEqual([{ id: recording.id, file, state: 'started', validator }, saved])
})

test('begins a part again if neither a size nor a validator says that it is of the same file', async () => {
  const unknown = { size_in_bytes: null }
  expect((await save(bytes.subarray(0, 5), { validator: null }, unknown)).ranges).toEqual([null])
})

test('continues a part of unknown size if there is a validator', async () => {
  expect((await save(bytes.subarray(0, 5), {}, { size_in_bytes: null })).ranges).toEqual(['bytes=5-'])
})
