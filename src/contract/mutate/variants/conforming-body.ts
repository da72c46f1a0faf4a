import { findChild, isObject, type Node } from '../../../openapi/index.js'
import { createLayout, type Layout, listAt, membersAt } from '../../../schema/index.js'
import { valueAt, withValueAt } from '../edit.js'
import { findGroups, type Group, type GroupContext, type Path } from '../groups.js'
import { findAllowedScalars } from './conforming-value.js'

/** A value changed in one place into another that the schema allows as well. */
export interface Allowed {
  readonly rule: Node
  readonly keyword: string
  readonly way: string
  readonly path: Path
  readonly value: unknown
}

/** Keywords that look at what is inside: a change there may break them, or change what applies. */
const opaqueKeywords = ['if', 'not', 'anyOf', 'oneOf', 'enum', 'const', 'dependentSchemas', 'contains', 'uniqueItems']

/** Keywords that a property less may break. */
const countingKeywords = ['minProperties', 'dependentRequired']

/**
 * Other values that a schema allows, one place changed at a time: null and absent where allowed, each listed value,
 * limits, spellings of formats, an empty list, members in another order.
 *
 * Places below conditions, branches and other keywords that look inside are left as they are.
 */
export function* findAllowed(schema: Node, root: unknown, context: GroupContext): Generator<Allowed> {
  const pending: Spot[] = [{ path: [], schemas: [schema] }]
  for (const spot of pending) {
    if (pending.length > mostSpots) return
    const value = valueAt(root, spot.path)
    const [always, ...others] = findGroups(spot.schemas, value, context)
    const [rule] = always?.schemas ?? []
    if (!always || !rule || others.length > 0) continue
    for (const { keyword, way, changed } of changesOf(value, always))
      yield { rule, keyword, way, path: spot.path, value: withValueAt(root, spot.path, changed) }
    if (!has(always, opaqueKeywords))
      pending.push(...spotsBelow(spot, value, createLayout(always.schemas, context.schemas.index, false)))
  }
}

interface Spot {
  readonly path: Path
  readonly schemas: readonly Node[]
}

/** More places than these are not looked at; their schemas are mostly the same. */
const mostSpots = 5000

interface Change {
  readonly keyword: string
  readonly way: string
  readonly changed: unknown
}

function changesOf(value: unknown, always: Group): Change[] {
  const scalars = findAllowedScalars(always.schemas).map(({ way, value: changed }) => ({
    keyword: 'value',
    way,
    changed,
  }))
  if (has(always, opaqueKeywords)) return scalars
  if (Array.isArray(value))
    return has(always, ['minItems']) ? scalars : [...scalars, { keyword: 'items', way: 'an empty list', changed: [] }]
  return isObject(value) ? [...scalars, ...changesOfMembers(Object.entries(value), always)] : scalars
}

function changesOfMembers(members: readonly [string, unknown][], always: Group): Change[] {
  const required = new Set(always.schemas.flatMap((each) => listAt(each, 'required').map(({ value }) => value)))
  const described = new Set(always.schemas.flatMap((each) => membersAt(each, 'properties').map(([name]) => name)))
  const optional = has(always, countingKeywords)
    ? []
    : members.filter(([name]) => described.has(name) && !required.has(name))
  return [
    ...(members.length > 1
      ? [{ keyword: 'properties', way: 'members in another order', changed: Object.fromEntries(members.toReversed()) }]
      : []),
    ...optional.map(([name]) => {
      const changed = Object.fromEntries(members.filter(([each]) => each !== name))
      return { keyword: 'required', way: `without ${JSON.stringify(name)}`, changed }
    }),
  ]
}

function spotsBelow({ path }: Spot, value: unknown, shape: Layout): Spot[] {
  if (Array.isArray(value)) {
    const item = value.length > 0 ? shape.findItem(0) : undefined
    return item ? [{ path: [...path, 0], schemas: item.schemas }] : []
  }
  if (!isObject(value)) return []
  return [...shape.named].flatMap(([name, { schemas }]) =>
    Object.hasOwn(value, name) ? [{ path: [...path, name], schemas }] : [],
  )
}

function has({ schemas }: Group, keywords: readonly string[]): boolean {
  return schemas.some((schema) => keywords.some((keyword) => findChild(schema, keyword)))
}
