import { valueFormats } from '../value-formats/value-formats.js'
import { describeValue } from './describe-value.js'
import { type Evaluate, fail } from './evaluation.js'
import type { Keyword, KeywordContext } from './keyword.js'
import { createPattern } from './pattern.js'

/** Keywords about what a value says (JSON Schema 2020-12 Validation, 6.3.3 and 7). */
export const strings: Readonly<Record<string, Keyword>> = {
  pattern: compilePattern,
  format: compileFormat,
}

function compilePattern({ value, rule }: KeywordContext): Evaluate {
  const matches = createPattern(String(value))
  const expected = `text that matches ${String(value)}`
  return (received, evaluation) =>
    typeof received !== 'string' ||
    matches(received) ||
    fail(evaluation, 'pattern', rule, expected, describeValue(received))
}

/** Formats are asserted, by the standards that define them; unknown ones mean nothing. */
function compileFormat({ value, rule }: KeywordContext): Evaluate | undefined {
  const format = Object.hasOwn(valueFormats, String(value)) ? valueFormats[String(value)] : undefined
  if (!format) return undefined
  const { expected } = format
  const refuse = (received: unknown, evaluation: Parameters<Evaluate>[1]) =>
    fail(evaluation, 'format', rule, expected, describeValue(received))
  if (format.type === 'string')
    return (received, evaluation) =>
      typeof received !== 'string' || format.accepts(received) || refuse(received, evaluation)
  return (received, evaluation) =>
    typeof received !== 'number' ||
    format.accepts(received, () => evaluation.literalAt?.(evaluation.path)) ||
    refuse(received, evaluation)
}
