import { isObject } from '../../../openapi/index.js'
import { isNumber } from '../../../text/json/exact-number.js'
import type { PathTexts } from './read-message.js'

/** Items of collections, such as the books of `/books`, for the parameters of paths that lead to one item. */
export interface Collections {
  /** Adds an item to a collection, which is named as `shapeOfPath` does. */
  add(collection: string, item: Item): void
  /** Removes the item that these values of a path's parameters lead to. */
  remove(path: string, texts: PathTexts): void
  /** Returns values for the first `count` parameters of a path. */
  find(path: string, count: number, accepts: (position: number, text: string) => boolean): PathTexts[]
}

/** An item of a collection, found in a response. */
export interface Item {
  /** The values of the path parameters of its collection. */
  readonly above: PathTexts
  /** The properties that are texts or numbers, by normalised name. */
  readonly properties: ReadonlyMap<string, string>
}

/** Maximum number of items of a collection, and of levels of a body that are searched for lists. */
const maxItems = 50
const maxDepth = 6

/** Properties that often identify an item, the likeliest first. */
export const identifiers = ['id', 'uuid', 'guid', 'key', 'slug', 'code', 'name', 'number']

/** The name under which an item keeps the value from `Location`. No normalised property has this name. */
const locationName = 'Location'

/** Creates collections without items. */
export function createCollections(): Collections {
  const collections = new Map<string, readonly Item[]>()
  const itemsOf = (collection: string) => collections.get(collection) ?? []
  return {
    add(collection, item) {
      const items = itemsOf(collection)
      if (items.length < maxItems) collections.set(collection, [...items, item])
    },
    remove(path, texts) {
      const { collection } = parameterAt(path, texts.length - 1)
      const isIt = ({ above, properties }: Item) =>
        [...above, ''].slice(0, -1).every((text, at) => text === texts[at]) &&
        [...properties.values()].includes(texts.at(-1) ?? '')
      collections.set(
        collection,
        itemsOf(collection).filter((item) => !isIt(item)),
      )
    },
    find(path, count, accepts) {
      const { collection, name } = parameterAt(path, count - 1)
      return itemsOf(collection).flatMap(({ above, properties }) => {
        if (above.length !== count - 1) return []
        const text = namesFor(name)
          .map((each) => properties.get(each))
          .find((each) => each !== undefined && accepts(count - 1, each))
        return text === undefined ? [] : [[...above, text]]
      })
    },
  }
}

/** The item that an object is. */
export function toItem(above: PathTexts, object: Readonly<Record<string, unknown>>): Item {
  const properties = Object.entries(object).flatMap(([name, value]) =>
    (typeof value === 'string' && value !== '') || isNumber(value)
      ? [[normalizeName(name), String(value)] as const]
      : [],
  )
  return { above, properties: new Map(properties) }
}

/** The item that a `Location` header leads to; its last path segment is `text`. */
export function toLocatedItem(above: PathTexts, text: string): Item {
  return { above, properties: new Map([[locationName, text]]) }
}

/** The items of all lists in a body. */
export function findItems(above: PathTexts, body: unknown, depth = 0): Item[] {
  if (depth > maxDepth) return []
  if (Array.isArray(body)) {
    return body.slice(0, maxItems).flatMap((each) => {
      if (isObject(each)) return [toItem(above, each)]
      // A text or number in a list is an identifier.
      return typeof each === 'string' || isNumber(each) ? [{ above, properties: new Map([['id', String(each)]]) }] : []
    })
  }
  return isObject(body) ? Object.values(body).flatMap((each) => findItems(above, each, depth + 1)) : []
}

/** Normalises a name: `bookId`, `book_id` and `book-id` become equal. */
export function normalizeName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/** The names of properties that may hold the value of a parameter. */
function namesFor(parameter: string): string[] {
  const name = normalizeName(parameter)
  // The longest first: `book_uuid` ends with `id`, too.
  const ends = identifiers.filter((identifier) => name.endsWith(identifier)).sort((a, b) => b.length - a.length)
  return [...new Set([name, ...ends, 'id', 'uuid', locationName])]
}

/** The collection that a path parameter selects from, and the name of the parameter. */
export function parameterAt(path: string, position: number): { collection: string; name: string } {
  const [expression] = [...path.matchAll(/\{([^{}]*)\}/g)].slice(position)
  const before = path.slice(0, expression?.index ?? path.length)
  return { collection: shapeOfPath(before), name: expression?.[1] ?? '' }
}

/** A path without the names of its parameters: `/books/{}/pages`. */
export function shapeOfPath(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}').replace(/\/+$/, '')
}
