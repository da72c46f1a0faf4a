import { childrenOf, findChild, isObject } from '../../../../openapi/index.js'
import { listAt } from '../../../../schema/index.js'
import { accepts } from '../../groups.js'
import { type KeywordInput, type KeywordOperator, samples, type Violation, violation } from './keyword-operator.js'

/** Operators for the keywords that combine schemas (JSON Schema 2020-12 Core, 10.2.1). The engine evaluates each schema. */
export const branchOperators: Readonly<Record<string, KeywordOperator>> = {
  anyOf: (keyword) => violateEveryBranch(keyword),
  oneOf: (keyword) => [...violateEveryBranch(keyword), ...violateOneOf(keyword)],
  not: ({ node, context, received }) => {
    const excluded = [findChild(node, 'const')?.value, ...listAt(node, 'enum').map(({ value }) => value)]
    const named = listAt(node, 'required').map(({ value }): [string, unknown] => [String(value), 'text'])
    const object = { ...(isObject(received) && received), ...Object.fromEntries(named) }
    const tried = [...excluded.filter((value) => value !== undefined), object, ...samples]
    return [violation('valid under the schema of not', ...tried.filter((value) => accepts(node, value, context)))]
  },
}

function violateEveryBranch({ node, context }: KeywordInput): Violation[] {
  const branches = childrenOf(node).map(([, branch]) => branch)
  const invalid = samples.filter((value) => !branches.some((branch) => accepts(branch, value, context)))
  return [violation('valid under no branch', ...invalid)]
}

function violateOneOf({ node, context, received }: KeywordInput): Violation[] {
  const branches = childrenOf(node).map(([, branch]) => branch)
  const tried = [...samples, 15, 30, '', 'a', received]
  const valid = tried.filter(
    (value) => value !== undefined && branches.filter((branch) => accepts(branch, value, context)).length > 1,
  )
  return [violation('valid under two branches', ...valid)]
}
