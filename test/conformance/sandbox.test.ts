import { afterAll, describe, expect, test } from 'vitest'
import { checkInteractions, type Interaction, interactionFromFetch } from '../../src/contract/index.js'
import type { RoomSession } from '../../src/generated/types.js'
import { createSandbox } from '../../src/sandbox/index.js'
import { loadRoomSessions } from '../support/document.js'
import { authorize, readAll } from '../support/sandbox-requests.js'

const list = '/api/video/room_sessions'
const unknown = '00000000-0000-4000-8000-000000000000'
const document = await loadRoomSessions()
const sandbox = createSandbox()
const { url } = await sandbox.listen()
const sessions = await readAll<RoomSession>(sandbox, list)

afterAll(() => sandbox.close())

/** Asks in either way and keeps what was said. */
async function observe(origin: string, address: string, init: RequestInit = {}): Promise<Interaction> {
  const request = new Request(new URL(address, origin), { headers: authorize(sandbox), ...init })
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

/** Everything that the sandbox has to tell. */
async function observeAnswers(origin: string, of: readonly RoomSession[]): Promise<Interaction[]> {
  const lists = filters.map((query) => `${list}${query}`)
  const parts = of.flatMap(({ id }) => [
    `${list}/${id}/events?page_size=5`,
    `${list}/${id}/members?page_size=3`,
    `${list}/${id}/recordings?page_number=0`,
    `${list}/${id}/recordings?media_ttl=60&page_size=1`,
  ])
  const pages = await Promise.all([...lists, ...parts].map((address) => observePages(origin, address)))
  const summaries = await Promise.all(of.map(({ id }) => observe(origin, `${list}/${id}`)))
  return [...pages.flat(), ...summaries]
}

const paths = [list, ...['events', 'members', 'recordings'].map((kind) => `${list}/${sessions[0]?.id}/${kind}`)]

/** Requests that break the document, and one for what is not there. */
async function observeRefusals(origin: string): Promise<Interaction[]> {
  const wrongQueries = ['page_size=0', 'page_size=1001', 'page_size=x', 'page_number=-1', 'page_number=0.5&page_size=']
  const wrongFilters = ['room_id=1', 'status=done', 'status=Completed&room_id=&page_size=&page_number=']
  const addresses = [
    ...paths.flatMap((path) => wrongQueries.map((query) => `${path}?${query}`)),
    ...wrongFilters.map((query) => `${list}?${query}`),
    `${paths[3]}?media_ttl=-1`,
    ...['', '/events', '/members', '/recordings'].map((kind) => `${list}/no-uuid${kind}`),
    `${list}/${unknown}`,
  ]
  const withoutCredentials = [...paths, `${list}/${unknown}`, `${list}?page_size=0`]
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
  const absent = ['events', 'members', 'recordings'].map((kind) => observe(origin, `${list}/${unknown}/${kind}`))
  return await Promise.all([...refused, ...absent])
}

const statusesOf = (interactions: readonly Interaction[]) =>
  [...new Set(interactions.map(({ response }) => response.status))].sort()

describe.each([
  { way: 'in process', origin: 'https://example.signalwire.com', of: sessions },
  { way: 'over HTTP', origin: url, of: sessions.slice(0, 20) },
])('$way', ({ origin, of }) => {
  test('every answer keeps the document', async () => {
    const interactions = await observeAnswers(origin, of)
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
    const addresses = [...paths, `${list}/${sessions[0]?.id}`]
    for (const address of addresses) {
      sandbox.failNext({ status: 500 })
      const interaction = await observe(origin, address)
      expect(interaction.response.status).toBe(500)
      expect(checkInteractions(document, [interaction]).findings).toEqual([])
    }
  })
})

test('shows all that the document promises, save how a 422 may name no parameter', async () => {
  const origin = 'https://example.signalwire.com'
  const failing = [...paths, `${list}/${sessions[0]?.id}`]
  sandbox.failNext({ status: 500, times: failing.length })
  const failures = await Promise.all(failing.map((address) => observe(origin, address)))
  // A filter that cannot be understood: the sandbox refuses it with 422, the document allows 400 too.
  sandbox.failNext({ status: 400 })
  const misunderstood = await observe(origin, `${list}?room_id=1`)
  const answers = await observeAnswers(origin, sessions)
  const refusals = await observeRefusals(origin)

  const { coverage } = checkInteractions(document, [...failures, misunderstood, ...answers, ...refusals])
  const uncovered = coverage.entries.filter(({ covered }) => Object.keys(covered).length === 0)
  expect(coverage.total).toBeGreaterThan(300)
  expect(new Set(uncovered.map(({ subject, aspect }) => `${subject} ${aspect}`))).toEqual(
    new Set(['422 /errors empty', '422 /errors/items/attribute null', '422 /errors/items/attribute absent']),
  )
})
