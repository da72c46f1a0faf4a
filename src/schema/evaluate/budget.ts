/** Counts the references that evaluation follows: an ambiguous recursive schema would follow them forever. */
export interface Budget {
  /** Called for every reference. @throws {BudgetError} when there were too many for the value */
  spend(): void
}

/** Thrown when a budget is used up, and turned into a failure where evaluation began. */
export class BudgetError extends RangeError {
  static override readonly name: string = 'BudgetError'
  override readonly name = 'BudgetError'
}

/** Followed in a tenth of a second, and more than any but the largest values need. */
const ordinary = 500_000

/** References for each value inside of a large one. */
const perValue = 50

/** A budget for the evaluation of a value. The value is only measured when the ordinary number does not do. */
export function createBudget(value: unknown): Budget {
  let spent = 0
  let most = ordinary
  return {
    spend() {
      if (++spent <= most) return
      if (most > ordinary) throw new BudgetError('Too many references')
      most = Math.max(ordinary + 1, countValues(value) * perValue)
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
