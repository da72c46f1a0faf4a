import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTimeZone } from '../../../src/cli/reading/time-zone.js'
import { type LedgerEntry, openLedger } from '../../../src/cli/room-recordings-download/ledger.js'
import { type SaveOptions, saveRecording } from '../../../src/cli/room-recordings-download/save.js'
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

/** Saves the recording, and adds an entry to the ledger before. Returns the entries that saving added. */
async function saveAfter(
  entry: LedgerEntry | undefined,
  options: Partial<SaveOptions> = {},
  changes: Partial<RoomRecording> = {},
) {
  const path = join(folder, 'recordings.ndjson')
  const ledger = await openLedger(path)
  try {
    if (entry) await ledger.add(entry)
    await saveRecording(
      { recording: { ...recording, ...changes }, room: 'standup' },
      {
        ...{ client, folder, ledger, template: '{room}.{ext}', timeZone: createTimeZone('UTC'), hasCommand: false },
        ...{ lock: { confirm: async () => {} }, withCredentials: false, mediaTtl: undefined },
        ...{ signal: new AbortController().signal, onBytes: async () => {}, ...options },
      },
    )
  } finally {
    await ledger.close()
  }
  const added = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(entry ? 1 : 0)
  return added.map((line): LedgerEntry => JSON.parse(line))
}

/** Saves the recording after an earlier run that left `part`. Returns the requested ranges and the entries it added. */
async function save(part: Buffer, entry: Partial<LedgerEntry> = {}, changes: Partial<RoomRecording> = {}) {
  writeFileSync(join(folder, `${file}.part`), part)
  const started: LedgerEntry = { id: recording.id, file, state: 'started', validator, ...entry }
  const added = await saveAfter(started, {}, changes)
  expect(readFileSync(join(folder, file))).toEqual(bytes)
  return { ranges: received, added }
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

// A service may send anything.
test.each<unknown>([-1, 1.5, Number.MAX_VALUE, '5', undefined])('a size of %j says nothing', async (size) => {
  expect(await saveAfter(undefined, {}, { size_in_bytes: size as null })).toContainEqual({
    ...saved,
    file: 'standup.mp4',
  })
})

describe('a recording that no run has begun', () => {
  const [start, end] = [
    { id: recording.id, file: 'standup.mp4', state: 'started' },
    { ...saved, file: 'standup.mp4' },
  ]
  const path = (name: string) => join(folder, name)

  test('gets a name, its bytes, and what is known of it without its link', async () => {
    let count = 0
    const onBytes = async (more: number) => {
      count += more
    }
    expect(await saveAfter(undefined, { onBytes })).toEqual([start, { ...start, validator }, end])
    expect(readFileSync(path('standup.mp4'))).toEqual(bytes)
    const { uri: _, ...known } = recording
    expect(JSON.parse(readFileSync(path('standup.mp4.json'), 'utf8'))).toEqual({ ...known, room_name: 'standup' })
    expect([count, existsSync(path('standup.mp4.part'))]).toEqual([bytes.length, false])
  })

  test('waits for its command if there is one', async () => {
    expect((await saveAfter(undefined, { hasCommand: true })).at(-1)).toEqual({ ...end, exec: 'pending' })
  })

  test.each(['standup.mp4', 'standup.mp4.part', 'standup.mp4.json'])(
    'leaves the file %s of others alone',
    async (name) => {
      writeFileSync(path(name), 'mine')
      const [first] = await saveAfter(undefined)
      expect(first?.file).toBe('standup_8a6e5d4c.mp4')
      expect(readFileSync(path(name), 'utf8')).toBe('mine')
    },
  )

  test('is an error if others have all of its names, or a name is too long', async () => {
    for (const end of ['', '_8a6e5d4c', `_${recording.id}`]) writeFileSync(path(`standup${end}.mp4`), 'mine')
    await expect(saveAfter(undefined)).rejects.toThrow(
      `${path('standup.mp4')}: not a download of this recording; move it away`,
    )
    await expect(saveAfter(undefined, { template: 'x'.repeat(300) })).rejects.toThrow(
      /^--name: the name of a file would be too long: x{300}$/,
    )
    expect(received).toEqual([])
  })

  test('does not replace a file that another process created while it was received', async () => {
    const lock = {
      async confirm() {
        writeFileSync(path('standup.mp4'), 'mine')
      },
    }
    await expect(saveAfter(undefined, { lock })).rejects.toThrow(`${path('standup.mp4')}: another process created it`)
    expect(readFileSync(path('standup.mp4'), 'utf8')).toBe('mine')
  })

  test('has no name if the lock was lost', async () => {
    const lock = {
      async confirm() {
        throw new Error('lost')
      },
    }
    await expect(saveAfter(undefined, { lock })).rejects.toThrow('lost')
    expect(existsSync(path('standup.mp4'))).toBe(false)
  })
})

describe('a recording whose file has its name, because the run was killed after that', () => {
  const started: LedgerEntry = { id: recording.id, file, state: 'started', validator }

  test.each<[string, Partial<RoomRecording>]>([
    ['with its size', {}],
    ['of unknown size', { size_in_bytes: null }],
  ])('is saved as it is: %s', async (_, changes) => {
    writeFileSync(join(folder, file), bytes)
    expect(await saveAfter(started, { hasCommand: true }, changes)).toEqual([{ ...saved, exec: 'pending' }])
    expect(received).toEqual([])
  })

  test('is an error if the file has another size', async () => {
    writeFileSync(join(folder, file), 'mine')
    await expect(saveAfter(started)).rejects.toThrow(
      `${join(folder, file)}: expected ${bytes.length} bytes, received 4; move the file away`,
    )
  })
})
