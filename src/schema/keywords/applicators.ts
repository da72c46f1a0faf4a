import { findChild, isObject, type Node } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import { type Evaluate, type Evaluation, every, fail, judge } from '../evaluate/evaluation.js'
import { explainBranches } from './explain-branches.js'
import { type CompileContext, type InPlace, type Keyword, type KeywordContext, membersAt } from './keyword.js'
import { schemasIn } from './unusable.js'

/** Keywords that apply other schemas to the same value (JSON Schema 2020-12 Core, 10.2). */
export const applicators: readonly Keyword[] = [
  {
    name: 'allOf',
    fast: 'layout',
    hasSchemas: true,
    inPlace: ({ node }) => ({ always: branchesOf(node) }),
    compile: ({ node, compile }) => every(branchesOf(node).map(compile)),
  },
  { name: 'anyOf', hasSchemas: true, inPlace: toBranches, compile: compileAnyOf },
  { name: 'oneOf', hasSchemas: true, inPlace: toBranches, compile: compileOneOf },
  { name: 'not', compile: compileNot },
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
    hasSchemas: true,
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

function compileAnyOf({ node, compile }: CompileContext): Evaluate {
  const branches = branchesOf(node).map(compile)
  return (value, evaluation, seen) => {
    const { undecided } = evaluation
    const remarks = evaluation.remarks.length
    let isValid = false
    let isCertain = false
    for (const branch of branches) {
      const verdict = judge(branch, value, evaluation, seen)
      if (verdict === 'rejected') continue
      isValid = true
      isCertain ||= verdict === 'accepted'
      // Further branches matter only to `unevaluated…` keywords.
      if (isCertain && !seen) break
    }
    if (isCertain) forget(evaluation, undecided, remarks)
    return isValid || explainBranches('anyOf', node, branches, value, evaluation, seen)
  }
}

function compileOneOf({ node, compile }: CompileContext): Evaluate {
  const branches = branchesOf(node).map(compile)
  return (value, evaluation, seen) => {
    const accepting: number[] = []
    let undecided = 0
    for (const [index, branch] of branches.entries()) {
      const verdict = judge(branch, value, evaluation, seen)
      if (verdict === 'accepted') accepting.push(index)
      else if (verdict === 'undecided') undecided++
      if (accepting.length > 1 && !evaluation.failures) return false
    }
    if (accepting.length === 1 || (accepting.length === 0 && undecided > 0)) return true
    if (accepting.length === 0) return explainBranches('oneOf', node, branches, value, evaluation, seen)
    const expected = `a value that matches exactly one of ${branches.length} schemas`
    const matching = accepting.join(' and ')
    const received = `${describeValue(value)}, which matches schemas ${matching}`
    return fail(evaluation, 'oneOf', node, expected, received, `matches schemas ${matching}, expected exactly one`)
  }
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
    return next === undefined || next(value, evaluation, seen)
  }
}

function compileDependentSchemas({ node, compile }: CompileContext): Evaluate {
  const dependent = schemasIn(node).map(([name, schema]) => ({ name, evaluate: compile(schema) }))
  return (value, evaluation, seen) => {
    if (!isObject(value)) return true
    let isValid = true
    for (const { name, evaluate } of dependent) {
      if (!Object.hasOwn(value, name) || evaluate(value, evaluation, seen)) continue
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
