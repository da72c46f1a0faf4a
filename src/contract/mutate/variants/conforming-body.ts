import { findChild, isObject, type Node } from '../../../openapi/index.js'
import { createLayout, type Layout, listAt, membersAt } from '../../../schema/index.js'
import { valueAt, withValueAt } from '../edit.js'
import { findGroups, type Group, type GroupContext, type Path } from '../groups.js'
import { findAllowedScalars } from './conforming-value.js'

/** A value with one change that its schema allows. */
export interface Allowed {
  readonly rule: Node
  readonly keyword: string
  readonly description: string
  readonly path: Path
  readonly value: unknown
}

/** Keywords that a change inside the value may violate, or that may then apply other schemas. */
const opaqueKeywords = ['if', 'not', 'anyOf', 'oneOf', 'enum', 'const', 'dependentSchemas', 'contains', 'uniqueItems']

/** Keywords that may be violated if a property is removed. */
const countingKeywords = ['minProperties', 'dependentRequired']

/**
 * Yields other values that a schema allows, each with one change: null, a missing property, each listed value, limits, spellings
 * of formats, an empty array, another order of members.
 *
 * It changes nothing below conditions, branches and other keywords that look inside the value.
 */
export function* findAllowed(schema: Node, root: unknown, context: GroupContext): Generator<Allowed> {
  const pending: Position[] = [{ path: [], schemas: [schema] }]
  for (const position of pending) {
    if (pending.length > maxPositions) return
    const value = valueAt(root, position.path)
    const [always, ...others] = findGroups(position.schemas, value, context)
    const [rule] = always?.schemas ?? []
    if (!always || !rule || others.length > 0) continue
    for (const { keyword, description, changed } of changesOf(value, always))
      yield { rule, keyword, description, path: position.path, value: withValueAt(root, position.path, changed) }
    if (has(always, opaqueKeywords)) continue
    const layout = createLayout(always.schemas, context.schemas.index, false)
    for (const child of childPositions(position, value, layout)) pending.push(child)
  }
}

interface Position {
  readonly path: Path
  readonly schemas: readonly Node[]
}

/** How many places of one value are changed. Further places mostly have the same schemas. */
const maxPositions = 5000

interface Change {
  readonly keyword: string
  readonly description: string
  readonly changed: unknown
}

function changesOf(value: unknown, always: Group): Change[] {
  const scalars = findAllowedScalars(always.schemas).map(({ description, value: changed }) => ({
    keyword: 'value',
    description,
    changed,
  }))
  if (has(always, opaqueKeywords)) return scalars
  if (Array.isArray(value))
    return has(always, ['minItems'])
      ? scalars
      : [...scalars, { keyword: 'items', description: 'an empty list', changed: [] }]
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
      ? [
          {
            keyword: 'properties',
            description: 'members in another order',
            changed: Object.fromEntries(members.toReversed()),
          },
        ]
      : []),
    ...optional.map(([name]) => {
      const changed = Object.fromEntries(members.filter(([each]) => each !== name))
      return { keyword: 'required', description: `without ${JSON.stringify(name)}`, changed }
    }),
  ]
}

function childPositions({ path }: Position, value: unknown, layout: Layout): Position[] {
  if (Array.isArray(value)) {
    const item = value.length > 0 ? layout.findItem(0) : undefined
    return item ? [{ path: [...path, 0], schemas: item.schemas }] : []
  }
  if (!isObject(value)) return []
  return [...layout.named].flatMap(([name, { schemas }]) =>
    Object.hasOwn(value, name) ? [{ path: [...path, name], schemas }] : [],
  )
}

function has({ schemas }: Group, keywords: readonly string[]): boolean {
  return schemas.some((schema) => keywords.some((keyword) => findChild(schema, keyword)))
}
