import { describe, expect, test } from 'vitest'
import type { Stop } from '../../../src/cli/export/export-items.js'
import { pageSizes, readSessions } from '../../../src/cli/export/read-sessions.js'
import { createClientWith } from '../../../src/client/client.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { createWorld, refusal } from '../../support/client-world.js'

const sandbox = createSandbox({ sessions: 1_300 })
const all = await createClientWith(createWorld(), { ...sandbox.credentials, fetch: sandbox.fetch })
  .roomSessions.list()
  .toArray()

/** Reads all sessions of the sandbox. `refuse` answers a page by its size and number in its place. */
async function readAll(
  refuse: (size: number, number: number) => Response | undefined,
  sizes = pageSizes,
  start: Stop = { skip: 0 },
) {
  const requests: string[] = []
  const fetch = async (url: string, init: RequestInit) => {
    const { searchParams } = new URL(url)
    const [size, number] = [Number(searchParams.get('page_size')), Number(searchParams.get('page_number'))]
    requests.push(`${size}/${number}`)
    return refuse(size, number) ?? sandbox.fetch(url, init)
  }
  const world = createWorld()
  const { roomSessions } = createClientWith(world, { ...sandbox.credentials, fetch })
  const ids: string[] = []
  const reading = (async () => {
    const items = readSessions(
      (page_size, options) => roomSessions.list({ page_size }, options),
      start,
      sizes,
      () => {},
    )
    for await (const { id } of items) ids.push(id)
  })()
  const error = await world.run(reading.catch((error: unknown) => error))
  return { ids, error, requests }
}

const allIds = all.map(({ id }) => id)

test('reads the largest pages', async () => {
  const { ids, requests } = await readAll(() => undefined)
  expect(ids).toEqual(allIds)
  expect(requests).toEqual(['1000/0', '1000/1'])
})

test('reads smaller pages when larger ones are refused', async () => {
  const { ids, requests } = await readAll((size) => (size > 100 ? refusal(413) : undefined))
  expect(ids).toEqual(allIds)
  expect(requests.slice(0, 5)).toEqual(['1000/0', '200/0', '50/0', '50/0', '50/1'])
})

test('continues after the last session with smaller pages when a later page is refused', async () => {
  const { ids, error, requests } = await readAll((size, number) =>
    size === 1000 && number === 1 ? refusal(413) : undefined,
  )
  expect({ ids, error }).toEqual({ ids: allIds, error: undefined })
  expect(requests.slice(0, 4)).toEqual(['1000/0', '1000/1', '200/0', '200/0'])
})

test('asks a service that fails at any size once more for each smaller size, and throws its first error', async () => {
  const { ids, error, requests } = await readAll(() => refusal(503))
  expect(ids).toEqual([])
  expect(error).toMatchObject({ status: 503, attempts: 4 })
  expect(requests).toEqual([...Array(4).fill('1000/0'), '200/0', '50/0'])
})

test.each([401, 422, 429])('does not ask again after status %i', async (status) => {
  const { error, requests } = await readAll(() => refusal(status, { 'retry-after': '99' }))
  expect(error).toMatchObject({ status })
  expect(requests).toEqual(['1000/0'])
})

test('throws what the service says of a smaller size, when it is something else', async () => {
  const { error, requests } = await readAll((size) => refusal(size === 1000 ? 413 : 401))
  expect(error).toMatchObject({ status: 401 })
  expect(requests).toEqual(['1000/0', '200/0'])
})

test('keeps the size that the user has chosen', async () => {
  const { error, requests } = await readAll(() => refusal(413), [500])
  expect(error).toMatchObject({ status: 413 })
  expect(requests).toEqual(['500/0'])
})

describe('from a cursor', () => {
  const startAt = async (page_size: number): Promise<Stop> => {
    const { cursor } = await createClientWith(createWorld(), {
      ...sandbox.credentials,
      fetch: sandbox.fetch,
    }).roomSessions.list({ page_size })
    return { skip: 0, ...(cursor !== null && { cursor }) }
  }

  test('does not begin again if its page is refused: it is not known which sessions came before', async () => {
    const { ids, error, requests } = await readAll(() => refusal(413), pageSizes, await startAt(1000))
    expect(ids).toEqual([])
    expect(error).toMatchObject({ status: 413 })
    expect(requests).toEqual(['1000/1'])
  })

  test('continues after the last session with smaller pages if a later page is refused', async () => {
    const refuse = (size: number, number: number) => (size === 500 && number === 2 ? refusal(413) : undefined)
    const { ids, error } = await readAll(refuse, [500, 100], await startAt(500))
    expect({ ids, error }).toEqual({ ids: allIds.slice(500), error: undefined })
  })
})
