import { childrenOf, type Node } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import {
  createSeen,
  type Evaluate,
  type Evaluation,
  fail,
  mergeSeen,
  type SchemaFailure,
  type Seen,
} from '../evaluate/evaluation.js'

/**
 * Adds the failures of a value that no branch of `anyOf` or `oneOf` accepts, and returns `false`.
 *
 * If the type of the value, or a constant in it, leaves only one branch, these are the failures of that branch, which
 * help more than a failure of the whole keyword.
 */
export function explainBranches(
  keyword: 'anyOf' | 'oneOf',
  rule: Node,
  branches: readonly Evaluate[],
  value: unknown,
  evaluation: Evaluation,
  seen: Seen | undefined,
): false {
  const { failures, undecided } = evaluation
  if (!failures) return false
  const remarks = evaluation.remarks.length
  const all = branches.map((branch) => {
    const own: SchemaFailure[] = []
    evaluation.failures = own
    // What any branch looked at is not reported as unevaluated on top.
    const local = seen && createSeen()
    branch(value, evaluation, local)
    if (seen && local) mergeSeen(seen, local)
    return own
  })
  evaluation.failures = failures
  evaluation.undecided = undecided
  evaluation.remarks.length = remarks
  const [only, other] = findNearest(all)
  if (only && !other) {
    // Not spread: there may be more than a call takes arguments.
    for (const failure of only) failures.push(failure)
    return false
  }
  const count = keyword === 'anyOf' ? 'at least one' : 'exactly one'
  const expected = `a value that matches ${count} of ${branches.length} schemas`
  const message = `matches none of the ${branches.length} schemas`
  return fail(evaluation, keyword, rule, expected, `${describeValue(value)}, which matches none`, message)
}

/** Failures of the branches for this type, those with another constant or list left out if any branch remains. */
function findNearest(all: readonly SchemaFailure[][]): SchemaFailure[][] {
  const nearest = all.filter((own) => !own.some((failure) => isOtherType(failure) || isOtherChoice(failure)))
  return nearest.length > 0 ? nearest : all.filter((own) => !own.some(isOtherType))
}

function isOtherType({ steps, keyword, rule }: SchemaFailure): boolean {
  if (steps.length === 0) return ['type', 'const', 'enum', 'false'].includes(keyword)
  // An `enum` of one value is a constant.
  return steps.length === 1 && (keyword === 'const' || (keyword === 'enum' && childrenOf(rule).length === 1))
}

function isOtherChoice({ steps, keyword }: SchemaFailure): boolean {
  return steps.length === 1 && keyword === 'enum'
}
