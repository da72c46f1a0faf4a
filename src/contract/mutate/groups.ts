import { findChild, isObject, type Node } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { flatten, listAt, membersAt } from '../../schema/index.js'

export type Path = readonly (string | number)[]

/** Schemas that all apply to one value, and what makes them apply. */
export interface Group {
  readonly schemas: readonly Node[]
  /** Whether they still decide about the value when it has become another; no answer but `true` will do. */
  readonly decides: (value: unknown) => boolean
  /** `anyOf` and `oneOf` that a value breaks together with one of these schemas, the innermost first. */
  readonly around: readonly { readonly keyword: 'anyOf' | 'oneOf'; readonly rule: Node }[]
}

export interface GroupContext {
  readonly schemas: SchemaEngine
  readonly direction: Direction
}

/**
 * Groups of schemas that apply to a value: those that always do, and those of branches that the value takes.
 *
 * Of `anyOf` and `oneOf` a branch decides alone as long as all others refuse the value: then what breaks the branch
 * breaks the document. Otherwise the others may hide it.
 */
export function findGroups(roots: readonly Node[], value: unknown, context: GroupContext): Group[] {
  const always: Group = { schemas: [], decides: () => true, around: [] }
  return expand(roots, always, new Set(), value, context)
}

function expand(
  roots: readonly Node[],
  outer: Group,
  known: ReadonlySet<Node>,
  value: unknown,
  context: GroupContext,
): Group[] {
  const { schemas } = flatten(roots, context.schemas.index, known)
  const seen = new Set([...known, ...schemas])
  const inner = schemas.flatMap((schema) => [
    ...branchesOf(schema, value, outer, context),
    ...conditionOf(schema, value, outer, context),
    ...membersAt(schema, 'dependentSchemas').flatMap(([name, dependent]): Part[] => {
      const applies = (each: unknown) => isObject(each) && Object.hasOwn(each, name)
      return applies(value) ? [{ root: dependent, group: within(outer, applies) }] : []
    }),
  ])
  return [{ ...outer, schemas }, ...inner.flatMap(({ root, group }) => expand([root], group, seen, value, context))]
}

interface Part {
  readonly root: Node
  readonly group: Group
}

function within(outer: Group, decides: (value: unknown) => boolean, around: Group['around'] = []): Group {
  return {
    schemas: [],
    decides: (value) => outer.decides(value) && decides(value),
    around: [...around, ...outer.around],
  }
}

function branchesOf(schema: Node, value: unknown, outer: Group, context: GroupContext): Part[] {
  return (['anyOf', 'oneOf'] as const).flatMap((keyword) => {
    const rule = findChild(schema, keyword)
    const branches = listAt(schema, keyword)
    if (!rule) return []
    return branches
      .filter((branch) => accepts(branch, value, context))
      .map((root) => {
        const isAlone = (each: unknown) =>
          branches.every((branch) => branch === root || !accepts(branch, each, context))
        return { root, group: within(outer, isAlone, [{ keyword, rule }]) }
      })
  })
}

function conditionOf(schema: Node, value: unknown, outer: Group, context: GroupContext): Part[] {
  const condition = findChild(schema, 'if')
  if (!condition) return []
  const holds = accepts(condition, value, context)
  const root = findChild(schema, holds ? 'then' : 'else')
  return root ? [{ root, group: within(outer, (each) => accepts(condition, each, context) === holds) }] : []
}

export function accepts(schema: Node, value: unknown, { schemas, direction }: GroupContext): boolean {
  return schemas.evaluate(schema, value, { direction }).length === 0
}
