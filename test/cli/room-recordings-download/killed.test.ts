import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RoomRecording } from '../../../src/client/index.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { createRandom } from '../../../src/sandbox/made-up/random.js'
import { readAll } from '../../support/sandbox-requests.js'
import { end, start } from '../test-process.js'
import { serveSandbox } from './media-server.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test('a download that is killed again and again has the same bytes in the end, and receives nothing twice', async () => {
  const options = { sessions: 40, seed: 2 }
  const kills = 5
  const sandbox = createSandbox(options)
  const all = await readAll<RoomRecording>(sandbox, '/api/video/room_recordings?page_size=1000')
  const expected = new Map<string, string>()
  for (const { id, uri } of all) {
    if (uri) expected.set(id, digest(Buffer.from(await (await sandbox.fetch(uri)).arrayBuffer())))
  }
  const random = createRandom(1)
  let kill = () => {}
  /** Kills when a part of a file is written, so that another run can continue it: when a process writes is left to the system. */
  const killOnceWritten = (): void => {
    const parts = readdirSync(folder).filter((name) => name.endsWith('.part'))
    if (parts.some((name) => statSync(join(folder, name)).size > 0)) kill()
    else setImmediate(killOnceWritten)
  }
  let pieces = Number.POSITIVE_INFINITY
  const piece = 4096
  /** Bytes that were sent, by the id of the recording. */
  const sent = new Map<string, number>()
  const space = await serveSandbox(options, (request, response, body) => {
    const id = /[\da-f-]{36}(?=\.mp4)/.exec(request.url ?? '')?.[0] ?? ''
    const next = (at: number) => {
      if (response.destroyed) return
      if (at >= body.length) return void response.end()
      if (pieces-- <= 0) return killOnceWritten()
      sent.set(id, (sent.get(id) ?? 0) + Math.min(piece, body.length - at))
      // One piece at a time, as over a slow connection.
      response.write(body.subarray(at, at + piece), () => setImmediate(() => next(at + piece)))
    }
    next(0)
    return true
  })
  try {
    const run = async () => {
      const child = start(['download', '--to', folder, '--concurrency', '3'], { env: space.env })
      kill = () => void child.kill('SIGKILL')
      return await end(child)
    }
    for (let killed = 0; killed < kills; killed++) {
      pieces = random.integer(1, 25)
      expect(await run()).toMatchObject({ signal: 'SIGKILL' })
    }
    pieces = Number.POSITIVE_INFINITY
    expect(await run()).toMatchObject({ code: 0, signal: null })
  } finally {
    space.close()
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.mp4'))
  const saved = files.map((name) => [name.slice(-40, -4), digest(readFileSync(join(folder, name)))] as const)
  expect(new Map(saved.sort())).toEqual(new Map([...expected].sort()))
  expect(readdirSync(folder).filter((name) => /\.part|\.lock/.test(name))).toEqual([])
  // What was sent when the process was killed may not have arrived; a file that had arrived is not received again.
  const inFlight = 3 * kills * 16 * piece
  const total = all.reduce((sum, { size_in_bytes }) => sum + (size_in_bytes ?? 0), 0)
  expect([...sent.values()].reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(total + inFlight)
  const ranges = space.media().flatMap(({ headers }) => headers.range ?? [])
  expect(ranges.length).toBeGreaterThan(0)
}, 180_000)
