import { childrenAt, type Node } from '../../../openapi/index.js'
import { type Direction, type Discriminator, findDiscriminator } from '../../../schema/index.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import { listedBy } from '../schema/match.js'
import { normalise } from '../schema/normal.js'
import type { View } from '../schema/view.js'

/** An alternative that a discriminator chooses. */
interface Tagged {
  readonly discriminator: Discriminator
  readonly position: number
  readonly tags: readonly string[]
}

/**
 * Compares the values of a discriminator's property that stand for an alternative. Without a mapping, the value is the
 * name of the component (OAS 3.1.1, 4.8.25), so that another name is another value. If the schema lists the values of
 * the property, they are compared there.
 */
export function* compareTags(before: View, after: View, direction: Direction): Generator<Difference> {
  const [one, other] = [findTagged(before), findTagged(after)]
  if (!one || !other || one.discriminator.propertyName !== other.discriminator.propertyName) return
  const { propertyName } = one.discriminator
  const isListed = ({ layout, side }: View) => {
    const schemas = layout.named.get(propertyName)?.schemas ?? []
    return listedBy(normalise(schemas, side, direction).alternatives) !== undefined
  }
  if (isListed(before) || isListed(after)) return
  const without = ({ tags }: Tagged, { discriminator, position }: Tagged) =>
    tags.filter((tag) => {
      const meaning = discriminator.meaningOf({ [propertyName]: tag })
      return meaning?.kind !== 'schema' || meaning.position !== position
    })
  const [removed, added] = [without(one, other), without(other, one)]
  if (removed.length + added.length === 0) return
  const show = (tags: readonly string[]) => tags.map((tag) => JSON.stringify(tag)).join(', ')
  yield {
    ...{ keyword: 'discriminator', kind: 'changed', before: one.tags, after: other.tags },
    narrows: certaintyOf(removed.length > 0),
    widens: certaintyOf(added.length > 0),
    message: `the discriminator's values for an alternative changed from ${show(one.tags)} to ${show(other.tags)}`,
    nodes: { before: one.discriminator.node, after: other.discriminator.node },
    values: () => [],
  }
}

function findTagged({ alternative: { schemas, branches }, side: { index } }: View): Tagged | undefined {
  for (const schema of schemas)
    for (const keyword of ['oneOf', 'anyOf']) {
      const choices: readonly Node[] = childrenAt(schema, keyword).map(([, choice]) => choice)
      const discriminator = findDiscriminator(schema, choices, index)
      const position = choices.findIndex((choice) => branches.includes(choice))
      if (discriminator && position >= 0) return { discriminator, position, tags: discriminator.tags[position] ?? [] }
    }
  return undefined
}
