import { describe, expect, test } from 'vitest'
import { type Stop, toExportItems } from '../../../src/cli/export/export-items.js'
import { withIncluded } from '../../../src/cli/export/include.js'
import type { Client, Page } from '../../../src/client/index.js'

type GivenPage = readonly [data: readonly unknown[], cursor: string | null, hasNext?: boolean]

async function* toPages(pages: readonly GivenPage[]): AsyncGenerator<Page<object>> {
  for (const [data, cursor, hasNext = cursor !== null] of pages) yield { data, cursor, hasNext } as Page<object> // what is read of a page
}

async function itemsOf(pages: readonly GivenPage[], start: Stop): Promise<string[]> {
  const found: string[] = []
  for await (const { id, row, next } of toExportItems(toPages(pages), start))
    found.push(
      `${id}${row.id === undefined ? ' (unknown)' : ''} ${next ? `${next.cursor ?? 'start'}+${next.skip}` : 'end'}`,
    )
  return found
}

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
const two: readonly GivenPage[] = [
  [[a, b], 'P1'],
  [[c, d], null],
]

describe('the items of an export', () => {
  test.each<[string, readonly GivenPage[], Stop, string[]]>([
    ['of two pages', two, { skip: 0 }, ['a start+1', 'b P1+0', 'c P1+1', 'd end']],
    ['within a page', two, { skip: 1 }, ['b P1+0', 'c P1+1', 'd end']],
    ['from a later page', two.slice(1), { cursor: 'P1', skip: 1 }, ['d end']],
    ['after the last item of a page', two, { skip: 2 }, ['c P1+1', 'd end']],
    ['after an item', two, { skip: 0, after: 'a' }, ['b P1+0', 'c P1+1', 'd end']],
    ['after an item that has moved to the next page', two, { skip: 1, after: 'c' }, ['d end']],
    ['after the last of all', two, { skip: 0, after: 'd' }, []],
    [
      'of a page without items',
      [
        [[], 'P1'],
        [[a], null],
      ],
      { skip: 0 },
      ['a end'],
    ],
    [
      'of pages that end with an empty one',
      [
        [[a], 'P1'],
        [[], null],
      ],
      { skip: 0 },
      ['a P1+0'],
    ],
    [
      'whose id is a number, or missing',
      [[[{ id: 7 }, {}], null]],
      { skip: 0 },
      ['7 start+1', 'undefined (unknown) end'],
    ],
    ['after an id that is a number', [[[{ id: 7 }, b], null]], { skip: 0, after: '7' }, ['b end']],
    ['before a link that cannot be followed', [[[a, b], null, true]], { skip: 0 }, ['a start+1', 'b start+2']],
    ['of no pages', [], { skip: 0 }, []],
  ])('%s come with the place after each', async (_, pages, start, expected) => {
    expect(await itemsOf(pages, start)).toEqual(expected)
  })

  test('after one that the list no longer has are an error', async () => {
    await expect(itemsOf(two, { skip: 0, after: 'x' })).rejects.toThrow(
      'the list no longer contains x, the last session that was exported; start again with --restart',
    )
  })

  test('have no item that is not an object', async () => {
    await expect(itemsOf([[[a, 'b'], null]], { skip: 0 })).rejects.toThrow('/data/1: expected an object')
  })
})

describe('the lists of sessions', () => {
  const signal = new AbortController().signal
  const calls: unknown[] = []
  const list =
    (name: string) =>
    (...args: readonly unknown[]) => {
      calls.push([name, ...args])
      return { toArray: async () => [name] }
    }
  const client = {
    roomSessions: { listMembers: list('members'), listEvents: list('events'), listRecordings: list('recordings') },
  } as unknown as Client // the methods that are called
  const read = async (options: Partial<Parameters<typeof withIncluded>[2]>) => {
    calls.length = 0
    const rows: unknown[] = []
    const items = withIncluded(toExportItems(toPages(two), { skip: 2 }), client, {
      ...{ include: [], concurrency: 2, signal },
      ...options,
    })
    for await (const { row } of items) rows.push(row)
    return rows
  }

  test('are added under their names, for each session in order', async () => {
    const lists = { events: ['events'], members: ['members'] }
    expect(await read({ include: ['events', 'members'] })).toEqual([
      { ...c, ...lists },
      { ...d, ...lists },
    ])
    expect(calls).toContainEqual(['members', 'c', {}, { signal }])
    expect(calls).toHaveLength(4)
  })

  test('of recordings are requested as the query says', async () => {
    await read({ include: ['recordings'], recordingQuery: { media_ttl: 60 } })
    expect(calls[0]).toEqual(['recordings', 'c', { media_ttl: 60 }, { signal }])
    await read({ include: ['recordings'] })
    expect(calls[0]).toEqual(['recordings', 'c', {}, { signal }])
  })

  test('are not requested if none is included', async () => {
    expect(await read({})).toEqual([c, d])
    expect(calls).toEqual([])
  })
})
