import type { Budget } from '../evaluate/budget.js'
import { type AST, parsePattern } from './pattern-syntax.js'

/** Searches a text for a pattern. `undefined` if that takes too many steps, or if the pattern is not supported. */
export type Matcher = (text: string, budget?: StateBudget) => boolean | undefined

/** Limits the states that are visited in several texts together. */
export type StateBudget = Pick<Budget, 'statesLeft'>

/** Maximum number of states: `a{500}` has 500. */
const maxStates = 10_000

/** Maximum number of states that are visited in one text. This takes less than half a second. */
const maxSteps = 3_000_000

/** A state of a nondeterministic automaton. The one that ends a match has no next states. */
interface State {
  next: readonly State[]
  /** The state consumes a character that this accepts. */
  readonly accepts?: (character: string) => boolean
  /** The state consumes nothing, and is passed only where this holds. */
  readonly holds?: (run: Run, at: number) => boolean
}

/** A search in one text. */
interface Run {
  readonly characters: readonly string[]
  stepsLeft: number
}

class TooManyError extends RangeError {}

/**
 * Creates a matcher that follows all ways through a pattern at once instead of backtracking, so that its steps are limited
 * and always the same. Patterns with backreferences or modifiers, and very large ones, are not supported.
 */
export function createMatcher(source: string): Matcher {
  const alternatives = parsePattern(source)?.alternatives
  const small = alternatives && buildSafely(alternatives, maxCounted)
  if (!small) return () => undefined
  let whole: Automaton | undefined
  return (text, budget = { statesLeft: maxSteps }) => {
    const characters = [...text]
    const isShort = characters.length <= small.maxLength
    if (!isShort) whole ??= buildSafely(alternatives, Number.POSITIVE_INFINITY)
    const automaton = isShort ? small : whole
    if (!automaton) return undefined
    const stepsLeft = Math.min(maxSteps, budget.statesLeft)
    const run = { characters, stepsLeft }
    const isFound = searchSafely(automaton.start, run)
    budget.statesLeft -= stepsLeft - run.stepsLeft
    return isFound
  }
}

/** A higher maximum of repetitions counts as no maximum for texts that cannot exceed it. */
const maxCounted = 100

interface Automaton {
  readonly start: State
  /** Longer texts may exceed a maximum that counts as none. */
  readonly maxLength: number
}

function buildSafely(alternatives: readonly AST.Alternative[], maxRepetitions: number): Automaton | undefined {
  try {
    return createAutomaton(alternatives, maxRepetitions)
  } catch (error) {
    // Deeply nested groups overflow the stack, which is a RangeError, too.
    if (error instanceof UnknownPartError || error instanceof RangeError) return undefined
    throw error
  }
}

class UnknownPartError extends Error {}

function createAutomaton(whole: readonly AST.Alternative[], maxRepetitions: number): Automaton {
  let count = 0
  let maxLength = Number.POSITIVE_INFINITY
  const make = (state: State): State => {
    if (++count > maxStates) throw new TooManyError()
    return state
  }

  // In a lookbehind, elements are read from right to left.
  function build(alternatives: readonly AST.Alternative[], next: State, isBackward: boolean): State {
    const ordered = alternatives.map(({ elements }) => (isBackward ? elements : elements.toReversed()))
    const starts = ordered.map((elements) =>
      elements.reduce((after, each) => buildElement(each, after, isBackward), next),
    )
    // Empty alternatives all continue in the same state.
    return make({ next: [...new Set(starts)] })
  }

  function buildElement(element: AST.Element, next: State, isBackward: boolean): State {
    switch (element.type) {
      case 'Character': {
        const expected = String.fromCodePoint(element.value)
        return make({ next: [next], accepts: (character) => character === expected })
      }
      case 'CharacterSet':
      case 'CharacterClass': {
        const regex = new RegExp(`^${element.raw}$`, 'u')
        return make({ next: [next], accepts: (character) => regex.test(character) })
      }
      case 'CapturingGroup':
        return build(element.alternatives, next, isBackward)
      case 'Group':
        if (element.modifiers) break
        return build(element.alternatives, next, isBackward)
      case 'Quantifier':
        return buildQuantifier(element, next, isBackward)
      case 'Assertion':
        return make({ next: [next], holds: buildAssertion(element) })
    }
    throw new UnknownPartError(element.raw)
  }

  function buildQuantifier({ element, min, max }: AST.Quantifier, next: State, isBackward: boolean): State {
    let state = next
    if (max > maxRepetitions || max === Number.POSITIVE_INFINITY) {
      maxLength = Math.min(maxLength, max)
      state = make({ next: [] })
      state.next = [buildElement(element, state, isBackward), next]
    } else
      for (let more = max - min; more > 0; more--)
        state = make({ next: [buildElement(element, state, isBackward), next] })
    for (let more = min; more > 0; more--) state = buildElement(element, state, isBackward)
    return state
  }

  function buildAssertion(assertion: AST.Assertion): (run: Run, at: number) => boolean {
    switch (assertion.kind) {
      case 'start':
        return (_, at) => at === 0
      case 'end':
        return ({ characters }, at) => at === characters.length
      case 'word':
        return ({ characters }, at) => (isWord(characters[at - 1]) !== isWord(characters[at])) !== assertion.negate
      default: {
        const isBackward = assertion.kind === 'lookbehind'
        const start = build(assertion.alternatives, { next: [] }, isBackward)
        return (run, at) => isMatch(start, run, at, isBackward ? -1 : 1) !== assertion.negate
      }
    }
  }

  return { start: build(whole, { next: [] }, false), maxLength }
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /^\w$/.test(character)
}

function searchSafely(start: State, run: Run): boolean | undefined {
  try {
    return isMatch(start, run, 0, 1, true)
  } catch (error) {
    if (error instanceof TooManyError) return undefined
    throw error
  }
}

/** Whether a match begins at a position; with `isAnywhere`, there or at a later one. */
function isMatch(start: State, run: Run, from: number, direction: 1 | -1, isAnywhere = false): boolean {
  let before: Iterable<State> = [start]
  for (let at = from; ; at += direction) {
    const reached = new Set<State>(before)
    if (isAnywhere) reached.add(start)
    const character = run.characters[direction === 1 ? at : at - 1]
    const after = new Set<State>()
    // The set grows while it is read.
    for (const state of reached) {
      if (run.stepsLeft === 0) throw new TooManyError()
      run.stepsLeft--
      if (state.next.length === 0) return true
      if (state.accepts) {
        if (character !== undefined && state.accepts(character)) for (const each of state.next) after.add(each)
      } else if (!state.holds || state.holds(run, at)) for (const each of state.next) reached.add(each)
    }
    if (character === undefined || (after.size === 0 && !isAnywhere)) return false
    before = after
  }
}
