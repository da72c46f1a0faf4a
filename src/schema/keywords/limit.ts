import { countOf } from '../../text/plural.js'
import { fail } from '../evaluate/evaluation.js'
import type { Keyword } from './keyword.js'

const comparisons = {
  'at most': (measured: number, limit: number) => measured <= limit,
  'at least': (measured: number, limit: number) => measured >= limit,
  'less than': (measured: number, limit: number) => measured < limit,
  'more than': (measured: number, limit: number) => measured > limit,
}

/** What is compared with a limit. */
export interface Measure {
  /** Returns `undefined` for a value of a type that the keyword does not apply to. */
  of(value: unknown): number | undefined
  readonly singular?: string
  readonly plural?: string
}

/** A keyword that limits a number, a length or a count. */
export function limitKeyword(name: string, comparison: keyof typeof comparisons, measure: Measure): Keyword {
  const isWithin = comparisons[comparison]
  const format = (count: number) =>
    measure.singular === undefined ? String(count) : countOf(count, measure.singular, measure.plural)
  return {
    name,
    isValidation: true,
    fast: 'evaluate',
    compile({ node }) {
      const limit = Number(node.value)
      const expected = `${comparison} ${format(limit)}`
      return (value, evaluation) => {
        const measured = measure.of(value)
        return (
          measured === undefined ||
          isWithin(measured, limit) ||
          fail(evaluation, name, node, expected, format(measured))
        )
      }
    },
  }
}
