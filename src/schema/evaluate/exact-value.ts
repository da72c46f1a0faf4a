import { childrenOf, type Node } from '../../openapi/index.js'
import { parseNumber } from '../../text/json/exact-number.js'

/** The value of a node of the document, with an `ExactNumber` for each number that a double does not hold. */
export function exactValueOf(node: Node): unknown {
  const { value, file, pointer } = node
  if (!file.mayHaveExactNumbers()) return value
  if (typeof value === 'number') {
    const text = file.numberTextAt(pointer)
    // Where both agree: YAML has spellings of its own.
    return text !== undefined && Number(text) === value ? parseNumber(text) : value
  }
  if (typeof value !== 'object' || value === null) return value
  const children = childrenOf(node).map(([key, child]): [string, unknown] => [key, exactValueOf(child)])
  return Array.isArray(value) ? children.map(([, child]) => child) : Object.fromEntries(children)
}
