import { parseRegex } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import { shorten } from '../../text/shorten.js'
import { createMatcher, type Matcher, type StateBudget } from './matcher.js'
import { isQuick } from './pattern-cost.js'

/** A `pattern`, or a key of `patternProperties`. */
export interface Pattern {
  readonly source: string
  /** Searches a text for the pattern. `undefined` if that takes too long, or if the pattern is not valid. */
  matches(text: string, budget?: StateBudget): boolean | undefined
  /** The message for a text on which `matches` returns `undefined`. */
  whyUndecided(text: string): string
}

/**
 * A pattern that is searched for anywhere in a text (JSON Schema 2020-12 Core, 6.4).
 *
 * Backtracking can take years. Where it may take long, a matcher with a limited number of steps searches instead: a time
 * limit would give other results on a busy machine.
 */
export function createPattern(source: string): Pattern {
  const regex = parseRegex(source)
  const shown = `pattern ${shorten(source)}`
  if (!regex) {
    const reason = `not checked: ${shown} is not a regular expression of ECMA-262`
    return { source, matches: () => undefined, whyUndecided: () => reason }
  }
  let matcher: Matcher | undefined
  return {
    source,
    matches(text, budget) {
      if (isQuick(source, text.length)) return testSafely(regex, text)
      matcher ??= createMatcher(source)
      return matcher(text, budget)
    },
    whyUndecided: (text) => `not checked: ${shown} may take too long on ${describeValue(text)}`,
  }
}

/** V8 throws for some expressions that are too large only when they run. */
function testSafely(regex: RegExp, text: string): boolean | undefined {
  try {
    return regex.test(text)
  } catch {
    return undefined
  }
}
