import { findChild, isObject, type Node } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import { findChildSchemas, findDiscriminator } from '../branches/discriminator.js'
import { type Branches, explainBranches, nameOf, unknownTag } from '../branches/explain-branches.js'
import { type Evaluate, type Evaluation, evaluateApart, every, fail, judge, remark } from '../evaluate/evaluation.js'
import { type CompileContext, type InPlace, type Keyword, type KeywordContext, membersAt } from './keyword.js'
import { schemasIn } from './unusable.js'

/** Keywords that apply other schemas to the same value (JSON Schema 2020-12 Core, 10.2). */
export const applicators: readonly Keyword[] = [
  {
    name: 'allOf',
    fast: 'layout',
    inPlace: ({ node }) => ({ always: branchesOf(node) }),
    compile: ({ node, compile }) => every(branchesOf(node).map(compile)),
  },
  { name: 'anyOf', inPlace: toBranches, compile: compileAnyOf },
  { name: 'oneOf', inPlace: toBranches, compile: compileOneOf },
  { name: 'not', compile: compileNot },
  // Beside `anyOf` and `oneOf` it is read with them.
  { name: 'discriminator', inPlace: toChildren, compile: () => undefined },
  {
    name: 'if',
    inPlace: ({ node, schema }) => ({
      choices: [
        {
          kind: 'condition',
          condition: node,
          onTrue: findChild(schema, 'then'),
          onFalse: findChild(schema, 'else'),
        },
      ],
    }),
    describes: ({ node }) => ({ names: membersAt(node, 'properties').map(([name]) => name) }),
    compile: compileIf,
  },
  {
    name: 'dependentSchemas',
    inPlace: ({ node }) => ({
      choices: schemasIn(node).map(([name, schema]) => ({ kind: 'dependent', name, schema })),
    }),
    describes: ({ node }) => ({ names: schemasIn(node).map(([name]) => name) }),
    compile: compileDependentSchemas,
  },
]

function branchesOf(node: Node): Node[] {
  return schemasIn(node).map(([, branch]) => branch)
}

function toBranches({ node }: KeywordContext): InPlace {
  const branches = branchesOf(node)
  return branches.length > 0 ? { choices: [{ kind: 'branches', branches }] } : {}
}

/** A discriminator without branches chooses from the schemas that extend its schema: these document properties, too. */
function toChildren({ schema, index }: KeywordContext): InPlace {
  if (['anyOf', 'oneOf'].some((keyword) => findChild(schema, keyword))) return {}
  const children = findChildSchemas(schema, index)
  const discriminator = findDiscriminator(schema, children, index)
  return discriminator && children.length > 0 ? { choices: [{ kind: 'children', children, discriminator }] } : {}
}

function toCompiled(keyword: Branches['keyword'], { node, schema, index, compile }: CompileContext): Branches {
  const schemas = branchesOf(node)
  const discriminator = findDiscriminator(schema, schemas, index)
  return { keyword, node, schemas, evaluations: schemas.map(compile), discriminator, index }
}

function compileAnyOf(context: CompileContext): Evaluate {
  const branches = toCompiled('anyOf', context)
  return (value, evaluation, seen) => {
    const accepting: number[] = []
    const { undecided } = evaluation
    const remarks = evaluation.remarks.length
    let isValid = false
    let isCertain = false
    for (const [position, branch] of branches.evaluations.entries()) {
      const verdict = judge(branch, value, evaluation, seen)
      if (verdict === 'rejected') continue
      isValid = true
      accepting.push(position)
      isCertain ||= verdict === 'accepted'
      // Further branches matter only to `unevaluated…` keywords.
      if (isCertain && !seen) break
    }
    if (isCertain) forget(evaluation, undecided, remarks)
    if (!isValid) return explainBranches(branches, value, evaluation, seen)
    warnOfDiscriminator(branches, accepting, value, evaluation)
    return true
  }
}

function compileOneOf(context: CompileContext): Evaluate {
  const branches = toCompiled('oneOf', context)
  const { node, schemas, index } = branches
  return (value, evaluation, seen) => {
    const accepting: number[] = []
    const undecided: number[] = []
    for (const [position, branch] of branches.evaluations.entries()) {
      const verdict = judge(branch, value, evaluation, seen)
      if (verdict === 'accepted') accepting.push(position)
      else if (verdict === 'undecided') undecided.push(position)
      if (accepting.length > 1 && !evaluation.failures) return false
    }
    if (accepting.length + undecided.length === 0) return explainBranches(branches, value, evaluation, seen)
    if (accepting.length < 2) {
      warnOfDiscriminator(branches, [...accepting, ...undecided], value, evaluation)
      return true
    }
    const expected = `a value that matches exactly one of ${schemas.length} schemas`
    const matching = joinNames(
      accepting.flatMap((position) => schemas[position] ?? []).map((each) => nameOf(each, index)),
    )
    const received = `${describeValue(value)}, which matches ${matching}`
    return fail(evaluation, 'oneOf', node, expected, received, `matches ${matching}, expected exactly one schema`)
  }
}

function joinNames(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/**
 * Adds a warning if the discriminator of a valid value contradicts the branches that accept it.
 *
 * It is not a failure: the discriminator "cannot change the validation outcome" (OAS 3.1.1, 4.8.25).
 */
function warnOfDiscriminator(
  { discriminator, schemas, evaluations, index }: Branches,
  accepting: readonly number[],
  value: unknown,
  evaluation: Evaluation,
): void {
  const meaning = discriminator?.meaningOf(value)
  if (!discriminator || !meaning || meaning.kind === 'elsewhere') return
  if (meaning.kind === 'unknown') {
    remark(evaluation, { severity: 'warning', ...unknownTag(discriminator, meaning) })
    return
  }
  const { position, tag } = meaning
  const meant = evaluations[position]
  const schema = schemas[position]
  // Not every branch of `anyOf` was tried.
  if (!meant || !schema || accepting.includes(position)) return
  if (judge(meant, value, evaluation, undefined) !== 'rejected') return
  const [first] = accepting.flatMap((each) => schemas[each] ?? [])
  const name = nameOf(schema, index)
  const matched = first ? nameOf(first, index) : 'another schema'
  remark(evaluation, {
    ...{ severity: 'warning', steps: [discriminator.propertyName], keyword: 'discriminator', rule: discriminator.node },
    ...{ expected: `a value that matches ${name}`, received: `one that matches ${matched}` },
    message: `${tag === undefined ? `no ${discriminator.propertyName}` : `discriminator value ${JSON.stringify(tag)}`} means ${name}, but the value matches ${matched}`,
  })
}

function compileNot({ node, compile }: CompileContext): Evaluate {
  const forbidden = compile(node)
  return (value, evaluation) =>
    judge(forbidden, value, evaluation, undefined) !== 'accepted' ||
    fail(evaluation, 'not', node, 'a value that does not match this schema', describeValue(value))
}

function compileIf({ node, schema, compile }: CompileContext): Evaluate {
  const condition = compile(node)
  const branch = (keyword: string) => {
    const found = findChild(schema, keyword)
    return found && compile(found)
  }
  const onTrue = branch('then')
  const onFalse = branch('else')
  return (value, evaluation, seen) => {
    const verdict = judge(condition, value, evaluation, seen)
    if (verdict === 'undecided') {
      // Neither can be asked for, but what either evaluates is not unevaluated.
      for (const next of [onTrue, onFalse]) if (next) judge(next, value, evaluation, seen)
      return true
    }
    const next = verdict === 'accepted' ? onTrue : onFalse
    return next === undefined || evaluateApart(next, value, evaluation, seen)
  }
}

function compileDependentSchemas({ node, compile }: CompileContext): Evaluate {
  const dependent = schemasIn(node).map(([name, schema]) => ({ name, evaluate: compile(schema) }))
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const { name, evaluate } of dependent) {
      if (!Object.hasOwn(value, name) || evaluateApart(evaluate, value, evaluation, seen)) continue
      isValid = false
      if (!evaluation.failures) return false
    }
    return isValid
  }
}

/** Takes back what other branches left undecided: one has accepted the value for certain. */
function forget(evaluation: Evaluation, undecided: number, remarks: number): void {
  evaluation.undecided = undecided
  const added = evaluation.remarks.splice(remarks)
  evaluation.remarks.push(...added.filter(({ severity }) => severity !== 'note'))
}
