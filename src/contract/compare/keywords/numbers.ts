import type { Node } from '../../../openapi/index.js'
import { exactValueOf } from '../../../schema/index.js'
import { describeValue } from '../../../text/describe-value.js'
import { compareNumbers, isNumber, type JsonNumber } from '../../../text/json/exact-number.js'
import { formatValues } from '../../mutate/format-values.js'
import { isRawJson, toJson } from '../../mutate/raw-json.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import { jsonTypes } from '../schema/normal.js'
import { keywordNodes } from '../schema/side.js'
import type { Comparison, View } from '../schema/view.js'

/** A limit of numbers, and the keyword that sets it. */
interface Bound {
  readonly limit: JsonNumber
  readonly isExclusive: boolean
  /**
   * True if the document writes the limit as exclusive. For integers, the bound itself holds the next integer instead.
   */
  readonly isWrittenExclusive?: boolean
  readonly keyword: string
  readonly node: Node
}

interface Range {
  readonly isInteger: boolean
  readonly lower: Bound | undefined
  readonly upper: Bound | undefined
  readonly multiples: readonly Node[]
  readonly format: Node | undefined
}

/** Formats that are ranges of integers, and `float`, which is a range of numbers. */
const widths: Readonly<Record<string, readonly [min: number, max: number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  uint8: [0, 2 ** 8 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  uint16: [0, 2 ** 16 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
  // Written as doubles these are too large by one: no double is nearer.
  int64: [-(2 ** 63), 2 ** 63 - 1],
  uint64: [0, 2 ** 64 - 1],
  // Includes numbers that are rounded to the largest float.
  float: [-3.4028235677973362e38, 3.4028235677973362e38],
}

/**
 * Compares the ranges of numbers (JSON Schema 2020-12 Validation, 6.2) by meaning: for integers, "above 0" equals "from
 * 1".
 */
export function* compareNumberRanges({ before, after }: Comparison): Generator<Difference> {
  const [one, other] = [rangeOf(before), rangeOf(after)]
  const values = () => candidates(one, other)
  // Restricting values to one type, or allowing all types instead, is reported as a change of `type`.
  const isOfAny = [before, after].some(({ alternative }) => alternative.types.size === jsonTypes.length)
  if (one.isInteger !== other.isInteger && !isOfAny)
    yield {
      keyword: 'type',
      kind: 'changed',
      narrows: certaintyOf(other.isInteger),
      widens: certaintyOf(one.isInteger),
      message: other.isInteger ? 'only integers are allowed now' : 'numbers with a fraction are allowed now',
      before: one.isInteger ? 'integer' : 'number',
      after: other.isInteger ? 'integer' : 'number',
      nodes: { before: before.nodes('type')[0], after: after.nodes('type')[0] },
      values,
    }
  const bounds = [compareBounds(one.lower, other.lower, 'lower'), compareBounds(one.upper, other.upper, 'upper')]
  const byFormat = bounds.filter((each) => each?.keyword === 'format')
  for (const each of bounds) if (each && each.keyword !== 'format') yield { ...each, values }
  if (byFormat.length > 0)
    yield {
      keyword: 'format',
      kind: !one.format ? 'added' : !other.format ? 'removed' : 'changed',
      narrows: certaintyOf(byFormat.some((each) => each?.narrows === 'yes')),
      widens: certaintyOf(byFormat.some((each) => each?.widens === 'yes')),
      message: describeChange('format', one.format?.value, other.format?.value),
      ...valuesOf(one.format, other.format),
      nodes: { before: one.format, after: other.format },
      values,
    }
  yield* compareMultiples(one, other, values)
}

function rangeOf(view: View): Range {
  const format = view.nodes('format').find(({ value }) => Object.hasOwn(widths, String(value)))
  const isInteger =
    view.alternative.isInteger ||
    (format !== undefined && format.value !== 'float') ||
    view.nodes('multipleOf').some(({ value }) => Number.isInteger(value))
  const [min, max] = widths[String(format?.value)] ?? []
  const byFormat = (limit: number | undefined): Bound[] =>
    format && limit !== undefined ? [{ limit, isExclusive: false, keyword: 'format', node: format }] : []
  const lower = [...limitsOf(view, 'minimum', 'exclusiveMinimum'), ...byFormat(min)]
  const upper = [...limitsOf(view, 'maximum', 'exclusiveMaximum'), ...byFormat(max)]
  const pick = (bounds: readonly Bound[], sign: 1 | -1) =>
    bounds
      .map((bound) => (isInteger ? toInteger(bound, sign) : bound))
      .toSorted((a, b) => sign * compareNumbers(b.limit, a.limit) || Number(b.isExclusive) - Number(a.isExclusive))[0]
  return {
    isInteger,
    lower: pick(lower, 1),
    upper: pick(upper, -1),
    multiples: view.nodes('multipleOf').filter(({ value }) => value !== 1),
    format,
  }
}

/** Maximum number of integers for which a range is written out as a list. */
const maxIntegers = 1000

/** The numbers of a range that contains only a few: integers, or a single number. `undefined` for any other alternative. */
export function numbersOf(view: View): number[] | undefined {
  if (view.alternative.types.size !== 1 || !view.alternative.types.has('number')) return undefined
  const { isInteger, lower, upper, multiples } = rangeOf(view)
  if (!lower || !upper) return undefined
  const [min, max] = [Number(lower.limit), Number(upper.limit)]
  const isSingle = min === max && !lower.isExclusive && !upper.isExclusive
  if (isInteger ? !(max - min < maxIntegers) : !isSingle) return undefined
  const all = Array.from({ length: Math.max(0, max - min + 1) }, (_, index) => min + index)
  return all.filter((number) => multiples.every(({ value }) => Number.isInteger(number / Number(value))))
}

function limitsOf(view: View, inclusive: string, exclusive: string): Bound[] {
  const bounds = view.alternative.schemas.flatMap((schema): Bound[] => {
    const [node] = keywordNodes(view.side, [schema], inclusive)
    const [flag] = keywordNodes(view.side, [schema], exclusive)
    const limit = node && exactValueOf(node)
    // In OpenAPI 3.0 the exclusive keyword is a flag beside the inclusive one.
    if (!node || !isNumber(limit)) return []
    const isExclusive = flag?.value === true
    return [{ limit, isExclusive, isWrittenExclusive: isExclusive, keyword: inclusive, node }]
  })
  const others = view.nodes(exclusive).flatMap((node): Bound[] => {
    const limit = exactValueOf(node)
    return isNumber(limit) ? [{ limit, isExclusive: true, keyword: exclusive, node }] : []
  })
  return [...bounds, ...others]
}

/** Moves the limit of an integer to the nearest integer that is allowed. */
function toInteger(bound: Bound, sign: 1 | -1): Bound {
  const limit = Number(bound.limit)
  if (!Number.isSafeInteger(Math.trunc(limit))) return bound
  const whole = sign > 0 ? Math.ceil(limit) : Math.floor(limit)
  return { ...bound, isExclusive: false, limit: bound.isExclusive && whole === limit ? limit + sign : whole }
}

function compareBounds(
  one: Bound | undefined,
  other: Bound | undefined,
  end: 'lower' | 'upper',
): Omit<Difference, 'values'> | undefined {
  const order = orderOf(one, other, end)
  if (order === 0) return undefined
  const flags = { narrows: certaintyOf(order > 0), widens: certaintyOf(order < 0) }
  // A limit that only comes from a format is not mentioned if a keyword sets one, too.
  const [first, second] = [one, other].map((bound) => (bound?.keyword === 'format' ? undefined : bound))
  const keyword = second?.keyword ?? first?.keyword ?? 'format'
  return {
    keyword,
    kind: !first ? 'added' : !second ? 'removed' : 'changed',
    ...flags,
    message: describeBounds(first, second),
    ...valuesOf(first?.node, second?.node),
    nodes: { before: (first ?? one)?.node, after: (second ?? other)?.node },
  }
}

/** Compares two limits: positive if the second allows less than the first. */
function orderOf(one: Bound | undefined, other: Bound | undefined, end: 'lower' | 'upper'): number {
  if (!one || !other) return Number(other !== undefined) - Number(one !== undefined)
  const order = compareNumbers(other.limit, one.limit) * (end === 'lower' ? 1 : -1)
  return order || Number(other.isExclusive) - Number(one.isExclusive)
}

function describeBounds(one: Bound | undefined, other: Bound | undefined): string {
  const [before, after] = [one, other].map((bound) => bound && describeValue(exactValueOf(bound.node)))
  if (one && other && one.keyword !== other.keyword)
    return `${one.keyword} ${before} was replaced by ${other.keyword} ${after}`
  const keyword = one?.keyword ?? other?.keyword ?? ''
  if (one && other && before === after)
    return `${keyword} ${before} is ${other.isWrittenExclusive ? 'exclusive' : 'inclusive'} now`
  return describeChange(keyword, before, after)
}

function* compareMultiples(one: Range, other: Range, values: () => Iterable<unknown>): Generator<Difference> {
  const texts = (range: Range) =>
    range.multiples
      .map(({ value }) => String(value))
      .sort()
      .join()
  if (texts(one) === texts(other)) return
  // A multiple of 2 and of 3 is a multiple of 6.
  const divides = (range: Range, by: Range) => {
    const steps = range.multiples.map(({ value }) => Number(value))
    const all = steps.every((step) => Number.isInteger(step)) ? [...steps, steps.reduce(commonMultiple, 1)] : steps
    return by.multiples.every(({ value }) => all.some((step) => Number.isInteger(step / Number(value))))
  }
  const [narrows, widens] = [!divides(one, other), !divides(other, one)]
  if (!narrows && !widens) return
  const [node, next] = [one.multiples[0], other.multiples[0]]
  yield {
    keyword: 'multipleOf',
    kind: !node ? 'added' : !next ? 'removed' : 'changed',
    narrows: certaintyOf(narrows),
    widens: certaintyOf(widens),
    message: describeChange('multipleOf', node?.value, next?.value),
    ...valuesOf(node, next),
    nodes: { before: node, after: next },
    values,
  }
}

/** The least common multiple of two integers. */
function commonMultiple(one: number, other: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  return (one * other) / divisor(one, other)
}

function* candidates(one: Range, other: Range): Generator<unknown> {
  const limits = [one.upper, other.upper, one.lower, other.lower].flatMap((bound) => bound?.limit ?? []).map(Number)
  const steps = [...one.multiples, ...other.multiples].map(({ value }) => Number(value))
  for (const limit of limits)
    for (const step of [0, 1, -1, 0.5, -0.5, ...steps, ...steps.map((each) => -each)]) yield limit + step
  // Adding 1 to a large integer may give the same double.
  for (const limit of limits) yield* [limit * 2, limit / 2]
  for (const { value } of [one.format, other.format].flatMap((node) => node ?? []))
    for (const each of Object.values(formatValues[String(value)]?.invalid ?? {})) if (!isRawJson(each)) yield each
  for (const step of steps) yield* [step, 2 * step, 3 * step, step * 5, step / 2]
  yield* [0, 1, 2, 3, 7, 10, 0.5, -1, 1.5, 1e9, -1e9, 1e10, 1e20, -1e20]
}

/** A message about a keyword: `maximum changed from 10 to 5`, `maximum 10 was removed` or `maximum 5 is new`. */
export function describeChange(keyword: string, before: unknown, after: unknown): string {
  const write = (value: unknown) => (typeof value === 'string' && value !== '' ? value : toJson(value ?? null))
  if (before === undefined) return `${keyword} ${write(after)} is new`
  if (after === undefined) return `${keyword} ${write(before)} was removed`
  return `${keyword} changed from ${write(before)} to ${write(after)}`
}

/** The values of a keyword on both sides. A side without the keyword is left out. */
export function valuesOf(before: Node | undefined, after: Node | undefined): Pick<Difference, 'before' | 'after'> {
  return { ...(before && { before: exactValueOf(before) }), ...(after && { after: exactValueOf(after) }) }
}
