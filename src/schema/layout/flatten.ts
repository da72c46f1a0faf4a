import { childrenOf, findChild, findText, type Node, nodeKey, type SchemaIndex } from '../../openapi/index.js'

/** What schemas say about one value without looking at it, references and `allOf` followed. */
export interface Flat {
  /** Schemas that apply whatever the value is. */
  readonly schemas: readonly Node[]
  /** Schemas of which the value decides. */
  readonly choices: readonly Choice[]
  /** Whether more may apply that only evaluation knows: a `$dynamicRef`. */
  readonly isOpen: boolean
}

/** Schemas that apply to a value under a condition. */
export type Choice =
  | { readonly kind: 'branches'; readonly branches: readonly Node[] }
  | {
      readonly kind: 'condition'
      readonly condition: Node
      readonly onTrue: Node | undefined
      readonly onFalse: Node | undefined
    }
  | { readonly kind: 'dependent'; readonly name: string; readonly schema: Node }

/** Everything that applies together with the given schemas; each schema once, those in `known` left out. */
export function flatten(roots: readonly Node[], index: SchemaIndex, known: ReadonlySet<string>): Flat {
  const done = new Set(known)
  const schemas: Node[] = []
  const choices: Choice[] = []
  let isOpen = false
  const pending = [...roots].reverse()
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (done.has(nodeKey(schema))) continue
    done.add(nodeKey(schema))
    schemas.push(schema)
    choices.push(...choicesOf(schema))
    isOpen ||= findText(schema, '$dynamicRef') !== undefined
    const target = index.targetOf(schema)
    pending.push(...listAt(schema, 'allOf').reverse())
    if (target) pending.push(target)
  }
  return { schemas, choices, isOpen }
}

function choicesOf(schema: Node): Choice[] {
  const condition = findChild(schema, 'if')
  return [
    ...['anyOf', 'oneOf'].flatMap((keyword): Choice[] => {
      const branches = listAt(schema, keyword)
      return branches.length > 0 ? [{ kind: 'branches', branches }] : []
    }),
    ...(condition
      ? [
          {
            kind: 'condition' as const,
            condition,
            onTrue: findChild(schema, 'then'),
            onFalse: findChild(schema, 'else'),
          },
        ]
      : []),
    ...membersAt(schema, 'dependentSchemas').map(
      ([name, dependent]): Choice => ({ kind: 'dependent', name, schema: dependent }),
    ),
  ]
}

/** Schemas in an array below a keyword. */
export function listAt(schema: Node, keyword: string): Node[] {
  return membersAt(schema, keyword).map(([, child]) => child)
}

/** Schemas below a keyword with their names. */
export function membersAt(schema: Node, keyword: string): [name: string, schema: Node][] {
  const node = findChild(schema, keyword)
  return node ? childrenOf(node) : []
}
