import type { Node } from '../../../openapi/index.js'
import type { Child } from '../schema/child.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import { isAnything } from '../schema/normal.js'
import { keywordNodes } from '../schema/side.js'
import { type Comparison, examplesOf, type View } from '../schema/view.js'
import { compareLimits, type Default } from './counts.js'

/** Maximum length of an array that is created to test a limit. */
const maxLength = 2000

/** Compares the keywords for arrays, except those that describe the items (JSON Schema 2020-12 Validation, 6.4). */
export function* compareArrays(comparison: Comparison): Generator<Difference> {
  const { before, after } = comparison
  const values = () => candidates(comparison)
  const views = [before, after]
  // `contains` may set the same limit.
  const isCertain = views.every((view) => view.nodes('contains').length === 0)
  const least = [defaultMinOf(before), defaultMinOf(after)] as const
  const most = [defaultMaxOf(before), defaultMaxOf(after)] as const
  yield* compareLimits(before, after, { max: 'maxItems', min: 'minItems', isCertain, least, most, values })
  const [one, other] = [before, after].map((view) => view.nodes('uniqueItems').find(({ value }) => value === true))
  // An array of one item at most is unique anyway, and that the other document allows more is a change of its own.
  const hasOneItem = views.some((view) => maxItemsOf(view) <= 1)
  if (Boolean(one) === Boolean(other) || hasOneItem) return
  yield {
    keyword: 'uniqueItems',
    kind: other ? 'added' : 'removed',
    narrows: certaintyOf(other !== undefined),
    widens: certaintyOf(one !== undefined),
    message: other ? 'items must be unique now' : 'items no longer have to be unique',
    before: one !== undefined,
    after: other !== undefined,
    nodes: { before: one, after: other },
    values,
  }
}

/** The places of an array's items: one for each position of `prefixItems`, and one for all further items. */
export function* childrenOfArrays({ before, after }: Comparison): Generator<Child> {
  const length = Math.max(prefixLength(before), prefixLength(after))
  for (let position = 0; position <= length; position++) {
    const roots = (view: View): readonly Node[] => view.layout.findItem(position)?.schemas ?? []
    const [one, other] = [roots(before), roots(after)]
    if (one.length + other.length === 0) continue
    if ([before, after].every((view) => maxItemsOf(view) <= position)) continue
    yield {
      step: position < length ? String(position) : '*',
      before: one,
      after: other,
      views: { before, after },
      put: (array, item) => {
        if (!Array.isArray(array) || array.length < position) return []
        const others = array.filter((_, index) => index !== position)
        return [array.toSpliced(position, 1, item), [...others.slice(0, position), item], [...array, item]]
      },
    }
  }
}

/** Maximum number of items: set by `maxItems`, or by `items: false` beside `prefixItems`. */
function maxItemsOf(view: View): number {
  return Math.min(defaultMaxOf(view).value, ...view.nodes('maxItems').map(({ value }) => Number(value)))
}

/** The minimum number of items without `minItems`: set by a `contains` that accepts every item. */
function defaultMinOf(view: View): Default {
  const [most] = countsOf(view).toSorted((a, b) => b.min - a.min)
  return most ? { value: most.min, node: most.node } : { value: 0 }
}

/** The maximum number of items without `maxItems`. */
function defaultMaxOf(view: View): Default {
  const closed = { value: lengthOfClosed(view) }
  const [first = closed] = countsOf(view)
    .filter(({ max }) => max < closed.value)
    .map(({ max, node }) => ({ value: max, node }))
    .toSorted((a, b) => a.value - b.value)
  return first
}

/** How many items a `contains` that accepts every item asks for (JSON Schema 2020-12 Validation, 6.4.4 and 6.4.5). */
function countsOf({ side, alternative }: View): { min: number; max: number; node: Node }[] {
  return alternative.schemas.flatMap((schema) => {
    const [contains] = keywordNodes(side, [schema], 'contains')
    if (!contains || !isAnything(contains, side)) return []
    const limit = (keyword: string, otherwise: number) =>
      Number(keywordNodes(side, [schema], keyword)[0]?.value ?? otherwise)
    const [min, max] = [limit('minContains', 1), limit('maxContains', Number.POSITIVE_INFINITY)]
    return [{ min, max, node: contains }]
  })
}

/** Maximum number of items of an array that `items: false` closes after those of `prefixItems`; otherwise infinite. */
function lengthOfClosed(view: View): number {
  const length = prefixLength(view)
  const isClosed = view.layout.findItem(length)?.schemas.some(({ value }) => value === false)
  return isClosed ? length : Number.POSITIVE_INFINITY
}

function prefixLength(view: View): number {
  return Math.max(0, ...view.nodes('prefixItems').map(({ value }) => (Array.isArray(value) ? value.length : 0)))
}

function* candidates({ before, after, direction }: Comparison): Generator<unknown> {
  const arrays = [before, after].flatMap((view) => view.examples()).filter((value) => Array.isArray(value))
  const items = [before, after].flatMap((view) =>
    examplesOf(view.side, view.layout.findItem(prefixLength(view))?.schemas ?? [], direction),
  )
  const lengths = [before, after].flatMap((view) =>
    ['minItems', 'maxItems'].flatMap((keyword) => view.nodes(keyword).map(({ value }) => Number(value))),
  )
  const around = [...new Set([0, 1, 2, ...lengths.flatMap((length) => [length, length + 1, length - 1])])].filter(
    (length) => length >= 0 && length <= maxLength,
  )
  yield* arrays
  for (const item of [...items, ...arrays.map(([first]) => first)]) {
    if (item === undefined) continue
    for (const length of around) yield Array.from({ length }, () => item)
  }
  for (const length of around) {
    if (items.length > 0) yield Array.from({ length }, (_, index): unknown => items[index % items.length])
    // Different items, for `uniqueItems`.
    yield Array.from({ length }, (_, index) => index)
    yield Array.from({ length }, (_, index) => `text${index}`)
  }
}
