import { type AST, parsePattern } from '../../../schema/index.js'
import { rangesOf } from './characters.js'
import type { Language, Languages } from './language.js'

/** Thrown for unsupported parts of a pattern: word boundaries, backreferences, lookbehinds, and repeated assertions. */
class UnknownPartError extends Error {}

/**
 * The texts that match a `pattern`, anywhere in the text (JSON Schema 2020-12 Core, 6.4). `undefined` if the pattern is
 * invalid or has unsupported parts.
 */
export function readPattern(source: string, languages: Languages): Language | undefined {
  const pattern = parsePattern(source)
  if (!pattern) return undefined
  const { all, sequence, or, character } = languages
  const anyText = all.kind === 'repeat' ? all.item : character([])
  try {
    const atStart = readAlternatives(pattern.alternatives, all, { languages, isStart: true })
    const later = readAlternatives(pattern.alternatives, all, { languages, isStart: false })
    return or([atStart, sequence(anyText, sequence(all, later))])
  } catch (error) {
    // Deeply nested groups overflow the stack, which is a RangeError.
    if (error instanceof UnknownPartError || error instanceof RangeError) return undefined
    throw error
  }
}

interface Context {
  readonly languages: Languages
  /** True at the start of the text; `undefined` if that depends on what was matched before. */
  readonly isStart: boolean | undefined
  /** True inside a repeated part, which is read without knowing what follows it. */
  readonly isRepeated?: boolean
}

/**
 * The texts that match one of the alternatives, followed by `rest`.
 *
 * @param rest the texts that may follow, up to the end of the whole text
 */
function readAlternatives(alternatives: readonly AST.Alternative[], rest: Language, context: Context): Language {
  return context.languages.or(alternatives.map(({ elements }) => readElements(elements, rest, context)))
}

function readElements(elements: readonly AST.Element[], rest: Language, context: Context): Language {
  const [element, ...others] = elements
  if (!element) return rest
  const { isStart } = context
  const following = readElements(others, rest, { ...context, isStart: startAfter(element, isStart) })
  return readElement(element, following, context)
}

/** Returns whether the position after an element is still the start of the text; `undefined` if it may be. */
function startAfter(element: AST.Element, isStart: boolean | undefined): boolean | undefined {
  const [min, max] = lengthsOf(element)
  if (min > 0 || isStart === false) return false
  return max === 0 ? isStart : undefined
}

/**
 * The minimum and maximum number of characters that an element matches. Only the difference between 0 and more matters.
 */
function lengthsOf(element: AST.Element): readonly [min: number, max: number] {
  switch (element.type) {
    case 'Assertion':
      return [0, 0]
    case 'Quantifier': {
      const [min, max] = lengthsOf(element.element)
      return [Math.min(min, element.min), max === 0 ? 0 : element.max]
    }
    case 'Group':
    case 'CapturingGroup': {
      const all = element.alternatives.map(({ elements }) => elements.map(lengthsOf))
      return [
        Math.min(...all.map((lengths) => Math.max(0, ...lengths.map(([min]) => min)))),
        Math.max(...all.flatMap((lengths) => [0, ...lengths.map(([, max]) => max)])),
      ]
    }
    default:
      return [1, 1]
  }
}

function readElement(element: AST.Element, rest: Language, context: Context): Language {
  const { languages } = context
  switch (element.type) {
    case 'Assertion':
      return readAssertion(element, rest, context)
    case 'Group':
    case 'CapturingGroup':
      return readAlternatives(element.alternatives, rest, context)
    case 'Quantifier': {
      const item = readElement(element.element, languages.empty, { languages, isStart: undefined, isRepeated: true })
      return languages.sequence(languages.repeat(item, element.min, element.max), rest)
    }
    case 'Character':
    case 'CharacterSet':
    case 'CharacterClass': {
      const ranges = rangesOf(element)
      if (ranges) return languages.sequence(languages.character(ranges), rest)
      break
    }
  }
  throw new UnknownPartError(element.raw)
}

function readAssertion(assertion: AST.Assertion, rest: Language, context: Context): Language {
  const { languages, isStart, isRepeated } = context
  const { and, empty, none, not, all } = languages
  if (isRepeated) throw new UnknownPartError(assertion.raw)
  if (assertion.kind === 'end') return and([empty, rest])
  if (assertion.kind === 'start' && isStart !== undefined) return isStart ? rest : none
  if (assertion.kind !== 'lookahead') throw new UnknownPartError(assertion.raw)
  const ahead = readAlternatives(assertion.alternatives, all, { languages, isStart })
  return and([assertion.negate ? not(ahead) : ahead, rest])
}
