import type { PublicValues } from '../public-values.js'
import { createAssignments } from './assignments.js'
import { createChooser, type Numbering } from './choose.js'
import { parseDecimal } from './decimal.js'
import { countDigits, toNumber } from './numbers.js'
import type { Rules } from './rules.js'
import { createTimeShift, isTime } from './time.js'

/** Replaces values by placeholders: the same value always by the same placeholder. */
export interface Placeholders {
  /** Returns the placeholder of a text that is not an address. RFC 3339 times are all moved by the same distance. */
  text(text: string): string
  /** Returns the placeholder of a JSON number, which has the same form. */
  number(lexeme: string): string
  /** Returns the placeholder of a host that is not public. */
  host(host: string): string
  /** Gives a value the first other placeholder that `isAccepted` accepts. Returns false if it accepts no other placeholder. */
  replaceBy(value: string, isAccepted: () => boolean): boolean
  /** Returns the values that have a placeholder, and so must not remain. */
  replaced(): Iterable<string>
  /** True if a text is the placeholder of some value. */
  isPlaceholder(text: string): boolean
}

/** Literals of JSON, which forms and queries contain as text. They are not private. */
const jsonWords = new Set(['true', 'false', 'null'])

/** How many other placeholders are tried for one value. */
const maxOthers = 40

/**
 * Creates placeholders, numbered in the order of first use: the same values in the same order get the same placeholders.
 *
 * If possible, every rule of the document has the same outcome for a placeholder as for its value. Different values get different
 * placeholders as long as there are enough. A value may equal its placeholder by chance.
 */
export function createPlaceholders({ values }: Pick<PublicValues, 'values'>, rules: Rules): Placeholders {
  const numbered = createNumbering()
  const shift = createTimeShift()
  const assignments = createAssignments()
  const { find, assign } = assignments
  const { choose, candidatesOf, isPublicNumber } = createChooser({ values, rules, assignments, numbered })

  const number = (lexeme: string): string => {
    if (isPublicNumber(lexeme)) return lexeme
    if (countDigits(lexeme) < 2) return toNumber(lexeme, 0)
    return find(lexeme) ?? assign(lexeme, choose(lexeme))
  }

  const text = (value: string): string => {
    if (value === '' || values.has(value) || jsonWords.has(value)) return value
    // A text that is a number is treated as that number: in a path, a form or a body.
    if (parseDecimal(value)) return number(value)
    const known = find(value)
    if (known !== undefined) return known
    // The digits of a time that does not exist are replaced by nines: that time does not exist either.
    if (isTime(value)) return assign(value, shift(value) ?? value.replace(/\d/g, '9'))
    const parts = splitList(value, values)
    const list = parts?.map((part, index) => (index % 2 === 1 ? part : text(part))).join('')
    return assign(value, choose(value, list))
  }
  return {
    text,
    number,
    host: (host) => find(host) ?? assign(host, `host-${numbered('host', host.toLowerCase())}.example`),
    replaceBy(value, isAccepted) {
      const before = find(value)
      if (before === undefined || isTime(value)) return false
      const tried = new Set([value, before])
      let left = maxOthers
      // One at a time, because some candidates take many tests.
      for (const candidate of candidatesOf(value)) {
        if (tried.has(candidate) || values.has(candidate)) continue
        if (left-- === 0) return false
        tried.add(candidate)
        if (assignments.replaceIf(value, candidate, isAccepted)) return true
      }
      return false
    },
    replaced: assignments.replaced,
    isPlaceholder: assignments.isPlaceholder,
  }
}

/**
 * Splits a list into alternating items and separators, if every item is a word or one item is public; `undefined` for any other
 * text.
 */
function splitList(value: string, values: PublicValues['values']): string[] | undefined {
  const items = value.split(/([,|])/)
  if (items.length > 1 && items.some((part) => values.has(part))) return items
  const parts = value.split(/([,;|] ?| )/)
  const isList = parts.length > 1 && parts.every((part, index) => index % 2 === 1 || isWord(part, values))
  return isList ? parts : undefined
}

function isWord(part: string, values: PublicValues['values']): boolean {
  if (values.has(part) || jsonWords.has(part) || isTime(part)) return true
  // Single digits could belong to one number.
  return parseDecimal(part) !== undefined && countDigits(part) > 1
}

/** Creates a function that numbers the values of each kind, beginning with 1. */
function createNumbering(): Numbering {
  const kinds = new Map<string, Map<string, number>>()
  return (kind, value) => {
    const known = kinds.get(kind) ?? new Map<string, number>()
    kinds.set(kind, known)
    const number = known.get(value) ?? known.size + 1
    known.set(value, number)
    return number
  }
}
