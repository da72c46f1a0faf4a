import { describe, expect, test } from 'vitest'
import {
  createCollections,
  findItems,
  normalizeName,
  parameterAt,
  shapeOfPath,
  toItem,
  toLocatedItem,
} from '../../../../src/contract/probe/plan/collections.js'
import { createSeenTexts } from '../../../../src/contract/probe/plan/seen-texts.js'

/** Puts a value into so many objects. */
const nest = (levels: number, value: unknown): unknown => (levels === 0 ? value : { in: nest(levels - 1, value) })
const range = (count: number) => Array.from({ length: count }, (_, index) => index)

describe('collections', () => {
  /** The texts that objects give for the parameter of a path. */
  function textsFor(parameter: string, objects: readonly Readonly<Record<string, unknown>>[], accepted?: string) {
    const collections = createCollections()
    for (const object of objects) collections.add('/a', toItem([], object))
    return collections.find(`/a/{${parameter}}`, 1, (_, text) => accepted === undefined || text === accepted)
  }

  test.each<[string, object, string | undefined]>([
    ['book_id', { id: 1, bookId: 2, uuid: 3 }, '2'],
    ['book_id', { uuid: 3, id: 1 }, '1'],
    ['book_uuid', { id: 1, uuid: 3 }, '3'],
    ['book_guid', { id: 1, uuid: 2, guid: 3 }, '3'],
    ['slug', { id: 1, slug: 's' }, 's'],
    ['pageNumber', { id: 1, number: 7 }, '7'],
    ['isbn', { uuid: 3, title: 't' }, '3'],
    ['isbn', { title: 't', name: 'n' }, undefined],
    ['id', { id: '', uuid: null, Id: true }, undefined],
  ])('for {%s}, the object %j gives %j', (parameter, object, expected) => {
    expect(textsFor(parameter, [{ ...object }])).toEqual(expected === undefined ? [] : [[expected]])
  })

  test('give another property of an item if the first is not accepted', () => {
    expect(textsFor('book_id', [{ book_id: 'a', id: 'b' }], 'b')).toEqual([['b']])
  })

  test('keep the first fifty items', () => {
    const found = textsFor(
      'id',
      range(60).map((id) => ({ id })),
    )
    expect([found.length, found[0], found.at(-1)]).toEqual([50, ['0'], ['49']])
  })

  test('of several parents are told apart, also when an item is removed', () => {
    const collections = createCollections()
    for (const parent of ['x', 'y']) for (const id of [1, 2]) collections.add('/a/{}/b', toItem([parent], { id }))
    collections.add('/a/{}/b', toLocatedItem(['x'], '3'))
    collections.remove('/a/{p}/b/{q}', ['x', '2'])
    collections.remove('/a/{p}/b/{q}', ['y', '3'])
    // The URL of its request did not have the path of the collection.
    collections.add('/a/{}/b', toItem([], { id: 9 }))
    const all = () => collections.find('/a/{p}/b/{q}', 2, () => true)
    expect(all()).toEqual([
      ['x', '1'],
      ['y', '1'],
      ['y', '2'],
      ['x', '3'],
    ])
    collections.remove('/a/{p}/b/{q}', ['x', '3'])
    expect(all()).not.toContainEqual(['x', '3'])
    expect(collections.find('/a/{p}', 1, () => true)).toEqual([])
    expect(collections.find('/a/{p}/b/{q}', 0, () => true)).toEqual([])
  })
})

test.each<[unknown, string[]]>([
  [
    [{ id: 1 }, { id: 2 }],
    ['1', '2'],
  ],
  [{ data: { rows: [{ id: 1 }] }, more: [{ id: 2 }] }, ['1', '2']],
  [
    ['a', 7, true, null, [{ id: 1 }]],
    ['a', '7'],
  ],
  [{ id: 1 }, []],
  ['a', []],
  [range(60), range(50).map(String)],
  [nest(6, [{ id: 1 }]), ['1']],
  [nest(7, [{ id: 1 }]), []],
])('the items in %j are %j', (body, expected) => {
  expect(findItems([], body).map(({ properties }) => properties.get('id'))).toEqual(expected)
})

test.each([
  ['bookId', 'bookid'],
  ['book_id', 'bookid'],
  ['Book-ID2', 'bookid2'],
])('the name %s is compared as %s', (name, expected) => {
  expect(normalizeName(name)).toBe(expected)
})

test.each([
  ['/a/{b}/c/{d}', 0, { collection: '/a', name: 'b' }],
  ['/a/{b}/c/{d}', 1, { collection: '/a/{}/c', name: 'd' }],
  ['/a/{b}', 1, { collection: '/a/{}', name: '' }],
  ['/{b}', 0, { collection: '', name: 'b' }],
])('the parameters of %s: number %i is %j', (path, position, expected) => {
  expect(parameterAt(path, position)).toEqual(expected)
})

test('paths have the same shape whatever their parameters are named, with or without a slash at the end', () => {
  expect(['/a/{bb}/c/', '/a/{d}/c', '/a/{}/c//'].map(shapeOfPath)).toEqual(['/a/{}/c', '/a/{}/c', '/a/{}/c'])
})

describe('texts that were seen', () => {
  function seen(...bodies: readonly unknown[]) {
    const texts = createSeenTexts()
    for (const body of bodies) texts.add(body)
    return texts
  }

  test('are known by name, each once, and at most eight', () => {
    expect(seen({ a_b: 'x', aB: 7 }, { ab: ['y'], 'A-B': 'x' }, { ab: '', other: true }).of('AB')).toEqual(['x', '7'])
    expect(seen(...range(10).map((a) => ({ a }))).of('a')).toEqual(range(8).map(String))
    expect(seen().of('toString')).toEqual([])
  })

  test('are those of the first eight items of a list, and of six levels', () => {
    const texts = seen(
      range(10).map((index) => ({ [`n${index}`]: 'x' })),
      nest(6, { deep: 1 }),
      nest(7, { deeper: 1 }),
      [[[[[[[{ lists: 1 }]]]]]]],
    )
    expect([texts.of('n7'), texts.of('n8')]).toEqual([['x'], []])
    expect([texts.of('deep'), texts.of('deeper'), texts.of('lists')]).toEqual([['1'], [], []])
  })

  test('are also found by their text, all of them', () => {
    const texts = seen(...range(10).map((a) => ({ a })), { b: '' })
    expect([texts.has('9'), texts.has('10'), texts.has('')]).toEqual([true, false, true])
  })

  test.each<[string, string[], readonly string[]]>([
    ['/a?page=2', ['/a?page=2'], ['2']],
    ['https://h.example/a?page=2#x', ['/a?page=2'], ['2']],
    ['http://h.example/a?page=2', ['/a?page=2'], ['2']],
    ['http://h.example?page=2', [], []],
    ['/a?x=1&page=a%20b&page=c', ['/a?x=1&page=a%20b&page=c'], ['a b', 'c']],
    ['/a?page=%zz', ['/a?page=%zz'], ['%zz']],
    ['/a', [], []],
    ['a?page=2', [], []],
    ['Is it /a?page=2', [], []],
    ['/a?', [], []],
  ])('the text %s has the links %j', (next, links, page) => {
    const texts = seen({ next })
    expect([texts.links(), texts.of('page')]).toEqual([links, page])
  })

  test('have at most 200 links, each once', () => {
    const texts = seen(...range(300).map((page) => ({ next: `/a?page=${page}`, self: '/a?page=0' })))
    expect(texts.links()).toHaveLength(200)
    expect(texts.links()[1]).toBe('/a?page=1')
  })
})
