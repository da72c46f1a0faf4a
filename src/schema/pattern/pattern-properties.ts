import type { Node } from '../../openapi/index.js'
import { schemasIn } from '../keywords/unusable.js'
import { createPattern, type Pattern } from './pattern.js'

/** A pattern of property names, and the schema of these properties. */
export interface PatternProperty {
  readonly pattern: Pattern
  readonly schema: Node
}

const known = new WeakMap<Node, readonly PatternProperty[]>()

/** The patterns of a `patternProperties`: made once for each. */
export function patternsOf(node: Node): readonly PatternProperty[] {
  const patterns =
    known.get(node) ?? schemasIn(node).map(([source, schema]) => ({ pattern: createPattern(source), schema }))
  known.set(node, patterns)
  return patterns
}
