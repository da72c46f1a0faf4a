import type { Node, SchemaIndex } from '../../openapi/index.js'
import type { Choice } from '../keywords/keyword.js'
import { inPlaceOf } from '../keywords/keywords.js'

/** The schemas for one value, as far as they are known without the value. */
export interface Flat {
  /** Schemas that apply to every value. */
  readonly schemas: readonly Node[]
  /** Schemas that apply to some values. */
  readonly choices: readonly Choice[]
  /** True if more schemas may apply that only evaluation finds, because of a `$dynamicRef`. */
  readonly isOpen: boolean
}

/** Follows `$ref` and `allOf` from the given schemas; each schema appears once, and those in `known` are left out. */
export function flatten(roots: readonly Node[], index: SchemaIndex, known: ReadonlySet<Node>): Flat {
  const done = new Set(known)
  const schemas: Node[] = []
  const choices: Choice[] = []
  let isOpen = false
  const pending = [...roots].reverse()
  for (let schema = pending.pop(); schema; schema = pending.pop()) {
    if (done.has(schema)) continue
    done.add(schema)
    schemas.push(schema)
    const inPlace = inPlaceOf(schema, index)
    choices.push(...inPlace.choices)
    isOpen ||= inPlace.isOpen
    pending.push(...inPlace.always.toReversed())
  }
  return { schemas, choices, isOpen }
}
