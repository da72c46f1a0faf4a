import type { PublicValues } from '../public-values.js'
import type { Assignments } from './assignments.js'
import { parseDecimal, toCanonicalNumber } from './decimal.js'
import { countDigits, numberCandidates } from './numbers.js'
import type { Rules } from './rules.js'
import { toUuid } from './shape.js'
import { textCandidates } from './texts.js'

/** Returns the number of a value among the values of its kind, from 1. A value keeps its number. */
export type Numbering = (kind: string, value: string) => number

/** Chooses placeholders for texts and numbers. */
export interface Chooser {
  /**
   * Returns the first free candidate for which all rules have the same outcomes as for the value. If there is no such candidate,
   * it returns one that another value already has, or one with other outcomes.
   *
   * @param preferred the candidate to try first
   */
  choose(value: string, preferred?: string): string
  /** Yields texts that may replace a value, the most suitable first. */
  candidatesOf(value: string): Iterable<string>
  /** True for a number that the document makes public. */
  isPublicNumber(lexeme: string): boolean
}

/** What a chooser needs to know. */
export interface ChooserContext {
  readonly values: PublicValues['values']
  readonly rules: Rules
  readonly assignments: Assignments
  readonly numbered: Numbering
}

/** Creates a chooser of placeholders that are valid and invalid in the same places of the document as the values. */
export function createChooser({ values, rules, assignments, numbered }: ChooserContext): Chooser {
  const publicNumbers = new Set(
    [...values].flatMap((value) => (typeof value === 'number' ? toCanonicalNumber(String(value)) : [])),
  )
  const isPublicNumber = (lexeme: string) => {
    const value = parseDecimal(lexeme)
    return publicNumbers.has(toCanonicalNumber(lexeme)) || (value !== undefined && rules.isLimit(value))
  }
  const outcomesOfNumber = (text: string) => {
    const value = parseDecimal(text)
    return value && rules.outcomesOfNumber(value)
  }
  const uuid = (value: string) => assignments.assign(value, toUuid(numbered('uuid', value.toLowerCase())))
  const numbers = {
    indexOf: (text: string) => numbered('text', text),
    indexAmong: (patterns: string, text: string) => numbered(`patterns ${patterns}`, text),
    uuid,
  }
  // Numbers are counted separately: trying placeholders for a number must not change the placeholders of texts.
  const numbersOfDigits = { ...numbers, indexOf: (text: string) => numbered('digits', text) }

  const candidatesOf = function* (value: string): Generator<string> {
    if (!parseDecimal(value)) return yield* textCandidates(value, numbers, rules)
    const index = numbered(`number ${countDigits(value)}`, toCanonicalNumber(value))
    yield* numberCandidates(value, index, rules)
    for (const each of textCandidates(value, numbersOfDigits, rules)) if (parseDecimal(each)) yield each
  }

  const choose = (value: string, preferred?: string): string => {
    const outcomes = rules.outcomesOfText(value)
    const numberOutcomes = outcomesOfNumber(value)
    let shared: string | undefined
    let asNumber: string | undefined
    let first: string | undefined
    for (const candidate of startingWith(preferred, candidatesOf(value))) {
      first ??= candidate
      if (values.has(candidate) || isPublicNumber(candidate)) continue
      if (outcomesOfNumber(candidate) === numberOutcomes) asNumber ??= candidate
      if (rules.outcomesOfText(candidate) !== outcomes) continue
      if (assignments.isFree(candidate, value)) return candidate
      shared ??= candidate
    }
    return shared ?? asNumber ?? first ?? value
  }
  return { choose, candidatesOf, isPublicNumber }
}

function* startingWith(first: string | undefined, others: Iterable<string>): Generator<string> {
  if (first !== undefined) yield first
  yield* others
}
