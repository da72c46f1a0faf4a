import { afterAll, describe, expect, test } from 'vitest'
import { checkInteractions, type Interaction, interactionFromFetch } from '../../src/contract/index.js'
import type { RoomRecording, RoomSession, VideoLogEntry } from '../../src/generated/types.js'
import { createSandbox } from '../../src/sandbox/index.js'
import { loadRoomSessions } from '../support/document.js'
import { authorize, readAll } from '../support/sandbox-requests.js'

const list = '/api/video/room_sessions'
const unknown = '00000000-0000-4000-8000-000000000000'
const document = await loadRoomSessions()
const sandbox = createSandbox({ sessions: 60 })
const { url } = await sandbox.listen()
const sessions = await readAll<RoomSession>(sandbox, list)
const recordingList = '/api/video/room_recordings'
const recordings = await readAll<RoomRecording>(sandbox, recordingList)
const logList = '/api/video/logs'
const logs = await readAll<VideoLogEntry>(sandbox, `${logList}?include_deleted=true`)

afterAll(() => sandbox.close())

/** Asks in either way and keeps what was said. */
async function observe(origin: string, address: string, init: RequestInit = {}): Promise<Interaction> {
  const request = new Request(new URL(address, origin), { headers: authorize(sandbox), ...init })
  // The server may close an idle connection while this process is busy with a check, so none is used again.
  request.headers.set('connection', 'close')
  const response = await (origin === url ? fetch(request.clone()) : sandbox.fetch(request))
  return await interactionFromFetch(request, response)
}

/** What is said on all pages of a list. */
async function observePages(origin: string, address: string): Promise<Interaction[]> {
  const interactions: Interaction[] = []
  for (let next: string | undefined = address; next !== undefined; ) {
    const interaction: Interaction = await observe(origin, next)
    interactions.push(interaction)
    const body: { links: { next?: string; prev?: string } } = JSON.parse(interaction.response.body ?? '')
    if (body.links.prev && !body.links.next) interactions.push(await observe(origin, body.links.prev))
    next = body.links.next
  }
  return interactions
}

const filters = [
  '',
  '?page_number=0',
  '?page_size=1&status=in-progress',
  '?page_size=1000',
  '?page_size=13',
  '?status=in-progress',
  '?status=completed&page_size=7',
  '?room_name=standup',
  '?room_name=nobody',
  '?room_name_matches=meeting-&status=completed&page_size=4',
  `?room_id=${sessions.find((session) => session.room_id)?.room_id}`,
]

const logFilters = [
  '?page_number=0&page_size=7',
  '?include_deleted=true&page_size=50',
  '?include_deleted=false&created_after=2026-09-01',
  '?created_on=2026-09-16&page_size=5',
  '?created_before=2026-09-16T12:00:00Z&created_after=2026-09-15T12:00:00%2B02:00&page_size=5',
  '?created_before=2020-01-01',
]

/** Everything that the sandbox has to tell. */
async function observeAnswers(origin: string, of: readonly RoomSession[]): Promise<Interaction[]> {
  const lists = filters.map((query) => `${list}${query}`)
  const parts = of.flatMap(({ id }) => [
    `${list}/${id}/events?page_size=5`,
    `${list}/${id}/members?page_size=3`,
    `${list}/${id}/recordings?page_number=0`,
    `${list}/${id}/recordings?media_ttl=60&page_size=1`,
  ])
  const others = [
    `${recordingList}?page_size=20&media_ttl=60`,
    `${recordingList}?page_number=0`,
    ...recordings.slice(0, 10).map(({ id }) => `${recordingList}/${id}/events?page_size=1`),
    ...recordings.slice(0, 10).map(({ id }) => `${recordingList}/${id}/events?page_number=0`),
    ...logFilters.map((query) => `${logList}${query}`),
  ]
  const pages = await Promise.all([...lists, ...parts, ...others].map((address) => observePages(origin, address)))
  const items = [
    ...of.map(({ id }) => `${list}/${id}`),
    ...recordings.map(({ id }) => `${recordingList}/${id}?media_ttl=60`),
    ...logs.map(({ id }) => `${logList}/${id}`),
  ]
  const summaries = await Promise.all(items.map((address) => observe(origin, address)))
  return [...pages.flat(), ...summaries]
}

const inProcess = 'https://example.signalwire.com'
/** All of it in process, which two tests look at. */
const answersInProcess = observeAnswers(inProcess, sessions)

const paths = [
  list,
  ...['events', 'members', 'recordings'].map((kind) => `${list}/${sessions[0]?.id}/${kind}`),
  recordingList,
  `${recordingList}/${recordings[0]?.id}/events`,
  logList,
]

const items = [`${list}/${sessions[0]?.id}`, `${recordingList}/${recordings[0]?.id}`, `${logList}/${logs[0]?.id}`]

/** Requests that break the document, and one for what is not there. */
async function observeRefusals(origin: string): Promise<Interaction[]> {
  const wrongQueries = ['page_size=0', 'page_size=1001', 'page_size=x', 'page_number=-1', 'page_number=0.5&page_size=']
  const wrongFilters = ['room_id=1', 'status=done', 'status=Completed&room_id=&page_size=&page_number=']
  const addresses = [
    ...paths.flatMap((path) => wrongQueries.map((query) => `${path}?${query}`)),
    ...wrongFilters.map((query) => `${list}?${query}`),
    `${paths[3]}?media_ttl=-1`,
    ...['', '/events', '/members', '/recordings'].map((kind) => `${list}/no-uuid${kind}`),
    `${recordingList}?media_ttl=-1`,
    `${items[1]}?media_ttl=-1`,
    `${logList}?include_deleted=yes`,
    `${recordingList}/no-uuid`,
    `${recordingList}/no-uuid/events`,
    `${logList}/no-uuid`,
    ...[list, recordingList, logList].map((path) => `${path}/${unknown}`),
  ]
  const withoutCredentials = [...paths, ...items, `${list}/${unknown}`, `${list}?page_size=0`]
  return await Promise.all([
    ...addresses.map((address) => observe(origin, address)),
    ...withoutCredentials.map((address) => observe(origin, address, { headers: {} })),
  ])
}

/** Requests that keep the document and are refused for what it cannot say. */
async function observeUnexplained(origin: string): Promise<Interaction[]> {
  const refused = paths.flatMap((path) => [
    observe(origin, `${path}?page_number=1`),
    observe(origin, `${path}?page_number=1&page_token=PA${unknown}`),
    observe(origin, path, { headers: { authorization: 'Basic bm86bm8=' } }),
  ])
  const absent = [
    ...['events', 'members', 'recordings'].map((kind) => `${list}/${unknown}/${kind}`),
    `${recordingList}/${unknown}/events`,
    `${logList}?created_on=2026-02-30`,
  ]
  return await Promise.all([...refused, ...absent.map((address) => observe(origin, address))])
}

const statusesOf = (interactions: readonly Interaction[]) =>
  [...new Set(interactions.map(({ response }) => response.status))].sort()

describe.each([
  { way: 'in process', origin: inProcess, observed: () => answersInProcess },
  { way: 'over HTTP', origin: url, observed: () => observeAnswers(url, sessions.slice(0, 20)) },
])('$way', ({ origin, observed }) => {
  test('every answer keeps the document', async () => {
    const interactions = await observed()
    const { findings, summary } = checkInteractions(document, interactions)
    expect(findings).toEqual([])
    expect(summary.checked).toBe(interactions.length)
    expect(statusesOf(interactions)).toEqual([200])
  })

  test('every refusal keeps the document', async () => {
    const interactions = await observeRefusals(origin)
    const { findings, summary } = checkInteractions(document, interactions)
    expect(findings).toEqual([])
    expect(summary.checked).toBe(interactions.length)
    expect(statusesOf(interactions)).toEqual([400, 401, 404, 422])
  })

  test('a refusal that only the service can explain keeps the document', async () => {
    const interactions = await observeUnexplained(origin)
    const { findings } = checkInteractions(document, interactions)
    expect(findings).toEqual([])
    expect(statusesOf(interactions)).toEqual([401, 422])
  })

  test('an error that was asked for keeps the document', async () => {
    const addresses = [...paths, ...items]
    for (const address of addresses) {
      sandbox.failNext({ status: 500 })
      const interaction = await observe(origin, address)
      expect(interaction.response.status).toBe(500)
      expect(checkInteractions(document, [interaction]).findings).toEqual([])
    }
  })
})

/** What the sandbox never shows, of each operation that has it. */
const neverShown = [
  // Every error of a 422 names a parameter.
  '422 /errors empty',
  '422 /errors/items/attribute null',
  '422 /errors/items/attribute absent',
  // It has logs of room sessions only.
  '200 /data/items/type "video_conference_session"',
  '200 /type "video_conference_session"',
  // Events of a recording belong to no member.
  'list_room_recording_events 200 /data/items/room_participant_id non-null',
  'list_room_recording_events 200 /data/items/room_recording_id absent',
  // Every recording has one or two events.
  'list_room_recording_events 200 /data empty',
  'list_room_recording_events 200 middle',
  // These operations have at most one parameter that could be wrong.
  'get_room_recording 422 /errors many',
  'get_log 422 /errors many',
]

test('shows everything that the document describes, except what is listed', async () => {
  const origin = inProcess
  const interactions: Interaction[] = []
  for (const address of [...paths, ...items]) {
    for (const status of address.startsWith(logList) ? [500, 403] : [500]) {
      sandbox.failNext({ status })
      interactions.push(await observe(origin, address))
    }
  }
  // Parameters that cannot be understood: the sandbox refuses them with 422, the document allows 400 too.
  for (const address of [`${list}?room_id=1`, `${recordingList}?page_size=x`, `${logList}?page_size=x`]) {
    sandbox.failNext({ status: 400 })
    interactions.push(await observe(origin, address))
  }
  // The document allows 422 for a log, but the operation has no parameter that could be wrong.
  sandbox.failNext({ status: 422 })
  interactions.push(await observe(origin, items[2] ?? ''))
  for (const path of [recordingList, logList]) interactions.push(await observe(origin, `${path}?page_size=1`))
  const empty = createSandbox({ sessions: 0 })
  for (const path of [recordingList, logList]) {
    const request = new Request(`${origin}${path}`, { headers: authorize(empty) })
    interactions.push(await interactionFromFetch(request, await empty.fetch(request)))
  }
  interactions.push(...(await answersInProcess), ...(await observeRefusals(origin)))

  const { coverage } = checkInteractions(document, interactions)
  const uncovered = coverage.entries
    .filter(({ covered }) => Object.keys(covered).length === 0)
    .filter(
      ({ operationId, subject, aspect }) =>
        !neverShown.some((each) => [`${subject} ${aspect}`, `${operationId} ${subject} ${aspect}`].includes(each)),
    )
  expect(coverage.total).toBeGreaterThan(300)
  expect(uncovered.map(({ operationId, subject, aspect }) => `${operationId} ${subject} ${aspect}`)).toEqual([])
})
