import { findPatternTexts } from '../../generate/pattern-texts.js'
import type { Rules } from './rules.js'
import { alphabetOf, plain } from './shape.js'

/** For longer texts no characters are searched for: each of them takes up to as many tests as its alphabet has characters. */
const maxCharacters = 100

/** How many texts are made for one text from its characters, and how many from the patterns that it matches. */
const maxOfCharacters = 20
const maxOfPatterns = 100

/**
 * Yields placeholders to try for a text that matches patterns, which may have narrow classes, such as `^97[89]\d{10}$`: first texts
 * of the same shape, with other characters that the patterns allow, then with those for which all rules have the same outcomes,
 * and last, texts made from the patterns. Never yields the text itself.
 *
 * @param indexOf numbers the texts that match the same patterns
 */
export function* patternCandidates(
  text: string,
  indexOf: (patterns: string, text: string) => number,
  rules: Rules,
): Generator<string> {
  const patterns = rules.patternsOf(text)
  if (patterns.length === 0) return
  const sources = patterns.map(({ source }) => source)
  if (text.length <= maxCharacters) {
    const index = indexOf(sources.join('\n'), text)
    const literals = sources.map(toLiterals).join('')
    const outcomes = rules.outcomesOfText(text)
    // The patterns that the text matches first, because a document may have hundreds of others.
    const matchesAll = (each: string) => patterns.every((pattern) => pattern.matches(each))
    const hasSameOutcomes = (each: string) => rules.outcomesOfText(each) === outcomes
    for (const isAllowed of [matchesAll, hasSameOutcomes])
      for (let more = 0; more < maxOfCharacters; more++) {
        const candidate = toOtherCharacters(text, index + more, isAllowed, literals)
        if (candidate !== undefined && candidate !== text) yield candidate
      }
  }
  const texts = new Set(sources.flatMap(findPatternTexts))
  texts.delete(text)
  yield* [...texts].slice(0, maxOfPatterns)
}

/**
 * Returns the `index`-th text in which each letter and digit is one of those that are allowed in its place. Different indexes give
 * different texts as long as there are enough.
 *
 * A character that has no alternative stays if it is one of the literals of the patterns, which are public. Otherwise the result is
 * `undefined`: a back reference could keep a private character where it is.
 */
function toOtherCharacters(
  text: string,
  index: number,
  isAllowed: (text: string) => boolean,
  literals: string,
): string | undefined {
  const characters = [...text]
  let rest = index
  for (let position = characters.length - 1; position >= 0; position--) {
    const own = characters[position] ?? ''
    const allowed = toAlphabet(own).filter((each) => isAllowed(characters.with(position, each).join('')))
    if (allowed.length > 1) {
      characters[position] = allowed[rest % allowed.length] ?? own
      rest = Math.floor(rest / allowed.length)
    } else if (allowed.length === 1 && !literals.includes(own)) return undefined
  }
  return characters.join('')
}

/** Returns a pattern without quantifiers, and without escapes for classes, groups and positions. */
const toLiterals = (pattern: string) => pattern.replace(/\\[pPku][{<][^}>]{0,40}[}>]|\\\w|\{[\d,]+\}/g, '')

/** Returns the characters that may replace a character; none for punctuation, which stays. */
function toAlphabet(character: string): string[] {
  const alphabet = alphabetOf(character, plain)
  if (alphabet === undefined) return []
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return [...alphabet]
  // A class beyond ASCII usually has the characters around its own: the letters of a script are beside each other.
  const first = code - (code % scriptPart)
  const around = Array.from({ length: scriptPart }, (_, offset) => String.fromCodePoint(first + offset))
  return [...alphabet, ...around]
}

const scriptPart = 32
