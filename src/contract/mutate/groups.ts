import { findChild, isObject, type Node } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { findDiscriminator, flatten, listAt, membersAt } from '../../schema/index.js'

export type Path = readonly (string | number)[]

/** Schemas that apply to one value together, and the condition under which they apply. */
export interface Group {
  readonly schemas: readonly Node[]
  /** Returns true if these schemas still apply to a changed value. */
  readonly applies: (value: unknown) => boolean
  /**
   * The `anyOf` and `oneOf` that fail if one of these schemas fails, and their discriminators, with the path to the
   * property of a discriminator; the innermost comes first.
   */
  readonly around: readonly {
    readonly keyword: 'anyOf' | 'oneOf' | 'discriminator'
    readonly rule: Node
    readonly below: Path
  }[]
}

export interface GroupContext {
  readonly schemas: SchemaEngine
  readonly direction: Direction
}

/**
 * Returns the groups of schemas that apply to a value: first the schemas that always apply, then a group for each branch that the
 * value takes (of `anyOf`, `oneOf`, `if` or `dependentSchemas`).
 *
 * A branch of `anyOf` or `oneOf` applies as long as the value is invalid under all other branches. Otherwise a value that
 * violates the branch could still be valid under another one.
 */
export function findGroups(roots: readonly Node[], value: unknown, context: GroupContext): Group[] {
  const always: Group = { schemas: [], applies: () => true, around: [] }
  return expand(roots, always, new Set(), value, context)
}

function expand(
  roots: readonly Node[],
  outer: Group,
  visited: ReadonlySet<Node>,
  value: unknown,
  context: GroupContext,
): Group[] {
  const { schemas } = flatten(roots, context.schemas.index, visited)
  const seen = new Set([...visited, ...schemas])
  const inner = schemas.flatMap((schema) => [
    ...branchesOf(schema, value, outer, context),
    ...conditionOf(schema, value, outer, context),
    ...membersAt(schema, 'dependentSchemas').flatMap(([name, dependent]): Part[] => {
      const hasName = (each: unknown) => isObject(each) && Object.hasOwn(each, name)
      return hasName(value) ? [{ root: dependent, group: within(outer, hasName) }] : []
    }),
  ])
  return [{ ...outer, schemas }, ...inner.flatMap(({ root, group }) => expand([root], group, seen, value, context))]
}

interface Part {
  readonly root: Node
  readonly group: Group
}

function within(outer: Group, applies: (value: unknown) => boolean, around: Group['around'] = []): Group {
  return {
    schemas: [],
    applies: (value) => outer.applies(value) && applies(value),
    around: [...around, ...outer.around],
  }
}

function branchesOf(schema: Node, value: unknown, outer: Group, context: GroupContext): Part[] {
  return (['anyOf', 'oneOf'] as const).flatMap((keyword) => {
    const rule = findChild(schema, keyword)
    const branches = listAt(schema, keyword)
    if (!rule) return []
    const discriminator = findDiscriminator(schema, branches, context.schemas.index)
    const around: Group['around'] = [
      { keyword, rule, below: [] },
      // A value that no branch accepts may be an unknown value of the discriminator.
      ...(discriminator
        ? [{ keyword: 'discriminator' as const, rule: discriminator.node, below: [discriminator.propertyName] }]
        : []),
    ]
    return branches
      .filter((branch) => accepts(branch, value, context))
      .map((root) => {
        const isAlone = (each: unknown) =>
          branches.every((branch) => branch === root || !accepts(branch, each, context))
        return { root, group: within(outer, isAlone, around) }
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
  return schemas.isValid(schema, value, direction)
}
