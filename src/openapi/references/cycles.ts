import { childrenOf, findChild, isObject, type Node } from '../node.js'

/** Keywords whose subschemas apply to the same value, whatever the value is. */
const single = ['not', 'if']
const several = ['allOf', 'anyOf', 'oneOf']

/**
 * Schemas whose `$ref` makes them apply themselves to the same value, so that their evaluation would never end; one for each
 * cycle.
 *
 * JSON Schema 2020-12 Core, 9.4.1, forbids infinite loops. A schema may apply itself to a property or an item: that recursion
 * ends with the value.
 */
export function findEndlessReferences(
  schemas: Iterable<Node>,
  targetOf: (schema: Node) => Node | undefined,
): readonly Node[] {
  const done = new Set<Node>()
  const endless = new Set<Node>()
  const targetOfRest = (schema: Node) => (endless.has(schema) ? undefined : targetOf(schema))
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
      if (path.has(node)) {
        const reference = findReference(path, node, targetOfRest)
        if (reference) endless.add(reference)
        continue
      }
      if (done.has(node)) continue
      path.add(node)
      stack.push({ node, leave: true })
      for (const next of appliedInPlace(node, targetOfRest)) stack.push({ node: next, leave: false })
    }
  }
  return [...endless]
}

/** The last schema of a cycle that leads on by a `$ref`. The path ends with the cycle, which begins at `start`. */
function findReference(
  path: ReadonlySet<Node>,
  start: Node,
  targetOf: (schema: Node) => Node | undefined,
): Node | undefined {
  const all = [...path]
  const cycle = [...all.slice(all.indexOf(start)), start]
  return cycle.findLast((schema, index) => index < cycle.length - 1 && targetOf(schema) === cycle[index + 1])
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
