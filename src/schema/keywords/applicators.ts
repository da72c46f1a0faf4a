import { childrenOf, findChild, type Node } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import {
  createSeen,
  type Evaluate,
  type Evaluation,
  fail,
  isAccepted,
  mergeSeen,
  type SchemaFailure,
  type Seen,
} from '../evaluate/evaluation.js'
import type { Keyword, KeywordContext } from './keyword.js'

/** Keywords that ask other schemas about the same value (JSON Schema 2020-12 Core, 10.2). */
export const applicators: Readonly<Record<string, Keyword>> = {
  allOf: compileAllOf,
  anyOf: compileAnyOf,
  oneOf: compileOneOf,
  not: compileNot,
  if: compileIf,
  dependentSchemas: compileDependentSchemas,
}

function branchesOf({ rule, compile }: KeywordContext): Evaluate[] {
  return childrenOf(rule).map(([, branch]) => compile(branch))
}

function compileAllOf(context: KeywordContext): Evaluate {
  const branches = branchesOf(context)
  return (value, evaluation, seen) => {
    let isValid = true
    for (const branch of branches) {
      if (branch(value, evaluation, seen)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

function compileAnyOf(context: KeywordContext): Evaluate {
  const branches = branchesOf(context)
  return (value, evaluation, seen) => {
    let isValid = false
    for (const branch of branches) {
      if (!tryBranch(branch, value, evaluation, seen)) continue
      isValid = true
      // Without somebody to ask what was evaluated, one is enough.
      if (!seen) return true
    }
    return isValid || explain('anyOf', 'at least one', branches, value, evaluation, context.rule)
  }
}

function compileOneOf(context: KeywordContext): Evaluate {
  const branches = branchesOf(context)
  return (value, evaluation, seen) => {
    const accepting: number[] = []
    for (const [index, branch] of branches.entries())
      if (tryBranch(branch, value, evaluation, seen)) accepting.push(index)
    if (accepting.length === 1) return true
    if (accepting.length === 0) return explain('oneOf', 'exactly one', branches, value, evaluation, context.rule)
    const expected = `a value that exactly one of ${branches.length} schemas accepts`
    return fail(evaluation, 'oneOf', context.rule, expected, `one that schemas ${accepting.join(' and ')} accept`)
  }
}

function compileNot({ rule, compile }: KeywordContext): Evaluate {
  const refused = compile(rule)
  return (value, evaluation) =>
    !isAccepted(refused, value, evaluation, undefined) ||
    fail(evaluation, 'not', rule, 'a value that this schema refuses', describeValue(value))
}

function compileIf({ rule, schema, compile }: KeywordContext): Evaluate {
  const condition = compile(rule)
  const branch = (keyword: string) => {
    const node = findChild(schema, keyword)
    return node && compile(node)
  }
  const onTrue = branch('then')
  const onFalse = branch('else')
  return (value, evaluation, seen) => {
    const next = tryBranch(condition, value, evaluation, seen) ? onTrue : onFalse
    return next === undefined || next(value, evaluation, seen)
  }
}

function compileDependentSchemas({ rule, compile }: KeywordContext): Evaluate {
  const dependent = childrenOf(rule).map(([name, schema]) => ({ name, evaluate: compile(schema) }))
  return (value, evaluation, seen) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
    let isValid = true
    for (const { name, evaluate } of dependent)
      if (Object.hasOwn(value, name) && !evaluate(value, evaluation, seen)) isValid = false
    return isValid
  }
}

/** What a refusing branch has evaluated does not count (Core, 11). */
function tryBranch(branch: Evaluate, value: unknown, evaluation: Evaluation, seen: Seen | undefined): boolean {
  const local = seen && createSeen()
  const accepted = isAccepted(branch, value, evaluation, local)
  if (accepted && seen && local) mergeSeen(seen, local)
  return accepted
}

/**
 * Says why no branch accepts a value.
 *
 * Mostly one branch alone is meant, by the value's type or by a constant in it; then its own failures say more than
 * that none fits.
 */
function explain(
  keyword: string,
  wanted: string,
  branches: readonly Evaluate[],
  value: unknown,
  evaluation: Evaluation,
  rule: Node,
): false {
  const { failures } = evaluation
  if (!failures) return false
  const all = branches.map((branch) => {
    const own: SchemaFailure[] = []
    evaluation.failures = own
    branch(value, evaluation, undefined)
    return own
  })
  evaluation.failures = failures
  const [only, other] = findMeant(all)
  if (only && !other) failures.push(...only)
  else
    fail(
      evaluation,
      keyword,
      rule,
      `a value that ${wanted} of ${branches.length} schemas accepts`,
      `${describeValue(value)} that none accepts`,
    )
  return false
}

/** Failures of the branches that may be meant: where every one has another value listed, those with the constant. */
function findMeant(all: readonly SchemaFailure[][]): SchemaFailure[][] {
  const meant = all.filter((own) => !own.some((failure) => isOtherKind(failure) || isOtherChoice(failure)))
  return meant.length > 0 ? meant : all.filter((own) => !own.some(isOtherKind))
}

function isOtherKind({ steps, keyword, rule }: SchemaFailure): boolean {
  if (steps.length === 0) return ['type', 'const', 'enum', 'false'].includes(keyword)
  // A list of one is a constant.
  return steps.length === 1 && (keyword === 'const' || (keyword === 'enum' && childrenOf(rule).length === 1))
}

function isOtherChoice({ steps, keyword }: SchemaFailure): boolean {
  return steps.length === 1 && keyword === 'enum'
}
