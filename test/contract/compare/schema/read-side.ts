import { normalise } from '../../../../src/contract/compare/schema/normal.js'
import { createSide, type Side, type SideName } from '../../../../src/contract/compare/schema/side.js'
import { createView, type View } from '../../../../src/contract/compare/schema/view.js'
import { findDescendant, type Node, parseDocument } from '../../../../src/openapi/index.js'
import { type Direction, engineOf } from '../../../../src/schema/index.js'

/** One side of a comparison, and the nodes of some schemas in it. */
export interface ReadSide {
  readonly side: Side
  readonly roots: readonly [Node, ...Node[]]
}

/** Reads schemas as one side. The schemas have no names of their own. */
export function readSide(
  schemas: readonly unknown[],
  components: Readonly<Record<string, unknown>> = {},
  { name = 'before', version = '3.1.0' }: { name?: SideName; version?: string } = {},
): ReadSide {
  const properties = Object.fromEntries(schemas.map((schema, index) => [index, schema]))
  const value = {
    openapi: version,
    info: { title: 'A', version: '1' },
    paths: {},
    components: { schemas: { ...components, Roots: { properties } } },
  }
  const document = parseDocument(JSON.stringify(value), `${name}.json`)
  const at = ['components', 'schemas', 'Roots', 'properties']
  const [first, ...others] = schemas.flatMap((_, index) => findDescendant(document.root, [...at, String(index)]) ?? [])
  if (!first) throw new TypeError('No schema was found.')
  return { side: createSide(name, engineOf(document)), roots: [first, ...others] }
}

/** The alternatives of schemas that apply together. */
export function viewsOf({ side, roots }: ReadSide, direction: Direction = 'response'): View[] {
  return normalise(roots, side, direction).alternatives.map((each) => createView(side, roots, each, direction))
}
