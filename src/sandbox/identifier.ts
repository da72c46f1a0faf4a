import { hash, hashText, scramble, unscramble } from './random.js'

/**
 * A UUID for the thing with this index, always the same for the same key.
 *
 * Its first eight digits are the scrambled index, so that `findIndex` gets it back without any
 * table: two hundred thousand things can be looked up without one of them being kept.
 *
 * @param key tells kinds of things, and sandboxes, apart
 * @param part tells things of the same index apart
 */
export function toIdentifier(key: number, index: number, part = 0): string {
  return toUuid(scramble(index ^ key), hash(key, index, part, 1), hash(key, index, part, 2), hash(key, index, part, 3))
}

/** The index whose identifier this is, whatever the case of its digits; `undefined` when it is nobody's. */
export function findIndex(key: number, identifier: string): number | undefined {
  const lowerCase = identifier.toLowerCase()
  const index = (unscramble(Number.parseInt(lowerCase.slice(0, 8), 16)) ^ key) >>> 0
  return toIdentifier(key, index) === lowerCase ? index : undefined
}

/** A UUID that stands for a text. */
export function toTextIdentifier(text: string, seed: number): string {
  return toUuid(hashText(text, seed), hashText(text, seed + 1), hashText(text, seed + 2), hashText(text, seed + 3))
}

// RFC 9562, 5.4: version 4 in the thirteenth digit, the variant in the two bits before the seventeenth.
function toUuid(first: number, second: number, third: number, fourth: number): string {
  const middle = hex(((second & 0xffff0fff) | 0x4000) >>> 0)
  const rest = hex(((third & 0x3fffffff) | 0x80000000) >>> 0)
  return `${hex(first)}-${middle.slice(0, 4)}-${middle.slice(4)}-${rest.slice(0, 4)}-${rest.slice(4)}${hex(fourth)}`
}

// The 1 before it keeps the leading zeros; it is cut off.
const hex = (word: number) => (word + 0x1_0000_0000).toString(16).slice(1)
