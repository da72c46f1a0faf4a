import { childrenOf, findChild, isObject } from '../../../openapi/index.js'
import { listAt } from '../../../schema/index.js'
import { accepts } from '../groups.js'
import { type Breaker, type Keyword, one, samples, type Way } from '../way.js'

/** How to break keywords that ask several schemas at once (Core, 10.2.1): which of them accept a value, the engine says. */
export const branchBreakers: Readonly<Record<string, Breaker>> = {
  anyOf: (keyword) => breakAll(keyword),
  oneOf: (keyword) => [...breakAll(keyword), ...breakOneOf(keyword)],
  not: ({ node, context, received }) => {
    const meant = [findChild(node, 'const')?.value, ...listAt(node, 'enum').map(({ value }) => value)]
    const named = listAt(node, 'required').map(({ value }): [string, unknown] => [String(value), 'text'])
    const object = { ...(isObject(received) && received), ...Object.fromEntries(named) }
    const tried = [...meant.filter((value) => value !== undefined), object, ...samples]
    return [one('what is excluded', ...tried.filter((value) => accepts(node, value, context)))]
  },
}

function breakAll({ node, context }: Keyword): Way[] {
  const branches = childrenOf(node).map(([, branch]) => branch)
  const refused = samples.filter((value) => !branches.some((branch) => accepts(branch, value, context)))
  return [one('that no branch accepts', ...refused)]
}

function breakOneOf({ node, context, received }: Keyword): Way[] {
  const branches = childrenOf(node).map(([, branch]) => branch)
  const tried = [...samples, 15, 30, '', 'a', received]
  const accepted = tried.filter(
    (value) => value !== undefined && branches.filter((branch) => accepts(branch, value, context)).length > 1,
  )
  return [one('that two branches accept', ...accepted)]
}
