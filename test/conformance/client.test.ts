import { expect, test } from 'vitest'
import { createClient } from '../../src/client/index.js'
import { checkInteractions, type Interaction, interactionFromFetch } from '../../src/contract/index.js'
import { type OperationEntry, operationTable } from '../../src/generated/operations.js'
import { createSandbox } from '../../src/sandbox/index.js'
import { toCall } from '../support/call.js'
import { loadRoomSessions } from '../support/document.js'

const document = await loadRoomSessions()

/** A client of a sandbox, and all that the two said. */
function listenIn() {
  const sandbox = createSandbox()
  const interactions: Interaction[] = []
  const client = createClient({
    ...sandbox.credentials,
    fetch: async (url, init) => {
      const request = new Request(url, init)
      const response = await sandbox.fetch(request)
      interactions.push(await interactionFromFetch(request, response))
      return response
    },
  })
  return { client, sandbox, interactions }
}

/** Every query parameter of every operation, as `operation parameter`. */
const queryParameters = Object.entries<OperationEntry>(operationTable)
  .flatMap(([operationId, { parameters }]) =>
    Object.entries(parameters).flatMap(([name, bounds]) => (bounds.in === 'query' ? [`${operationId} ${name}`] : [])),
  )
  .sort()

function sentParameters(interactions: readonly Interaction[]): string[] {
  const sent = interactions.flatMap(({ request }) => {
    const { operationId, query } = toCall(request.url)
    return Object.keys(query).map((name) => `${operationId} ${name}`)
  })
  return [...new Set(sent)].sort()
}

test('the client asks only what the document describes, by every method and with every parameter', async () => {
  const { client, interactions } = listenIn()
  const { roomSessions } = client
  const sessions = await roomSessions.list({ page_size: 30 }).toArray()
  const room_id = sessions.find((session) => session.room_id !== null)?.room_id
  await roomSessions.list({ room_id: room_id ?? '', page_number: 0 }).toArray()
  await roomSessions.list({ room_name: 'standup', room_name_matches: 'a & ä', status: 'completed' }).toArray()
  await roomSessions.list({ status: 'in-progress', page_size: 1 }).toArray()
  for (const { id } of sessions.slice(0, 20)) {
    await roomSessions.get(id)
    await roomSessions.listEvents(id, { page_size: 2 }).toArray()
    await roomSessions.listMembers(id, { page_size: 1 }).toArray()
    await roomSessions.listRecordings(id, { media_ttl: 0, page_size: 1 }).toArray()
  }

  const { roomRecordings, logs } = client
  const recordings = await roomRecordings.list({ page_size: 20, media_ttl: 60 }).toArray()
  await roomRecordings.list({ page_number: 0 })
  for (const { id } of recordings.slice(0, 5)) {
    await roomRecordings.get(id, { media_ttl: 0 })
    await roomRecordings.listEvents(id, { page_size: 1 }).toArray()
    await roomRecordings.listEvents(id, { page_number: 0 })
  }
  const [log] = await logs.list({ page_size: 20, include_deleted: true }).toArray()
  await logs.list({ created_after: '2026-09-01', created_on: '2026-09-16', created_before: '2026-09-17T00:00:00Z' })
  await logs.list({ page_number: 0, include_deleted: false })
  await logs.get(log?.id ?? '')

  const { findings, summary } = checkInteractions(document, interactions)
  expect(findings).toEqual([])
  expect(summary.checked).toBe(interactions.length)
  expect(sentParameters(interactions)).toEqual(queryParameters)
})

test('the client sends nothing that the document forbids, whatever it is asked for', async () => {
  const { client, interactions } = listenIn()
  const { roomSessions } = client
  const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'
  const wrong: (() => unknown)[] = [
    () => roomSessions.get('..'),
    () => roomSessions.get(''),
    () => roomSessions.list({ page_size: 0 }).toArray(),
    () => roomSessions.list({ page_size: 1001 }).toArray(),
    () => roomSessions.list({ page_number: 1.5 }).toArray(),
    () => roomSessions.list({ room_id: 'x' }).toArray(),
    () => roomSessions.listEvents('x').toArray(),
    () => roomSessions.listMembers(id, { page_number: 2 ** 31 }).toArray(),
    () => roomSessions.listRecordings(id, { media_ttl: -1 }).toArray(),
    () => client.roomRecordings.get('x'),
    () => client.roomRecordings.get(id, { media_ttl: -1 }),
    // In JavaScript the type may be wrong.
    () => client.logs.list({ include_deleted: 'yes' as unknown as boolean }).toArray(),
  ]
  for (const call of wrong) await expect(async () => await call()).rejects.toMatchObject({ name: 'ParameterError' })
  expect(interactions).toEqual([])
})

test('the client asks with the credentials that the document demands', async () => {
  const { client, interactions } = listenIn()
  await client.roomSessions.list({ page_size: 1 })
  const headers = interactions[0]?.request.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`)
  expect(headers?.filter((header) => /^authorization: Basic \S+$/.test(header))).toHaveLength(1)
})
