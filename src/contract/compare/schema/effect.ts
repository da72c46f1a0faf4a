import { findChild, type Node, parentOf } from '../../../openapi/index.js'
import { type Alternative, isAnything, readNot, ruleNamesOf } from './normal.js'
import { keywordNodes, type Side } from './side.js'

/** True if a keyword of an alternative may refuse a value, and the normal form does not express it in another way. */
export function hasEffect(keyword: string, node: Node, { schemas }: Alternative, side: Side): boolean {
  if (keyword === 'not') return !readNot(node, side).isExpressed
  // Names are always strings.
  if (keyword === 'propertyNames')
    return !isAnything(node, side) && !(ruleNamesOf(node, side).join() === 'type' && isType(node, 'string'))
  if (!['contains', 'minContains', 'maxContains'].includes(keyword)) return true
  // JSON Schema 2020-12 Core, 10.3.1.3: items that match `contains` are not unevaluated.
  if (keywordNodes(side, schemas, 'unevaluatedItems').length > 0) return true
  return keyword === 'minContains' && node.value === 1 ? false : hasContains(parentOf(node), side)
}

function isType(schema: Node, name: string): boolean {
  return findChild(schema, 'type')?.value === name
}

/**
 * True if a schema has a `contains` that some items do not match, and that asks for items, or limits their number (JSON
 * Schema 2020-12 Validation, 6.4.4 and 6.4.5).
 */
function hasContains(schema: Node | undefined, side: Side): boolean {
  const [contains, least, most] = ['contains', 'minContains', 'maxContains'].map(
    (keyword) => schema && findChild(schema, keyword),
  )
  return contains !== undefined && !isAnything(contains, side) && (least?.value !== 0 || most !== undefined)
}
