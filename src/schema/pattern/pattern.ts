import { createContext, Script } from 'node:vm'
import { parseRegex } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import { shorten } from '../../text/shorten.js'
import { isQuick } from './pattern-cost.js'

/** A `pattern`, or a key of `patternProperties`. */
export interface Pattern {
  readonly source: string
  /** Searches a text for the pattern. `undefined` if that takes too long, or if the pattern is not valid. */
  matches(text: string): boolean | undefined
  /** The message for a text on which `matches` returns `undefined`. */
  whyUndecided(text: string): string
}

const timeoutMs = 100

/** After this many timeouts, a pattern is no longer tried on texts that may take long. */
const maxTimeouts = 10

/**
 * A pattern that is searched for anywhere in a text (JSON Schema 2020-12 Core, 6.4).
 *
 * Backtracking can take years. A pattern that may backtrack long on a text runs with a time limit, which costs 0.1 ms;
 * other patterns run without one.
 */
export function createPattern(source: string): Pattern {
  const regex = parseRegex(source)
  const shown = `pattern ${shorten(source)}`
  if (!regex) {
    const reason = `not checked: ${shown} is not a regular expression of ECMA-262`
    return { source, matches: () => undefined, whyUndecided: () => reason }
  }
  const timedOut = new Set<string>()
  return {
    source,
    matches(text) {
      if (isQuick(source, text.length)) return testSafely(() => regex.test(text))
      if (timedOut.size >= maxTimeouts || timedOut.has(text)) return undefined
      const answer = testSafely(() => testWithin(regex, text))
      if (answer === undefined) timedOut.add(text)
      return answer
    },
    whyUndecided: (text) => `not checked: ${shown} takes too long on ${describeValue(text)}`,
  }
}

/** V8 throws on a timeout, and for some expressions that are too large only when they run. */
function testSafely(run: () => boolean): boolean | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}

let sandbox: { readonly context: { regex: RegExp; text: string }; readonly script: Script } | undefined

function testWithin(regex: RegExp, text: string): boolean {
  sandbox ??= { context: createContextFor(regex, text), script: new Script('regex.test(text)') }
  sandbox.context.regex = regex
  sandbox.context.text = text
  return sandbox.script.runInContext(sandbox.context, { timeout: timeoutMs }) === true
}

function createContextFor(regex: RegExp, text: string): { regex: RegExp; text: string } {
  const context = { regex, text }
  createContext(context)
  return context
}
