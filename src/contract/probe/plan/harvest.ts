import { type Document, isObject, type Operation } from '../../../openapi/index.js'
import { isSuccess } from '../../../text/http-status.js'
import { decodeIfPossible } from '../../../text/percent-encoding.js'
import { parseUrl } from '../../../text/url.js'
import { findHeader, type Interaction } from '../../interaction/interaction.js'
import {
  createCollections,
  findItems,
  identifiers,
  normalizeName,
  parameterAt,
  shapeOfPath,
  toItem,
  toLocatedItem,
} from './collections.js'
import { findLinkedRequests, type LinkedRequest } from './links.js'
import { type PathTexts, pathTextsOf, readBody } from './read-message.js'
import { createSeenTexts } from './seen-texts.js'

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

/** Maximum number of requests to an operation that Link Objects give. */
const maxLinked = 10

/** @param base the URL that paths are appended to */
export function createHarvest(base: string, document: Document): Harvest {
  const collections = createCollections()
  const texts = createSeenTexts()
  const linked = new Map<Operation, LinkedRequest['texts'][]>()
  const itemPaths = [...new Set(document.operations.map(({ path }) => path))].filter((path) => path.endsWith('}'))

  const addLinked = ({ operation, texts }: LinkedRequest) => {
    const known = linked.get(operation) ?? []
    if (known.length < maxLinked) linked.set(operation, [...known, texts])
  }
  /** Adds the items that a `Location` header leads to, by the paths of the document. Returns whether there are any. */
  const addLocated = (location: string, url: string): boolean => {
    const address = parseUrl(location, url)?.href ?? ''
    const found = itemPaths
      .map((path) => ({ path, texts: pathTextsOf({ path }, address, base) }))
      .filter(({ texts }) => texts.at(-1))
    for (const { path, texts } of found) {
      const { collection } = parameterAt(path, texts.length - 1)
      collections.add(collection, toLocatedItem(texts.slice(0, -1), texts.at(-1) ?? ''))
    }
    return found.length > 0
  }

  return {
    add(operation, { request, response }) {
      if (!isSuccess(response.status)) return
      const above = pathTextsOf(operation, request.url, base)
      if (operation.method === 'DELETE') {
        collections.remove(operation.path, above)
        return
      }
      const body = readBody(response)
      texts.add(body)
      for (const each of findLinkedRequests(document, operation, { request, response }, base)) addLinked(each)
      const collection = shapeOfPath(operation.path)
      if (operation.method !== 'POST') {
        for (const item of findItems(above, body)) collections.add(collection, item)
        return
      }
      const location = findHeader(response.headers, 'location')
      const isLocated = location !== undefined && addLocated(location, request.url)
      const segment = location?.split(/[?#]/, 1)[0]?.split('/').at(-1)
      if (isObject(body)) collections.add(collection, toItem(above, body))
      else if (segment && !isLocated) collections.add(collection, toLocatedItem(above, decodeIfPossible(segment)))
    },
    pathTexts: (operation, count, accepts) => collections.find(operation.path, count, accepts),
    referencesTo(operation, position) {
      const { collection, name } = parameterAt(operation.path, position)
      const isGeneral = identifiers.includes(normalizeName(name))
      const names = isGeneral ? singularsOf(collection.split('/').at(-1) ?? '').map((each) => each + name) : [name]
      return names.flatMap(texts.of)
    },
    linkedTo: (operation) => linked.get(operation) ?? [],
    textsOf: (name) => [...new Set([...texts.of(name), ...texts.of(`next${name}`)])],
    links: texts.links,
    has: texts.has,
  }
}

/** The names that a single item of a collection may have. */
function singularsOf(plural: string): string[] {
  const ends: readonly (readonly [RegExp, string])[] = [
    [/s$/, ''],
    [/es$/, ''],
    [/ies$/, 'y'],
  ]
  return ends.flatMap(([end, singular]) => (end.test(plural) ? [plural.replace(end, singular)] : []))
}
