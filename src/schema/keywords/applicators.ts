import { childrenOf, findChild, type Node } from '../../openapi/index.js'
import { describeValue } from '../../text/describe-value.js'
import {
  createSeen,
  type Evaluate,
  type Evaluation,
  every,
  fail,
  isAccepted,
  mergeSeen,
  type Seen,
} from '../evaluate/evaluation.js'
import { explainBranches } from './explain-branches.js'
import { type CompileContext, type InPlace, type Keyword, type KeywordContext, membersAt } from './keyword.js'

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
      choices: childrenOf(node).map(([name, schema]) => ({ kind: 'dependent', name, schema })),
    }),
    describes: ({ node }) => ({ names: childrenOf(node).map(([name]) => name) }),
    compile: compileDependentSchemas,
  },
]

function branchesOf(node: Node): Node[] {
  return childrenOf(node).map(([, branch]) => branch)
}

function toBranches({ node }: KeywordContext): InPlace {
  const branches = branchesOf(node)
  return branches.length > 0 ? { choices: [{ kind: 'branches', branches }] } : {}
}

function compileAnyOf({ node, compile }: CompileContext): Evaluate {
  const branches = branchesOf(node).map(compile)
  return (value, evaluation, seen) => {
    let isValid = false
    for (const branch of branches) {
      if (!tryBranch(branch, value, evaluation, seen)) continue
      isValid = true
      // Further branches matter only to `unevaluated…` keywords.
      if (!seen) return true
    }
    return isValid || explainBranches('anyOf', node, branches, value, evaluation)
  }
}

function compileOneOf({ node, compile }: CompileContext): Evaluate {
  const branches = branchesOf(node).map(compile)
  return (value, evaluation, seen) => {
    const accepting: number[] = []
    for (const [index, branch] of branches.entries())
      if (tryBranch(branch, value, evaluation, seen)) accepting.push(index)
    if (accepting.length === 1) return true
    if (accepting.length === 0) return explainBranches('oneOf', node, branches, value, evaluation)
    const expected = `a value that matches exactly one of ${branches.length} schemas`
    const matching = accepting.join(' and ')
    const received = `${describeValue(value)}, which matches schemas ${matching}`
    return fail(evaluation, 'oneOf', node, expected, received, `matches schemas ${matching}, expected exactly one`)
  }
}

function compileNot({ node, compile }: CompileContext): Evaluate {
  const forbidden = compile(node)
  return (value, evaluation) =>
    !isAccepted(forbidden, value, evaluation, undefined) ||
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
    const next = tryBranch(condition, value, evaluation, seen) ? onTrue : onFalse
    return next === undefined || next(value, evaluation, seen)
  }
}

function compileDependentSchemas({ node, compile }: CompileContext): Evaluate {
  const dependent = childrenOf(node).map(([name, schema]) => ({ name, evaluate: compile(schema) }))
  return (value, evaluation, seen) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
    let isValid = true
    for (const { name, evaluate } of dependent)
      if (Object.hasOwn(value, name) && !evaluate(value, evaluation, seen)) isValid = false
    return isValid
  }
}

/** True if the branch accepts the value. What a branch evaluated counts only then (Core, 11). */
function tryBranch(branch: Evaluate, value: unknown, evaluation: Evaluation, seen: Seen | undefined): boolean {
  const local = seen && createSeen()
  const accepted = isAccepted(branch, value, evaluation, local)
  if (accepted && seen && local) mergeSeen(seen, local)
  return accepted
}
