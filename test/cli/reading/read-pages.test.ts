import { expect, test } from 'vitest'
import type { ListPosition } from '../../../src/cli/reading/cursor.js'
import { readPages } from '../../../src/cli/reading/read-pages.js'
import type { Page } from '../../../src/client/index.js'

const toPage = (ids: readonly number[], cursor: string | null) =>
  // The other properties of a page are not read.
  ({ data: ids.map((id) => ({ id })), cursor, omitted: 0 }) as unknown as Page<object>
const list = [toPage([1, 2, 3], 'b'), toPage([4, 5], 'c'), toPage([], 'd'), toPage([6], null)]

/** Reads a list from a place on. Its pages have the cursors b, c and d; something happens after the page with `at` ends. */
async function read(
  { start = { skip: 0 }, limit }: { start?: ListPosition; limit?: number } = {},
  { at, act = () => {} }: { at?: string; act?: (controller: AbortController) => void } = {},
) {
  const controller = new AbortController()
  const written: unknown[] = []
  let seen = 0
  async function* pages() {
    const first = start.cursor === undefined ? 0 : list.findIndex(({ cursor }) => cursor === start.cursor) + 1
    for (const page of list.slice(first)) {
      yield page
      if (page.cursor === at) act(controller)
    }
  }
  const { rest, count, error } = await readPages(pages(), {
    ...{ start, limit, signal: controller.signal },
    writer: {
      async write(rows) {
        if (rows.some(({ id }) => id === 5) && at === 'writer') throw new Error('full')
        written.push(...rows.map(({ id }) => id))
        if (at === 'row' && written.includes(4)) act(controller)
      },
      end: async () => {},
    },
    onPage: () => {
      seen++
    },
  })
  return { written, rest, count, seen, ...(error !== undefined && { error: (error as Error).message }) }
}

test.each<[Parameters<typeof read>[0], unknown[], ListPosition | undefined, number]>([
  [{}, [1, 2, 3, 4, 5, 6], undefined, 4],
  [{ limit: 1 }, [1], { skip: 1 }, 1],
  [{ limit: 3 }, [1, 2, 3], { cursor: 'b', skip: 0 }, 1],
  [{ limit: 4 }, [1, 2, 3, 4], { cursor: 'b', skip: 1 }, 2],
  [{ limit: 5 }, [1, 2, 3, 4, 5], { cursor: 'c', skip: 0 }, 2],
  [{ limit: 6 }, [1, 2, 3, 4, 5, 6], undefined, 4],
  [{ limit: 9 }, [1, 2, 3, 4, 5, 6], undefined, 4],
  [{ start: { skip: 2 }, limit: 2 }, [3, 4], { cursor: 'b', skip: 1 }, 2],
  [{ start: { skip: 2 }, limit: 1 }, [3], { cursor: 'b', skip: 0 }, 1],
  [{ start: { cursor: 'b', skip: 1 } }, [5, 6], undefined, 3],
  [{ start: { cursor: 'b', skip: 0 }, limit: 1 }, [4], { cursor: 'b', skip: 1 }, 1],
  [{ start: { skip: 3 } }, [4, 5, 6], undefined, 4],
])('with %j the items are %j, and the next is at %j', async (options, written, rest, seen) => {
  expect(await read(options)).toEqual({ written, rest, count: written.length, seen })
})

const fail = () => {
  throw new Error('broken')
}
const interrupt = (controller: AbortController) => controller.abort(new Error('interrupted'))

test.each<[string, Parameters<typeof read>[1], object]>([
  ['a page', { at: 'b', act: fail }, { written: [1, 2, 3], rest: { cursor: 'b', skip: 0 }, error: 'broken' }],
  ['the output', { at: 'writer' }, { written: [1, 2, 3], rest: { cursor: 'b', skip: 0 }, error: 'full' }],
  [
    'an interruption',
    { at: 'row', act: interrupt },
    { written: [1, 2, 3, 4, 5], rest: { cursor: 'c', skip: 0 }, error: 'interrupted' },
  ],
])('%s ends the reading at the next item', async (_, event, expected) => {
  const { written, rest, error, count } = await read({}, event)
  expect({ written, rest, error }).toEqual(expected)
  expect(count).toBe(written.length)
})
