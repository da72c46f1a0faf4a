import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nock from 'nock'
import { afterEach, expect, onTestFinished, test } from 'vitest'
import { createClient } from '../../../src/client/index.js'
import { createTestSpace, runCli } from '../test-context.js'

afterEach(() => {
  nock.cleanAll()
  nock.restore()
})

test('recordings of a space lead the client from page to page when they are replayed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'replayed-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await runCli(['record', '--output', folder], createTestSpace({ sessions: 20 }).context)
  if (!nock.isActive()) nock.activate()
  const replay = async (name: string) => {
    const definitions = nock.loadDefs(join(folder, name))
    nock.define(definitions)
    const [first] = definitions
    const [, id = ''] = /room_sessions\/([^/?]+)/.exec(String(first?.path)) ?? []
    const query = Object.fromEntries(new URLSearchParams(String(first?.path).split('?')[1]))
    // nock replays parsed bodies.
    const data = definitions.flatMap(({ response }) => (response as unknown as { data: object[] }).data)
    return { id, query: { ...query, page_size: Number(query.page_size) }, data, pages: definitions.length }
  }
  const client = createClient({ space: 'example', projectId: 'p', apiToken: 't', fetch })
  const lists = readdirSync(folder).filter((name) => name.startsWith('list_room_sessions.200.'))
  for (const name of lists) {
    const { query, data } = await replay(name)
    expect(await client.roomSessions.list(query).toArray(), name).toEqual(data)
    nock.cleanAll()
  }
  const sessions = await replay('list_room_sessions.200.pages.json')
  const events = await replay('list_room_session_events.200.pages.json')

  expect(await client.roomSessions.list(sessions.query).toArray()).toEqual(sessions.data)
  expect(await client.roomSessions.listEvents(events.id, events.query).toArray()).toEqual(events.data)
  expect(lists.length).toBeGreaterThanOrEqual(7)
  expect(sessions.pages).toBeGreaterThanOrEqual(3)
  expect(events.pages).toBeGreaterThanOrEqual(3)
  expect(nock.isDone()).toBe(true)
})
