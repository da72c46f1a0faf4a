import { expect, test } from 'vitest'
import { BudgetError, createBudget } from '../../src/schema/evaluate/budget.js'

test.each([
  ['a small value', 1, 500_001],
  ['a list of 9,998 values', Array<number>(9_998).fill(1), 500_001],
  ['a list of 20,000 values', Array<number>(19_999).fill(1), 1_000_000],
  ['values inside of others', [[Array<number>(19_995).fill(1)], { a: {} }], 1_000_000],
])('for %s, a limited number of references is followed', (_, value, expected) => {
  const budget = createBudget(value)
  for (let spent = 0; spent < expected; spent++) budget.spend()
  expect(() => budget.spend()).toThrow(BudgetError)
})
