import { fail } from '../evaluate/evaluation.js'
import { isMultipleOf } from '../evaluate/multiple-of.js'
import type { Keyword } from './keyword.js'
import { limitKeyword, type Measure } from './limit.js'

const number: Measure = { of: (value) => (typeof value === 'number' ? value : undefined) }

/** Keywords for numbers (JSON Schema 2020-12 Validation, 6.2). */
export const numbers: readonly Keyword[] = [
  {
    name: 'multipleOf',
    isValidation: true,
    fast: 'evaluate',
    compile({ node }) {
      const divisor = Number(node.value)
      return (value, evaluation) =>
        typeof value !== 'number' ||
        isMultipleOf(value, divisor) ||
        fail(evaluation, 'multipleOf', node, `a multiple of ${divisor}`, String(value))
    },
  },
  limitKeyword('maximum', 'at most', number),
  limitKeyword('exclusiveMaximum', 'less than', number),
  limitKeyword('minimum', 'at least', number),
  limitKeyword('exclusiveMinimum', 'more than', number),
]
