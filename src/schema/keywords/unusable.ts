import { childrenOf, keyOf, type Node, unusableChildrenOf } from '../../openapi/index.js'
import { parsePointer } from '../../text/json-pointer.js'
import { type Evaluate, leaveUndecided, markSeen } from '../evaluate/evaluation.js'

/**
 * The evaluation of a part of the document that cannot be used: a note that it was not checked.
 *
 * @param evaluates whether the part may evaluate properties or items, which then are not unevaluated
 */
export function compileUnusable(keyword: string, node: Node, evaluates: boolean): Evaluate {
  const message = `not checked: ${JSON.stringify(keyword)} cannot be used (a problem of the document)`
  return (value, evaluation, seen) => {
    if (seen && evaluates) markSeen(seen, value)
    return leaveUndecided(
      evaluation,
      keyword,
      node,
      `a usable ${JSON.stringify(keyword)}`,
      'one with a problem',
      message,
    )
  }
}

/** The schemas in the array or object of a keyword, also those that cannot be used: `compile` makes a note of these. */
export function schemasIn(node: Node): [key: string, schema: Node][] {
  const unusable = unusableChildrenOf(node)
  if (unusable.length === 0) return childrenOf(node)
  const all = new Map(childrenOf(node))
  for (const child of unusable) all.set(keyOf(child), child)
  // In the order of the document.
  return Object.keys(Object(node.value)).flatMap((key): [string, Node][] => {
    const child = all.get(key)
    return child ? [[key, child]] : []
  })
}

/** True if a keyword, or a part of it that is not a schema, cannot be used. */
export function hasUnusableParts(node: Node): boolean {
  return (
    unusableChildrenOf(node).length > 0 || childrenOf(node).some(([, child]) => unusableChildrenOf(child).length > 0)
  )
}

/** The keyword that an unusable schema belongs to. */
export function keywordAround(schema: Node): string {
  const tokens = parsePointer(schema.pointer) ?? []
  const inMap = ['properties', 'patternProperties', 'dependentSchemas', 'allOf', 'anyOf', 'oneOf', 'prefixItems']
  return inMap.find((keyword) => tokens.at(-2) === keyword) ?? tokens.at(-1) ?? ''
}

/** True if a schema has a keyword that cannot be used. */
export function isKeywordUnusable(schema: Node, keyword: string): boolean {
  return unusableChildrenOf(schema).some((node) => keyOf(node) === keyword)
}
