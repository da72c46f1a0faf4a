import { describe, expect, test } from 'vitest'
import { createClientWith } from '../../../src/client/client.js'
import { PaginationError, ServerError } from '../../../src/client/index.js'
import { createSandbox } from '../../../src/sandbox/index.js'
import { createWorld, credentials, page, refusal, script } from '../../support/client-world.js'
import { oddTokens, spellings } from '../../support/spellings.js'

function createScripted(answers: Parameters<typeof script>[0]) {
  const world = createWorld()
  const { fetch, requests } = script(answers)
  const client = createClientWith(world, { ...credentials, space: 'example', fetch })
  return { world, requests, ...client }
}

const ids = (items: readonly { id: unknown }[]) => items.map(({ id }) => id)
const next = (number: number) => ({ next: `?page_number=${number}&page_size=2&page_token=PA${number}` })

test('gives the items of all pages, one after the other', async () => {
  const { roomSessions, requests } = createScripted([page([1, 2], next(1)), page([3, 4], next(2)), page([5])])
  expect(ids(await roomSessions.list({ room_name: 'x' }).toArray())).toEqual([1, 2, 3, 4, 5])
  expect(requests.map(({ url }) => new URL(url).search)).toEqual([
    '?room_name=x&page_size=1000',
    '?room_name=x&page_number=1&page_size=2&page_token=PA1',
    '?room_name=x&page_number=2&page_size=2&page_token=PA2',
  ])
})

test.each([
  ['as it is where it is a query already', 'a%2Bb+c/d=%7C', 'a%2Bb+c/d=%7C'],
  ['encoded where it is none', 'a b"ü', 'a%20b%22%C3%BC'],
  ['without the fragment after it', 'ab#fragment', 'ab'],
])("sends the token of a link %s, in place of the query's own", async (_, token, sent) => {
  const link = { next: `https://example.signalwire.com/elsewhere?page_token=${token}` }
  const { roomSessions, requests } = createScripted([page([1], link), page([2])])
  await roomSessions.list({ page_token: 'first', room_name: 'x & y' }).toArray()
  expect(requests[1]?.url.split('?')[1]).toBe(`room_name=x%20%26%20y&page_token=${sent}`)
})

test('gives items that are asked for without waiting in their order, each once', async () => {
  const { roomSessions, requests } = createScripted([page([1, 2], next(1)), page([3])])
  const items = roomSessions.list()[Symbol.asyncIterator]()
  const results = await Promise.all([1, 2, 3, 4, 5].map(() => items.next()))
  expect(results.map(({ done, value }) => (done ? 'done' : value.id))).toEqual([1, 2, 3, 'done', 'done'])
  expect(requests).toHaveLength(2)
})

test('gives the first page when awaited, asking once however often', async () => {
  const { roomSessions, requests } = createScripted([page([1, 2], next(1))])
  const list = roomSessions.list()
  const first = await list
  expect(await list).toBe(first)
  expect(requests).toHaveLength(1)
  expect(ids(first.data)).toEqual([1, 2])
  expect(first).toMatchObject({ hasNext: true, cursor: 'page_number=1&page_size=2&page_token=PA1', links: next(1) })
})

test('reads anew at each iteration', async () => {
  const { roomSessions, requests } = createScripted([page([1])])
  const list = roomSessions.list()
  await list.toArray()
  await list.toArray()
  expect(requests).toHaveLength(2)
})

test('goes from page to page by next(), as often as asked', async () => {
  const { roomSessions } = createScripted([page([1], next(1)), page([2]), page([2])])
  const first = await roomSessions.list()
  expect(ids((await first.next())?.data ?? [])).toEqual([2])
  const last = await first.next()
  expect(last).toMatchObject({ hasNext: false, cursor: null })
  expect(await last?.next()).toBeNull()
})

test('iterates from a page through those after it', async () => {
  const { roomSessions } = createScripted([page([1], next(1)), page([2], next(2)), page([3])])
  const second = await (await roomSessions.list()).next()
  const items = []
  for await (const item of second ?? []) items.push(item)
  expect(ids(items)).toEqual([2, 3])
})

test.each([{}, { next: null }, null, undefined])('takes links %j for those of a last page', async (links) => {
  const { roomSessions, requests } = createScripted([page([1], links)])
  expect(await roomSessions.list().toArray()).toHaveLength(1)
  expect(requests).toHaveLength(1)
})

test('takes no more pages than a limit needs', async () => {
  const { roomSessions, requests } = createScripted([page([1, 2], next(1)), page([3, 4], next(2))])
  expect(ids(await roomSessions.list().toArray({ limit: 3 }))).toEqual([1, 2, 3])
  expect(await roomSessions.list().toArray({ limit: 0 })).toEqual([])
  expect(requests).toHaveLength(2)
})

test('gives nothing more after it was ended, though a page was still being read', async () => {
  const { roomSessions } = createScripted([page([1, 2, 3])])
  const items = roomSessions.list()[Symbol.asyncIterator]()
  const [first, ended] = await Promise.all([items.next(), items.return?.()])
  expect([first.value?.id, ended?.done]).toEqual([1, true])
  expect(await items.next()).toEqual({ done: true, value: undefined })
})

test.each([Number.NaN, -1, 2.5, '3', null])('refuses the limit %j before anything is sent', async (limit) => {
  const { roomSessions, requests } = createScripted([page([1])])
  await expect(roomSessions.list().toArray({ limit: limit as number })).rejects.toMatchObject({
    operationId: 'list_room_sessions',
    issues: [{ name: 'limit', in: 'option', expected: 'a whole number from 0 to Infinity' }],
  })
  expect(requests).toHaveLength(0)
})

test('gives a page whose next link cannot be followed, and fails when that is asked for', async () => {
  const { roomSessions, requests } = createScripted([
    page([1], { next: 'https://evil.example/?page_number=1&page_token=x' }),
  ])
  const first = await roomSessions.list()
  expect(first).toMatchObject({ hasNext: true, cursor: null })
  await expect(first.next()).rejects.toBeInstanceOf(PaginationError)
  await expect(first.next()).rejects.toMatchObject({ reason: 'other-origin', operationId: 'list_room_sessions' })
  expect(requests).toHaveLength(1)
})

test('takes paging parameters from a link and nothing else', async () => {
  const link = 'https://user:pass@example.signalwire.com/elsewhere/../x?page_number=1&page_token=a%26b%3Dc.d&admin=1#f'
  const { roomSessions, requests } = createScripted([page([1], { next: link }), page([2])])
  await roomSessions.list().toArray()
  expect(requests[1]?.url).toBe(
    'https://example.signalwire.com/api/video/room_sessions?page_number=1&page_token=a%26b%3Dc.d',
  )
})

test('carries the cursor of the page that failed, and goes on exactly there', async () => {
  const { world, roomSessions } = createScripted([
    page([1], next(1)),
    page([2], next(2)),
    refusal(500),
    refusal(500),
    refusal(500),
    refusal(500),
    page([3]),
  ])
  const seen: unknown[] = []
  const reading = (async () => {
    for await (const { id } of roomSessions.list()) seen.push(id)
  })()
  const error = await world.run(reading.then(undefined, (error: unknown) => error))
  expect(error).toBeInstanceOf(ServerError)
  expect(error).toMatchObject({ cursor: 'page_number=2&page_size=2&page_token=PA2', attempts: 4 })
  const { cursor } = error as ServerError // as was just seen
  for await (const { id } of roomSessions.list({}, { cursor: cursor ?? null })) seen.push(id)
  expect(seen).toEqual([1, 2, 3])
})

test('begins at the first page for a cursor of null, which is that of a first page that failed', async () => {
  const { roomSessions, requests } = createScripted([refusal(404), page([1])])
  await expect(roomSessions.list()).rejects.toMatchObject({ cursor: null })
  expect(await roomSessions.list({}, { cursor: null }).toArray()).toHaveLength(1)
  expect(requests[1]?.url).toBe('https://example.signalwire.com/api/video/room_sessions?page_size=1000')
})

test.each([
  '',
  'x',
  'page_size=50',
  'page_number=0',
  'page_number=-1',
  'page_number=1&page_size=x',
  'page_token=',
  'a=1&page_token=b',
  'page_token=a b',
  'page_token=a#b',
  `${'page_number=1&'.repeat(50)}x`,
  7,
])('refuses %j as a cursor', async (cursor) => {
  const { roomSessions, requests } = createScripted([page([1])])
  await expect(roomSessions.list({}, { cursor: cursor as never })).rejects.toMatchObject({
    code: 'parameter',
    issues: [{ name: 'cursor', in: 'option' }],
  })
  expect(requests).toEqual([])
})

test('resumes at every cursor of a sandbox without losing or doubling an item', async () => {
  const { fetch, credentials } = createSandbox()
  const { roomSessions } = createClientWith(createWorld(), { ...credentials, fetch })
  const query = { page_size: 25, status: 'completed' } as const
  const all = ids(await roomSessions.list(query).toArray())
  let read = 0
  for await (const { data, cursor } of roomSessions.list(query).pages()) {
    read += data.length
    const rest = cursor === null ? [] : ids(await roomSessions.list(query, { cursor }).toArray())
    expect(rest).toEqual(all.slice(read))
  }
  expect(new Set(all).size).toBe(read)
})

test('reads one page ahead and no more when asked to prefetch', async () => {
  const { roomSessions, requests } = createScripted([
    page([1], next(1)),
    page([2], next(2)),
    page([3], next(3)),
    page([4]),
  ])
  const counts: number[] = []
  for await (const _ of roomSessions.list({}, { prefetch: true })) {
    await new Promise((resolve) => setImmediate(resolve))
    counts.push(requests.length)
  }
  expect(counts).toEqual([2, 3, 4, 4])
})

test('cancels what it reads ahead on break', async () => {
  const { roomSessions, requests } = createScripted([page([1], next(1)), () => new Promise(() => {})])
  for await (const _ of roomSessions.list({}, { prefetch: true })) {
    await new Promise((resolve) => setImmediate(resolve))
    break
  }
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([false, true])
})

test('cancels what it reads ahead at once when the call is aborted', async () => {
  const { roomSessions, requests } = createScripted([page([1], next(1)), () => new Promise(() => {})])
  const controller = new AbortController()
  const pages = roomSessions.list({}, { prefetch: true, signal: controller.signal }).pages()[Symbol.asyncIterator]()
  await pages.next()
  await new Promise((resolve) => setImmediate(resolve))
  controller.abort('enough')
  expect(requests.map((request) => request.signal.aborted)).toEqual([false, true])
  await expect(pages.next()).rejects.toBe('enough')
})

test('shows an error of reading ahead only once its page is asked for', async () => {
  const { roomSessions } = createScripted([page([1, 2], next(1)), refusal(404)])
  const seen: unknown[] = []
  const reading = (async () => {
    for await (const { id } of roomSessions.list({}, { prefetch: true })) {
      await new Promise((resolve) => setImmediate(resolve))
      seen.push(id)
    }
  })()
  await expect(reading).rejects.toMatchObject({ code: 'not-found', cursor: 'page_number=1&page_size=2&page_token=PA1' })
  expect(seen).toEqual([1, 2])
})

test('says on which page a link cannot be followed', async () => {
  const { roomSessions } = createScripted([page([1], next(1)), page([2], { next: 'http://[' })])
  const first = await roomSessions.list()
  const second = await first.next()
  await expect(second?.next()).rejects.toMatchObject({ code: 'pagination', cursor: first.cursor })
})

describe.each(Object.entries(oddTokens))('a link with a token %s', (_, apiToken) => {
  test.each(['page_number=1&page_token', 'page_number=1&page_token=PA1&api_token'])(
    'in %s, however it is spelled, is malformed, and no cursor holds it',
    async (name) => {
      for (const spell of Object.values(spellings)) {
        const next = `?${name}=${encodeURIComponent(spell(apiToken))}`
        const { fetch, requests } = script([page([1], { next })])
        const { roomSessions } = createClientWith(createWorld(), { ...credentials, apiToken, space: 'example', fetch })
        const first = await roomSessions.list()
        expect(first, next).toMatchObject({ hasNext: true, cursor: null })
        const error = await first.next().catch((error: unknown) => error)
        expect(error).toBeInstanceOf(PaginationError)
        expect(error).toMatchObject({ reason: 'malformed', message: 'links.next is malformed', cursor: null })
        expect(requests).toHaveLength(1)
      }
    },
  )
})

const { apiToken } = credentials

test.each([
  ['broken by a line', `?page_token=${apiToken.slice(0, 5)}\n${apiToken.slice(5)}`],
  ['among the credentials of a URL', `https://user:${apiToken}@example.signalwire.com/?page_token=PA1`],
  ['as Basic sends it', `?page_token=${btoa(`${credentials.projectId}:${apiToken}`)}`],
])('takes a link with the token %s for malformed', async (_, next) => {
  const { roomSessions } = createScripted([page([1], { next })])
  await expect(roomSessions.list().toArray()).rejects.toMatchObject({ reason: 'malformed' })
})

test('follows a link whose host is the token of a careless test', async () => {
  const world = createWorld()
  const { fetch } = script([page([1], next(1)), page([2])])
  const options = { ...credentials, apiToken: 'example', space: 'example', fetch }
  expect(await createClientWith(world, options).roomSessions.list().toArray()).toHaveLength(2)
})

test('refuses a cursor with the token, and keeps it out of the error', async () => {
  const { roomSessions, requests } = createScripted([page([1])])
  const error = await Promise.resolve(roomSessions.list({}, { cursor: `page_token=${apiToken}` })).catch(
    (error: unknown) => error,
  )
  expect(error).toMatchObject({ issues: [{ name: 'cursor', received: '"page_token=[redacted]"' }] })
  expect(JSON.stringify(error)).not.toContain(apiToken)
  expect(requests).toEqual([])
})

test('gives no cursor that turned out to hold what a token function gave', async () => {
  const world = createWorld()
  const options = { ...credentials, apiToken: async () => apiToken, space: 'example' }
  const cursor = `page_token=${apiToken}`
  const { fetch } = script([refusal(404)])
  const { roomSessions } = createClientWith(world, { ...options, fetch })
  await expect(roomSessions.list({}, { cursor })).rejects.toMatchObject({ cursor: 'page_token=[redacted]' })
  const malformed = createClientWith(world, { ...options, fetch: script([page([1], { next: 'x' })]).fetch })
  const first = await malformed.roomSessions.list({}, { cursor })
  await expect(first.next()).rejects.toMatchObject({ code: 'pagination', cursor: 'page_token=[redacted]' })
})

test('ends a list with an error after as many pages as allowed', async () => {
  const pages = [1, 2, 3, 4].map((number) => page([number], next(number)))
  const { roomSessions, requests } = createScripted(pages)
  const seen: unknown[] = []
  const reading = (async () => {
    for await (const { id } of roomSessions.list({}, { maxPages: 3 })) seen.push(id)
  })()
  await expect(reading).rejects.toMatchObject({
    code: 'pagination',
    reason: 'too-many-pages',
    cursor: expect.any(String),
  })
  expect(seen).toEqual([1, 2, 3])
  expect(requests).toHaveLength(3)
  await expect(roomSessions.list({}, { maxPages: 0 })).rejects.toMatchObject({ issues: [{ name: 'maxPages' }] })
})

test('refuses a page that leads to itself, without asking for it again', async () => {
  const { roomSessions, requests } = createScripted([page([1], next(1)), page([2], next(1))])
  await expect(roomSessions.list().toArray()).rejects.toMatchObject({ code: 'pagination' })
  expect(requests).toHaveLength(2)
})

test('ends a list with an error after a hundred empty pages in a row', async () => {
  let number = 0
  const { roomSessions, requests } = createScripted([() => page(++number === 50 ? [1] : [], next(number))])
  await expect(roomSessions.list().toArray()).rejects.toMatchObject({ reason: 'empty-pages' })
  expect(requests).toHaveLength(150)
})

describe('toArray', () => {
  const sizes = (requests: readonly Request[]) => requests.map(({ url }) => new URL(url).searchParams.get('page_size'))

  test.each<[object, object, (string | null)[]]>([
    [{}, {}, ['1000']],
    [{}, { limit: 3 }, ['3']],
    [{}, { limit: 5_000 }, ['1000']],
    [{ page_size: 20 }, {}, ['20']],
    [{ page_token: 'x' }, {}, [null]],
    [{ page_size: undefined, page_token: undefined }, {}, ['1000']],
  ])('with the query %j and %j asks for pages of %j', async (query, options, expected) => {
    const { roomSessions, requests } = createScripted([page([1])])
    await roomSessions.list(query).toArray(options)
    expect(sizes(requests)).toEqual(expected)
  })

  test('leaves the size to the service when iterating', async () => {
    const { roomSessions, requests } = createScripted([page([1])])
    for await (const _ of roomSessions.list());
    expect(sizes(requests)).toEqual([null])
  })

  test('asks for smaller pages, from the beginning, when larger ones are refused', async () => {
    const answer = ({ url }: Request) => {
      const { searchParams } = new URL(url)
      if (Number(searchParams.get('page_size')) > 50) return refusal(413)
      return searchParams.has('page_token') ? page([2]) : page([1], next(1))
    }
    const { roomSessions, requests } = createScripted([answer])
    expect(ids(await roomSessions.list().toArray())).toEqual([1, 2])
    expect(sizes(requests)).toEqual(['1000', '200', null, '2'])
  })

  test('begins again when a later page is refused, and gives no item twice', async () => {
    const { world, roomSessions } = createScripted([
      page([1, 2], next(1)),
      ...Array(4).fill(refusal(504)),
      page([1], next(1)),
      page([2]),
    ])
    expect(ids(await world.run(roomSessions.list().toArray()))).toEqual([1, 2])
  })

  test('tries smaller pages once each when the service fails at any size, and throws the first error', async () => {
    const { world, roomSessions, requests } = createScripted([refusal(503)])
    const call = roomSessions.list().toArray()
    await expect(world.run(call)).rejects.toMatchObject({ status: 503, attempts: 4, cursor: null })
    expect(sizes(requests)).toEqual(['1000', '1000', '1000', '1000', '200', null])
  })

  test.each([
    [413, ['1000', '200']],
    [500, ['1000', '200']],
    [599, ['1000', '200']],
    ['no answer in time', ['1000', '200']],
    [400, ['1000']],
    [499, ['1000']],
    [new Error('reset'), ['1000']],
  ])('after %s asks for pages of %j', async (answer, expected) => {
    const { world, roomSessions, requests } = createScripted([
      ({ url }) => {
        if (!url.endsWith('=1000')) return page([1])
        if (answer instanceof Error) throw answer
        return typeof answer === 'number' ? refusal(answer) : new Promise(() => {})
      },
    ])
    const call = roomSessions.list({}, { retry: false }).toArray()
    const found = await world.run(call.then(ids, (error: Error) => error.name))
    expect(sizes(requests)).toEqual(expected)
    expect(found).toEqual(expected.length === 2 ? [1] : expect.stringMatching(/Error$/))
  })

  test('repeats the later pages of a smaller size as any others', async () => {
    const answer = (request: Request) => {
      const { searchParams } = new URL(request.url)
      if (searchParams.get('page_size') === '1000') return refusal(500)
      if (!searchParams.has('page_token')) return page([1], next(1))
      return requests.filter(({ url }) => url === request.url).length === 1 ? refusal(503) : page([2])
    }
    const { world, roomSessions, requests } = createScripted([answer])
    expect(ids(await world.run(roomSessions.list().toArray()))).toEqual([1, 2])
  })

  test('throws what the service says of a smaller page, when it is something else', async () => {
    const { world, roomSessions } = createScripted([...Array(4).fill(refusal(503)), refusal(401)])
    await expect(world.run(roomSessions.list().toArray())).rejects.toMatchObject({ status: 401 })
  })

  test.each([
    [200, ['200', '200', '200', '200', null]],
    [201, ['201', '201', '201', '201', '200', null]],
    [51, ['51', '51', '51', '51', null]],
  ])('asks for smaller sizes than a limit of %i only', async (limit, expected) => {
    const { world, roomSessions, requests } = createScripted([refusal(503)])
    await expect(world.run(roomSessions.list().toArray({ limit }))).rejects.toMatchObject({ status: 503 })
    expect(sizes(requests)).toEqual(expected)
  })

  test.each([3, 50])('asks for no other size when as few as %i items are wanted', async (limit) => {
    const { world, roomSessions, requests } = createScripted([refusal(503)])
    await expect(world.run(roomSessions.list().toArray({ limit }))).rejects.toMatchObject({ status: 503 })
    expect(sizes(requests)).toEqual(Array(4).fill(String(limit)))
  })

  test.each([401, 422, 429, 501])('asks once when refused with %i', async (status) => {
    const { world, roomSessions, requests } = createScripted([refusal(status, { 'retry-after': '99' })])
    await expect(world.run(roomSessions.list().toArray())).rejects.toMatchObject({ status })
    expect(requests).toHaveLength(1)
  })

  test.each([true, false])('reads no page beyond the limit, also with prefetch: %s', async (prefetch) => {
    const { roomSessions, requests } = createScripted([page([1, 2], next(1)), page([3, 4], next(2)), page([5])])
    expect(ids(await roomSessions.list({}, { prefetch }).toArray({ limit: 4 }))).toEqual([1, 2, 3, 4])
    expect(requests).toHaveLength(2)
  })
})

test.each([
  ['from a cursor on', {}, { cursor: 'page_number=1&page_token=PA1' }, ['?page_number=1&page_token=PA1']],
  ['in pages that the query chooses', { page_size: 5 }, {}, ['?page_size=5']],
  ['from a page that the query chooses', { page_number: 0 }, {}, ['?page_number=0']],
])('toArray %s leaves the size of pages as it is', async (_, query, options, expected) => {
  const { roomSessions, requests } = createScripted([page([1])])
  expect(ids(await roomSessions.list(query, options).toArray())).toEqual([1])
  expect(requests.map(({ url }) => new URL(url).search)).toEqual(expected)
})

test('a link that cannot be followed is said to be malformed, and a list is named in debuggers', async () => {
  const { roomSessions } = createScripted([page([1], { next: '?page_number=x' })])
  const list = roomSessions.list()
  await expect((await list).next()).rejects.toMatchObject({ message: 'links.next is malformed' })
  expect(Object.prototype.toString.call(list)).toBe('[object Paged]')
})
