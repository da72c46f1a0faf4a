import { compareNumbers, isNumber, type JsonNumber } from '../../text/json/exact-number.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import { fail } from '../evaluate/evaluation.js'
import { exactValueOf } from '../evaluate/exact-value.js'
import type { Keyword, KeywordContext } from './keyword.js'
import { findFlag } from './openapi-3.0.js'

const comparisons = {
  'at most': (order: number) => order <= 0,
  'at least': (order: number) => order >= 0,
  'less than': (order: number) => order < 0,
  'more than': (order: number) => order > 0,
}

export type Comparison = keyof typeof comparisons

/** What is compared with a limit. */
export interface Measure {
  /** Returns `undefined` for a value of a type that the keyword does not apply to. */
  of(value: unknown): JsonNumber | undefined
  readonly singular?: string
  readonly plural?: string
}

/** A flag that changes the comparison of the keyword beside it: `exclusiveMaximum: true` in OpenAPI 3.0. */
export interface ExclusiveFlag {
  readonly name: string
  readonly comparison: Comparison
}

/** A keyword that limits a number, a length or a count. */
export function limitKeyword(name: string, comparison: Comparison, measure: Measure, flag?: ExclusiveFlag): Keyword {
  const format = (count: JsonNumber) =>
    measure.singular === undefined ? shorten(String(count)) : countOf(Number(count), measure.singular, measure.plural)
  return {
    name,
    isValidation: true,
    fast: 'evaluate',
    compile(context) {
      const { node } = context
      const limit = exactValueOf(node)
      // A flag of OpenAPI 3.0 is not a limit itself.
      if (!isNumber(limit)) return undefined
      const exclusive = findExclusive(context, flag)
      const used = exclusive?.comparison ?? comparison
      const isWithin = comparisons[used]
      const expected = `${used} ${format(limit)}`
      return (value, evaluation) => {
        const measured = measure.of(value)
        return (
          measured === undefined ||
          isWithin(compareNumbers(measured, limit)) ||
          fail(evaluation, name, node, expected, format(measured))
        )
      }
    },
  }
}

function findExclusive(context: KeywordContext, flag: ExclusiveFlag | undefined): ExclusiveFlag | undefined {
  return flag && findFlag(context, flag.name) ? flag : undefined
}
