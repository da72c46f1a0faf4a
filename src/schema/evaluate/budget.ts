/** Limits the references that one evaluation follows: some recursive schemas would follow them practically forever. */
export interface Budget {
  /** Called for every reference. @throws {BudgetError} after too many for the size of the value */
  spend(): void
}

/** Thrown when the budget is spent. The engine catches it and reports that evaluation was stopped. */
export class BudgetError extends RangeError {
  static override readonly name: string = 'BudgetError'
  override readonly name = 'BudgetError'
}

/** References that every evaluation may follow: this takes a tenth of a second, and only large values need more. */
const minBudget = 500_000

/** References for each value inside a large one. */
const perValue = 50

/** A budget for the evaluation of a value. The size of the value is only counted once `minBudget` is spent. */
export function createBudget(value: unknown): Budget {
  let spent = 0
  let max = minBudget
  return {
    spend() {
      if (++spent <= max) return
      if (max > minBudget) throw new BudgetError('Too many references')
      max = Math.max(minBudget + 1, countValues(value) * perValue)
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
