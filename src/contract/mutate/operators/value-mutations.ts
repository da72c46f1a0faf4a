import { findChild, isObject, type Node } from '../../../openapi/index.js'
import { type ChildSchemas, createLayout, flatten, type Layout } from '../../../schema/index.js'
import { withExactNumbers } from '../../../text/json/exact.js'
import { valueAt, withValueAt } from '../edit.js'
import { findGroups, type Group, type GroupContext, type Path } from '../groups.js'
import { toJson } from '../raw-json.js'
import { findAllowedScalars } from '../variants/conforming-value.js'
import { newName } from './keywords/keyword-operator.js'
import { findViolations } from './keywords/keyword-operators.js'

/** One operator applied to one rule at one place of a value. */
export interface ValueMutation {
  readonly rule: Node
  readonly keyword: string
  readonly operator: string
  /** The path to the place of the finding. */
  readonly path: Path
  /** The `anyOf`, `oneOf` and `discriminator` that fail with the rule, and their places. */
  readonly around: readonly { readonly path: Path; readonly keyword: string; readonly rule: Node }[]
  /** Yields changed values to try in turn, without values to which the rule no longer applies. */
  values(): Iterable<unknown>
}

/** Takes the place of a keyword for an undocumented property, which no keyword forbids and which is a warning. */
export const undocumentedProperty = 'undocumented property'

/** A place in a value, and the schemas that apply to it. */
interface Position {
  readonly path: Path
  readonly schemas: readonly Node[]
  /** `undefined` if there is no value here yet; a mutation may add an invalid one. */
  readonly value: unknown
  /** Conditions on the values around this one, which must stay true for the schemas to apply. */
  readonly guards: readonly { readonly path: Path; readonly applies: Group['applies'] }[]
  readonly around: ValueMutation['around']
}

/** How many items of an array are mutated. The same schema applies to the others. */
const maxItems = 20

/** Yields mutations of a value that is valid under a schema, each at one place. Outer places come first. */
export function* findValueMutations(schema: Node, root: unknown, context: GroupContext): Generator<ValueMutation> {
  const pending: Position[] = [{ path: [], schemas: [schema], value: root, guards: [], around: [] }]
  for (const position of pending) {
    const groups = findGroups(position.schemas, position.value, context)
    for (const group of groups) {
      const inside = withGroup(position, group)
      for (const each of group.schemas)
        for (const { operator, rule, keyword, values, below = [] } of findViolations(
          each,
          position.value,
          context,
          group.schemas,
        ))
          yield {
            ...{ rule, keyword, operator, around: inside.around },
            path: [...position.path, ...below],
            values: () => changedValues(root, inside, values),
          }
      pending.push(...childPositions(inside, createLayout(group.schemas, context.schemas.index, false), context))
    }
    yield* findPropertyMutations(root, position, groups, context)
  }
}

function withGroup(position: Position, group: Group): Position {
  const { path } = position
  return {
    ...position,
    guards: [...position.guards, { path, applies: group.applies }],
    around: [
      ...group.around.map(({ keyword, rule, below }) => ({ keyword, rule, path: [...path, ...below] })),
      ...position.around,
    ],
  }
}

function* changedValues(root: unknown, { path, guards }: Position, values: readonly unknown[]): Generator<unknown> {
  for (const value of values) {
    const whole = withValueAt(root, path, value)
    const json = toJson(whole)
    const read = withExactNumbers(json, JSON.parse(json))
    if (guards.every((guard) => guard.applies(valueAt(read, guard.path)))) yield whole
  }
}

function childPositions(position: Position, layout: Layout, context: GroupContext): Position[] {
  const { value } = position
  const wrongWay = context.direction === 'response' ? 'writeOnly' : 'readOnly'
  const child = (token: string | number, described: ChildSchemas | undefined): Position[] => {
    if (!described || described.schemas.length === 0 || described.oneWay === wrongWay) return []
    return [
      { ...position, path: [...position.path, token], schemas: described.schemas, value: valueAt(value, [token]) },
    ]
  }
  if (Array.isArray(value)) {
    // One index more than there are items, because an item may be added, even to an empty array.
    const indexes = Array.from({ length: Math.min(value.length, maxItems) + 1 }, (_, index) => index)
    return indexes.flatMap((index) => child(index, layout.findItem(index)))
  }
  if (!isObject(value)) return []
  const others = [...Object.keys(value), newName].filter((name) => !layout.named.has(name))
  return [
    ...[...layout.named].flatMap(([name, described]) => child(name, described)),
    ...others.flatMap((name) => child(name, layout.findUnnamed(name))),
  ]
}

/** Yields mutations that add an undocumented property, or a property of the other direction (`readOnly` in a request). */
function* findPropertyMutations(
  root: unknown,
  position: Position,
  groups: readonly Group[],
  context: GroupContext,
): Generator<ValueMutation> {
  if (!isObject(position.value)) return
  const schemas = groups.flatMap((group) => group.schemas)
  const layout = createLayout(
    schemas,
    context.schemas.index,
    schemas.some((schema) => findChild(schema, '$dynamicRef')),
  )
  const adding = (name: string, values: readonly unknown[]) => ({
    path: [...position.path, name],
    around: [],
    values: () =>
      changedValues(
        root,
        position,
        values.map((value) => withValueAt(position.value, [name], value)),
      ),
  })
  const rule = schemas.map((schema) => findChild(schema, 'properties')).find((node) => node !== undefined)
  if (!layout.isOpen && rule && !layout.findUnnamed(newName))
    yield { rule, keyword: undocumentedProperty, operator: 'an added property', ...adding(newName, ['text']) }
  const wrongWay = context.direction === 'response' ? 'writeOnly' : 'readOnly'
  for (const [name, described] of layout.named) {
    const [first] = described.schemas
    if (described.oneWay !== wrongWay || !first) continue
    const allowed = findAllowedScalars(flatten(described.schemas, context.schemas.index, new Set()).schemas)
    const values = [...allowed.map(({ value }) => value), 'text', 7, true, [], {}]
    yield { rule: first, keyword: wrongWay, operator: 'a property of the other direction', ...adding(name, values) }
  }
}
