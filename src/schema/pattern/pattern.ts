import { createContext, Script } from 'node:vm'
import { parseRegex } from '../../openapi/index.js'
import { isQuick } from './pattern-cost.js'

/** Whether a text matches; `undefined` when the pattern backtracks without coming to an end. */
export type Matches = (text: string) => boolean | undefined

const timeoutMs = 100

/** After so many texts without an answer, a pattern is not tried on further ones that may take long. */
const mostTimeouts = 10

/**
 * A function that tells whether a text matches a pattern anywhere (JSON Schema 2020-12 Core, 6.4).
 *
 * Backtracking may take longer than anybody waits. Where it may, the pattern runs with a time limit, which costs a tenth
 * of a millisecond; ordinary patterns on ordinary text run without.
 */
export function createPattern(source: string): Matches {
  const regex = parseRegex(source)
  if (!regex) throw new TypeError(`No regular expression: ${source}`)
  let timeouts = 0
  return (text) => {
    if (isQuick(source, text.length)) return testSafely(() => regex.test(text))
    if (timeouts >= mostTimeouts) return undefined
    const answer = testSafely(() => testWithin(regex, text))
    if (answer === undefined) timeouts++
    return answer
  }
}

/** The engine throws when time is up, and for expressions that it finds too large only when they are run. */
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
