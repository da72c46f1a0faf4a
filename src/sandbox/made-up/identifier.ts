import { hash, hashText, scramble, unscramble } from './random.js'

/**
 * Returns a UUID for the item with this index. The same arguments give the same UUID.
 *
 * Its first eight digits are the scrambled index, so that `findIndex` needs no table: 200,000 items can be found by their
 * UUIDs without being stored.
 *
 * @param key a number that differs for each kind of item and each seed
 * @param part a number that differs for each item of the same index
 */
export function toIdentifier(key: number, index: number, part = 0): string {
  return toUuid(scramble(index ^ key), hash(key, index, part, 1), hash(key, index, part, 2), hash(key, index, part, 3))
}

/**
 * Returns the index of an identifier that `toIdentifier` made with this key; `undefined` for any other identifier. The identifier
 * may be in upper case.
 */
export function findIndex(key: number, identifier: string): number | undefined {
  const index = toIndex(key, identifier)
  return toIdentifier(key, index) === identifier.toLowerCase() ? index : undefined
}

/**
 * Returns the index of an identifier that `toIdentifier` made with this key and any `part`. For any other identifier the result
 * is meaningless.
 */
export const toIndex = (key: number, identifier: string): number =>
  (unscramble(Number.parseInt(identifier.slice(0, 8), 16)) ^ key) >>> 0

/** Returns a UUID derived from a text. The same text and seed give the same UUID. */
export function toTextIdentifier(text: string, seed: number): string {
  return toUuid(hashText(text, seed), hashText(text, seed + 1), hashText(text, seed + 2), hashText(text, seed + 3))
}

// RFC 9562, 5.4: the thirteenth digit is the version, 4; the first two bits of the seventeenth are the variant.
function toUuid(first: number, second: number, third: number, fourth: number): string {
  const middle = hex(((second & 0xffff0fff) | 0x4000) >>> 0)
  const rest = hex(((third & 0x3fffffff) | 0x80000000) >>> 0)
  return `${hex(first)}-${middle.slice(0, 4)}-${middle.slice(4)}-${rest.slice(0, 4)}-${rest.slice(4)}${hex(fourth)}`
}

// In two halves: `toString(16)` is four times slower for numbers beyond 31 bits.
const hex = (word: number) => halfHex(word >>> 16) + halfHex(word & 0xffff)

// Adds a 1 in front, which keeps the leading zeros, and cuts it off.
const halfHex = (half: number) => (half + 0x1_0000).toString(16).slice(1)
