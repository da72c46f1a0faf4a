import { describeValue } from '../../text/describe-value.js'
import { shorten } from '../../text/shorten.js'
import { type Evaluate, fail } from '../evaluate/evaluation.js'
import { valueFormats } from '../formats/formats.js'
import { createPattern } from '../pattern/pattern.js'
import type { Keyword, KeywordContext } from './keyword.js'

/** Keywords about what a value says (JSON Schema 2020-12 Validation, 6.3.3 and 7). */
export const strings: Readonly<Record<string, Keyword>> = {
  pattern: compilePattern,
  format: compileFormat,
}

function compilePattern({ value, rule }: KeywordContext): Evaluate {
  const matches = createPattern(String(value))
  const expected = `text that matches ${shorten(String(value))}`
  return (received, evaluation) => {
    if (typeof received !== 'string') return true
    const answer = matches(received)
    if (answer) return true
    const outcome = answer === undefined ? ', which the pattern cannot decide in time' : ''
    return fail(evaluation, 'pattern', rule, expected, describeValue(received) + outcome)
  }
}

/** Formats are asserted, by the standards that define them; unknown ones mean nothing. */
export function compileFormat({ value, rule }: KeywordContext): Evaluate | undefined {
  const format = Object.hasOwn(valueFormats, String(value)) ? valueFormats[String(value)] : undefined
  if (!format) return undefined
  const { expected } = format
  if (format.type === 'string')
    return (received, evaluation) =>
      typeof received !== 'string' ||
      format.accepts(received) ||
      fail(evaluation, 'format', rule, expected, describeValue(received))
  return (received, evaluation) => {
    if (typeof received !== 'number') return true
    if (!format.accepts(received)) return fail(evaluation, 'format', rule, expected, describeValue(received))
    const isBrokenBy = format.undecided?.(received)
    if (!isBrokenBy || !evaluation.failures) return true
    evaluation.failures.push({
      steps: [],
      keyword: 'format',
      rule,
      expected,
      received: 'an integer beyond',
      isBrokenBy,
    })
    return false
  }
}
