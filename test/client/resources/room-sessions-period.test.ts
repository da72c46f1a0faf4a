import { describe, expect, test } from 'vitest'
import { createClient, PaginationError, type RoomSession } from '../../../src/client/index.js'
import { createSandbox } from '../../../src/sandbox/index.js'

const sandbox = createSandbox()

/** A client of the sandbox that counts its requests. */
function createCounted(change = (data: RoomSession[]) => data) {
  const requests: string[] = []
  const client = createClient({
    ...sandbox.credentials,
    fetch: async (url, init) => {
      requests.push(url)
      const response = await sandbox.fetch(new Request(url, init))
      const body = await response.json()
      return Response.json({ ...body, data: change(body.data) }, { status: response.status })
    },
  })
  return { client, requests }
}

const all = await createClient({ ...sandbox.credentials, fetch: sandbox.fetch })
  .roomSessions.list()
  .toArray()
const timeOf = (session: RoomSession) => session.start_time ?? session.created_at
const within = (since: string, until: string) =>
  all.filter((session) => timeOf(session) >= since && timeOf(session) < until)

describe('since and until', () => {
  test('give the sessions that started in the period, of which the end is not part', async () => {
    const { client } = createCounted()
    const [since, until] = [timeOf(all[70] as RoomSession), timeOf(all[20] as RoomSession)]
    const expected = within(since, until)
    expect(await client.roomSessions.list({ page_size: 10 }, { since, until }).toArray()).toEqual(expected)
    expect(await client.roomSessions.list({}, { since: new Date(since), until: new Date(until) }).toArray()).toEqual(
      expected,
    )
    expect(expected.length).toBeGreaterThan(40)
  })

  test('each limit the list alone', async () => {
    const { client } = createCounted()
    const time = timeOf(all[20] as RoomSession)
    expect(await client.roomSessions.list({}, { until: time }).toArray()).toEqual(within('', time))
    expect(await client.roomSessions.list({}, { since: time }).toArray()).toEqual(within(time, '3'))
  })

  test.each([
    '2026-09-14T10:00:00Z',
    '2026-09-14t10:00z',
    '2026-09-14T12:00:00+02:00',
    '2026-09-14T12:00:00+0200',
    '2026-09-14T00:30-09:30',
  ])('take the time %s with its offset', async (since) => {
    const { client } = createCounted()
    const expected = within('2026-09-14T10:00:00Z', '3')
    expect(await client.roomSessions.list({}, { since }).toArray()).toEqual(expected)
  })

  test('take a date as its begin in UTC', async () => {
    const { client } = createCounted()
    const found = await client.roomSessions.list({}, { since: '2026-08-01', until: '2026-09-01' }).toArray()
    expect(found).toEqual(within('2026-08-01', '2026-09-01'))
    expect(found.length).toBeGreaterThan(10)
  })

  test('read all pages, and each page says how many of its items they leave out', async () => {
    const { client, requests } = createCounted()
    const counts = []
    for await (const page of client.roomSessions.list({ page_size: 10 }, { since: '2026-09-16' }).pages())
      counts.push([page.data.length, page.omitted])
    expect(requests).toHaveLength(Math.ceil(all.length / 10))
    expect(counts.reduce((sum, [kept = 0, omitted = 0]) => sum + kept + omitted, 0)).toBe(all.length)
  })

  test.each<[{ since?: string; until?: string }, string]>([
    [{ until: timeOf(all[50] as RoomSession) }, '1000'],
    [{ since: '2026-08-01' }, '1000'],
    [{}, '3'],
  ])('with %o toArray of 3 sessions asks for pages of %s', async (period, size) => {
    const { client, requests } = createCounted()
    const expected = within(period.since ?? '', period.until ?? '3').slice(0, 3)
    expect(await client.roomSessions.list({}, period).toArray({ limit: 3 })).toEqual(expected)
    expect(requests.map((url) => new URL(url).searchParams.get('page_size'))).toEqual([size])
  })

  test('do not take a hundred pages without a fitting session for a list without an end', async () => {
    const { client } = createCounted()
    const found = await client.roomSessions.list({ page_size: 1 }, { since: timeOf(all[0] as RoomSession) }).toArray()
    expect(found).toEqual([all[0]])
  })

  test('keep a session whose time cannot be read', async () => {
    const { client } = createCounted((data) => data.map((session) => ({ ...session, start_time: 'soon' })))
    expect(await client.roomSessions.list({}, { since: '2030-01-01' }).toArray()).toHaveLength(all.length)
  })

  test.each([
    ['yesterday'],
    ['x2026-10-01'],
    ['2026-10-01x'],
    ['2026-10-01T10:00*02:00'],
    ['2026-10-01T10:00+2:00'],
    ['2026-10-01T10:00+02:0'],
    ['2026-10-01T10:00'],
    ['2026-02-30'],
    ['2026-02-30T10:00Z'],
    [''],
    [5 as unknown as string],
    [new Date('x')],
  ])('refuse %o before anything is sent', async (since) => {
    const { client, requests } = createCounted()
    await expect(client.roomSessions.list({}, { since })).rejects.toMatchObject({
      name: 'ParameterError',
      issues: [{ name: 'since', in: 'option' }],
    })
    expect(requests).toEqual([])
  })

  test('are no options of other lists', async () => {
    const { client } = createCounted()
    // In JavaScript the type may be wrong.
    const options = { since: '2026-10-01' } as object
    await expect(client.roomRecordings.list({}, options)).rejects.toThrow('unknown option since')
  })
})

describe('assumeNewestFirst', () => {
  const period = { since: '2026-09-14', assumeNewestFirst: true }

  test('stops at the first page that is older than the period by more than a day', async () => {
    const { client, requests } = createCounted()
    const found = await client.roomSessions.list({ page_size: 5 }, period).toArray()
    expect(found).toEqual(all.filter((session) => timeOf(session) >= '2026-09-14'))
    expect(requests.length).toBeLessThan(all.length / 5 / 2)
  })

  test('reads on while a later page may have a session that was created a day before it started', async () => {
    const at = (created_at: string, start_time = created_at) => ({ created_at, start_time })
    const pages = [
      [at('2026-09-15T00:00:00Z')],
      [at('2026-09-13T12:00:00Z')],
      [at('2026-09-13T01:00:00Z', '2026-09-14T00:30:00Z')],
      [at('2026-09-12T00:00:00Z')],
      [at('2026-09-11T00:00:00Z')],
    ]
    let count = 0
    const { client } = createCounted(([session]) =>
      (pages[count++] ?? []).flatMap((times) => (session ? { ...session, ...times } : [])),
    )
    const found = await client.roomSessions.list({ page_size: 1 }, { ...period, since: '2026-09-14' }).toArray()
    expect(found.map(({ start_time }) => start_time)).toEqual(['2026-09-15T00:00:00Z', '2026-09-14T00:30:00Z'])
    expect(count).toBe(4)
  })

  test('reads on after a session that was created exactly a day before the period', async () => {
    const times = [
      { created_at: '2026-09-13T00:00:00Z', start_time: '2026-09-13T00:00:00Z' },
      { created_at: '2026-09-13T00:00:00Z', start_time: '2026-09-14T00:00:00Z' },
      { created_at: '2026-09-12T23:59:59Z', start_time: '2026-09-12T23:59:59Z' },
      { created_at: '2026-09-11T00:00:00Z', start_time: '2026-09-11T00:00:00Z' },
    ]
    let count = 0
    const { client } = createCounted((data) => data.map((session) => ({ ...session, ...times[count++] })))
    const found = await client.roomSessions.list({ page_size: 1 }, period).toArray()
    expect(found).toMatchObject([times[1]])
    expect(count).toBe(3)
  })

  test('takes sessions of the same time, and one that started a day after its creation, for a list in order', async () => {
    const times = { created_at: '2026-09-15T00:00:00Z', start_time: '2026-09-16T00:00:00Z' }
    const { client } = createCounted((data) => data.map((each) => ({ ...each, ...times })))
    expect(await client.roomSessions.list({}, period).toArray()).toHaveLength(all.length)
  })

  test('refuses a list with an older session before a newer one, on one page or on two', async () => {
    const swapped = createCounted((data) => data.toReversed())
    await expect(swapped.client.roomSessions.list({ page_size: 5 }, period)).rejects.toThrow(PaginationError)

    let pages = 0
    const later = createCounted((data) =>
      pages++ === 0 ? data : data.map((session) => ({ ...session, created_at: '2026-09-30T00:00:00Z' })),
    )
    await expect(later.client.roomSessions.list({ page_size: 5 }, period).toArray()).rejects.toMatchObject({
      reason: 'contradiction',
    })
  })

  test('refuses a session that started more than a day after it was created', async () => {
    const { client } = createCounted((data) => data.map((each) => ({ ...each, start_time: '2026-09-20T00:00:00Z' })))
    await expect(client.roomSessions.list({}, period)).rejects.toMatchObject({ reason: 'contradiction' })
  })

  test('reads a list again, from its beginning', async () => {
    const { client } = createCounted()
    const list = client.roomSessions.list({ page_size: 5 }, period)
    expect(await list.toArray()).toEqual(await list.toArray())
  })
})
