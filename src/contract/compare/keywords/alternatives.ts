import { findText, keyOf } from '../../../openapi/index.js'
import type { Difference } from '../schema/difference.js'
import type { Matching } from '../schema/match.js'
import { jsonTypes, normalise } from '../schema/normal.js'
import { type IsWithin, keywordNodes, type SchemaPair, type SideName, type Sides } from '../schema/side.js'
import { examplesOf, type View } from '../schema/view.js'
import type { Views } from './json-types.js'

/**
 * Compares alternatives without a counterpart in the other document. Only values show whether another alternative
 * accepts the same.
 */
export function* compareAlternatives(
  { removed, added }: Pick<Matching, 'removed' | 'added'>,
  views: Views,
  sides: Sides,
  { before, after, direction }: SchemaPair,
  isWithin: IsWithin,
): Generator<Difference> {
  function* valuesFor(view: View): Generator<unknown> {
    yield* view.examples()
    const { side, alternative } = view
    for (const each of [...examplesOf(sides.before, before, direction), ...examplesOf(sides.after, after, direction)])
      if (alternative.branches.every((branch) => side.engine.isValid(branch, each, direction))) yield each
  }
  // Each value of a discriminator means exactly one alternative.
  const isTagged = [removed, added].some((views) => views.some((view) => view.nodes('discriminator').length > 0))
  const hasTags = (name: SideName) =>
    normalise(name === 'before' ? before : after, sides[name], direction).alternatives.some(
      ({ schemas }) => keywordNodes(sides[name], schemas, 'discriminator').length > 0,
    )
  const certainty = isTagged && hasTags('before') && hasTags('after') ? 'yes' : 'maybe'
  // An alternative that the other document allows in another way is neither new nor removed. An object has to be allowed
  // by an alternative that lists its properties: others accept it only by allowing unknown properties.
  const isAllowed = (view: View) => {
    const { side, layout, alternative } = view
    const others = side === sides.before ? views.after : views.before
    const isListed = others.some((each) => [...layout.named.keys()].every((name) => each.layout.named.has(name)))
    return (
      certainty === 'maybe' &&
      alternative.branches.length > 0 &&
      (layout.named.size === 0 || isListed) &&
      isWithin(
        { side, roots: alternative.branches },
        side === sides.before ? { side: sides.after, roots: after } : { side: sides.before, roots: before },
      )
    )
  }
  for (const view of removed.filter((each) => !isAllowed(each)))
    yield {
      ...{ keyword: 'anyOf', kind: 'removed', narrows: certainty, widens: 'no', hasOwnValues: true },
      message: `alternative ${nameOf(view)} was removed`,
      nodes: { before: view.alternative.branches.at(-1) ?? view.alternative.schemas[0], after: after[0] },
      values: () => valuesFor(view),
    }
  for (const view of added.filter((each) => !isAllowed(each)))
    yield {
      ...{ keyword: 'anyOf', kind: 'added', narrows: 'no', widens: certainty, hasOwnValues: true },
      message: `new alternative ${nameOf(view)}`,
      nodes: { before: before[0], after: view.alternative.branches.at(-1) ?? view.alternative.schemas[0] },
      values: () => valuesFor(view),
    }
}

/** The component or the title of the branch that was chosen last or, without branches, of the schema. */
function nameOf({ alternative: { branches, schemas, types }, side: { index } }: View): string {
  const branch = branches.at(-1)
  const candidates = branch ? [index.targetOf(branch) ?? branch] : schemas
  const component = candidates.find(({ pointer }) => /\/components\/schemas\/[^/]+$/.test(pointer))
  const title = candidates.map((schema) => findText(schema, 'title')).find((text) => text !== undefined)
  const name = component ? keyOf(component) : title
  if (name !== undefined) return JSON.stringify(name)
  return types.size === jsonTypes.length ? 'of any type' : `of type ${[...types].join(' or ')}`
}
