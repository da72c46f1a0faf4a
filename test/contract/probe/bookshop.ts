import { isObject } from '../../../src/openapi/index.js'

/** Real bugs of servers, each of which a probe has to find. */
export const bookshopFaults = {
  'a row without a required field': 'list_books invalid-body /items/*',
  'null where no result was found': 'list_books invalid-body /items',
  'the largest page fails': 'list_books server-error query limit',
  'letters beyond ASCII fail': 'list_books server-error query author',
  'a size of 0 is accepted': 'list_books accepted-invalid-request query limit',
  'the framework answers 404 with HTML': 'get_book undocumented-content-type header content-type',
  'a deleted row has a status of its own': 'get_book undocumented-status status',
  'a filter forgets a header': 'list_books missing-header header x-total-count',
  'null in one row': 'list_books invalid-body /items/*/author',
  'numbers become strings on the second page': 'list_books invalid-body /items/*/price',
  'HEAD is not implemented': 'head_book undocumented-status status',
  'a broken escape fails': 'search server-error query q',
  'a repeated parameter fails': 'search server-error query q',
  'one order fails': 'list_books server-error query sort',
  'an unknown order is ignored': 'list_books accepted-invalid-request query sort',
  'a required parameter is not required': 'search accepted-invalid-request query q',
  'the key is not checked': 'list_reviews accepted-invalid-request header x-key',
  'a book without a title is created': 'create_book accepted-invalid-request body',
  'null in a body fails': 'create_book server-error body /author',
  'a body that is cut off fails': 'create_book server-error body',
  'what was created is returned in another form': 'create_book invalid-body /id',
  'replacing what is missing fails': 'replace_book server-error status',
  'deleting answers with another status': 'delete_book undocumented-status status',
  'a date in another format': 'list_books invalid-body /items/*/published',
  'a private field is returned': 'get_book invalid-body /password_hash',
  'an empty text fails': 'search server-error query q',
  'a long text closes the connection': 'search server-error query q',
  'text in the place of an id is accepted': 'get_book accepted-invalid-request path id',
  'an empty list is an object': 'list_reviews invalid-body the body',
  'the largest price fails': 'create_book server-error body',
  'a fraction is accepted': 'create_book accepted-invalid-request body /price',
  'a true boolean fails': 'list_books server-error query in_stock',
  'two tags fail': 'list_books server-error query tags',
  'a header is trusted': 'list_books server-error header x-request-id',
} as const

export type BookshopFault = keyof typeof bookshopFaults

export interface ShopRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface ShopResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const bookshopKey = 'k-31415926535'

interface Book {
  readonly id: number
  readonly title: string
  readonly price: number
  readonly author?: unknown
  readonly published?: unknown
  readonly tags?: unknown
}

/** A server with at most one fault: a function from requests to responses. It throws where it fails, and returns nothing if it closes the connection. */
export function createBookshop(fault?: BookshopFault): (request: ShopRequest) => ShopResponse | undefined {
  const books = new Map<number, Book>(
    Array.from({ length: 9 }, (_, index) => {
      const id = index + 1
      const author = id % 2 === 0 ? 'Ann' : 'Bob'
      return [
        id,
        { id, title: `Book ${id} of the sea`, price: id * 100, author, published: '2020-01-31', tags: ['novel'] },
      ]
    }),
  )
  let last = 9
  const has = (name: BookshopFault) => fault === name

  const json = (status: number, value: unknown, headers = {}): ShopResponse => ({
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  })
  const problem = (status: number, error: string) => json(status, { error })
  const fail = (): never => {
    throw new Error('Internal Server Error')
  }

  function toRow(book: Book, page: number): object {
    if (has('a row without a required field') && book.id === 6) return { ...book, title: undefined }
    if (has('null in one row') && book.id === 3) return { ...book, author: null }
    if (has('a date in another format') && book.id === 2) return { ...book, published: '31.1.2020' }
    if (has('numbers become strings on the second page') && page > 1) return { ...book, price: String(book.price) }
    return book
  }

  function integer(text: string | undefined, initial: number, min: number, max: number): number {
    if (text === undefined) return initial
    const value = Number(text)
    if (/^-?\d+(?:\.0+)?(?:e\d+)?$/i.test(text) && value >= min && value <= max) return value
    throw new RangeError('expected an integer')
  }

  function list(query: Map<string, string[]>, headers: ShopRequest['headers']): ShopResponse {
    const one = (name: string) => query.get(name)?.[0]
    const [page, limit] = [
      integer(one('page'), 1, 1, Number.MAX_SAFE_INTEGER),
      integer(one('limit'), 4, has('a size of 0 is accepted') ? 0 : 1, 100),
    ]
    const [sort, author, stock] = [one('sort'), one('author'), one('in_stock')]
    const tags = query.get('tags') ?? []
    if (limit === 100 && has('the largest page fails')) fail()
    if (/[^\x20-\x7e]/.test(author ?? '') && has('letters beyond ASCII fail')) fail()
    if (sort === 'price' && has('one order fails')) fail()
    if (stock === 'true' && has('a true boolean fails')) fail()
    if (tags.length > 0 && has('two tags fail')) fail()
    if (headers['x-request-id']?.startsWith('0000') && has('a header is trusted')) fail()
    const id = headers['x-request-id']
    if (id !== undefined && !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
      throw new RangeError('request id')
    if (sort !== undefined && !['title', 'price', '-price'].includes(sort) && !has('an unknown order is ignored'))
      throw new RangeError('sort')
    if (stock !== undefined && !['true', 'false'].includes(stock)) throw new RangeError('in_stock')
    if (tags.some((tag) => !['novel', 'poem'].includes(tag))) throw new RangeError('tags')
    const found = [...books.values()].filter((book) => author === undefined || book.author === author)
    const rows = found.slice((page - 1) * limit, page * limit).map((book) => toRow(book, page))
    const next = page * limit < found.length ? `/books?page=${page + 1}&limit=${limit}` : null
    const items = rows.length === 0 && has('null where no result was found') ? null : rows
    const isBare = author !== undefined && has('a filter forgets a header')
    return json(200, { items, next }, isBare ? {} : { 'x-total-count': String(found.length) })
  }

  function search(query: Map<string, string[]>, raw: string): ShopResponse {
    if (has('a broken escape fails')) decodeURIComponent(raw)
    const [q, second] = query.get('q') ?? []
    if (second !== undefined && has('a repeated parameter fails')) fail()
    if (q === undefined && !has('a required parameter is not required')) throw new RangeError('q is missing')
    if (q === '' && has('an empty text fails')) fail()
    if ((q ?? '').length > 400) throw new RangeError('q is too long')
    return json(
      200,
      [...books.values()].filter(({ title }) => title.includes(q ?? 'sea')),
    )
  }

  function readBook(body: string): Omit<Book, 'id'> {
    const value = parse(body)
    if (!isObject(value)) throw new RangeError('expected an object')
    const { title, price, author, published, tags, ...others } = value
    if (author === null && has('null in a body fails')) fail()
    if (price === 1_000_000 && has('the largest price fails')) fail()
    const isTitle = typeof title === 'string' && title !== '' && [...title].length <= 100
    const isPrice = typeof price === 'number' && price >= 0 && price <= 1_000_000
    if (!isTitle && !(title === undefined && has('a book without a title is created'))) throw new RangeError('title')
    if (!isPrice || !(Number.isInteger(price) || has('a fraction is accepted'))) throw new RangeError('price')
    if (author !== undefined && typeof author !== 'string') throw new RangeError('author')
    if (published !== undefined && !isDate(published)) throw new RangeError('published')
    const isTags =
      Array.isArray(tags) && tags.every((tag) => ['novel', 'poem'].includes(String(tag)) && typeof tag === 'string')
    if (tags !== undefined && !isTags) throw new RangeError('tags')
    if (Object.keys(others).length > 0) throw new RangeError('unknown property')
    const book = { title: String(title), price: Math.floor(price), author, published, tags }
    return JSON.parse(JSON.stringify(book))
  }

  function parse(body: string): unknown {
    try {
      return JSON.parse(body)
    } catch {
      if (has('a body that is cut off fails')) fail()
      throw new RangeError('not JSON')
    }
  }

  function item(method: string, id: number, request: ShopRequest): ShopResponse {
    const book = books.get(id)
    if (method === 'PUT') {
      if (!book && has('replacing what is missing fails')) fail()
      const content = readBook(request.body)
      if (!book) return problem(404, 'no such book')
      books.set(id, { ...content, id })
      return json(200, { ...content, id })
    }
    if (!book) {
      if (has('the framework answers 404 with HTML'))
        return { status: 404, headers: { 'content-type': 'text/html' }, body: '<h1>Not Found</h1>' }
      if (has('a deleted row has a status of its own')) return problem(410, 'gone')
      return problem(404, 'no such book')
    }
    if (method === 'DELETE') {
      books.delete(id)
      return has('deleting answers with another status') ? json(200, book) : { status: 204, headers: {}, body: '' }
    }
    return json(200, has('a private field is returned') ? { ...book, password_hash: 'x' } : book)
  }

  function route(request: ShopRequest): ShopResponse | undefined {
    const { method, url, headers } = request
    const [path = '', search_ = ''] = url.split(/\?(.*)/s)
    const isReviews = /^\/books\/[^/]+\/reviews$/.test(path)
    if (headers['x-key'] !== bookshopKey && !(isReviews && has('the key is not checked'))) return problem(401, 'no key')
    const query = readQuery(search_)
    if (path === '/search' && method === 'GET') {
      if ((query.get('q')?.[0] ?? '').length > 200 && has('a long text closes the connection')) return undefined
      return search(query, search_)
    }
    if (path === '/books' && method === 'GET') return list(query, headers)
    if (path === '/books' && method === 'POST') {
      if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
        if (request.body !== '') return problem(415, 'expected JSON')
      }
      const book = { ...readBook(request.body), id: ++last }
      books.set(last, book)
      return json(201, has('what was created is returned in another form') ? { ...book, id: String(last) } : book)
    }
    const [, text = '', rest] = /^\/books\/([^/]+)(\/reviews)?$/.exec(path) ?? []
    if (text === '') return problem(404, 'no such page')
    if (method === 'HEAD' && has('HEAD is not implemented')) return { status: 405, headers: {}, body: '' }
    const isLenient = has('text in the place of an id is accepted') && method === 'GET' && !rest
    const id = isLenient && !/^\d+$/.test(text) ? 1 : integer(text, 0, 1, Number.MAX_SAFE_INTEGER)
    if (!rest) return item(method, id, request)
    if (!books.has(id)) return problem(404, 'no such book')
    if (id % 3 === 0) return json(200, has('an empty list is an object') ? {} : [])
    return json(200, [{ id: 1, stars: 5 }])
  }

  return (request) => {
    // As many web servers do, in front of the application.
    if (!isDecodable(request.url) && !has('a broken escape fails'))
      return { status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Request</h1>' }
    try {
      return route(request)
    } catch (error) {
      return error instanceof RangeError
        ? problem(400, error.message)
        : { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Internal Server Error</h1>' }
    }
  }
}

function isDate(value: unknown): boolean {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(String(value)) ?? []
  if (typeof value !== 'string' || month === undefined || day === undefined) return false
  const date = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value)
}

function readQuery(text: string): Map<string, string[]> {
  const query = new Map<string, string[]>()
  for (const pair of text.split('&').filter((each) => each !== '')) {
    const [name = '', value = ''] = pair.split('=')
    query.set(name, [...(query.get(name) ?? []), decode(value)])
  }
  return query
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function decode(text: string): string {
  return isDecodable(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : '\u{FFFD}'
}
