import { hasCharacter, type Ranges } from './characters.js'

/** A set of texts. Equal sets made by the same `Languages` are the same object. */
export type Language = {
  readonly id: number
  /** True if the set contains the empty text. */
  readonly hasEmpty: boolean
} & (
  | { readonly kind: 'none' | 'empty' }
  | { readonly kind: 'character'; readonly ranges: Ranges }
  | { readonly kind: 'sequence'; readonly first: Language; readonly rest: Language }
  | { readonly kind: 'repeat'; readonly item: Language; readonly min: number; readonly max: number }
  | { readonly kind: 'or' | 'and'; readonly parts: readonly Language[] }
  | { readonly kind: 'not'; readonly part: Language }
)

/** Creates languages, and combines them. */
export interface Languages {
  readonly none: Language
  readonly empty: Language
  /** The language of all texts. */
  readonly all: Language
  /** The language of texts with exactly one character, from these ranges. */
  character(ranges: Ranges): Language
  sequence(first: Language, rest: Language): Language
  repeat(item: Language, min: number, max: number): Language
  or(parts: readonly Language[]): Language
  and(parts: readonly Language[]): Language
  not(part: Language): Language
  /** The texts that may follow a given first character: the derivative of the language (Brzozowski 1964). */
  after(language: Language, code: number): Language
  /** All sets of characters that were used so far. */
  sets(): readonly Ranges[]
}

/** Maximum number of sets that are created for one comparison. */
const maxLanguages = 10_000

/**
 * Creates a `Languages`.
 *
 * Its functions throw a `RangeError` if there are too many languages.
 */
export function createLanguages(anyCharacter: Ranges): Languages {
  const pool = createPool()
  const operations = createOperations(pool, anyCharacter)
  return { ...operations, after: createDerivative(operations), sets: pool.sets }
}

// A language without its id.
type LanguageContent = Language extends infer Each ? (Each extends Language ? Omit<Each, 'id'> : never) : never

/** All languages so far. */
interface Pool extends Pick<Languages, 'sets'> {
  /** Returns the language with a key, and creates it if it is new. Equal languages have the same key. */
  make(key: string, content: LanguageContent): Language
}

function createPool(): Pool {
  const known = new Map<string, Language>()
  return {
    make(key, content) {
      const found = known.get(key)
      if (found) return found
      if (known.size >= maxLanguages) throw new RangeError('too many languages')
      const language: Language = { ...content, id: known.size }
      known.set(key, language)
      return language
    },
    sets: () => [...known.values()].flatMap((each) => (each.kind === 'character' ? [each.ranges] : [])),
  }
}

type Operations = Omit<Languages, 'after' | 'sets'>

function createOperations({ make }: Pool, anyCharacter: Ranges): Operations {
  const none = make('none', { kind: 'none', hasEmpty: false })
  const empty = make('empty', { kind: 'empty', hasEmpty: true })
  const character = (ranges: Ranges): Language =>
    ranges.length === 0 ? none : make(`[${ranges.join(' ')}]`, { kind: 'character', ranges, hasEmpty: false })
  const all = repeat(character(anyCharacter), 0, Number.POSITIVE_INFINITY)

  function repeat(item: Language, min: number, max: number): Language {
    if (max === 0 || item === empty) return empty
    if (item === none) return min === 0 ? empty : none
    if (min === 1 && max === 1) return item
    // An item that may be empty can be skipped.
    const least = item.hasEmpty ? 0 : min
    return make(`${item.id}{${least},${max}}`, { kind: 'repeat', item, min: least, max, hasEmpty: least === 0 })
  }

  function sequence(first: Language, rest: Language): Language {
    if (first === none || rest === none) return none
    if (first === empty) return rest
    if (rest === empty) return first
    if (first === all && rest === all) return all
    if (first.kind === 'sequence') return sequence(first.first, sequence(first.rest, rest))
    const hasEmpty = first.hasEmpty && rest.hasEmpty
    return make(`${first.id}.${rest.id}`, { kind: 'sequence', first, rest, hasEmpty })
  }

  function combine(kind: 'or' | 'and', list: readonly Language[]): Language {
    const [neutral, absorbing] = kind === 'or' ? [none, all] : [all, none]
    const parts = new Set(list.flatMap((each) => (each.kind === kind ? each.parts : [each])))
    parts.delete(neutral)
    if (parts.has(absorbing) || [...parts].some((each) => each.kind === 'not' && parts.has(each.part))) return absorbing
    const sorted = [...parts].sort((a, b) => a.id - b.id)
    const [only, second] = sorted
    if (!only) return neutral
    if (!second) return only
    const hasEmpty = kind === 'or' ? sorted.some((each) => each.hasEmpty) : sorted.every((each) => each.hasEmpty)
    return make(`${kind} ${sorted.map(({ id }) => id)}`, { kind, parts: sorted, hasEmpty })
  }

  function not(part: Language): Language {
    if (part.kind === 'not') return part.part
    if (part === none) return all
    if (part === all) return none
    return make(`not ${part.id}`, { kind: 'not', part, hasEmpty: !part.hasEmpty })
  }

  const or = (parts: readonly Language[]) => combine('or', parts)
  const and = (parts: readonly Language[]) => combine('and', parts)
  return { none, empty, all, character, sequence, repeat, or, and, not }
}

/** Creates the function `after` of `Languages`. */
function createDerivative({ none, empty, sequence, repeat, not, ...operations }: Operations): Languages['after'] {
  const derivatives = new Map<string, Language>()

  function after(language: Language, code: number): Language {
    const key = `${language.id} ${code}`
    const derivative = derivatives.get(key) ?? derive(language, code)
    derivatives.set(key, derivative)
    return derivative
  }

  function derive(language: Language, code: number): Language {
    switch (language.kind) {
      case 'none':
      case 'empty':
        return none
      case 'character':
        return hasCharacter(language.ranges, code) ? empty : none
      case 'sequence': {
        const { first, rest } = language
        const started = sequence(after(first, code), rest)
        return first.hasEmpty ? operations.or([started, after(rest, code)]) : started
      }
      case 'repeat': {
        const { item, min, max } = language
        return sequence(after(item, code), repeat(item, Math.max(0, min - 1), max - 1))
      }
      case 'not':
        return not(after(language.part, code))
      default:
        return operations[language.kind](language.parts.map((each) => after(each, code)))
    }
  }

  return after
}
