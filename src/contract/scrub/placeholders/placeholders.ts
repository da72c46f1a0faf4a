import type { PublicValues } from '../public-values.js'
import { parseDecimal, toCanonicalNumber } from './decimal.js'
import { countDigits, numberCandidates, toNumber } from './numbers.js'
import type { Rules } from './rules.js'
import { toUuid } from './shape.js'
import { textCandidates } from './texts.js'
import { createTimeShift, isTime } from './time.js'

/** Returns the placeholder of a value: always the same one for the same value. */
export interface Placeholders {
  /** For a text that is not an address. RFC 3339 times are all moved by the same distance. */
  text(text: string): string
  /** For a JSON number, in the same form. */
  number(lexeme: string): string
  /** For a host that is not public. */
  host(host: string): string
  /** Gives a value the first other placeholder that is accepted; returns `false` if none is. */
  replaceBy(value: string, isAccepted: () => boolean): boolean
  /** The values that have a placeholder, and so must not remain. */
  replaced(): Iterable<string>
  /** True if a text is the placeholder of some value. */
  isPlaceholder(text: string): boolean
}

/** Literals of JSON, which forms and queries have as text. They are not private. */
const jsonWords = new Set(['true', 'false', 'null'])

/** Other placeholders that are tried for one value. */
const maxOthers = 40

/**
 * Creates placeholders. They are numbered in the order of first use: the same values in the same order get the same ones.
 *
 * Every rule of the document has the same outcome for a placeholder as for its value, if there is such a placeholder.
 * Different values get different ones as long as there are enough. A value may equal its placeholder by chance.
 */
export function createPlaceholders({ values }: Pick<PublicValues, 'values'>, rules: Rules): Placeholders {
  const numbered = createNumbering()
  const shift = createTimeShift()
  const chosen = new Map<string, string>()
  const assigned = new Set<string>()
  const owners = new Map<string, string>()
  const publicNumbers = new Set([...values].flatMap((value) => (typeof value === 'number' ? toKey(String(value)) : [])))

  const assign = (value: string, placeholder: string): string => {
    chosen.set(value, placeholder)
    for (const spelling of [placeholder, toKey(placeholder)]) assigned.add(spelling)
    if (!owners.has(toKey(placeholder))) owners.set(toKey(placeholder), toKey(value))
    return placeholder
  }
  const uuid = (value: string) => assign(value, toUuid(numbered('uuid', value.toLowerCase())))
  const numbers = { indexOf: (text: string) => numbered('text', text), uuid }
  // Numbered separately: trying placeholders for a number must not change those of texts.
  const numbersOfDigits = { ...numbers, indexOf: (text: string) => numbered('digits', text) }
  const isPublicNumber = (lexeme: string) => {
    const value = parseDecimal(lexeme)
    return publicNumbers.has(toKey(lexeme)) || (value !== undefined && rules.isLimit(value))
  }
  const isFree = (placeholder: string, value: string) =>
    (owners.get(toKey(placeholder)) ?? toKey(value)) === toKey(value)

  const candidatesOf = function* (value: string): Generator<string> {
    const digits = countDigits(value)
    if (!parseDecimal(value)) return yield* textCandidates(value, numbers, rules)
    yield* numberCandidates(value, numbered(`number ${digits}`, toKey(value)), rules)
    for (const each of textCandidates(value, numbersOfDigits, rules)) if (parseDecimal(each)) yield each
  }

  /** The first free candidate with the outcomes of the value; otherwise one that is not free, or one with other outcomes. */
  const choose = (value: string): string => {
    const outcomes = rules.outcomesOfText(value)
    const numberOutcomes = outcomesOfNumber(value)
    let shared: string | undefined
    let asNumber: string | undefined
    let first: string | undefined
    for (const candidate of candidatesOf(value)) {
      first ??= candidate
      if (values.has(candidate) || isPublicNumber(candidate)) continue
      if (outcomesOfNumber(candidate) === numberOutcomes) asNumber ??= candidate
      if (rules.outcomesOfText(candidate) !== outcomes) continue
      if (isFree(candidate, value)) return candidate
      shared ??= candidate
    }
    return shared ?? asNumber ?? first ?? value
  }

  const outcomesOfNumber = (text: string) => {
    const value = parseDecimal(text)
    return value && rules.outcomesOfNumber(value)
  }

  const number = (lexeme: string): string => {
    if (isPublicNumber(lexeme)) return lexeme
    if (countDigits(lexeme) < 2) return toNumber(lexeme, 0)
    return chosen.get(lexeme) ?? assign(lexeme, choose(lexeme))
  }

  const text = (value: string): string => {
    if (value === '' || values.has(value) || jsonWords.has(value)) return value
    // A text that is a number is treated as that number: in a path, a form or a body.
    if (parseDecimal(value)) return number(value)
    const known = chosen.get(value)
    if (known !== undefined) return known
    // A time that does not exist is replaced by nines, which do not exist either.
    if (isTime(value)) return assign(value, shift(value) ?? value.replace(/\d/g, '9'))
    const parts = splitList(value, values)
    if (parts) return assign(value, parts.map((part, index) => (index % 2 === 1 ? part : text(part))).join(''))
    return assign(value, choose(value))
  }
  return {
    text,
    number,
    host: (host) => chosen.get(host) ?? assign(host, `host-${numbered('host', host.toLowerCase())}.example`),
    replaceBy(value, isAccepted) {
      const before = chosen.get(value)
      if (before === undefined || isTime(value)) return false
      let left = maxOthers
      for (const candidate of new Set(candidatesOf(value))) {
        if (candidate === value || candidate === before || values.has(candidate)) continue
        chosen.set(value, candidate)
        if (isAccepted()) {
          assign(value, candidate)
          return true
        }
        if (--left === 0) break
      }
      chosen.set(value, before)
      return false
    },
    replaced: () => [...chosen].flatMap(([value, placeholder]) => (value === placeholder ? [] : value)),
    isPlaceholder: (text) => assigned.has(text),
  }
}

/** The items and separators of a list in turn, if every item is a word or one is public; `undefined` for any other text. */
function splitList(value: string, values: PublicValues['values']): string[] | undefined {
  const items = value.split(/([,|])/)
  if (items.length > 1 && items.some((part) => values.has(part))) return items
  const parts = value.split(/([,;|] ?| )/)
  const isList = parts.length > 1 && parts.every((part, index) => index % 2 === 1 || isWord(part, values))
  return isList ? parts : undefined
}

function isWord(part: string, values: PublicValues['values']): boolean {
  if (values.has(part) || jsonWords.has(part) || isTime(part)) return true
  // Single digits could be those of one number.
  return parseDecimal(part) !== undefined && countDigits(part) > 1
}

const toKey = toCanonicalNumber

/** Creates a function that numbers the values of each kind, beginning with 1. */
function createNumbering(): (kind: string, value: string) => number {
  const kinds = new Map<string, Map<string, number>>()
  return (kind, value) => {
    const known = kinds.get(kind) ?? new Map<string, number>()
    kinds.set(kind, known)
    const number = known.get(value) ?? known.size + 1
    known.set(value, number)
    return number
  }
}
