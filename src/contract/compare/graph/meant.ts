import { isObject, type Node } from '../../../openapi/index.js'
import { createLayout, type Direction } from '../../../schema/index.js'
import { type Alternative, normalise } from '../schema/normal.js'
import { isValidOrOverlapping } from '../schema/overlap.js'
import { accepts, findWrongDirections, type Mode, type Side } from '../schema/side.js'

/**
 * True if the document intends a value to be valid: at least one alternative accepts it and lists its properties, if it
 * lists any. Plain validity is not enough, because alternatives are usually open objects: each also accepts what is
 * intended for the others, and `oneOf` refuses what two of them accept.
 */
export function isMeant(side: Side, roots: readonly Node[], value: unknown, direction: Direction, mode: Mode): boolean {
  const { alternatives, isKnown } = normalise(roots, side, direction)
  if (!isKnown || alternatives.length < 2) return accepts(side, roots, value, direction, mode)
  return (
    roots.every(
      (root) =>
        isValidOrOverlapping(root, value, side, direction) &&
        findWrongDirections(side, root, value, direction).length === 0,
    ) &&
    alternatives.some(
      (alternative) =>
        alternative.branches.every((branch) => isValidOrOverlapping(branch, value, side, direction)) &&
        listsProperties(alternative, value, side),
    )
  )
}

function listsProperties({ schemas }: Alternative, value: unknown, { index }: Side): boolean {
  if (!isObject(value)) return true
  const layout = createLayout(schemas, index, false)
  const isListed = (name: string) => layout.named.has(name) || layout.findUnnamed(name) !== undefined
  return layout.named.size === 0 || Object.keys(value).every(isListed)
}
