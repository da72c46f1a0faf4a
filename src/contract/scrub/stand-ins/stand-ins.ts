import type { PublicWords } from '../public-words.js'
import { parseDecimal, toCanonicalNumber } from './decimal.js'
import { countDigits, numberCandidates, toNumber } from './numbers.js'
import type { Rules } from './rules.js'
import { toUuid } from './shape.js'
import { textCandidates } from './texts.js'
import { createTimeShift, isTime } from './time.js'

/** Gives every value its stand-in: the same one each time. */
export interface StandIns {
  /** Of a text that is no address; RFC 3339 times are moved, all by the same distance. */
  text(text: string): string
  /** Of a JSON number, as spelt. */
  number(lexeme: string): string
  /** Of a host that is not public. */
  host(host: string): string
  /** Gives a value that has a stand-in another one from now on: the first that is accepted. `false` when none is. */
  replaceBy(value: string, isAccepted: () => boolean): boolean
  /** Values that got a stand-in, and so must not be seen any more. */
  replaced(): Iterable<string>
  /** Whether a text stands in for another. */
  isStandIn(text: string): boolean
}

/** Words of JSON that hold nothing private, and that forms and queries have as text. */
const jsonWords = new Set(['true', 'false', 'null'])

/** Other stand-ins that are tried for one value. */
const mostOthers = 40

/**
 * Stand-ins are numbered as they are first asked for: the same values in the same order get the same ones.
 *
 * Every rule of the document judges a stand-in as its value, where one can be found. Different values get different ones as
 * long as there is room. A value may be equal to its stand-in by chance.
 */
export function createStandIns({ values }: Pick<PublicWords, 'values'>, rules: Rules): StandIns {
  const numbered = createNumbering()
  const shift = createTimeShift()
  const chosen = new Map<string, string>()
  const given = new Set<string>()
  const owners = new Map<string, string>()
  const publicNumbers = new Set([...values].flatMap((value) => (typeof value === 'number' ? toKey(String(value)) : [])))

  const give = (value: string, stand: string): string => {
    chosen.set(value, stand)
    for (const spelling of [stand, toKey(stand)]) given.add(spelling)
    if (!owners.has(toKey(stand))) owners.set(toKey(stand), toKey(value))
    return stand
  }
  const uuid = (value: string) => give(value, toUuid(numbered('uuid', value.toLowerCase())))
  const numbers = { indexOf: (text: string) => numbered('text', text), uuid }
  // By themselves: what is tried for a number must not change the stand-ins of texts.
  const numbersOfDigits = { ...numbers, indexOf: (text: string) => numbered('digits', text) }
  const isPublicNumber = (lexeme: string) => {
    const value = parseDecimal(lexeme)
    return publicNumbers.has(toKey(lexeme)) || (value !== undefined && rules.isLimit(value))
  }
  const isFree = (stand: string, value: string) => (owners.get(toKey(stand)) ?? toKey(value)) === toKey(value)

  const candidatesOf = function* (value: string): Generator<string> {
    const digits = countDigits(value)
    if (!parseDecimal(value)) return yield* textCandidates(value, numbers, rules)
    yield* numberCandidates(value, numbered(`number ${digits}`, toKey(value)), rules)
    for (const each of textCandidates(value, numbersOfDigits, rules)) if (parseDecimal(each)) yield each
  }

  /** The first free candidate that the rules judge as the value; else one that is not free, else one that is judged otherwise. */
  const choose = (value: string): string => {
    const judged = rules.judgeText(value)
    const judgedNumber = judgeNumber(value)
    let shared: string | undefined
    let asNumber: string | undefined
    let first: string | undefined
    for (const candidate of candidatesOf(value)) {
      first ??= candidate
      if (values.has(candidate) || isPublicNumber(candidate)) continue
      if (judgeNumber(candidate) === judgedNumber) asNumber ??= candidate
      if (rules.judgeText(candidate) !== judged) continue
      if (isFree(candidate, value)) return candidate
      shared ??= candidate
    }
    return shared ?? asNumber ?? first ?? value
  }

  const judgeNumber = (text: string) => {
    const value = parseDecimal(text)
    return value && rules.judgeNumber(value)
  }

  const number = (lexeme: string): string => {
    if (isPublicNumber(lexeme)) return lexeme
    if (countDigits(lexeme) < 2) return toNumber(lexeme, 0)
    return chosen.get(lexeme) ?? give(lexeme, choose(lexeme))
  }

  const text = (value: string): string => {
    if (value === '' || values.has(value) || jsonWords.has(value)) return value
    // A text is the number it spells, wherever it stands: in a path, a form or a body.
    if (parseDecimal(value)) return number(value)
    const known = chosen.get(value)
    if (known !== undefined) return known
    // A time that does not exist: all nines are none either.
    if (isTime(value)) return give(value, shift(value) ?? value.replace(/\d/g, '9'))
    const parts = splitList(value)
    if (parts) return give(value, parts.map((part, index) => (index % 2 === 1 ? part : text(part))).join(''))
    return give(value, choose(value))
  }
  /** Items and separators in turn, where each item of a list is a word, or one is public; `undefined` for any other text. */
  const splitList = (value: string): string[] | undefined => {
    const items = value.split(/([,|])/)
    if (items.length > 1 && items.some((part) => values.has(part))) return items
    const parts = value.split(/([,;|] ?| )/)
    return parts.length > 1 && parts.every((part, index) => index % 2 === 1 || isWord(part)) ? parts : undefined
  }
  // Digits one by one could be those of a number.
  const isWord = (part: string) =>
    values.has(part) ||
    jsonWords.has(part) ||
    isTime(part) ||
    (parseDecimal(part) !== undefined && countDigits(part) > 1)

  return {
    text,
    number,
    host: (host) => chosen.get(host) ?? give(host, `host-${numbered('host', host.toLowerCase())}.example`),
    replaceBy(value, isAccepted) {
      const before = chosen.get(value)
      if (before === undefined || isTime(value)) return false
      let left = mostOthers
      for (const candidate of new Set(candidatesOf(value))) {
        if (candidate === value || candidate === before || values.has(candidate)) continue
        chosen.set(value, candidate)
        if (isAccepted()) {
          give(value, candidate)
          return true
        }
        if (--left === 0) break
      }
      chosen.set(value, before)
      return false
    },
    replaced: () => [...chosen].flatMap(([value, stand]) => (value === stand ? [] : value)),
    isStandIn: (text) => given.has(text),
  }
}

const toKey = toCanonicalNumber

/** Numbers values from 1 on, each kind by itself. */
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
