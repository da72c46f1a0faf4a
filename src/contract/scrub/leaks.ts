import { appendPointer } from '../../text/json-pointer.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import type { Splitter } from './pieces.js'
import { toCanonicalNumber } from './stand-ins/decimal.js'

/** Whether one of the pieces is, or has in it, what is looked for. */
export type PieceTest = (pieces: readonly string[]) => boolean

/**
 * JSON Pointers into a definition, to where a test finds something; into a body that is JSON as text as well. For what is
 * found in a name it is the pointer of its object: no pointer has a real value in it.
 *
 * What a recording needs by itself is not searched: method, status, names of headers and their harmless values. A real
 * value that equals one of these is no secret there.
 */
export function findPlaces(
  { scope, path, reqheaders, body, response, rawHeaders }: NockDefinition,
  split: Splitter,
  hasFound: PieceTest,
): string[] {
  const places = new Set<string>()
  const look = (pieces: readonly string[], at: string) => {
    const found = hasFound(pieces)
    if (found) places.add(at)
    return found
  }
  const walk = (from: string, whole: unknown) => {
    // A list that grows, not a recursion: a body may be nested as deep as it likes.
    const open: (readonly [at: string, value: unknown])[] = [[from, whole]]
    for (const [at, value] of open) {
      if (typeof value === 'string') look(split.text(value), at)
      if (typeof value === 'number') look(split.number(String(value)), at)
      if (typeof value !== 'object' || value === null) continue
      for (const [name, child] of Object.entries(value)) {
        if (Array.isArray(value) || !look([name], at)) open.push([appendPointer(at, name), child])
      }
    }
  }
  const walkBody = (at: string, value: unknown, contentType?: string) => {
    const bytes = toBytes(value)
    if (bytes !== undefined) look(split.body(bytes, contentType), at)
    if (typeof value !== 'string') return walk(at, value)
    if (!hasFound(split.body(value, contentType))) return
    const before = places.size
    walk(at, parseJson(value))
    // No JSON, or something that parsing loses: a repeated member, digits of a large number.
    if (places.size === before) places.add(at)
  }
  walk('/scope', scope)
  walk('/path', path)
  walk('/reqheaders', reqheaders)
  const named = rawHeaders.findIndex((name, index) => index % 2 === 0 && name.toLowerCase() === 'content-type')
  walkBody('/body', body)
  walkBody('/response', response, named < 0 ? undefined : rawHeaders[named + 1])
  for (const [index, value] of rawHeaders.entries()) {
    if (index % 2 === 1) look(split.header([rawHeaders[index - 1] ?? '', value]), `/rawHeaders/${index}`)
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

/** Text of a body that nock keeps as hexadecimal digits, in one or more pieces. */
function toBytes(value: unknown): string | undefined {
  const pieces: unknown[] = [value].flat()
  const isHex = pieces.every((piece) => typeof piece === 'string' && /^(?:[\da-f]{2})+$/i.test(piece))
  return isHex && pieces.length > 0 ? Buffer.from(pieces.join(''), 'hex').toString() : undefined
}

/** Shorter texts, and digits, turn up within others by chance: they are looked for as whole pieces only. */
const isCommon = (text: string) => text.length < 6 || /^[\d .:+-]{1,12}$|^-?\d+e-?\d+$/.test(text)

/**
 * A test for real values, whatever their case, plain, percent-encoded, or as JSON spells them.
 *
 * @param isHarmless whether a piece is public or a stand-in, and so need not be searched
 */
export function createLeakTest(real: Iterable<string>, isHarmless: (piece: string) => boolean): PieceTest {
  let search: Search | undefined
  const answers = new Map<string, boolean>()
  // Hardly any piece comes so far, and the same ones again and again.
  const isLeft = (piece: string) => {
    search ??= toSearch([...real].filter((value) => !isHarmless(value)))
    const written = piece.toLowerCase()
    const answer = answers.get(written) ?? (search.short.has(written) || hasLong(search, written))
    answers.set(written, answer)
    return answer
  }
  return (pieces) => pieces.some((piece) => !isHarmless(piece) && isLeft(piece))
}

/** A test for a few values that are known to be left: short ones are found as words of a text as well. */
export function createKeptTest(kept: Iterable<string>): PieceTest {
  const search = toSearch(kept)
  const isKept = (piece: string) => {
    const written = piece.toLowerCase()
    const words = [written, ...written.split(/[^\p{L}\p{N}.:+-]+/u)]
    return words.some((word) => search.short.has(toCanonicalNumber(word))) || hasLong(search, written)
  }
  return (pieces) => pieces.some(isKept)
}

/** Spellings of values that are looked for. */
interface Search {
  /** As wholes. */
  readonly short: ReadonlySet<string>
  /** Within others as well. */
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
    // As forms have it (URL Standard, 5.2).
    encoded.replaceAll('%20', '+'),
    toCanonicalNumber(value),
  ]
}

// Half a surrogate pair cannot be percent-encoded.
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text)
