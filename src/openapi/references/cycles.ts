import { childrenOf, findChild, type Node, nodeKey } from '../node.js'

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
  const done = new Set<string>()
  for (const start of schemas) {
    const path = new Set<string>()
    const stack: { node: Node; leave: boolean }[] = [{ node: start, leave: false }]
    for (let step = stack.pop(); step; step = stack.pop()) {
      const key = nodeKey(step.node)
      if (step.leave) {
        path.delete(key)
        done.add(key)
        continue
      }
      if (path.has(key)) return step.node
      if (done.has(key)) continue
      path.add(key)
      stack.push({ node: step.node, leave: true })
      for (const node of appliedInPlace(step.node, targetOf)) stack.push({ node, leave: false })
    }
  }
  return undefined
}

function appliedInPlace(schema: Node, targetOf: (schema: Node) => Node | undefined): Node[] {
  const child = (keyword: string) => findChild(schema, keyword) ?? []
  const lists = several.flatMap(child).flatMap((list) => childrenOf(list).map(([, item]) => item))
  return [targetOf(schema) ?? [], ...single.map(child), ...lists].flat()
}
