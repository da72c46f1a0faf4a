import { findChild, isObject, type Node } from '../../../openapi/index.js'
import { type ChildSchemas, createLayout, flatten, type Layout } from '../../../schema/index.js'
import { valueAt, withValueAt } from '../edit.js'
import { findGroups, type Group, type GroupContext, type Path } from '../groups.js'
import { toJson } from '../raw-json.js'
import { findAllowedScalars } from '../variants/conforming-value.js'
import { newName } from '../way.js'
import { waysToBreak } from './broken-value.js'

/** One way to break one rule at one place of a value. */
export interface Break {
  readonly rule: Node
  readonly keyword: string
  readonly way: string
  /** Where the finding is. */
  readonly path: Path
  /** Rules that are broken with it, and where. */
  readonly around: readonly { readonly path: Path; readonly keyword: string; readonly rule: Node }[]
  /** Whole values broken like this, to be tried in turn; those that something else hides are left out. */
  values(): Iterable<unknown>
}

/** The keyword of a property that no schema mentions: the document does not forbid it, and the check warns of it. */
export const unmentioned = 'undocumented property'

/** A place of a value with the schemas that apply to it. */
interface Spot {
  readonly path: Path
  readonly schemas: readonly Node[]
  /** `undefined` where nothing is yet: a broken value may be put there. */
  readonly value: unknown
  /** What must still hold of the values above. */
  readonly guards: readonly { readonly path: Path; readonly decides: Group['decides'] }[]
  readonly around: Break['around']
}

/** Items of one array that are looked at; all others are like them. */
const mostItems = 20

/** Every way to break a schema in one place of a value that keeps it, outer places first. */
export function* findBreaks(schema: Node, root: unknown, context: GroupContext): Generator<Break> {
  const pending: Spot[] = [{ path: [], schemas: [schema], value: root, guards: [], around: [] }]
  for (const spot of pending) {
    const groups = findGroups(spot.schemas, spot.value, context)
    for (const group of groups) {
      const inside = enter(spot, group)
      for (const each of group.schemas)
        for (const { name, rule, keyword, values, below = [] } of waysToBreak(each, spot.value, context))
          yield {
            ...{ rule, keyword, way: name, around: inside.around },
            path: [...spot.path, ...below],
            values: () => replacements(root, inside, values),
          }
      pending.push(...childrenOfSpot(inside, createLayout(group.schemas, context.schemas.index, false), context))
    }
    yield* findUnmentioned(root, spot, groups, context)
  }
}

function enter(spot: Spot, group: Group): Spot {
  const { path } = spot
  return {
    ...spot,
    guards: [...spot.guards, { path, decides: group.decides }],
    around: [...group.around.map((each) => ({ ...each, path })), ...spot.around],
  }
}

function* replacements(root: unknown, { path, guards }: Spot, values: readonly unknown[]): Generator<unknown> {
  for (const value of values) {
    const whole = withValueAt(root, path, value)
    const read: unknown = JSON.parse(toJson(whole))
    if (guards.every((guard) => guard.decides(valueAt(read, guard.path)))) yield whole
  }
}

function childrenOfSpot(spot: Spot, shape: Layout, context: GroupContext): Spot[] {
  const { value } = spot
  const wrongWay = context.direction === 'response' ? 'writeOnly' : 'readOnly'
  const child = (token: string | number, mention: ChildSchemas | undefined): Spot[] => {
    if (!mention || mention.schemas.length === 0 || mention.oneWay === wrongWay) return []
    return [{ ...spot, path: [...spot.path, token], schemas: mention.schemas, value: valueAt(value, [token]) }]
  }
  if (Array.isArray(value)) {
    // One more than there are: an empty list has rules for items as well.
    const indexes = Array.from({ length: Math.min(value.length, mostItems) + 1 }, (_, index) => index)
    return indexes.flatMap((index) => child(index, shape.findItem(index)))
  }
  if (!isObject(value)) return []
  const others = [...Object.keys(value), newName].filter((name) => !shape.named.has(name))
  return [
    ...[...shape.named].flatMap(([name, mention]) => child(name, mention)),
    ...others.flatMap((name) => child(name, shape.findUnnamed(name))),
  ]
}

/** A property that no schema mentions, and one that only goes the other way. */
function* findUnmentioned(
  root: unknown,
  spot: Spot,
  groups: readonly Group[],
  context: GroupContext,
): Generator<Break> {
  if (!isObject(spot.value)) return
  const schemas = groups.flatMap((group) => group.schemas)
  const shape = createLayout(
    schemas,
    context.schemas.index,
    schemas.some((schema) => findChild(schema, '$dynamicRef')),
  )
  const put = (name: string, values: readonly unknown[]) => ({
    path: [...spot.path, name],
    around: [],
    values: () =>
      replacements(
        root,
        spot,
        values.map((value) => withValueAt(spot.value, [name], value)),
      ),
  })
  const rule = schemas.map((schema) => findChild(schema, 'properties')).find((node) => node !== undefined)
  if (!shape.isOpen && rule && !shape.findUnnamed(newName))
    yield { rule, keyword: unmentioned, way: 'a property more', ...put(newName, ['text']) }
  const wrongWay = context.direction === 'response' ? 'writeOnly' : 'readOnly'
  for (const [name, mention] of shape.named) {
    const [first] = mention.schemas
    if (mention.oneWay !== wrongWay || !first) continue
    const allowed = findAllowedScalars(flatten(mention.schemas, context.schemas.index, new Set()).schemas)
    const values = [...allowed.map(({ value }) => value), 'text', 7, true, [], {}]
    yield { rule: first, keyword: wrongWay, way: 'in the wrong direction', ...put(name, values) }
  }
}
