import type { Node } from '../../../openapi/index.js'
import { toCanonical } from '../../../schema/index.js'
import { describeChoice } from '../../../text/describe-value.js'
import { escapeRegex } from '../../../text/escape-regex.js'
import { toJson } from '../../mutate/raw-json.js'
import { anyText, findUnmatched } from '../patterns/compare-texts.js'
import { type Certainty, certaintyOf, type Difference } from '../schema/difference.js'
import { type JsonType, unique } from '../schema/normal.js'
import { accepts, type SchemaPair, type Side, type Sides } from '../schema/side.js'
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
  { before, after, direction, mode }: SchemaPair,
  first: Split,
  second: Split,
  sides: Sides,
): Generator<Difference> {
  const listOf = ({ listed }: Split, side: Side, roots: readonly Node[]) =>
    type === 'boolean'
      ? [true, false].filter((value) => accepts(side, roots, value, direction, 'json'))
      : unique(listed.flatMap(({ alternative }) => alternative.listed ?? [])).filter((value) => isOfType(value, type))
  const lists = { before: listOf(first, sides.before, before), after: listOf(second, sides.after, after) }
  if (lists.before.length + lists.after.length === 0) return
  const removed = lists.before.filter((value) => !accepts(sides.after, after, value, direction, mode))
  const added = lists.after.filter((value) => !accepts(sides.before, before, value, direction, mode))
  const nodes = { before: nodeOf(first), after: nodeOf(second) }
  const base = { keyword: 'enum', nodes }
  if ((first.open.length === 0) !== (second.open.length === 0)) {
    yield* compareWithRange(type, base, [first, second], { ...lists, removed, added })
    return
  }
  if (removed.length > 0)
    yield {
      ...{ ...base, ...lists, kind: 'removed', narrows: 'yes', widens: 'no' },
      message: `${nameValues(removed)} ${removed.length === 1 ? 'was' : 'were'} removed`,
      values: () => removed,
    }
  if (added.length > 0)
    yield {
      ...{ ...base, ...lists, kind: 'added', narrows: 'no', widens: 'yes' },
      message: `new ${nameValues(added)}`,
      values: () => added,
    }
}

/** Compares a list of values with the values of a side that does not only list them. */
function* compareWithRange(
  type: JsonType,
  base: Pick<Difference, 'keyword' | 'nodes'>,
  [first, second]: readonly [Split, Split],
  lists: Record<'before' | 'after' | 'removed' | 'added', readonly unknown[]>,
): Generator<Difference> {
  const { before, after, removed, added } = lists
  const isListed = first.open.length === 0
  const list = isListed ? before : after
  const open = isListed ? second.open : first.open
  const certainty = hasOthers(open, list)
  if (certainty === 'no' && removed.length + added.length === 0) return
  const names = describeChoice(list)
  yield {
    ...base,
    kind: isListed ? 'removed' : 'added',
    narrows: isListed ? certaintyOf(removed.length > 0) : certainty,
    widens: isListed ? certainty : certaintyOf(added.length > 0),
    message: isListed ? `other values than ${names} are allowed now` : `only ${names} is allowed now`,
    ...(isListed ? { before } : { after }),
    *values() {
      const texts = [...before, ...after].slice(0, 20)
      if (type === 'string') yield* ['text', 'a', '', 'unlisted', ...texts.map((value) => `${value}x`)]
      if (type === 'number') yield* [7, 0, 0.5, -1, 1e6, ...texts.map((value) => Number(value) + 1)]
      if (type === 'object') yield {}
      if (type === 'array') yield []
      for (const view of open) yield* view.examples()
      yield* removed
      yield* added
    },
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

/** The list of values or, without one, the schema. */
function nodeOf({ listed, open }: Split): Node | undefined {
  const [list] = listed.flatMap((view) => [...view.nodes('enum'), ...view.nodes('const')])
  return list ?? typeNode(open)
}

function nameValues(values: readonly unknown[]): string {
  const names = values.slice(0, 10).map((value) => toJson(value))
  return `${values.length === 1 ? 'value' : 'values'} ${names.join(', ')}${values.length > 10 ? ', …' : ''}`
}
