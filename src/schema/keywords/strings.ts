import { describeValue } from '../../text/describe-value.js'
import { isNumber } from '../../text/json/exact-number.js'
import { shorten } from '../../text/shorten.js'
import { type Evaluate, fail, leaveUndecided } from '../evaluate/evaluation.js'
import { valueFormats } from '../formats/formats.js'
import { createPattern } from '../pattern/pattern.js'
import type { CompileContext, Keyword } from './keyword.js'
import { limitKeyword, type Measure } from './limit.js'

const length: Measure = {
  of: (value) => (typeof value === 'string' ? countCharacters(value) : undefined),
  singular: 'character',
}

/** Keywords for strings (JSON Schema 2020-12 Validation, 6.3), and `format` (7), which has formats for numbers too. */
export const strings: readonly Keyword[] = [
  limitKeyword('maxLength', 'at most', length),
  limitKeyword('minLength', 'at least', length),
  // Without `fast`: the evaluation counts how often a pattern took too long.
  { name: 'pattern', isValidation: true, compile: compilePattern },
  { name: 'format', fast: 'evaluate', compile: compileFormat },
]

/** Unicode code points, not UTF-16 units (Validation, 6.3.1). */
function countCharacters(text: string): number {
  let count = text.length
  for (let index = 0; index < text.length - 1; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0xd800 || unit > 0xdbff) continue
    const next = text.charCodeAt(index + 1)
    if (next < 0xdc00 || next > 0xdfff) continue
    count--
    index++
  }
  return count
}

function compilePattern({ node }: CompileContext): Evaluate {
  const source = String(node.value)
  const pattern = createPattern(source)
  const expected = `text that matches ${shorten(source)}`
  return (value, evaluation) => {
    if (typeof value !== 'string') return true
    const isMatch = pattern.matches(value, evaluation.budget)
    if (isMatch) return true
    if (isMatch === false) return fail(evaluation, 'pattern', node, expected, describeValue(value))
    return leaveUndecided(evaluation, 'pattern', node, expected, describeValue(value), pattern.whyUndecided(value))
  }
}

/** Known formats are asserted; unknown ones accept everything (Validation, 7.2.3). */
function compileFormat({ node }: CompileContext): Evaluate | undefined {
  const name = String(node.value)
  const format = Object.hasOwn(valueFormats, name) ? valueFormats[name] : undefined
  if (!format) return undefined
  const { expected } = format
  if (format.type === 'string')
    return (value, evaluation) =>
      typeof value !== 'string' ||
      format.accepts(value) ||
      fail(evaluation, 'format', node, expected, describeValue(value))
  return (value, evaluation) =>
    !isNumber(value) || format.accepts(value) || fail(evaluation, 'format', node, expected, describeValue(value))
}
