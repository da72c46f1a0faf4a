import { expect, test } from 'vitest'
import type { RoomRecording, RoomSession, RoomSessionList, RoomSessionSummary } from '../../../src/generated/types.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { authorize, read, readAll, sendRequest } from '../../support/sandbox-requests.js'

const list = '/api/video/room_sessions'
const unknown = '00000000-0000-4000-8000-000000000000'
const sandbox = createSandbox()
const sessions = await readAll<RoomSession>(sandbox, list)

async function refusal(address: string) {
  const response = await sendRequest(sandbox, address)
  return { status: response.status, body: await response.json() }
}

test('lists all sessions, each once, the newest first', () => {
  const created = sessions.map((session) => session.created_at)
  expect(new Set(sessions.map((session) => session.id)).size).toBe(120)
  expect(created).toEqual([...created].sort().reverse())
})

test('returns the same bytes for the same seed, and other sessions for another seed', async () => {
  const text = async (seed: number) => (await sendRequest(createSandbox({ seed }), list)).text()
  expect(await text(1)).toBe(await text(1))
  expect(await text(1)).not.toBe(await text(2))
  expect(sessions[0]?.created_at).toBe('2026-09-16T14:26:24Z')
})

test('generates data for the time in `now`', async () => {
  const [newest] = await readAll<RoomSession>(createSandbox({ now: new Date('2030-01-02T12:00:00Z') }), list)
  expect(newest?.created_at).toMatch(/^2030-01-02T11:5/)
})

test.each([0, 1, 49, 50, 51])('has %i sessions when asked to', async (count) => {
  expect(await readAll(createSandbox({ sessions: count }), list)).toHaveLength(count)
})

test('returns any of 200,000 sessions without generating the others', async () => {
  const large = createSandbox({ sessions: 200_000 })
  const { data } = await read<RoomSessionList>(large, `${list}?page_size=1000`)
  expect(data).toHaveLength(1000)
  const session = data[999]
  expect(await read<RoomSessionSummary>(large, `${list}/${session?.id}`)).toMatchObject({ name: session?.name })
})

test.each(['in-progress', 'completed'])('filters by the status %s', async (status) => {
  const found = await readAll<RoomSession>(sandbox, `${list}?status=${status}&page_size=7`)
  expect(found.length).toBeGreaterThan(1)
  expect(found).toEqual(sessions.filter((session) => session.status === status))
})

test('filters by room_id in either case', async () => {
  const room = sessions.find((session) => session.room_id)?.room_id ?? ''
  const found = await readAll<RoomSession>(sandbox, `${list}?room_id=${room.toUpperCase()}`)
  expect(found.length).toBeGreaterThan(1)
  expect(found).toEqual(sessions.filter((session) => session.room_id === room))
})

test('filters by the whole room_name, case-sensitively', async () => {
  expect(await readAll(sandbox, `${list}?room_name=standup`)).toEqual(sessions.filter(({ name }) => name === 'standup'))
  expect(await readAll(sandbox, `${list}?room_name=Standup`)).toEqual([])
  expect(await readAll(sandbox, `${list}?room_name=stand`)).toEqual([])
})

test('filters by a part of the name with room_name_matches', async () => {
  const found = await readAll<RoomSession>(sandbox, `${list}?room_name_matches=esign`)
  expect(new Set(found.map((session) => session.name))).toEqual(new Set(['Design-Lab', 'design-review']))
  expect(await readAll(sandbox, `${list}?room_name_matches=Design-`)).toHaveLength(
    sessions.filter((session) => session.name === 'Design-Lab').length,
  )
})

test('combines several filters and keeps them from page to page', async () => {
  const query = 'status=completed&room_name_matches=s&page_size=3'
  const found = await readAll<RoomSession>(sandbox, `${list}?${query}`)
  expect(found.length).toBeGreaterThan(6)
  expect(found).toEqual(sessions.filter(({ name, status }) => status === 'completed' && name?.includes('s')))
  const { links } = await read<RoomSessionList>(sandbox, `${list}?${query}`)
  expect(links.first).toBe(`https://example.signalwire.com${list}?page_size=3&room_name_matches=s&status=completed`)
})

test('ignores a filter whose name is in another case', async () => {
  expect(await readAll(sandbox, `${list}?Status=completed&unknown=1`)).toHaveLength(120)
})

test('filters the same way whatever was requested before', async () => {
  const other = createSandbox()
  const before = await readAll(other, `${list}?status=in-progress`)
  for (let at = 0; at < 10; at++) await readAll(other, `${list}?room_name=none-${at}`)
  expect(await readAll(other, `${list}?status=in-progress`)).toEqual(before)
})

test('gets a session as the list has it, without the properties that only the list has', async () => {
  for (const { cost_in_dollars, enable_room_previews, locked_cover, ...summary } of sessions.slice(0, 10)) {
    expect(await read(sandbox, `${list}/${summary.id}`)).toEqual(summary)
  }
})

test('gets a session by its identifier in capitals', async () => {
  const id = sessions[3]?.id ?? ''
  expect(await read(sandbox, `${list}/${id.toUpperCase()}`)).toMatchObject({ id })
})

test('does not find a session of another seed, or one beyond the number of sessions', async () => {
  const few = createSandbox({ sessions: 100 })
  expect((await sendRequest(few, `${list}/${sessions[119]?.id}`)).status).toBe(404)
  expect((await sendRequest(createSandbox({ seed: 2 }), `${list}/${sessions[0]?.id}`)).status).toBe(404)
})

test('responds with 404 to an unknown session and with 400 to an invalid identifier', async () => {
  expect(await refusal(`${list}/${unknown}`)).toEqual({ status: 404, body: { error: 'Not Found' } })
  for (const path of ['x', 'x/events', 'x/members', 'x/recordings', '%ff']) {
    expect(await refusal(`${list}/${path}`)).toEqual({ status: 400, body: { error: 'Bad Request' } })
  }
})

test.each(['events', 'members', 'recordings'])('responds with 422 to the %s of an unknown session', async (kind) => {
  expect(await refusal(`${list}/${unknown}/${kind}`)).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'does_not_exist', attribute: 'id' }] },
  })
})

test('lists all mistakes of a query at once, in the documented shape', async () => {
  const { status, body } = await refusal(`${list}?page_size=0&page_number=-1&status=done&room_id=1`)
  expect(status).toBe(422)
  expect(body.errors.map((error: { attribute: string }) => error.attribute)).toEqual([
    'room_id',
    'status',
    'page_number',
    'page_size',
  ])
  expect(body.errors[3]).toEqual({
    type: 'validation_error',
    code: 'invalid_parameter',
    message: 'must be greater than or equal to 1',
    attribute: 'page_size',
    url: 'https://developer.signalwire.com/rest/overview/error-codes/#invalid_parameter',
  })
})

test('responds with 422 to a page without its token and to the token of another list', async () => {
  expect(await refusal(`${list}?page_number=1`)).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'page_token_required', attribute: 'page_token' }] },
  })
  const { links } = await read<RoomSessionList>(sandbox, list)
  const token = new URL(links.next ?? '').searchParams.get('page_token')
  expect(await refusal(`${list}/${sessions[0]?.id}/events?page_number=1&page_token=${token}`)).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'page_token_is_invalid', attribute: 'page_token' }] },
  })
})

test('checks the credentials before anything else', async () => {
  for (const address of [list, `${list}?page_size=0`, `${list}/x`, '/nowhere']) {
    const response = await sendRequest(sandbox, address, { headers: { authorization: 'Basic bm86bm8=' } })
    expect([response.status, await response.json()]).toEqual([401, { error: 'Unauthorized' }])
  }
})

test('responds with 404 to an unknown path and with 405 to an unknown method', async () => {
  expect(await refusal(`${list}-unknown`)).toEqual({ status: 404, body: { error: 'Not Found' } })
  const deleted = await sendRequest(sandbox, list, { method: 'DELETE', headers: authorize(sandbox) })
  expect([deleted.status, await deleted.json()]).toEqual([405, { error: 'Method Not Allowed' }])
})

test('signs URLs of recordings that are valid for media_ttl, or 15 minutes without it', async () => {
  const id = await findRecorded()
  const expiry = async (query: string) => {
    const [recording] = await readAll<RoomRecording>(sandbox, `${list}/${id}/recordings${query}`)
    const expires = Number(new URL(recording?.uri ?? '').searchParams.get('expires'))
    return expires - Date.parse('2026-09-16T14:30:00Z') / 1000
  }
  expect(await expiry('')).toBe(900)
  expect(await expiry('?media_ttl=0')).toBe(0)
  expect(await expiry('?media_ttl=86400')).toBe(86_400)
})

/** A session whose first recording has a URL. */
async function findRecorded(): Promise<string> {
  for (const { id } of sessions) {
    const [recording] = await readAll<RoomRecording>(sandbox, `${list}/${id}/recordings`)
    if (recording?.uri) return id
  }
  throw new Error('no recording has an address')
}
