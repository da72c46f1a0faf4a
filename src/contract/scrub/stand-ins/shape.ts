/** Characters that take the place of others, by kind; a kind without any stays as it is. */
export interface Alphabets {
  readonly lower: string | undefined
  readonly upper: string | undefined
  readonly digits: string
  /** For whatever is not ASCII: it could be a name, a symbol of one, or hide one. `undefined`: as if it were. */
  readonly foreign?: string
}

const lower = 'abcdefghijklmnopqrstuvwxyz'
const digits = '1234567890'

/** Letters for letters, digits for digits. */
export const plain: Alphabets = { lower, upper: lower.toUpperCase(), digits }

/** The same, but beginning with other letters and digits. */
export function rotate(by: number): Alphabets {
  const from = (text: string) => text.slice(by % text.length) + text.slice(0, by % text.length)
  return { lower: from(lower), upper: from(lower.toUpperCase()), digits: from(digits) }
}

/** For hexadecimal digits. */
export const hexadecimal: Alphabets = { lower: 'abcdef', upper: 'ABCDEF', digits }

/** Letters that are not ASCII for all that is not. */
export const foreign: Alphabets = { ...plain, foreign: 'àáâãäåæçèéêëìíîïðñòóôõö' }

/** Half a surrogate pair for all that is not ASCII: for texts that have one, and so are no text to most formats. */
export const illFormed: Alphabets = { ...plain, foreign: '\ud800' }

/** Digits alone: for texts whose letters belong to their form. */
export const digitsAlone: Alphabets = { lower: undefined, upper: undefined, digits }

/**
 * Text of the same shape, numbered by `index`: each letter, digit and character that is not ASCII becomes one of its
 * alphabet; ASCII punctuation and blanks stay.
 *
 * Different indexes give different texts as long as the shape has room for them.
 */
export function toShape(text: string, index: number, alphabets = plain): string {
  let rest = index
  const characters = [...text].reverse().map((character) => {
    const alphabet = alphabetOf(character, alphabets)
    if (alphabet === undefined) return character
    const stand = alphabet[rest % alphabet.length] ?? ''
    rest = Math.floor(rest / alphabet.length)
    return stand
  })
  return characters.reverse().join('')
}

function alphabetOf(character: string, { lower, upper, digits, foreign }: Alphabets): string | undefined {
  const isForeign = /[^\0-\x7f]/.test(character)
  if (isForeign && foreign !== undefined) return foreign
  if (/\p{Nd}/u.test(character)) return digits
  if (/\p{Lu}/u.test(character)) return upper
  return isForeign || /[a-z]/.test(character) ? lower : undefined
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/** Splits text at its UUIDs: entries with odd index are UUIDs. */
export const splitAtUuids = (text: string): string[] => text.split(new RegExp(`(${uuids.source})`, 'i'))

/** A UUID (version 4 in form) that stands for the `index`-th. */
export const toUuid = (index: number): string => `5ca1ab1e-0000-4000-8000-${index.toString(16).padStart(12, '0')}`
