import { childrenOf, findChild, findText, keyOf, type Place, type SchemaIndex } from '../../openapi/index.js'

/** What schemas say about one value without looking at it, references and `allOf` followed. */
export interface Flat {
  /** Schemas that apply whatever the value is. */
  readonly schemas: readonly Place[]
  /** Schemas of which the value decides. */
  readonly choices: readonly Choice[]
  /** Whether more may apply that only evaluation knows: a `$dynamicRef`. */
  readonly isOpen: boolean
}

/** Schemas that apply to a value under a condition. */
export type Choice =
  | { readonly kind: 'branches'; readonly branches: readonly Place[] }
  | {
      readonly kind: 'condition'
      readonly condition: Place
      readonly onTrue: Place | undefined
      readonly onFalse: Place | undefined
    }
  | { readonly kind: 'dependent'; readonly name: string; readonly schema: Place }

/** Everything that applies together with the given schemas; each schema once, those in `known` left out. */
export function flatten(roots: readonly Place[], index: SchemaIndex, known: ReadonlySet<string>): Flat {
  const done = new Set(known)
  const schemas: Place[] = []
  const choices: Choice[] = []
  let isOpen = false
  const pending = [...roots].reverse()
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (done.has(keyOf(schema))) continue
    done.add(keyOf(schema))
    schemas.push(schema)
    choices.push(...choicesOf(schema))
    isOpen ||= findText(schema, '$dynamicRef') !== undefined
    const target = index.targetOf(schema)
    pending.push(...listAt(schema, 'allOf').reverse())
    if (target) pending.push(target)
  }
  return { schemas, choices, isOpen }
}

function choicesOf(schema: Place): Choice[] {
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
export function listAt(schema: Place, keyword: string): Place[] {
  return membersAt(schema, keyword).map(([, child]) => child)
}

/** Schemas below a keyword with their names. */
export function membersAt(schema: Place, keyword: string): [name: string, schema: Place][] {
  const place = findChild(schema, keyword)
  return place ? childrenOf(place) : []
}
