import { anyCharacter, findKinds } from './characters.js'
import { createLanguages, type Language, type Languages } from './language.js'
import { readPattern } from './read-pattern.js'

/** What patterns and limits say of texts. */
export interface TextRules {
  readonly patterns: readonly string[]
  /** In characters. */
  readonly minLength: number
  readonly maxLength: number
}

export const anyText: TextRules = { patterns: [], minLength: 0, maxLength: Number.POSITIVE_INFINITY }

/** Sets of texts that are looked at for one answer. */
const maxSteps = 10_000

/**
 * The shortest text that follows the first rules and not the second; `null` if every text that follows the first follows the second. `undefined` if that could not be
 * decided, because a pattern has parts that are not read, or is too large.
 */
export function findUnmatched(rules: TextRules, others: TextRules): string | null | undefined {
  const found = search(rules, others)
  if (found !== undefined || rules.minLength !== others.minLength || rules.maxLength !== others.maxLength) return found
  // Without long limits, the patterns may be small enough.
  return search({ ...anyText, patterns: rules.patterns }, { ...anyText, patterns: others.patterns })
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
  // A map is iterated up to what is added meanwhile: texts come in the order of their length.
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
