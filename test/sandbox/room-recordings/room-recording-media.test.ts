import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoomRecording, RoomSession, RoomSessionEvent } from '../../../src/generated/types.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { authorize, read, readAll, sendRequest } from '../../support/sandbox-requests.js'

const sandbox = createSandbox()
const list = '/api/video/room_recordings'
let completed: RoomRecording[] = []
beforeAll(async () => {
  completed = (await readAll<RoomRecording>(sandbox, list)).filter(({ status }) => status === 'completed')
})
afterAll(() => sandbox.close())

const linkOf = ({ uri }: { uri: string | null }) => uri ?? ''
const first = () => completed[0] ?? fail()
const fail = (): never => {
  throw new Error('no recording is complete')
}

test('the file of every complete recording has as many bytes as the recording says, and is not large', async () => {
  for (const recording of completed) {
    const response = await sandbox.fetch(linkOf(recording))
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    expect([bytes.length, response.headers.get('content-length')]).toEqual([
      recording.size_in_bytes,
      String(recording.size_in_bytes),
    ])
    expect(bytes.length).toBeGreaterThanOrEqual(20_000)
    expect(bytes.length).toBeLessThanOrEqual(300_000)
  }
})

test('each file is different, and the same each time', async () => {
  const [one, same, other] = await Promise.all(
    [completed[0], completed[0], completed[1]].map(async (recording) =>
      Buffer.from(await (await sandbox.fetch(linkOf(recording ?? fail()))).arrayBuffer()).toString('base64'),
    ),
  )
  expect(one).toBe(same)
  expect(one?.slice(0, 20_000)).not.toBe(other?.slice(0, 20_000))
})

test.each([
  ['bytes=1-1', 1, 2],
  ['bytes=1000-', 1000, undefined],
  ['bytes=-7', -7, undefined],
  ['bytes=3-50001', 3, 50_002],
])('sends the range %s', async (range, start, end) => {
  const whole = new Uint8Array(await (await sandbox.fetch(linkOf(first()))).arrayBuffer())
  const response = await sandbox.fetch(linkOf(first()), { headers: { range } })
  const expected = whole.slice(start, end)
  expect(response.status).toBe(206)
  expect(Buffer.from(await response.arrayBuffer()).equals(expected)).toBe(true)
  const at = start < 0 ? whole.length + start : start
  expect(response.headers.get('content-range')).toBe(`bytes ${at}-${at + expected.length - 1}/${whole.length}`)
  expect(response.headers.get('content-length')).toBe(String(expected.length))
})

test('refuses a range behind the end, and says how long the file is', async () => {
  const response = await sandbox.fetch(linkOf(first()), { headers: { range: `bytes=${first().size_in_bytes}-` } })
  expect(response.status).toBe(416)
  expect(response.headers.get('content-range')).toBe(`bytes */${first().size_in_bytes}`)
})

test('sends a range only of the file that if-range names', async () => {
  const ask = async (ifRange: string) => {
    const headers = { range: 'bytes=5-9', 'if-range': ifRange }
    return (await sandbox.fetch(linkOf(first()), { headers })).status
  }
  const etag = (await sandbox.fetch(linkOf(first()))).headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\da-f]{8}"$/)
  expect(
    await Promise.all([ask(etag), ask('"other"'), ask(`W/${etag}`), ask('Wed, 16 Sep 2026 14:30:00 GMT')]),
  ).toEqual([206, 200, 200, 200])
})

test('responds to HEAD with the headers of the whole file', async () => {
  const response = await sandbox.fetch(linkOf(first()), { method: 'HEAD', headers: { range: 'bytes=0-1' } })
  expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([
    200,
    String(first().size_in_bytes),
    '',
  ])
})

test('refuses a link that has expired or was changed, and a file that does not exist', async () => {
  const expired = await read<RoomRecording>(sandbox, `${list}/${first().id}?media_ttl=0`)
  const changed = linkOf(first()).replace(/expires=\d+/, 'expires=9999999999')
  const unsigned = linkOf(first()).replace(/\?.*/, '')
  const other = linkOf(first()).replace(first().id, completed[1]?.id ?? '')
  for (const link of [linkOf(expired), changed, unsigned, other]) {
    const response = await sandbox.fetch(link)
    expect([response.status, await response.json()]).toEqual([403, { error: 'Forbidden' }])
  }
})

test('needs no credentials for a link, and still needs them for everything else', async () => {
  const { origin } = new URL(linkOf(first()))
  expect(origin).toBe('https://example.signalwire.com')
  expect((await sandbox.fetch(`${origin}/elsewhere.mp4`)).status).toBe(401)
  expect((await sendRequest(sandbox, linkOf(first()), { method: 'POST' })).status).toBe(404)
})

test('links lead to the sandbox itself where it listens', async () => {
  const { url } = await sandbox.listen()
  const found: RoomRecording = await (
    await fetch(`${url}${list}/${first().id}`, { headers: authorize(sandbox) })
  ).json()
  expect(new URL(linkOf(found)).origin).toBe(url)
  const response = await fetch(linkOf(found), { headers: { range: 'bytes=-100' } })
  const local = await sandbox.fetch(linkOf(first()), { headers: { range: 'bytes=-100' } })
  expect(response.status).toBe(206)
  expect(await response.text()).toBe(await local.text())
  expect(response.headers.get('content-range')).toBe(local.headers.get('content-range'))
})

test.each([120, 30, 2, 400])('the newest session of %i that has ended has complete recordings', async (sessions) => {
  const space = createSandbox({ sessions })
  const { data } = await read<{ data: RoomSession[] }>(space, '/api/video/room_sessions?status=completed&page_size=1')
  const recordings = await readAll<RoomRecording>(space, `/api/video/room_sessions/${data[0]?.id}/recordings`)
  expect(new Set(recordings.map(({ status }) => status))).toEqual(new Set(['completed']))
})

test('the last event of a recording has the status of the recording', async () => {
  const statuses = new Set<unknown>()
  for (const { id, status } of await readAll<RoomRecording>(sandbox, list)) {
    const events = await readAll<RoomSessionEvent>(sandbox, `${list}/${id}/events`)
    expect([id, events.at(-1)?.payload]).toEqual([
      id,
      status === null ? undefined : { recording: { id, state: status } },
    ])
    statuses.add(status)
  }
  expect(statuses).toEqual(new Set(['recording', 'paused', 'processing', 'completed', null]))
})
