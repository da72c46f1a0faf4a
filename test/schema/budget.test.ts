import { expect, test } from 'vitest'
import { BudgetError, createBudget } from '../../src/schema/evaluate/budget.js'

/** How many steps may be taken for a value. */
function countSpent(value: unknown): number {
  const budget = createBudget(value)
  for (let spent = 0; spent < 2_000_000; spent++) {
    try {
      budget.spend(1)
    } catch (error) {
      expect(error).toBeInstanceOf(BudgetError)
      return spent
    }
  }
  return Number.POSITIVE_INFINITY
}

test.each([
  ['a small value', 1, 500_000],
  ['a list of 2,498 values', Array<number>(2_498).fill(1), 500_000],
  ['a list of 4,999 values', Array<number>(4_999).fill(1), 1_000_000],
  ['values inside of others', [[Array<number>(4_995).fill(1)], { a: {} }], 1_000_000],
])('evaluating %s may take a limited number of steps', (_, value, expected) => {
  expect(countSpent(value)).toBe(expected)
})
