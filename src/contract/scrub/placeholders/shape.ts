/** Replacement characters for each kind of character. A kind without replacements stays as it is. */
export interface Alphabets {
  readonly lower: string | undefined
  readonly upper: string | undefined
  readonly digits: string
  /**
   * Replace all characters beyond ASCII, which could be a name or hide one. If absent, these are treated like ASCII letters and
   * digits.
   */
  readonly foreign?: string
}

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '1234567890'

/** Replaces letters by letters, and digits by digits. */
export const plain: Alphabets = { lower, upper: lower.toUpperCase(), digits }

/** Returns the plain alphabets, beginning with other letters and digits. */
export function rotate(by: number): Alphabets {
  const from = (text: string) => text.slice(by % text.length) + text.slice(0, by % text.length)
  return { lower: from(lower), upper: from(lower.toUpperCase()), digits: from(digits) }
}

/** Replaces hexadecimal digits by hexadecimal digits. */
export const hexadecimal: Alphabets = { lower: 'abcdef', upper: 'ABCDEF', digits }

/** Replaces all characters beyond ASCII by letters beyond ASCII. */
export const foreign: Alphabets = { ...plain, foreign: 'àáâãäåæçèéêëìíîïðñòóôõö' }

/** Replaces all characters beyond ASCII by half a surrogate pair: for texts that have one, which most formats reject. */
export const illFormed: Alphabets = { ...plain, foreign: '\ud800' }

/** Replaces digits only: for texts whose letters belong to their form. */
export const digitsAlone: Alphabets = { lower: undefined, upper: undefined, digits }

/**
 * Returns the `index`-th text of the same shape: each letter, digit and character beyond ASCII is replaced by one from its
 * alphabet; ASCII punctuation and spaces stay.
 *
 * Different indexes give different texts as long as the shape has enough characters.
 */
export function toShape(text: string, index: number, alphabets = plain): string {
  let rest = index
  const characters = [...text].reverse().map((character) => {
    const alphabet = alphabetOf(character, alphabets)
    if (alphabet === undefined) return character
    const replacement = alphabet[rest % alphabet.length] ?? ''
    rest = Math.floor(rest / alphabet.length)
    return replacement
  })
  return characters.reverse().join('')
}

/** Returns the characters that replace a character; `undefined` if it stays. */
export function alphabetOf(character: string, { lower, upper, digits, foreign }: Alphabets): string | undefined {
  const isForeign = /[^\0-\x7f]/.test(character)
  if (isForeign && foreign !== undefined) return foreign
  if (/\p{Nd}/u.test(character)) return digits
  if (/\p{Lu}/u.test(character)) return upper
  return isForeign || /[a-z]/.test(character) ? lower : undefined
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Splits text at its UUIDs; entries with an odd index are UUIDs. */
export const splitAtUuids = (text: string): string[] => text.split(new RegExp(`(${uuids.source})`, 'i'))

/** Returns the `index`-th placeholder for a UUID, in the form of version 4. */
export const toUuid = (index: number): string => `5ca1ab1e-0000-4000-8000-${index.toString(16).padStart(12, '0')}`
