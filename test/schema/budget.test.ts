import { expect, test } from 'vitest'
import { BudgetError, createBudget } from '../../src/schema/evaluate/budget.js'

/** How many references may be followed for a value. */
function countSpent(value: unknown): number {
  const budget = createBudget(value)
  for (let spent = 0; spent < 2_000_000; spent++) {
    try {
      budget.spend()
    } catch (error) {
      expect(error).toBeInstanceOf(BudgetError)
      return spent
    }
  }
  return Number.POSITIVE_INFINITY
}

test.each([
  ['a small value', 1, 500_001],
  ['a list of 9,998 values', Array<number>(9_998).fill(1), 500_001],
  ['a list of 20,000 values', Array<number>(19_999).fill(1), 1_000_000],
  ['values inside of others', [[Array<number>(19_995).fill(1)], { a: {} }], 1_000_000],
])('%s may follow references, but not without end', (_, value, expected) => {
  expect(countSpent(value)).toBe(expected)
})
