import { type AST, parsePattern } from '../../schema/index.js'

type Part = AST.Element | AST.QuantifiableElement

/** How many repetitions beyond the minimum are tried for a repeated part. A required length may need many. */
const repetitions = [0, 1, 2, 5, 12, 36, 120]

/** Maximum length of a created text, in characters. */
const maxCharacters = 10_000

/** The characters used in texts: ordinary ones first, then some that only few classes allow. */
const characters = [...'a1AbB2c3xyzXYZ0456789-_ .,:/@+!#$%&\'()*;<=>?[\\]^`{|}~"\t\n\u00e9\u00dfЖ中あ\u{1F600}']

/** The turn that uses characters of each kind alternately, because rules for passwords require all kinds. */
const mixed = 3

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u]

const known = new Map<string, readonly string[]>()

/** Maximum number of patterns in the cache. Ordinary documents have fewer; the limit is for hostile ones. */
const maxKnown = 1000

/**
 * Texts that a regular expression probably matches, short ones first; empty if it is not valid. The caller has to test
 * them, because lookarounds and word boundaries are not taken into account.
 */
export function findPatternTexts(source: string): readonly string[] {
  const texts = known.get(source) ?? writeAll(source)
  if (known.size >= maxKnown) known.clear()
  known.set(source, texts)
  return texts
}

function writeAll(source: string): string[] {
  const pattern = parsePattern(source)
  if (!pattern) return []
  const characterOf = createCharacterFinder()
  const texts = new Set<string>()
  // Some patterns take long on long texts, and are left undecided then.
  for (const extra of repetitions)
    for (let choice = 0; choice <= mixed; choice++) {
      const text = write(pattern, choice, extra, characterOf)
      if (text !== undefined) texts.add(text)
    }
  return [...texts]
}

/** @param choice selects an alternative and a character of each class; `mixed` uses several */
function write(
  pattern: AST.Pattern,
  choice: number,
  extra: number,
  characterOf: (raw: string, choice: number, position: number) => string,
): string | undefined {
  const groups = new Map<AST.CapturingGroup, string>()
  let length = 0
  const add = (text: string): string => {
    length += text.length
    if (length > maxCharacters) throw new RangeError('too long')
    return text
  }
  const writeAlternatives = (alternatives: readonly AST.Alternative[]): string =>
    (alternatives[choice % alternatives.length]?.elements ?? []).map(writePart).join('')
  const writePart = (part: Part): string => {
    switch (part.type) {
      case 'Character':
        return add(String.fromCodePoint(part.value))
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return add(characterOf(part.raw, choice, length))
      case 'Quantifier': {
        const times = Math.min(part.max, part.min + extra)
        return Array.from({ length: Math.min(times, maxCharacters) }, () => writePart(part.element)).join('')
      }
      case 'Group':
        return writeAlternatives(part.alternatives)
      case 'CapturingGroup': {
        const text = writeAlternatives(part.alternatives)
        groups.set(part, text)
        return text
      }
      case 'Backreference':
        return add([part.resolved].flat().flatMap((group) => groups.get(group) ?? [])[0] ?? '')
      case 'Assertion':
        return ''
    }
  }
  try {
    return writeAlternatives(pattern.alternatives)
  } catch (error) {
    // Deeply nested groups overflow the stack, which is a RangeError as well.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Returns a function that finds a character of a class; the class is written as in a pattern. */
function createCharacterFinder(): (raw: string, choice: number, position: number) => string {
  const found = new Map<string, readonly string[]>()
  return (raw, choice, position) => {
    const matching = found.get(raw) ?? findCharacters(raw)
    found.set(raw, matching)
    const character = choice === mixed ? takeMixed(matching, position) : matching[choice % matching.length]
    if (character === undefined) throw new RangeError('no character')
    return character
  }
}

/**
 * Returns a character of another kind for each position, and another character of the same kind when the kinds repeat.
 */
function takeMixed(matching: readonly string[], position: number): string | undefined {
  const groups = kinds.map((kind) => matching.filter((each) => kind.test(each))).filter(({ length }) => length > 0)
  const group = groups[position % groups.length]
  return group?.[Math.floor(position / groups.length) % group.length] ?? matching[0]
}

function findCharacters(raw: string): string[] {
  const one = new RegExp(`^(?:${raw})$`, 'u')
  const matching = characters.filter((character) => one.test(character))
  if (matching.length > 0) return matching
  for (let code = 0; code < 0x11000; code++) {
    // Half of a surrogate pair is not a character.
    if (code >= 0xd800 && code < 0xe000) continue
    const character = String.fromCodePoint(code)
    if (one.test(character)) return [character]
  }
  return []
}
