import { expect, test } from 'vitest'
import { BudgetError, createBudget } from '../../src/schema/evaluate/budget.js'

test.each([
  ['a small value', 1, 500_000],
  ['a list of 2,498 values', Array<number>(2_498).fill(1), 500_000],
  ['a list of 4,999 values', Array<number>(4_999).fill(1), 1_000_000],
  ['values inside of others', [[Array<number>(4_995).fill(1)], { a: null }], 1_000_000],
])('allows a limited number of steps for %s', (_, value, expected) => {
  const budget = createBudget(value)
  for (let spent = 0; spent < expected; spent++) budget.spend(1)
  expect(() => budget.spend(1)).toThrow(BudgetError)
})

test('a step that takes longer counts more than once', () => {
  const budget = createBudget(1)
  budget.spend(499_995)
  budget.spend(5)
  expect(() => budget.spend(1)).toThrow(BudgetError)
})
