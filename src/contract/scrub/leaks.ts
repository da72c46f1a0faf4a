import { parseJsonIfPossible } from '../../text/json/parse.js'
import { appendPointer } from '../../text/json-pointer.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import { toCanonicalNumber } from './placeholders/decimal.js'
import type { ValueExtractor } from './value-extractor.js'

/** Returns true if one of the values is, or contains, a value that is searched for. */
export type ValueTest = (values: readonly string[]) => boolean

/**
 * Returns JSON Pointers to the places in a definition where a test is true. They also point into a body that is JSON text. For
 * the name of a member, it is the pointer to the object, so that no pointer contains a real value.
 *
 * Methods, statuses, names of headers and harmless values of headers are not searched, because a recording needs them.
 */
export function findPlaces(
  { scope, path, reqheaders, body, response, rawHeaders }: NockDefinition,
  extractor: ValueExtractor,
  isFound: ValueTest,
): string[] {
  const places = new Set<string>()
  const look = (values: readonly string[], at: string) => {
    const found = isFound(values)
    if (found) places.add(at)
    return found
  }
  const walk = (from: string, whole: unknown) => {
    // A list instead of recursion, because a body may be nested more deeply than the stack allows.
    const open: (readonly [at: string, value: unknown])[] = [[from, whole]]
    for (const [at, value] of open) {
      if (typeof value === 'string') look(extractor.text(value), at)
      if (typeof value === 'number') look(extractor.number(String(value)), at)
      if (typeof value !== 'object' || value === null) continue
      for (const [name, child] of Object.entries(value)) {
        if (Array.isArray(value) || !look([name], at)) open.push([appendPointer(at, name), child])
      }
    }
  }
  const walkBody = (at: string, value: unknown, contentType?: string) => {
    const bytes = toBytes(value)
    if (bytes !== undefined) look(extractor.body(bytes, contentType), at)
    if (typeof value !== 'string') return walk(at, value)
    if (!isFound(extractor.body(value, contentType))) return
    const before = places.size
    walk(at, parseJsonIfPossible(value))
    // The text is not JSON, or parsing would lose a part of it: a repeated member, digits of a large number.
    if (places.size === before) places.add(at)
  }
  walk('/scope', scope)
  look(extractor.url(path), '/path')
  for (const [name, value] of Object.entries(reqheaders ?? {}))
    look(extractor.header([name, value]), appendPointer('/reqheaders', name))
  const named = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')
  walkBody('/body', body, reqheaders?.['content-type'])
  walkBody('/response', response, named < 0 ? undefined : rawHeaders[named + 1])
  for (const [index, value] of rawHeaders.entries()) {
    if (index % 2 === 1) look(extractor.header([rawHeaders[index - 1] ?? '', value]), `/rawHeaders/${index}`)
  }
  return [...places]
}

/** Decodes a body that nock writes as hexadecimal digits, in one or more strings; `undefined` for any other value. */
function toBytes(value: unknown): string | undefined {
  const values: unknown[] = [value].flat()
  const isHex = values.every((value) => typeof value === 'string' && /^(?:[\da-f]{2})+$/i.test(value))
  return isHex && values.length > 0 ? Buffer.from(values.join(''), 'hex').toString() : undefined
}

/** True for short texts and for digits, which occur in other texts by chance. They are only compared with whole values. */
const isCommon = (text: string) => text.length < 6 || /^[\d .:+-]{1,12}$|^-?\d+e-?\d+$/.test(text)

/**
 * Creates a test for real values: plain, percent-encoded or escaped as in JSON, and in upper or lower case.
 *
 * @param isHarmless returns true for a value that is public or a placeholder, and need not be searched
 */
export function createLeakTest(real: Iterable<string>, isHarmless: (value: string) => boolean): ValueTest {
  let search: Search | undefined
  const answers = new Map<string, boolean>()
  // Few values get here, and they repeat, so the result is kept.
  const isLeft = (value: string) => {
    search ??= toSearch([...real].filter((value) => !isHarmless(value)))
    const written = value.toLowerCase()
    const answer = answers.get(written) ?? (search.short.has(written) || hasLong(search, written))
    answers.set(written, answer)
    return answer
  }
  return (values) => values.some((value) => !isHarmless(value) && isLeft(value))
}

/** Creates a test for values that were not replaced. It also finds short values as words of a text. */
export function createUnreplacedTest(unreplaced: Iterable<string>): ValueTest {
  const search = toSearch(unreplaced)
  const isUnreplaced = (value: string) => {
    const written = value.toLowerCase()
    const words = [written, ...written.split(/[^\p{L}\p{N}.:+-]+/u)]
    return words.some((word) => search.short.has(toCanonicalNumber(word))) || hasLong(search, written)
  }
  return (values) => values.some(isUnreplaced)
}

/** The spellings of the values to search for. */
interface Search {
  /** Only compared with whole values. */
  readonly short: ReadonlySet<string>
  /** Also searched for inside values. */
  readonly long: readonly string[]
}

const hasLong = ({ long }: Search, written: string) => long.some((spelling) => written.includes(spelling))

function toSearch(values: Iterable<string>): Search {
  const all = [...new Set([...values].filter((value) => value !== '').flatMap(spellings))]
  return { short: new Set(all.filter(isCommon)), long: all.filter((spelling) => !isCommon(spelling)) }
}

function spellings(value: string): string[] {
  const plain = value.toLowerCase()
  const encoded = isWellFormed(plain) ? encodeURIComponent(plain).toLowerCase() : plain
  return [
    plain,
    JSON.stringify(plain).slice(1, -1),
    encoded,
    // Forms write a space as `+` (URL Standard, 5.2).
    encoded.replaceAll('%20', '+'),
    toCanonicalNumber(value),
  ]
}

// Half a surrogate pair cannot be percent-encoded.
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text)
