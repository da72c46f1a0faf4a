import { expect, test } from 'vitest'
import type {
  RoomRecording,
  RoomSession,
  RoomSessionMember,
  VideoLog,
  VideoLogEntry,
} from '../../../src/generated/types.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { read, readAll, sendRequest } from '../../support/sandbox-requests.js'

const sandbox = createSandbox()
const path = '/api/video/logs'
const isEntire = (log: VideoLogEntry): log is VideoLog => 'charge' in log
const toCents = (dollars: number) => Math.round(dollars * 10_000)
const sum = (items: readonly { cost_in_dollars: number }[]) =>
  items.reduce((total, { cost_in_dollars }) => total + toCents(cost_in_dollars), 0)

test('there is a log of every session, and discarded ones are listed only if they are asked for', async () => {
  const sessions = await readAll<RoomSession>(sandbox, '/api/video/room_sessions?page_size=1000')
  const all = await readAll<VideoLogEntry>(sandbox, `${path}?include_deleted=true`)
  const usual = await readAll<VideoLogEntry>(sandbox, path)
  expect(all).toHaveLength(sessions.length)
  expect(usual).toEqual(all.filter(isEntire))
  expect(usual.length).toBeLessThan(all.length)
  expect(all.map(({ created_at }) => created_at)).toEqual(sessions.map(({ created_at }) => created_at))
})

test('no log is discarded in the future', async () => {
  const later = createSandbox({ sessions: 600 })
  later.advance(3600)
  const now = later.now.toISOString().replace('.000Z', 'Z')
  const logs = await readAll<VideoLogEntry>(later, `${path}?include_deleted=true&created_on=2026-09-16&page_size=1000`)
  const discarded = logs.flatMap((log) => ('discarded_at' in log ? [log.discarded_at] : []))
  expect(discarded).toContain(now)
  expect(discarded.filter((time) => time > now)).toEqual([])
})

test('the charge of a log is the cost of the members and the recordings of its session', async () => {
  const logs = await readAll<VideoLog>(sandbox, path)
  const recorded = logs.find(({ charge_details }) => charge_details.length === 2)
  const { pathname } = new URL(recorded?.url ?? '')
  const members = await readAll<RoomSessionMember>(sandbox, `${pathname}/members`)
  const recordings = await readAll<RoomRecording>(sandbox, `${pathname}/recordings`)
  expect(recorded?.charge_details.map(({ charge }) => toCents(charge))).toEqual([sum(members), sum(recordings)])
  expect(toCents(recorded?.charge ?? 0)).toBe(sum(members) + sum(recordings))
})

test('a log is the same by its id and in the list', async () => {
  const logs = await readAll<VideoLogEntry>(sandbox, `${path}?include_deleted=true`)
  for (const log of logs) expect(await read(sandbox, `${path}/${log.id.toUpperCase()}`)).toEqual(log)
})

test('a list by time has the logs that were created in it, on every page', async () => {
  const all = await readAll<VideoLogEntry>(sandbox, `${path}?include_deleted=true`)
  const query = 'created_after=2026-08-01&created_before=2026-09-01&include_deleted=true'
  const found = await readAll<VideoLogEntry>(sandbox, `${path}?${query}&page_size=3`)
  const expected = all.filter(({ created_at }) => created_at >= '2026-08-02' && created_at < '2026-09-01')
  expect(found).toEqual(expected)
  expect(found.length).toBeGreaterThan(3)
})

test('a filter that is not a date gets 422', async () => {
  const response = await sendRequest(sandbox, `${path}?created_on=soon`)
  expect({ status: response.status, body: await response.json() }).toMatchObject({
    status: 422,
    body: { errors: [{ attribute: 'created_on', code: 'invalid_parameter' }] },
  })
})
