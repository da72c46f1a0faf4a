import { childrenOf, type Node, type SchemaIndex } from '../../openapi/index.js'
import { createLayout, toCanonical } from '../../schema/index.js'
import { membersAt, numbersAt } from './scalars.js'
import { type BuildPart, type Built, maxMembers, maxTurns, type Wish } from './wish.js'

/** Generates arrays that schemas probably allow together. A minimal array is as short as possible, any other has an item. */
export function* buildArrays(
  schemas: readonly Node[],
  index: SchemaIndex,
  wish: Wish,
  buildPart: BuildPart,
): Generator<unknown[]> {
  const layout = createLayout(schemas, index, false)
  const min = Math.max(0, ...numbersAt(schemas, 'minItems', index))
  const max = Math.min(maxMembers, ...numbersAt(schemas, 'maxItems', index))
  const isUnique = membersAt(schemas, 'uniqueItems', index).some(({ value }) => value === true)
  const contained = findContained(schemas, index)
  // Items required by `contains` come first, or after the items that have a fixed position.
  const placed = membersAt(schemas, 'prefixItems', index).map((list) => childrenOf(list).length)
  for (const start of new Set([0, ...(contained.length > 0 ? placed : [])])) {
    const least = Math.max(min, start + contained.length)
    for (const length of new Set(wish.isMinimal ? [least] : [Math.max(least, 1), min])) {
      if (length > max) continue
      const items: unknown[] = []
      const seen = isUnique ? new Set<string>() : undefined
      for (let position = 0; position < length; position++) {
        const wanted = contained[position - start]
        const roots = [...(layout.findItem(position)?.schemas ?? []), ...(wanted ? [wanted] : [])]
        const turn = { branch: wish.turn.branch, value: wish.turn.value + position }
        const item = buildItem(roots, { ...wish, turn }, position < least, seen, buildPart)
        if (!item) break
        items.push(item.value)
      }
      if (items.length === length) yield items
    }
  }
}

/** The schemas of items that `contains` requires, each as often as `minContains` says. */
function findContained(schemas: readonly Node[], index: SchemaIndex): Node[] {
  return schemas.flatMap((schema) => {
    const [wanted] = membersAt([schema], 'contains', index)
    const [times = 1] = numbersAt([schema], 'minContains', index)
    return wanted ? Array.from({ length: Math.min(times, maxMembers) }, () => wanted) : []
  })
}

/** @param seen values that the item must differ from; the new item is added to them */
function buildItem(
  roots: readonly Node[],
  wish: Wish,
  isRequired: boolean,
  seen: Set<string> | undefined,
  buildPart: BuildPart,
): Built {
  if (!seen) return roots.length === 0 ? { value: 'text' } : buildPart(roots, wish, isRequired)
  for (let more = 0; more < maxTurns; more++) {
    const turn = { branch: wish.turn.branch + more, value: wish.turn.value + more }
    const item = roots.length === 0 ? { value: turn.value } : buildPart(roots, { ...wish, turn }, isRequired)
    if (!item) return undefined
    const key = toCanonical(item.value)
    if (seen.has(key)) continue
    seen.add(key)
    return item
  }
  return undefined
}
