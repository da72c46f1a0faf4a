import { findText, keyOf, type Node, type SchemaIndex } from '../../openapi/index.js'
import { describeChoice, describeValue } from '../../text/describe-value.js'
import { toPointer } from '../../text/json-pointer.js'
import { stepsOf } from '../evaluate/budget.js'
import {
  createSeen,
  type Evaluate,
  type Evaluation,
  evaluateApart,
  fail,
  mergeSeen,
  type SchemaFailure,
  type Seen,
} from '../evaluate/evaluation.js'
import type { Discriminator } from './discriminator.js'
import { type Tags, tagsOf } from './tags.js'

/** An `anyOf` or `oneOf`. */
export interface Branches {
  readonly keyword: 'anyOf' | 'oneOf'
  readonly node: Node
  readonly schemas: readonly Node[]
  readonly evaluations: readonly Evaluate[]
  readonly discriminator: Discriminator | undefined
  readonly index: SchemaIndex
}

/** A branch that a value fails. */
interface Failed {
  readonly schema: Node
  readonly failures: readonly SchemaFailure[]
  readonly seen: Seen | undefined
}

/**
 * Adds the failures of a value that no branch of `anyOf` or `oneOf` accepts, and returns `false`.
 *
 * These are the failures of the branch that the value means, by the discriminator or by its constants, otherwise of the
 * nearest one. If no branch is nearer than another, there is one failure of the whole keyword.
 */
export function explainBranches(
  branches: Branches,
  value: unknown,
  evaluation: Evaluation,
  seen: Seen | undefined,
): false {
  const { failures } = evaluation
  if (!failures) return false
  const all = evaluateAll(branches, value, evaluation, seen !== undefined)
  const ofType = all.filter((branch) => !branch.failures.some(isOtherType))
  // What these branches looked at is not reported as unevaluated on top.
  if (seen) for (const { seen: local } of ofType) if (local) mergeSeen(seen, local)

  const meaning = branches.discriminator?.meaningOf(value)
  if (meaning?.kind === 'unknown' && branches.discriminator) {
    failures.push(unknownTag(branches.discriminator, meaning))
    return false
  }
  const meant = meaning?.kind === 'schema' ? all[meaning.position] : undefined
  if (meaning?.kind === 'schema' && meant) {
    const name = branches.discriminator?.propertyName
    const tag = meaning.tag === undefined ? `no ${name}` : `${name}: ${JSON.stringify(meaning.tag)}`
    return report(failures, meant, toHeading(branches, meant, tag))
  }
  const [only, other] = all.length === 1 ? all : ofType
  if (only && !other) return report(failures, only, undefined)
  const compared = compareTags(ofType, branches.index)
  if (compared.unlisted) {
    failures.push(unlisted(branches, compared.unlisted))
    return false
  }
  const nearest = findNearest(compared.nearest)
  if (nearest)
    return report(
      failures,
      nearest,
      toHeading(branches, nearest, tagOf(nearest, value, compared.paths, branches.index)),
    )
  const count = branches.keyword === 'anyOf' ? 'at least one' : 'exactly one'
  const expected = `a value that matches ${count} of ${branches.schemas.length} schemas`
  const received = `${describeValue(value)}, which matches none`
  return fail(evaluation, branches.keyword, branches.node, expected, received, matchesNone(branches))
}

function matchesNone({ schemas }: Branches): string {
  return `matches none of the ${schemas.length} schemas`
}

function evaluateAll(branches: Branches, value: unknown, evaluation: Evaluation, needsSeen: boolean): Failed[] {
  const { failures, undecided } = evaluation
  const remarks = evaluation.remarks.length
  const all = branches.schemas.map((schema, position): Failed => {
    evaluation.budget.spend(stepsOf.explainedBranch)
    const own: SchemaFailure[] = []
    const seen = needsSeen ? createSeen() : undefined
    evaluation.failures = own
    const evaluate = branches.evaluations[position]
    if (evaluate) evaluateApart(evaluate, value, evaluation, seen)
    return { schema, failures: own, seen }
  })
  evaluation.failures = failures
  evaluation.undecided = undecided
  evaluation.remarks.length = remarks
  return all
}

function isOtherType({ steps, keyword }: SchemaFailure): boolean {
  return steps.length === 0 && (keyword === 'type' || keyword === 'false')
}

interface ComparedTags {
  /** The branches with the fewest constants that the value does not have. */
  readonly nearest: readonly Failed[]
  /** Places of the constants by which the branches differ. */
  readonly paths: readonly string[]
  /** A place where the value has none of the constants of any branch. */
  readonly unlisted?: { readonly failure: SchemaFailure; readonly values: readonly unknown[] }
}

function compareTags(branches: readonly Failed[], index: SchemaIndex): ComparedTags {
  const tags = branches.map(({ schema }) => tagsOf(schema, index))
  const paths = findTagPaths(tags)
  const mismatches = branches.map(({ failures }) =>
    failures.filter((failure) => isConstant(failure) && paths.includes(pathOf(failure))),
  )
  const fewest = Math.min(...mismatches.map(({ length }) => length))
  const nearest = branches.filter((_, position) => mismatches[position]?.length === fewest)
  if (nearest.length < branches.length) return { nearest, paths }
  const common = (mismatches[0] ?? []).find((failure) =>
    mismatches.every((each) => each.some((other) => pathOf(other) === pathOf(failure))),
  )
  if (!common) return { nearest, paths }
  const values = new Set(tags.flatMap((each) => each.get(pathOf(common)) ?? []))
  return { nearest, paths, unlisted: { failure: common, values: [...values] } }
}

/** Places where no two branches allow the same constant, and the value itself. */
function findTagPaths(tags: readonly Tags[]): string[] {
  const paths = new Set(tags.flatMap((each) => [...each.keys()]))
  return [...paths].filter((path) => {
    const lists = tags.flatMap((each) => (each.has(path) ? [each.get(path) ?? []] : []))
    return path === '' || (lists.length > 1 && new Set(lists.flat()).size === lists.flat().length)
  })
}

function isConstant({ keyword }: SchemaFailure): boolean {
  return keyword === 'const' || keyword === 'enum'
}

function pathOf({ steps }: SchemaFailure): string {
  return toPointer(steps.toReversed())
}

/**
 * The one branch with the fewest failures; of several, the one whose failures are deeper in the value; of several of these,
 * the first if their failures are the same.
 */
function findNearest(branches: readonly Failed[]): Failed | undefined {
  const ranked = branches
    .map((branch) => ({
      branch,
      count: branch.failures.length,
      depth: branch.failures.reduce((least, { steps }) => Math.min(least, steps.length), Number.POSITIVE_INFINITY),
    }))
    .sort((a, b) => a.count - b.count || b.depth - a.depth)
  const [first, ...others] = ranked
  const tied = others.filter(({ count, depth }) => first?.count === count && first.depth === depth)
  return first && tied.every(({ branch }) => haveSameFailures(first.branch, branch)) ? first.branch : undefined
}

function haveSameFailures({ failures: one }: Failed, { failures: other }: Failed): boolean {
  return one.every((failure, position) => {
    const another = other[position]
    return another?.expected === failure.expected && pathOf(another) === pathOf(failure)
  })
}

/** A constant of the branch that the value has: `type: "dog"`. */
function tagOf({ schema }: Failed, value: unknown, paths: readonly string[], index: SchemaIndex): string | undefined {
  for (const [path, values] of tagsOf(schema, index)) {
    const tokens = path.split('/').slice(1)
    const name = tokens.at(-1)
    if (name === undefined || !paths.includes(path)) continue
    const found = tokens.reduce<unknown>(
      (each, token) => (Object.hasOwn(Object(each), token) ? Object(each)[token] : undefined),
      value,
    )
    if (values.includes(found)) return `${name}: ${describeValue(found)}`
  }
  return undefined
}

function toHeading(branches: Branches, { schema }: Failed, tag: string | undefined): SchemaFailure['branch'] {
  const name = nameOf(schema, branches.index)
  return {
    rule: branches.node,
    message: `${matchesNone(branches)}; nearest is ${name}${tag === undefined ? '' : ` (${tag})`}`,
  }
}

/** The name of a branch: of the schema that it refers to, or its title, or its position. */
export function nameOf(schema: Node, index: SchemaIndex): string {
  const target = index.targetOf(schema)
  const title = findText(schema, 'title')
  if (target) return JSON.stringify(keyOf(target))
  return title === undefined ? `schema ${keyOf(schema)}` : JSON.stringify(title)
}

function report(failures: SchemaFailure[], { failures: own }: Failed, branch: SchemaFailure['branch']): false {
  // Not spread: there may be more than a call takes arguments. A branch inside of this one says more.
  for (const failure of own) failures.push(branch && !failure.branch ? { ...failure, branch } : failure)
  return false
}

/** The failure of a value whose discriminator names no schema: "validation SHOULD fail" (OAS 3.1.0, 4.8.25). */
export function unknownTag(
  { node, propertyName }: Discriminator,
  { tag, allowed }: { readonly tag: string; readonly allowed: readonly string[] },
): SchemaFailure {
  const expected = describeChoice(allowed)
  const received = JSON.stringify(tag)
  return {
    ...{ steps: [propertyName], keyword: 'discriminator', rule: node, expected, received },
    message: `unknown discriminator value ${received}, expected ${expected}`,
  }
}

function unlisted(branches: Branches, { failure, values }: NonNullable<ComparedTags['unlisted']>): SchemaFailure {
  const expected = describeChoice(values)
  const { received } = failure
  return {
    ...{ steps: failure.steps, keyword: branches.keyword, rule: branches.node, expected, received },
    branch: { rule: branches.node, message: matchesNone(branches) },
    message: `expected ${expected}, received ${received}`,
  }
}
