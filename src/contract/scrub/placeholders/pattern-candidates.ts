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
 * of the same shape, in which every character is one with which all rules have the same outcomes; then texts made from the
 * patterns. Never yields the text itself.
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
  if (text.length <= maxCharacters) {
    const index = indexOf(patterns.join('\n'), text)
    for (let more = 0; more < maxOfCharacters; more++) {
      const candidate = toOtherCharacters(text, index + more, patterns, rules)
      if (candidate !== undefined && candidate !== text) yield candidate
    }
  }
  const texts = new Set(patterns.flatMap(findPatternTexts))
  texts.delete(text)
  yield* [...texts].slice(0, maxOfPatterns)
}

/**
 * Returns the `index`-th text in which each letter and digit is one of those with which all rules have the same outcomes.
 * Different indexes give different texts as long as there are enough.
 *
 * A character that has no alternative stays if a pattern has it, and so makes it public. Otherwise the result is `undefined`: a
 * back reference could keep a private character where it is.
 */
function toOtherCharacters(
  text: string,
  index: number,
  patterns: readonly string[],
  { outcomesOfText }: Rules,
): string | undefined {
  const outcomes = outcomesOfText(text)
  const literals = patterns.map(toLiterals).join('')
  const characters = [...text]
  let rest = index
  for (let position = characters.length - 1; position >= 0; position--) {
    const own = characters[position] ?? ''
    const allowed = toAlphabet(own).filter(
      (each) => outcomesOfText(characters.with(position, each).join('')) === outcomes,
    )
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
