import { appendPointer } from '../../text/json-pointer.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import { toCanonicalNumber } from './placeholders/decimal.js'
import type { ValueExtractor } from './value-extractor.js'

/** True if one of the values is, or contains, what is searched for. */
export type ValueTest = (values: readonly string[]) => boolean

/**
 * JSON Pointers to the places in a definition where a test is true, also into a body that is JSON text. For a member's name
 * it is the pointer to the object, so that no pointer contains a real value.
 *
 * Methods, statuses, names of headers and their harmless values are not searched: a recording needs them.
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
    // A list instead of recursion: a body may be nested deeper than the stack.
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
    walk(at, parseJson(value))
    // Not JSON, or something that parsing loses: a repeated member, digits of a large number.
    if (places.size === before) places.add(at)
  }
  walk('/scope', scope)
  look(extractor.url(path), '/path')
  walk('/reqheaders', reqheaders)
  const named = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')
  walkBody('/body', body)
  walkBody('/response', response, named < 0 ? undefined : rawHeaders[named + 1])
  for (const [index, value] of rawHeaders.entries()) {
    if (index % 2 === 1) look(extractor.header([rawHeaders[index - 1] ?? '', value]), `/rawHeaders/${index}`)
  }
  return [...places]
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The text of a body that nock writes as hexadecimal digits, in one or more strings. */
function toBytes(value: unknown): string | undefined {
  const values: unknown[] = [value].flat()
  const isHex = values.every((value) => typeof value === 'string' && /^(?:[\da-f]{2})+$/i.test(value))
  return isHex && values.length > 0 ? Buffer.from(values.join(''), 'hex').toString() : undefined
}

/** True for short texts and for digits, which occur in other texts by chance. They are compared with whole values only. */
const isCommon = (text: string) => text.length < 6 || /^[\d .:+-]{1,12}$|^-?\d+e-?\d+$/.test(text)

/**
 * Creates a test for real values in any case: plain, percent-encoded or escaped as in JSON.
 *
 * @param isHarmless true if a value is public or a placeholder, and need not be searched
 */
export function createLeakTest(real: Iterable<string>, isHarmless: (value: string) => boolean): ValueTest {
  let search: Search | undefined
  const answers = new Map<string, boolean>()
  // Few values get here, and these repeat.
  const isLeft = (value: string) => {
    search ??= toSearch([...real].filter((value) => !isHarmless(value)))
    const written = value.toLowerCase()
    const answer = answers.get(written) ?? (search.short.has(written) || hasLong(search, written))
    answers.set(written, answer)
    return answer
  }
  return (values) => values.some((value) => !isHarmless(value) && isLeft(value))
}

/** Creates a test for values that were not replaced. Short ones are also found as words of a text. */
export function createUnreplacedTest(unreplaced: Iterable<string>): ValueTest {
  const search = toSearch(unreplaced)
  const isUnreplaced = (value: string) => {
    const written = value.toLowerCase()
    const words = [written, ...written.split(/[^\p{L}\p{N}.:+-]+/u)]
    return words.some((word) => search.short.has(toCanonicalNumber(word))) || hasLong(search, written)
  }
  return (values) => values.some(isUnreplaced)
}

/** Spellings of the values that are searched for. */
interface Search {
  /** Compared with whole values. */
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
    // As in forms (URL Standard, 5.2).
    encoded.replaceAll('%20', '+'),
    toCanonicalNumber(value),
  ]
}

// Half a surrogate pair cannot be percent-encoded.
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text)
