import { isObject } from '../../../openapi/index.js'
import { isNumber } from '../../../text/json/exact-number.js'
import { decodeIfPossible, readPairs } from '../../../text/percent-encoding.js'
import { normalizeName } from './collections.js'

/** Texts and links that responses contained. */
export interface SeenTexts {
  /** Adds the properties of all objects in a body that are texts or numbers, and the query parameters of its links. */
  add(body: unknown): void
  /** Returns the values for a name. */
  of(name: string): readonly string[]
  /** Returns true if a response contained this text. */
  has(text: string): boolean
  /** Returns the paths and queries of links, such as the link to the next page. */
  links(): readonly string[]
}

/** Maximum number of texts for a name and of items of a list that are read, of levels of a body, and so on. */
const maxTexts = 8
const maxDepth = 6
const maxNames = 2000
const maxSeen = 100_000
const maxLinks = 200

/** Creates a collector of texts. */
export function createSeenTexts(): SeenTexts {
  const texts = new Map<string, readonly string[]>()
  const seen = new Set<string>()
  const links = new Set<string>()

  const addText = (name: string, text: string) => {
    const key = normalizeName(name)
    const known = texts.get(key) ?? []
    if (seen.size < maxSeen) seen.add(text)
    if (text === '' || known.includes(text) || known.length >= maxTexts || texts.size >= maxNames) return
    texts.set(key, [...known, text])
  }
  const addLink = (text: string) => {
    const [, path = '', query] = /^(?:https?:\/\/[^/\s?#]+)?(\/[^\s?#]*)\?([^\s#]+)/.exec(text) ?? []
    if (query === undefined) return
    if (links.size < maxLinks) links.add(`${path}?${query}`)
    for (const [name, values] of readPairs(query)) for (const each of values) addText(name, decodeIfPossible(each))
  }
  const addAll = (value: unknown, depth: number) => {
    if (depth > maxDepth) return
    if (Array.isArray(value)) for (const each of value.slice(0, maxTexts)) addAll(each, depth + 1)
    if (!isObject(value)) return
    for (const [name, each] of Object.entries(value)) {
      if (typeof each === 'string' || isNumber(each)) addText(name, String(each))
      if (typeof each === 'string') addLink(each)
      addAll(each, depth + 1)
    }
  }

  return {
    add: (body) => addAll(body, 0),
    of: (name) => texts.get(normalizeName(name)) ?? [],
    has: (text) => seen.has(text),
    links: () => [...links],
  }
}
