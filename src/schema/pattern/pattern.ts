import { createContext, Script } from 'node:vm'
import { parseRegex } from '../../openapi/index.js'
import { isQuick } from './pattern-cost.js'

/** Returns true if a text matches, and `undefined` if the pattern takes too long on it. */
export type Matches = (text: string) => boolean | undefined

const timeoutMs = 100

/** After this many timeouts, a pattern is no longer tried on texts that may take long. */
const maxTimeouts = 10

/**
 * Returns a function that searches a text for a pattern, anywhere in the text (JSON Schema 2020-12 Core, 6.4).
 *
 * Backtracking can take years. A pattern that may backtrack long on a text runs with a time limit, which costs 0.1 ms;
 * other patterns run without one.
 */
export function createPattern(source: string): Matches {
  const regex = parseRegex(source)
  if (!regex) throw new TypeError(`expected a regular expression, received ${source}`)
  let timeouts = 0
  return (text) => {
    if (isQuick(source, text.length)) return testSafely(() => regex.test(text))
    if (timeouts >= maxTimeouts) return undefined
    const answer = testSafely(() => testWithin(regex, text))
    if (answer === undefined) timeouts++
    return answer
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
