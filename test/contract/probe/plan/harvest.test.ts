import { describe, expect, test } from 'vitest'
import type { Interaction } from '../../../../src/contract/index.js'
import { createHarvest } from '../../../../src/contract/probe/plan/harvest.js'
import { parseDocument } from '../../../../src/openapi/index.js'

const base = 'https://api.example/v1'
const responses = { default: { description: 'x' } }
const links = {
  author: { operationId: 'getAuthor', parameters: { id: '$response.body#/author' } },
  incomplete: { operationId: 'getAuthor', parameters: { id: '$response.body#/nothing' } },
}
const document = parseDocument(
  JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/books': { get: { operationId: 'listBooks', responses }, post: { operationId: 'addBook', responses } },
      '/books/{bookId}': {
        get: { operationId: 'getBook', responses: { 200: { description: 'x', links } } },
        delete: { operationId: 'removeBook', responses },
      },
      '/books/{bookId}/pages': { get: { operationId: 'listPages', responses } },
      '/books/{bookId}/pages/{number}': { get: { operationId: 'getPage', responses } },
      '/authors/{id}': { get: { operationId: 'getAuthor', responses } },
      '/categories/{id}': { get: { operationId: 'getCategory', responses } },
    },
  }),
  'api.json',
)

function operationOf(id: string) {
  const found = document.operations.find(({ operationId }) => operationId === id)
  if (!found) throw new Error(`no operation ${id}`)
  return found
}

interface Answer {
  readonly path: string
  readonly body?: unknown
  readonly status?: number
  readonly location?: string
}

/** A harvest that has seen these answers, by operation. */
function harvestOf(...answers: readonly (readonly [operationId: string, answer: Answer])[]) {
  const harvest = createHarvest(base, document)
  for (const [operationId, { path, body, status = 200, location }] of answers) {
    const operation = operationOf(operationId)
    const interaction: Interaction = {
      request: { method: operation.method, url: `${base}${path}`, headers: [] },
      response: {
        status,
        headers: [
          ['content-type', 'application/json'],
          ...(location === undefined ? [] : [['location', location] as const]),
        ],
        body: body === undefined ? '' : JSON.stringify(body),
      },
    }
    harvest.add(operation, interaction)
  }
  return {
    ...harvest,
    itemsOf: (id: string, count = 1) => harvest.pathTexts(operationOf(id), count, () => true),
  }
}

describe('the parameters of a path get values', () => {
  test('from the items of a list', () => {
    const { itemsOf } = harvestOf(['listBooks', { path: '/books', body: { data: [{ id: 'a' }, { id: 7 }, {}] } }])
    expect(itemsOf('getBook')).toEqual([['a'], ['7']])
    expect(itemsOf('getPage', 0)).toEqual([])
    expect(itemsOf('getPage', 2)).toEqual([])
  })

  test('together with those of the path of the list', () => {
    const { itemsOf } = harvestOf(['listPages', { path: '/books/a%20b/pages', body: [{ number: 1 }, { number: 2 }] }])
    expect(itemsOf('getPage', 2)).toEqual([
      ['a b', '1'],
      ['a b', '2'],
    ])
  })

  test('from the property that the parameter names, unless its value is not accepted', () => {
    const harvest = harvestOf(['listBooks', { path: '/books', body: [{ id: 'x', book_id: 'y' }] }])
    expect(harvest.itemsOf('getBook')).toEqual([['y']])
    expect(harvest.pathTexts(operationOf('getBook'), 1, (position, text) => position === 0 && text === 'x')).toEqual([
      ['x'],
    ])
  })

  test('from what was created', () => {
    expect(harvestOf(['addBook', { path: '/books', status: 201, body: { id: 'new' } }]).itemsOf('getBook')).toEqual([
      ['new'],
    ])
  })

  test.each([
    ['relative', 'books/new%20one'],
    ['of the host', '/v1/books/new%20one'],
    ['absolute', 'https://api.example/v1/books/new%20one?a=b#c'],
  ])('from a Location that is %s', (_, location) => {
    const { itemsOf } = harvestOf(['addBook', { path: '/books', status: 201, location }])
    expect(itemsOf('getBook')).toEqual([['new one']])
  })

  test('from a Location with another path, whose last segment is the item', () => {
    const { itemsOf } = harvestOf(['addBook', { path: '/books', status: 201, location: '/elsewhere/new%20one?a/b' }])
    expect(itemsOf('getBook')).toEqual([['new one']])
  })

  test('from a Location that leads to another collection', () => {
    const { itemsOf } = harvestOf(['addBook', { path: '/books', status: 201, location: '/v1/authors/7' }])
    expect(itemsOf('getAuthor')).toEqual([['7']])
    expect(itemsOf('getBook')).toEqual([])
  })

  test('but none from a Location that ends with a slash', () => {
    expect(harvestOf(['addBook', { path: '/books', location: '/elsewhere/' }]).itemsOf('getBook')).toEqual([])
    expect(harvestOf(['addBook', { path: '/books', location: '/v1/books/' }]).itemsOf('getBook')).toEqual([])
  })

  test('but not from a response that is an error', () => {
    const { itemsOf, has } = harvestOf(['listBooks', { path: '/books', status: 404, body: [{ id: 'a' }] }])
    expect(itemsOf('getBook')).toEqual([])
    expect(has('a')).toBe(false)
  })

  test('but not from what was deleted', () => {
    const { itemsOf } = harvestOf(
      ['listBooks', { path: '/books', body: [{ id: 'a' }, { id: 'b' }] }],
      ['removeBook', { path: '/books/a', status: 204 }],
    )
    expect(itemsOf('getBook')).toEqual([['b']])
  })
})

describe('a path parameter gets the values of properties that refer to it', () => {
  const body = [{ id: 1, category_id: 'c', authorId: 'a', author: 'name' }]
  const harvest = harvestOf(['listBooks', { path: '/books', body }])

  test.each([
    ['getAuthor', ['a']],
    ['getCategory', ['c']],
    ['getBook', []],
  ])('for %s these are %j', (id, expected) => {
    expect(harvest.referencesTo(operationOf(id), 0)).toEqual(expected)
  })

  test('which have the name of the parameter if that is more than an identifier', () => {
    const { referencesTo } = harvestOf(['getAuthor', { path: '/authors/1', body: { book_id: 'b' } }])
    expect(referencesTo(operationOf('getBook'), 0)).toEqual(['b'])
  })
})

describe('Link Objects give the parameters of later requests', () => {
  const textsOf = (...bodies: readonly unknown[]) =>
    harvestOf(...bodies.map((body, index) => ['getBook', { path: `/books/${index}`, body }] as const))
      .linkedTo(operationOf('getAuthor'))
      .map((texts) => [...texts])

  test('from each response that has the value', () => {
    expect(textsOf({ author: 'x' }, {}, { author: 7 })).toEqual([[['id', 'x']], [['id', '7']]])
  })

  test('of at most ten requests to an operation', () => {
    expect(textsOf(...Array.from({ length: 12 }, (_, author) => ({ author })))).toHaveLength(10)
  })

  test('and none to other operations', () => {
    const harvest = harvestOf(['getBook', { path: '/books/1', body: { author: 'x' } }])
    expect(harvest.linkedTo(operationOf('getBook'))).toEqual([])
  })
})

test('texts and links of responses are known by name, each once', () => {
  const harvest = harvestOf(
    ['getBook', { path: '/books/1', body: { Page: 'p', next: '/v1/books?page=q', next_page: 'r' } }],
    ['getBook', { path: '/books/2', body: { page: 'p' } }],
  )
  expect(harvest.textsOf('page')).toEqual(['p', 'q', 'r'])
  expect(harvest.links()).toEqual(['/v1/books?page=q'])
  expect([harvest.has('r'), harvest.has('s')]).toEqual([true, false])
})
