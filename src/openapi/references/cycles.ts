import { childrenOf, findChild, isObject, type Node } from '../node.js'

/** Applicators that ask a schema about the same value again, whatever the value is. */
const single = ['not', 'if']
const several = ['allOf', 'anyOf', 'oneOf']

/**
 * A schema that can only be decided by deciding itself first, `undefined` when there is none.
 *
 * JSON Schema 2020-12 Core, 9.4.1: a schema must not be run into an infinite loop. Recursion that goes down into a
 * property or an item ends with the value and is none.
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
