import type { Difference } from '../schema/difference.js'
import type { Alternative } from '../schema/normal.js'
import type { Place, Sides } from '../schema/side.js'
import { examplesOf, type View } from '../schema/view.js'
/** Alternatives without a counterpart: whether another one accepts the same values, only values show. */
export function* compareAlternatives(
  removed: readonly View[],
  added: readonly View[],
  sides: Sides,
  { before, after, direction }: Place,
): Generator<Difference> {
  function* valuesFor(view: View): Generator<unknown> {
    yield* view.examples()
    yield* examplesOf(sides.before, before, direction)
    yield* examplesOf(sides.after, after, direction)
  }
  for (const view of removed)
    yield {
      ...{ keyword: 'anyOf', kind: 'removed', narrows: 'maybe', widens: 'no' },
      message: `alternative ${nameOf(view.alternative)} was removed`,
      nodes: { before: view.alternative.branches.at(-1) ?? view.alternative.schemas[0], after: after[0] },
      values: () => valuesFor(view),
    }
  for (const view of added)
    yield {
      ...{ keyword: 'anyOf', kind: 'added', narrows: 'no', widens: 'maybe' },
      message: `new alternative ${nameOf(view.alternative)}`,
      nodes: { before: before[0], after: view.alternative.branches.at(-1) ?? view.alternative.schemas[0] },
      values: () => valuesFor(view),
    }
}

function nameOf({ schemas, types }: Alternative): string {
  const component = schemas.find(({ pointer }) => /\/components\/schemas\/[^/]+$/.test(pointer))
  return component ? JSON.stringify(component.pointer.split('/').at(-1)) : `of type ${[...types].join(' or ')}`
}
