import { findChild } from '../../../openapi/index.js'
import { accepts } from '../groups.js'
import { type Breaker, type Keyword, one, samples, type Way } from '../way.js'

/** Longer lists are not made, only to be too long. */
const most = 10_000

/** How to break keywords about the items of arrays (Validation, 6.4; Core, 10.3.1.3). */
export const arrayBreakers: Readonly<Record<string, Breaker>> = {
  minItems: ({ limit, received }) =>
    Array.isArray(received) && Number(limit) > 0 ? [one('too few items', received.slice(0, Number(limit) - 1))] : [],
  maxItems: ({ limit, received }) => {
    if (!Array.isArray(received) || Number(limit) >= most) return []
    const length = Number(limit) + 1
    const repeated = Array.from({ length }, (_, index): unknown => received[index % received.length] ?? index)
    return [
      one(
        'too many items',
        repeated,
        Array.from({ length }, (_, index) => index),
        Array.from({ length }, (_, index) => `${index}`),
      ),
    ]
  },
  uniqueItems: ({ limit, received }) => {
    if (limit !== true || !Array.isArray(received)) return []
    return received.length === 0
      ? [one('an item twice', [7, 7], ['a', 'a'])]
      : [one('an item twice', [...received, received[0]])]
  },
  contains: breakContains,
}

function breakContains({ node, schema, received, context }: Keyword): Way[] {
  const [least, greatest] = ['minContains', 'maxContains'].map((name) => findChild(schema, name))
  const few = {
    ...one(
      'too few matching items',
      [],
      ...samples.filter((item) => !accepts(node, item, context)).map((item) => [item]),
    ),
    ...(least && { rule: least, keyword: 'minContains' }),
  }
  const matching = (Array.isArray(received) ? received : samples).find((item) => accepts(node, item, context))
  const length = Number(greatest?.value) + 1
  const many =
    greatest && length <= 1000
      ? [
          {
            ...one(
              'too many matching items',
              Array.from({ length }, () => matching),
            ),
            rule: greatest,
            keyword: 'maxContains',
          },
        ]
      : []
  return [...(least?.value === 0 ? [] : [few]), ...many]
}
