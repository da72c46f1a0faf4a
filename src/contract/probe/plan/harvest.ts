import { type Document, isObject, type Operation } from '../../../openapi/index.js'
import { isSuccess } from '../../../text/http-status.js'
import { isNumber } from '../../../text/json/exact-number.js'
import { decodeIfPossible, readPairs } from '../../../text/percent-encoding.js'
import { parseUrl } from '../../../text/url.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Interaction } from '../../interaction/interaction.js'
import { findLinkedRequests, type LinkedRequest } from './links.js'
import { type PathTexts, pathTextsOf, readBody } from './read-message.js'

/** Collects values from responses, for the parameters of later requests. */
export interface Harvest {
  /** Collects the values of a response. */
  add(operation: Operation, interaction: Interaction): void
  /** Returns values for the first `count` parameters of a path, from the items of collections. */
  pathTexts(operation: Operation, count: number, accepts: (position: number, text: string) => boolean): PathTexts[]
  /**
   * Returns the values of properties that refer to an item of the collection which a path parameter selects from: for
   * `/customers/{id}`, those of `customer_id`.
   */
  referencesTo(operation: Operation, position: number): readonly string[]
  /** Returns the parameter values that Link Objects take from earlier responses for requests to an operation. */
  linkedTo(operation: Operation): readonly LinkedRequest['texts'][]
  /** Returns the values of properties with this name, and of query parameters with this name in links. */
  textsOf(name: string): readonly string[]
  /** Returns the paths and queries of links in responses, such as the link to the next page. */
  links(): readonly string[]
  /** Returns true if a response contained this text. */
  has(text: string): boolean
}

/** An object of a collection, found in a response. */
interface Item {
  readonly above: PathTexts
  readonly properties: ReadonlyMap<string, string>
}

/** Maximum number of items of a collection, of texts for a name, and of levels of a body that are read. */
const maxItems = 50
const maxTexts = 8
const maxDepth = 6
const maxNames = 2000
const maxSeen = 100_000
const maxLinks = 200
const maxLinked = 10

/** Properties that often identify an item, the likeliest first. */
const identifiers = ['id', 'uuid', 'guid', 'key', 'slug', 'code', 'name', 'number']

/** @param base the URL that paths are appended to */
export function createHarvest(base: string, document: Document): Harvest {
  const collections = new Map<string, Item[]>()
  const texts = new Map<string, string[]>()
  const seen = new Set<string>()
  const links = new Set<string>()
  const linked = new Map<Operation, LinkedRequest['texts'][]>()
  const itemPaths = [...new Set(document.operations.map(({ path }) => path))].filter((path) => path.endsWith('}'))

  const addText = (name: string, text: string) => {
    const key = normalizeName(name)
    const known = texts.get(key) ?? []
    if (seen.size < maxSeen) seen.add(text)
    if (text === '' || known.includes(text) || known.length >= maxTexts || texts.size >= maxNames) return
    texts.set(key, [...known, text])
  }
  const addItem = (collection: string, item: Item) => {
    const items = collections.get(collection) ?? []
    if (items.length < maxItems) collections.set(collection, [...items, item])
  }
  const addItems = (collection: string, above: PathTexts, value: unknown, depth: number) => {
    if (depth > maxDepth) return
    if (Array.isArray(value)) {
      for (const each of value.slice(0, maxItems)) {
        if (isObject(each)) addItem(collection, { above, properties: scalarsOf(each) })
        // This item of the list is an identifier.
        else if (typeof each === 'string' || isNumber(each))
          addItem(collection, { above, properties: new Map([['id', String(each)]]) })
      }
    } else if (isObject(value)) for (const each of Object.values(value)) addItems(collection, above, each, depth + 1)
  }
  const addTexts = (value: unknown, depth: number) => {
    if (depth > maxDepth) return
    if (Array.isArray(value)) for (const each of value.slice(0, maxTexts)) addTexts(each, depth + 1)
    if (!isObject(value)) return
    for (const [name, each] of Object.entries(value)) {
      if (typeof each === 'string' || isNumber(each)) addText(name, String(each))
      if (typeof each === 'string') addLink(each)
      addTexts(each, depth + 1)
    }
  }
  const addLink = (text: string) => {
    const [, path = '', query] = /^(?:https?:\/\/[^/\s?#]+)?(\/[^\s?#]*)\?([^\s#]+)/.exec(text) ?? []
    if (query !== undefined && links.size < maxLinks) links.add(`${path}?${query}`)
    for (const [name, values] of query === undefined ? [] : readPairs(query))
      for (const each of values) addText(name, decodeIfPossible(each))
  }

  /** Finds the items that a `Location` header leads to, by the paths of the document. */
  const findLocated = (location: string, url: string): { collection: string; item: Item }[] => {
    const address = parseUrl(location, url)?.href ?? ''
    return itemPaths.flatMap((path) => {
      const texts = pathTextsOf({ path }, address, base)
      const last = texts.at(-1)
      const { collection } = parameterAt(path, texts.length - 1)
      return last ? [{ collection, item: toLocated(texts.slice(0, -1), last) }] : []
    })
  }
  const addLinked = ({ operation, texts }: LinkedRequest) => {
    const known = linked.get(operation) ?? []
    if (known.length < maxLinked) linked.set(operation, [...known, texts])
  }

  /** Removes the item that these values lead to, because it was deleted. */
  const remove = (operation: Operation, path: PathTexts) => {
    const { collection } = parameterAt(operation.path, path.length - 1)
    const items = collections.get(collection) ?? []
    const isIt = ({ above, properties }: Item) =>
      [...above, ''].slice(0, -1).every((text, at) => text === path[at]) &&
      [...properties.values()].includes(path.at(-1) ?? '')
    collections.set(
      collection,
      items.filter((item) => !isIt(item)),
    )
  }

  return {
    add(operation, { request, response }) {
      if (!isSuccess(response.status)) return
      const path = pathTextsOf(operation, request.url, base)
      if (operation.method === 'DELETE') {
        remove(operation, path)
        return
      }
      const body = readBody(response)
      const [location] = findHeaders(response.headers, 'location')
      addTexts(body, 0)
      for (const each of findLinkedRequests(document, operation, { request, response }, base)) addLinked(each)
      const collection = shapeOfPath(operation.path)
      if (operation.method === 'POST') {
        const located = location === undefined ? [] : findLocated(location, request.url)
        for (const { collection, item } of located) addItem(collection, item)
        const named = location?.split(/[?#]/, 1)[0]?.split('/').at(-1)
        if (isObject(body)) addItem(collection, { above: path, properties: scalarsOf(body) })
        else if (named && located.length === 0) addItem(collection, toLocated(path, decodeIfPossible(named)))
      } else addItems(collection, path, body, 0)
    },
    pathTexts(operation, count, accepts) {
      const find = (position: number): PathTexts[] => {
        if (position === 0) return []
        const { collection, name } = parameterAt(operation.path, position - 1)
        const items = collections.get(collection) ?? []
        return items.flatMap(({ above, properties }) => {
          if (above.length !== position - 1) return []
          const text = namesFor(name)
            .map((each) => properties.get(each))
            .find((each) => each !== undefined && accepts(position - 1, each))
          return text === undefined ? [] : [[...above, text]]
        })
      }
      return find(count)
    },
    referencesTo(operation, position) {
      const { collection, name } = parameterAt(operation.path, position)
      const isGeneral = identifiers.includes(normalizeName(name))
      const names = isGeneral ? singularsOf(collection.split('/').at(-1) ?? '').map((each) => each + name) : [name]
      return names.flatMap((each) => texts.get(normalizeName(each)) ?? [])
    },
    linkedTo: (operation) => linked.get(operation) ?? [],
    textsOf: (name) => {
      const key = normalizeName(name)
      return [...new Set([...(texts.get(key) ?? []), ...(texts.get(`next${key}`) ?? [])])]
    },
    links: () => [...links],
    has: (text) => seen.has(text),
  }
}

/** The properties of an object whose values are texts or numbers, by normalised name. */
function scalarsOf(object: Readonly<Record<string, unknown>>): Map<string, string> {
  return new Map(
    Object.entries(object).flatMap(([name, value]) =>
      (typeof value === 'string' && value !== '') || isNumber(value)
        ? [[normalizeName(name), String(value)] as const]
        : [],
    ),
  )
}

/** Normalises a name: `bookId`, `book_id` and `book-id` become equal. */
function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** The name under which an item keeps the value from `Location`. No normalised property has this name. */
const locationName = 'Location'

const toLocated = (above: PathTexts, text: string): Item => ({ above, properties: new Map([[locationName, text]]) })

/** The names that a single item of a collection may have. */
function singularsOf(plural: string): string[] {
  const ends: readonly (readonly [RegExp, string])[] = [
    [/s$/, ''],
    [/es$/, ''],
    [/ies$/, 'y'],
  ]
  return ends.flatMap(([end, singular]) => (end.test(plural) ? [plural.replace(end, singular)] : []))
}

/** The names of properties that may hold the value of a parameter. */
function namesFor(parameter: string): string[] {
  const name = normalizeName(parameter)
  const ends = identifiers.filter((identifier) => name.endsWith(identifier))
  return [...new Set([name, ...ends, 'id', 'uuid', locationName])]
}

/** The collection that a path parameter selects from, and the name of the parameter. */
function parameterAt(path: string, position: number): { collection: string; name: string } {
  const [expression] = [...path.matchAll(/\{([^{}]*)\}/g)].slice(position)
  const before = path.slice(0, expression?.index ?? path.length)
  return { collection: shapeOfPath(before), name: expression?.[1] ?? '' }
}

function shapeOfPath(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/\/+$/, '')
}
