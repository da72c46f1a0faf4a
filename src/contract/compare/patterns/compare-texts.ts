import { anyCharacter, findKinds } from './characters.js'
import { createLanguages, type Language, type Languages } from './language.js'
import { readPattern } from './read-pattern.js'

/** The patterns and length limits that a text has to follow. */
export interface TextRules {
  readonly patterns: readonly string[]
  /** In characters. */
  readonly minLength: number
  readonly maxLength: number
}

export const anyText: TextRules = { patterns: [], minLength: 0, maxLength: Number.POSITIVE_INFINITY }

/** Maximum number of sets of texts that are visited for one answer. */
const maxSteps = 10_000

/**
 * The shortest text that follows the first rules but not the second; `null` if there is no such text. `undefined` if
 * that could not be decided, because a pattern is too large or has unsupported parts.
 */
export function findUnmatched(rules: TextRules, others: TextRules): string | null | undefined {
  const found = search(rules, others)
  if (found !== undefined || rules.minLength !== others.minLength || rules.maxLength !== others.maxLength) return found
  // The patterns may be small enough without the length limits.
  return search({ ...anyText, patterns: rules.patterns }, { ...anyText, patterns: others.patterns })
}

/** True if every text matches a pattern. */
export function matchesEverything(pattern: string): boolean {
  return findUnmatched(anyText, rulesOf(pattern)) === null
}

/** True if two patterns match the same texts. */
export function areEqualPatterns(one: string, other: string): boolean {
  if (one === other) return true
  const [rules, others] = [rulesOf(one), rulesOf(other)]
  return findUnmatched(rules, others) === null && findUnmatched(others, rules) === null
}

function rulesOf(pattern: string): TextRules {
  return { ...anyText, patterns: [pattern] }
}

function search(rules: TextRules, others: TextRules): string | null | undefined {
  const languages = createLanguages(anyCharacter)
  try {
    const [one, other] = [readRules(rules, languages), readRules(others, languages)]
    return one && other && findShortest(languages.and([one, languages.not(other)]), languages)
  } catch (error) {
    // There are too many languages, or they are nested too deeply.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function readRules({ patterns, minLength, maxLength }: TextRules, languages: Languages): Language | undefined {
  const { and, repeat, character } = languages
  const read = patterns.map((source) => readPattern(source, languages))
  const lengths = repeat(character(anyCharacter), minLength, maxLength)
  return read.every((each) => each !== undefined) ? and([...read, lengths]) : undefined
}

function findShortest(start: Language, languages: Languages): string | null {
  const kinds = findKinds(languages.sets())
  const texts = new Map([[start, '']])
  let steps = 0
  // Iterating a map includes entries added meanwhile, so texts come in the order of their length.
  for (const [language, text] of texts) {
    if (language.hasEmpty) return text
    for (const code of kinds) {
      if (++steps > maxSteps) throw new RangeError('too many steps')
      const next = languages.after(language, code)
      if (next !== languages.none && !texts.has(next)) texts.set(next, text + String.fromCodePoint(code))
    }
  }
  return null
}
