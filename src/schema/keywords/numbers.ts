import { describeValue } from '../../text/describe-value.js'
import { isMultipleOf, isNumber } from '../../text/json/exact-number.js'
import { fail } from '../evaluate/evaluation.js'
import { exactValueOf } from '../evaluate/exact-value.js'
import type { Keyword } from './keyword.js'
import { limitKeyword, type Measure } from './limit.js'

const number: Measure = { of: (value) => (isNumber(value) ? value : undefined) }

/** Keywords for numbers (JSON Schema 2020-12 Validation, 6.2). Numbers are of any precision (Core, 4.2.3). */
export const numbers: readonly Keyword[] = [
  {
    name: 'multipleOf',
    isValidation: true,
    fast: 'evaluate',
    compile({ node }) {
      const divisor = exactValueOf(node)
      if (!isNumber(divisor)) return undefined
      const expected = `a multiple of ${describeValue(divisor)}`
      return (value, evaluation) =>
        !isNumber(value) ||
        isMultipleOf(value, divisor) ||
        fail(evaluation, 'multipleOf', node, expected, describeValue(value))
    },
  },
  limitKeyword('maximum', 'at most', number, { name: 'exclusiveMaximum', comparison: 'less than' }),
  limitKeyword('exclusiveMaximum', 'less than', number),
  limitKeyword('minimum', 'at least', number, { name: 'exclusiveMinimum', comparison: 'more than' }),
  limitKeyword('exclusiveMinimum', 'more than', number),
]
