import { isObject, type Node } from '../../openapi/index.js'
import type { Direction } from '../evaluate/evaluation.js'
import { isWrongDirection } from '../keywords/read-write-only.js'
import type { ChildSchemas, Layout } from './layout.js'
import type { FindLayout } from './layout-finder.js'

/** A property that was not to be there. */
export interface UndocumentedProperty {
  readonly path: readonly (string | number)[]
  /** The keyword for a property that does not go this way; absent for one that no schema mentions. */
  readonly keyword?: 'readOnly' | 'writeOnly'
  readonly rule: Node
}

interface Walk {
  readonly direction: Direction
  readonly findLayout: FindLayout
  /** Where the value at hand is. */
  readonly path: (string | number)[]
  readonly unpromised: UndocumentedProperty[]
}

/** Walks a value beside all schemas that apply to it and gives the properties that none of them promises. */
export function findUndocumented(
  schemas: readonly Node[],
  value: unknown,
  direction: Direction,
  findLayout: FindLayout,
): UndocumentedProperty[] {
  const walk: Walk = { direction, findLayout, path: [], unpromised: [] }
  walkValue(walk, schemas, value)
  return walk.unpromised
}

function walkValue(walk: Walk, schemas: readonly Node[], value: unknown): void {
  const shape = walk.findLayout(schemas, value, walk.direction)
  if (Array.isArray(value)) walkItems(walk, shape, value)
  else if (isObject(value)) walkMembers(walk, shape, value)
}

function walkItems(walk: Walk, shape: Layout, items: readonly unknown[]): void {
  for (let position = 0; position < items.length; position++) {
    const item = items[position]
    if (typeof item !== 'object' || item === null) continue
    const mention = shape.findItem(position)
    if (mention) descend(walk, mention, position, item)
  }
}

function walkMembers(walk: Walk, shape: Layout, object: Record<string, unknown>): void {
  for (const name in object) {
    const mention = shape.named.get(name) ?? shape.findUnnamed(name)
    if (!mention) {
      if (!shape.isOpen && shape.rule) walk.unpromised.push({ path: [...walk.path, name], rule: shape.rule })
      continue
    }
    if (mention.oneWay !== undefined) checkDirection(walk, mention, name)
    const member = object[name]
    if (typeof member === 'object' && member !== null) descend(walk, mention, name, member)
  }
}

function descend(walk: Walk, { schemas }: ChildSchemas, token: string | number, value: object): void {
  walk.path.push(token)
  walkValue(walk, schemas, value)
  walk.path.pop()
}

function checkDirection(
  { direction, path, unpromised }: Walk,
  { oneWay, schemas: [rule] }: ChildSchemas,
  name: string,
): void {
  if (isWrongDirection(oneWay, direction) && oneWay && rule)
    unpromised.push({ path: [...path, name], keyword: oneWay, rule })
}
