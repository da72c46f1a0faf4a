import { findChild } from '../../../../openapi/index.js'
import { accepts } from '../../groups.js'
import { toJson } from '../../raw-json.js'
import { type KeywordInput, type KeywordOperator, samples, type Violation, violation } from './keyword-operator.js'

/** The longest array that is created to exceed `maxItems`. */
const maxLength = 10_000

/** Items are repeated up to this length of the JSON text. */
const maxCharacters = 1_000_000

/** Operators for the keywords about items of arrays (JSON Schema 2020-12 Validation, 6.4; Core, 10.3.1.3). */
export const arrayOperators: Readonly<Record<string, KeywordOperator>> = {
  minItems: ({ limit, received }) =>
    Array.isArray(received) && Number(limit) > 0
      ? [violation('too few items', received.slice(0, Number(limit) - 1))]
      : [],
  maxItems: ({ limit, received }) => {
    if (!Array.isArray(received) || Number(limit) >= maxLength) return []
    const length = Number(limit) + 1
    const isHeavy = length * (toJson(received).length / Math.max(1, received.length)) > maxCharacters
    const repeated = (index: number): unknown => received[index % received.length] ?? index
    return [
      violation(
        'too many items',
        ...(isHeavy ? [] : [Array.from({ length }, (_, index) => repeated(index))]),
        // The added items differ from each other, for `uniqueItems`. Ids begin with 1.
        Array.from({ length }, (_, index) => index + 1),
        Array.from({ length }, (_, index) => `${index}`),
      ),
    ]
  },
  uniqueItems: ({ limit, received }) => {
    if (limit !== true || !Array.isArray(received)) return []
    return received.length === 0
      ? [violation('an item twice', [7, 7], ['a', 'a'])]
      : [violation('an item twice', [...received, received[0]])]
  },
  contains: violateContains,
}

function violateContains({ node, schema, received, context }: KeywordInput): Violation[] {
  const [least, greatest] = ['minContains', 'maxContains'].map((name) => findChild(schema, name))
  const few = {
    ...violation(
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
            ...violation(
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
