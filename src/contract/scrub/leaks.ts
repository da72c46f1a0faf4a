import type { PublicWords } from './public-words.js'

/** What must not be left, and what may. */
export interface LeakOptions {
  readonly words: PublicWords
  /** Names of members that were left as they are. */
  readonly names: Iterable<string>
  readonly secrets: readonly string[]
  /** Real values that got a stand-in. */
  readonly replaced: Iterable<string>
  readonly isStandIn: (text: string) => boolean
}

/** Shorter texts, and digits, turn up within others by chance: they are looked for as whole strings only. */
const isCommon = (text: string) => text.length < 6 || /^[\d .:+-]{1,12}$/.test(text)

/** How many secrets and real values are left in a text, whatever their case, plain, percent-encoded, or as JSON spells them. */
export function countLeaks(text: string, { words, names, secrets, replaced, isStandIn }: LeakOptions): number {
  const written = text.toLowerCase()
  const open = [...words.values, ...words.names, ...words.hosts, ...words.segments, ...names].join('\n').toLowerCase()
  const isLeft = (value: string) =>
    spellings(value).some((spelling) => written.includes(isCommon(spelling) ? `"${spelling}"` : spelling))
  const isPrivate = (value: string) => !isStandIn(value) && !open.includes(value.toLowerCase())
  return [...new Set([...secrets, ...replaced])].filter((value) => value !== '' && isPrivate(value) && isLeft(value))
    .length
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
