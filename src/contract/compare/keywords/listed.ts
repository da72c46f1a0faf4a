import type { Node } from '../../../openapi/index.js'
import { toCanonical } from '../../../schema/index.js'
import { describeChoice } from '../../../text/describe-value.js'
import { escapeRegex } from '../../../text/escape-regex.js'
import { anyText, findUnmatched } from '../patterns/compare-texts.js'
import { type Certainty, certaintyOf, type Difference } from '../schema/difference.js'
import { type JsonType, unique } from '../schema/normal.js'
import { accepts, type Place, type Sides } from '../schema/side.js'
import type { View } from '../schema/view.js'
import { isOfType, typeNode } from './json-types.js'
import { numbersOf } from './numbers.js'
import { rulesOf } from './strings.js'

/** The alternatives of one type, split into those that list their values and those that do not. */
export interface Split {
  readonly listed: readonly View[]
  readonly open: readonly View[]
}

/** Compares listed values: each one is evaluated against the schemas of the other side. */
export function* compareListed(
  type: JsonType,
  { before, after, direction, mode }: Place,
  first: Split,
  second: Split,
  sides: Sides,
): Generator<Difference> {
  const [openBefore, openAfter] = [first.open, second.open]
  const listOf = (views: readonly View[]) =>
    unique(views.flatMap(({ alternative }) => alternative.listed ?? [])).filter((value) => isOfType(value, type))
  const both = [true, false]
  const [one, other] =
    type === 'boolean'
      ? [
          both.filter((value) => accepts(sides.before, before, value, direction, 'json')),
          both.filter((value) => accepts(sides.after, after, value, direction, 'json')),
        ]
      : [listOf(first.listed), listOf(second.listed)]
  if (one.length + other.length === 0) return
  const nodes = {
    before: listNode(first.listed) ?? typeNode(openBefore),
    after: listNode(second.listed) ?? typeNode(openAfter),
  }
  const base = { keyword: 'enum', nodes }
  const removed = one.filter((value) => !accepts(sides.after, after, value, direction, mode))
  const added = other.filter((value) => !accepts(sides.before, before, value, direction, mode))
  function* others(): Generator<unknown> {
    const texts = [...one, ...other].slice(0, 20)
    if (type === 'string') yield* ['text', 'a', '', 'unlisted', ...texts.map((value) => `${value}x`)]
    if (type === 'number') yield* [7, 0, 0.5, -1, 1e6, ...texts.map((value) => Number(value) + 1)]
    if (type === 'object') yield {}
    if (type === 'array') yield []
    for (const view of [...openBefore, ...openAfter]) yield* view.examples()
    yield* removed
    yield* added
  }
  const isListed = openBefore.length === 0
  const willBeListed = openAfter.length === 0
  if (isListed !== willBeListed) {
    const list = describeChoice(isListed ? one : other)
    const certainty = hasOthers(isListed ? openAfter : openBefore, isListed ? one : other)
    if (certainty === 'no' && removed.length + added.length === 0) return
    yield {
      ...base,
      kind: isListed ? 'removed' : 'added',
      narrows: willBeListed ? certainty : certaintyOf(removed.length > 0),
      widens: isListed ? certainty : certaintyOf(added.length > 0),
      message: isListed ? `other values than ${list} are allowed now` : `only ${list} is allowed now`,
      ...(isListed && { before: one }),
      ...(willBeListed && { after: other }),
      values: others,
    }
    return
  }
  const lists = { before: one, after: other }
  if (removed.length > 0)
    yield {
      ...base,
      ...lists,
      kind: 'removed',
      narrows: 'yes',
      widens: 'no',
      message: `${listed(removed)} removed`,
      values: () => removed,
    }
  if (added.length > 0)
    yield {
      ...base,
      ...lists,
      kind: 'added',
      narrows: 'no',
      widens: 'yes',
      message: `new ${named(added)}`,
      values: () => added,
    }
}

/** Returns whether the open alternatives allow other values than the listed ones. */
function hasOthers(open: readonly View[], listed: readonly unknown[]): Certainty {
  const known = new Set(listed.map(toCanonical))
  const ranges = open.map(numbersOf)
  if (ranges.every((range) => range !== undefined))
    return certaintyOf(ranges.flat().some((value) => !known.has(toCanonical(value))))
  const shaped = open.filter((view) => view.nodes('pattern').length > 0)
  if (shaped.length === 0) return 'yes'
  // A pattern may match a few texts only.
  const texts = listed.filter((value) => typeof value === 'string').map(escapeRegex)
  const list = { ...anyText, patterns: [`^(?:${texts.join('|')})$`] }
  const isListed = (view: View) => findUnmatched(rulesOf(view), list) === null
  return shaped.length === open.length && shaped.every(isListed) ? 'no' : 'maybe'
}

function listNode(views: readonly View[]): Node | undefined {
  return views.flatMap((view) => [...view.nodes('enum'), ...view.nodes('const')])[0]
}

const named = (values: readonly unknown[]) =>
  `${values.length === 1 ? 'value' : 'values'} ${values
    .slice(0, 10)
    .map((value) => JSON.stringify(value))
    .join(', ')}${values.length > 10 ? ', …' : ''}`

const listed = (values: readonly unknown[]) => `${named(values)} ${values.length === 1 ? 'was' : 'were'}`
