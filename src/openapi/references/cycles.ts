import { childrenOf, findChild, isObject, type Node } from '../node.js'

/** Keywords whose subschemas apply to the same value, whatever the value is. */
const single = ['not', 'if']
const several = ['allOf', 'anyOf', 'oneOf']

/**
 * A schema whose evaluation would never end, because it applies itself to the same value; `undefined` if all end.
 *
 * JSON Schema 2020-12 Core, 9.4.1, forbids infinite loops. A schema may apply itself to a property or an item: that recursion
 * ends with the value.
 */
export function findEndlessSchema(
  schemas: Iterable<Node>,
  targetOf: (schema: Node) => Node | undefined,
): Node | undefined {
  const done = new Set<Node>()
  for (const start of schemas) {
    const path = new Set<Node>()
    const stack: { node: Node; leave: boolean }[] = [{ node: start, leave: false }]
    for (let step = stack.pop(); step; step = stack.pop()) {
      const { node, leave } = step
      if (leave) {
        path.delete(node)
        done.add(node)
        continue
      }
      if (path.has(node)) return node
      if (done.has(node)) continue
      path.add(node)
      stack.push({ node, leave: true })
      for (const next of appliedInPlace(node, targetOf)) stack.push({ node: next, leave: false })
    }
  }
  return undefined
}

function appliedInPlace(schema: Node, targetOf: (schema: Node) => Node | undefined): Node[] {
  const { value } = schema
  const target = targetOf(schema)
  const applied = target ? [target] : []
  if (!isObject(value)) return applied
  for (const keyword of single) {
    const child = keyword in value ? findChild(schema, keyword) : undefined
    if (child) applied.push(child)
  }
  for (const keyword of several) {
    const list = keyword in value ? findChild(schema, keyword) : undefined
    if (list) for (const [, item] of childrenOf(list)) applied.push(item)
  }
  return applied
}
