/** Limits the steps of one evaluation: some recursive schemas would take them practically forever. */
export interface Budget {
  /** Called for every reference, failure and explained branch. @throws {BudgetError} after too many for the size of the value */
  spend(steps: number): void
  /** States of patterns that may still be visited. Each search subtracts those that it visits. */
  statesLeft: number
}

/** States of patterns that may be visited in one evaluation: they take a few seconds. */
const maxStates = 20_000_000

/** The steps of what takes more time than following a reference. */
export const stepsOf = { reference: 1, failure: 5, explainedBranch: 10 } as const

/** Thrown when the budget is spent. The engine catches it and reports that evaluation was stopped. */
export class BudgetError extends RangeError {
  static override readonly name: string = 'BudgetError'
  override readonly name = 'BudgetError'
}

/** Steps that every evaluation may take: they take less than a second, and only large values need more. */
const minBudget = 500_000

/** Steps for each value inside a large one. */
const perValue = 200

/** A budget for the evaluation of a value. The size of the value is only counted once `minBudget` is spent. */
export function createBudget(value: unknown): Budget {
  let spent = 0
  let max: number | undefined
  return {
    statesLeft: maxStates,
    spend(steps) {
      spent += steps
      if (spent <= minBudget) return
      max ??= Math.max(minBudget, countValues(value) * perValue)
      if (spent > max) throw new BudgetError('Too many steps')
    },
  }
}

function countValues(root: unknown): number {
  let count = 0
  const pending = [root]
  while (pending.length > 0) {
    const value = pending.pop()
    count++
    if (typeof value === 'object' && value !== null) for (const child of Object.values(value)) pending.push(child)
  }
  return count
}
