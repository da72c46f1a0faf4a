import { appendPointer } from '../../text/json-pointer.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import type { Splitter } from './pieces.js'

/** What must not be left, and what may. */
export interface LeakOptions {
  /** Secrets, and real values that got a stand-in. */
  readonly real: Iterable<string>
  /** Whether a piece is public or stands in for another, and so need not be searched. */
  readonly isHarmless: (piece: string) => boolean
  readonly split: Splitter
}

/**
 * JSON Pointers into a definition, to where a real value is left, whatever its case, plain, percent-encoded, or as JSON
 * spells it. One left in a name is told by the pointer of its object: no pointer has a real value in it.
 *
 * What a recording needs by itself is not searched: method, status, names of headers and their harmless values. A real
 * value that equals one of these is no secret there.
 */
export function findLeaks(
  { scope, path, reqheaders, body, response, rawHeaders }: NockDefinition,
  { real, isHarmless, split }: LeakOptions,
): string[] {
  const hasLeak = createLeakTest(real, isHarmless)
  const leaks = new Set<string>()
  const look = (pieces: readonly string[], at: string) => {
    const found = hasLeak(pieces)
    if (found) leaks.add(at)
    return found
  }
  // A list that grows, not a recursion: a body may be nested as deep as it likes.
  const open: (readonly [at: string, value: unknown])[] = [
    ['/scope', scope],
    ['/path', path],
    ['/reqheaders', reqheaders],
  ]
  for (const [at, value] of [['/body', body] as const, ['/response', response] as const]) {
    if (typeof value === 'string') look(split.body(value), at)
    else open.push([at, value])
  }
  for (const [index, value] of rawHeaders.entries()) {
    if (index % 2 === 1) look(split.header([rawHeaders[index - 1] ?? '', value]), `/rawHeaders/${index}`)
  }
  for (const [at, value] of open) {
    if (typeof value === 'string') look(split.text(value), at)
    if (typeof value === 'number') look(split.number(String(value)), at)
    if (typeof value !== 'object' || value === null) continue
    for (const [name, child] of Object.entries(value)) {
      if (Array.isArray(value) || !look([name], at)) open.push([appendPointer(at, name), child])
    }
  }
  return [...leaks]
}

/** Shorter texts, and digits, turn up within others by chance: they are looked for as whole pieces only. */
const isCommon = (text: string) => text.length < 6 || /^[\d .:+-]{1,12}$/.test(text)

function createLeakTest(
  real: Iterable<string>,
  isHarmless: (piece: string) => boolean,
): (pieces: readonly string[]) => boolean {
  let known: readonly string[] | undefined
  // Hardly any piece comes so far.
  const isLeft = (piece: string) => {
    known ??= [...new Set([...real].filter((value) => value !== '' && !isHarmless(value)).flatMap(spellings))]
    const written = piece.toLowerCase()
    return known.some((spelling) => (isCommon(spelling) ? written === spelling : written.includes(spelling)))
  }
  return (pieces) => pieces.some((piece) => !isHarmless(piece) && isLeft(piece))
}

function spellings(value: string): string[] {
  const plain = value.toLowerCase()
  const encoded = [
    JSON.stringify(plain).slice(1, -1),
    isWellFormed(plain) ? encodeURIComponent(plain).toLowerCase() : plain,
  ]
  return [plain, ...encoded]
}

// Half a surrogate pair cannot be percent-encoded.
const isWellFormed = (text: string) => !/\p{Cs}/u.test(text)
