import { isObject, type Node } from '../../openapi/index.js'
import type { Direction } from '../evaluate/evaluation.js'
import { isWrongDirection, type OneWay } from '../keywords/read-write-only.js'
import type { ChildSchemas, Layout } from './layout.js'
import type { FindLayout } from './layout-finder.js'

/** A property that no schema documents, or not in this direction. */
export interface UndocumentedProperty {
  readonly path: readonly (string | number)[]
  /** Set for a property that is documented for the other direction only. */
  readonly keyword?: OneWay
  readonly rule: Node
}

interface Walk {
  readonly direction: Direction
  readonly findLayout: FindLayout
  /** Path of the current value. Mutable. */
  readonly path: (string | number)[]
  readonly found: UndocumentedProperty[]
}

/** The undocumented properties of a value and everything in it, under the schemas that apply to the value. */
export function findUndocumented(
  schemas: readonly Node[],
  value: unknown,
  direction: Direction,
  findLayout: FindLayout,
): UndocumentedProperty[] {
  const walk: Walk = { direction, findLayout, path: [], found: [] }
  walkValue(walk, schemas, value)
  return walk.found
}

function walkValue(walk: Walk, schemas: readonly Node[], value: unknown): void {
  const layout = walk.findLayout(schemas, value, walk.direction)
  if (Array.isArray(value)) walkItems(walk, layout, value)
  else if (isObject(value)) walkProperties(walk, layout, value)
}

function walkItems(walk: Walk, layout: Layout, items: readonly unknown[]): void {
  for (let position = 0; position < items.length; position++) {
    const item = items[position]
    if (typeof item !== 'object' || item === null) continue
    const child = layout.findItem(position)
    if (child) descend(walk, child, position, item)
  }
}

function walkProperties(walk: Walk, layout: Layout, object: Record<string, unknown>): void {
  for (const name in object) {
    const child = layout.named.get(name) ?? layout.findUnnamed(name)
    if (!child) {
      if (!layout.isOpen && layout.rule) walk.found.push({ path: [...walk.path, name], rule: layout.rule })
      continue
    }
    checkDirection(walk, child, name)
    const value = object[name]
    if (typeof value === 'object' && value !== null) descend(walk, child, name, value)
  }
}

function descend(walk: Walk, { schemas }: ChildSchemas, token: string | number, value: object): void {
  walk.path.push(token)
  walkValue(walk, schemas, value)
  walk.path.pop()
}

function checkDirection({ direction, path, found }: Walk, { oneWay, schemas: [rule] }: ChildSchemas, name: string) {
  if (oneWay && rule && isWrongDirection(oneWay, direction))
    found.push({ path: [...path, name], keyword: oneWay, rule })
}
