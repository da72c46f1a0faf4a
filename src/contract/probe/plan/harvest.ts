import { isObject, type Operation } from '../../../openapi/index.js'
import { escapeRegex } from '../../../text/escape-regex.js'
import { isSuccess } from '../../../text/http-status.js'
import { isNumber } from '../../../text/json/exact-number.js'
import { readJson } from '../../../text/json/read.js'
import { isJson, parseMediaType } from '../../../text/media-type.js'
import { decodeIfPossible, readPairs } from '../../../text/percent-encoding.js'
import { parseUrl } from '../../../text/url.js'
import { findHeaders } from '../../interaction/headers.js'
import type { Interaction } from '../../interaction/interaction.js'

/** The values of some parameters in a path, by position, as text that is not encoded. */
export type PathTexts = readonly string[]

/** Values that responses had, for the parameters of later requests. */
export interface Harvest {
  /** Takes the values of a response. */
  add(operation: Operation, interaction: Interaction): void
  /** Values for the first `count` parameters of a path, found in the items of collections. */
  pathTexts(operation: Operation, count: number, accepts: (position: number, text: string) => boolean): PathTexts[]
  /** Values of properties with this name, and of this query parameter in links. */
  textsOf(name: string): readonly string[]
  /** Paths with queries of links: where the next page is, say. */
  links(): readonly string[]
  /** Whether a response had this text. */
  has(text: string): boolean
}

/** An object in a response for a collection. */
interface Item {
  readonly above: PathTexts
  readonly properties: ReadonlyMap<string, string>
}

/** Items of a collection, texts of a name, and levels of a body that are looked at. */
const maxItems = 50
const maxTexts = 8
const maxDepth = 6
const maxNames = 2000
const maxSeen = 100_000
const maxLinks = 200

/** Properties that often identify an item, in this order. */
const identifiers = ['id', 'uuid', 'guid', 'key', 'slug', 'code', 'name', 'number']

/** @param base the URL that paths are appended to */
export function createHarvest(base: string): Harvest {
  const collections = new Map<string, Item[]>()
  const texts = new Map<string, string[]>()
  const seen = new Set<string>()
  const links = new Set<string>()

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
        // A list of identifiers.
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

  /** Forgets the item that these values lead to: it was deleted. */
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
      const collection = shapeOfPath(operation.path)
      if (operation.method === 'POST') {
        const named = location?.split(/[?#]/, 1)[0]?.split('/').at(-1)
        if (isObject(body)) addItem(collection, { above: path, properties: scalarsOf(body) })
        else if (named) addItem(collection, { above: path, properties: new Map([['id', decodeIfPossible(named)]]) })
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
    textsOf: (name) => {
      const key = normalizeName(name)
      return [...new Set([...(texts.get(key) ?? []), ...(texts.get(`next${key}`) ?? [])])]
    },
    links: () => [...links],
    has: (text) => seen.has(text),
  }
}

/** Properties of an object that are text or numbers, by normalised names. */
function scalarsOf(object: Readonly<Record<string, unknown>>): Map<string, string> {
  return new Map(
    Object.entries(object).flatMap(([name, value]) =>
      (typeof value === 'string' && value !== '') || isNumber(value)
        ? [[normalizeName(name), String(value)] as const]
        : [],
    ),
  )
}

/** `bookId`, `book_id` and `book-id` are one name. */
function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** The names of properties that may have the value of a parameter. */
function namesFor(parameter: string): string[] {
  const name = normalizeName(parameter)
  const ends = identifiers.filter((identifier) => name.endsWith(identifier))
  return [...new Set([name, ...ends, 'id', 'uuid'])]
}

/** The collection that a parameter of a path chooses from, and the name of the parameter. */
function parameterAt(path: string, position: number): { collection: string; name: string } {
  const [expression] = [...path.matchAll(/\{([^{}]*)\}/g)].slice(position)
  const before = path.slice(0, expression?.index ?? path.length)
  return { collection: shapeOfPath(before), name: expression?.[1] ?? '' }
}

function shapeOfPath(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/\/+$/, '')
}

/** The JSON of a response; `undefined` for any other body. */
function readBody({ headers, body }: Interaction['response']): unknown {
  const type = parseMediaType(findHeaders(headers, 'content-type')[0] ?? '')
  const json = type && isJson(type) && body !== null ? readJson(body) : undefined
  return json && 'value' in json ? json.value : undefined
}

/** The texts of the parameters in the path of a URL. */
function pathTextsOf({ path }: Operation, url: string, base: string): PathTexts {
  const prefix = parseUrl(base)?.pathname.replace(/\/+$/, '') ?? ''
  const pattern = path
    .split(/\{[^{}]*\}/)
    .map(escapeRegex)
    .join('([^/]*)')
  const [, ...texts] = new RegExp(`^${pattern}$`).exec(parseUrl(url)?.pathname.slice(prefix.length) ?? '') ?? []
  return texts.map(decodeIfPossible)
}
