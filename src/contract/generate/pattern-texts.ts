import { type AST, parsePattern } from './pattern-syntax.js'

type Part = AST.Element | AST.QuantifiableElement

/** How often a part that may be repeated is repeated beyond its minimum: a limit for the length may ask for more. */
const repetitions = [0, 1, 2, 5, 12, 36, 120]

/** The longest text that is created. */
const maxCharacters = 10_000

/** Characters to choose from: ordinary ones first, then some that only few classes allow. */
const characters = [...'a1AbB2c3xyzXYZ0456789-_ .,:/@+!#$%&\'()*;<=>?[\\]^`{|}~"\t\n\u00e9\u00dfЖ中あ\u{1F600}']

/** A turn in which the characters of a class are taken in turn, one of each kind: rules for passwords ask for all of them. */
const mixed = 3

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d]/u]

const known = new Map<string, readonly string[]>()

/** Patterns in the cache. Ordinary documents have fewer; the limit is for hostile ones. */
const maxKnown = 1000

/**
 * Texts that a regular expression probably matches, short ones first; none if it is not valid. They have to be tested: what
 * stands in lookarounds and after word boundaries is not taken into account.
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
  // Patterns may take long on long texts, and are not decided then.
  for (const extra of repetitions)
    for (let choice = 0; choice <= mixed; choice++) {
      const text = write(pattern, choice, extra, characterOf)
      if (text !== undefined) texts.add(text)
    }
  return [...texts]
}

/** @param choice which of the alternatives and of the characters of a class is taken; `mixed` takes several */
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

/** Returns a function that finds a character of a class, written as in a pattern. */
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

/** A character of another kind at each position, and of its kind the next one. */
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
    // Half of a surrogate pair does not count.
    if (code >= 0xd800 && code < 0xe000) continue
    const character = String.fromCodePoint(code)
    if (one.test(character)) return [character]
  }
  return []
}
