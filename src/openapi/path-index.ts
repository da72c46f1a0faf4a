import { normalizeEncoding } from '../text/percent-encoding.js'
import { expressionsOf } from './objects/template.js'

/** A path template of the index. */
export interface Template<Value> {
  readonly value: Value
  /** The names of its expressions. */
  readonly names: readonly string[]
  /** One digit for each segment: 0 is concrete, 1 has literal text beside an expression, 2 is an expression. */
  readonly rank: string
  readonly segments: readonly Segment[]
}

/** A template that the end of a path matches. */
export interface Match<Value> {
  readonly template: Template<Value>
  /** The part of the path before the template. */
  readonly basePath: string
  /** The value of each expression, as the path has it. */
  values(): string[]
}

/** An index of path templates. */
export interface PathIndex<Value> {
  /**
   * The templates that the end of a path matches: concrete segments before templated ones, from the left, then those with more
   * literal text, then in the order given.
   *
   * @param path begins with a slash; its encoding is normalised
   */
  find(path: string): Match<Value>[]
}

/** One segment of a template. */
interface Segment {
  /** Literal texts with the expressions between them; a single one for a concrete segment. */
  readonly literals: readonly string[]
}

/** The segments at one distance from the end of the templates that end alike. */
interface Step<Value> {
  readonly concrete: Map<string, Step<Value>>
  /** Segments with literal text beside an expression. By the lengths of their first and last text, and then by these texts. */
  readonly partial: Map<string, { readonly lengths: Lengths; readonly byTexts: Map<string, Partial<Value>[]> }>
  expression?: Step<Value>
  /** Templates that begin here. */
  readonly templates: Ordered<Value>[]
}

type Lengths = readonly [start: number, end: number]

interface Partial<Value> {
  readonly segment: Segment
  readonly next: Step<Value>
}

interface Ordered<Value> {
  readonly template: Template<Value>
  order: number
}

/**
 * Creates an index: the time to find templates depends on the length of the path, hardly on how many templates there are.
 *
 * The index begins at the last segment, because what is before a template, the base path, has any number of segments.
 */
export function createPathIndex<Value>(values: readonly Value[], pathOf: (value: Value) => string): PathIndex<Value> {
  const root = createStep<Value>()
  const all = values.map((value): Ordered<Value> => ({ template: parseTemplate(value, pathOf(value)), order: 0 }))
  for (const each of all) {
    let step = root
    for (const segment of each.template.segments.toReversed()) step = addSegment(step, segment)
    step.templates.push(each)
  }
  for (const [order, each] of all.toSorted(compareTemplates).entries()) each.order = order

  return {
    find(path) {
      const parts = path.split('/')
      const basePaths = new Map<number, string>()
      const basePathAt = (start: number) => getOrAdd(basePaths, start, () => parts.slice(0, start).join('/'))
      const found: (Ordered<Value> & { start: number })[] = []
      let steps: readonly Step<Value>[] = [root]
      for (let start = parts.length - 1; start > 0 && steps.length > 0; start--) {
        const text = parts[start] ?? ''
        const next: Step<Value>[] = []
        for (const step of steps) addNextSteps(step, text, next)
        for (const { templates } of next)
          for (const { template, order } of templates) found.push({ template, order, start })
        steps = next
      }
      return found
        .sort((a, b) => a.order - b.order)
        .map(({ template, start }) => ({
          template,
          basePath: basePathAt(start),
          values: () =>
            template.segments.flatMap(({ literals }, at) => matchTexts(literals, parts[start + at] ?? '') ?? []),
        }))
    },
  }
}

function createStep<Value>(): Step<Value> {
  return { concrete: new Map(), partial: new Map(), templates: [] }
}

function addSegment<Value>(step: Step<Value>, segment: Segment): Step<Value> {
  const [start = '', ...others] = segment.literals
  const end = others.at(-1)
  if (end === undefined) return getOrAdd(step.concrete, start, createStep<Value>)
  if (isExpression(segment)) {
    step.expression ??= createStep()
    return step.expression
  }
  const lengths: Lengths = [start.length, end.length]
  const group = getOrAdd(step.partial, lengths.join(), () => ({
    lengths,
    byTexts: new Map<string, Partial<Value>[]>(),
  }))
  const list = getOrAdd(group.byTexts, JSON.stringify([start, end]), (): Partial<Value>[] => [])
  const key = JSON.stringify(segment.literals)
  const same = list.find((each) => JSON.stringify(each.segment.literals) === key)
  if (same) return same.next
  const next = createStep<Value>()
  list.push({ segment, next })
  return next
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, create: () => Value): Value {
  const value = map.get(key) ?? create()
  map.set(key, value)
  return value
}

function addNextSteps<Value>({ concrete, partial, expression }: Step<Value>, text: string, steps: Step<Value>[]): void {
  const exact = concrete.get(text)
  if (exact) steps.push(exact)
  for (const { lengths, byTexts } of partial.values()) {
    const [start, end] = lengths
    const key = JSON.stringify([text.slice(0, start), end === 0 ? '' : text.slice(-end)])
    for (const { segment, next } of byTexts.get(key) ?? []) if (matchTexts(segment.literals, text)) steps.push(next)
  }
  if (expression && text !== '') steps.push(expression)
}

/**
 * The values of the expressions between literal texts; `undefined` if the text does not match. It begins with the first of these
 * texts and ends with the last one.
 *
 * An expression ends at the first occurrence of the literal text after it. Other splits are not tried: with many expressions
 * and a long path there would be too many.
 */
function matchTexts([start = '', ...rest]: readonly string[], text: string): string[] | undefined {
  const last = rest.pop()
  if (last === undefined) return []
  const values: string[] = []
  let at = start.length
  for (const after of rest) {
    const end = text.indexOf(after, at + 1)
    if (end < 0) return undefined
    values.push(text.slice(at, end))
    at = end + after.length
  }
  const end = text.length - last.length
  return at < end ? [...values, text.slice(at, end)] : undefined
}

function parseTemplate<Value>(value: Value, path: string): Template<Value> {
  const segments = path
    .split('/')
    .slice(1)
    .map((part): Segment => ({ literals: part.split(/\{[^{}]*\}/).map(encodeLiteral) }))
  return {
    value,
    names: expressionsOf(path),
    rank: segments.map((segment) => (segment.literals.length === 1 ? '0' : isExpression(segment) ? '2' : '1')).join(''),
    segments,
  }
}

function isExpression({ literals }: Segment): boolean {
  return literals.length === 2 && literals[0] === '' && literals[1] === ''
}

function compareTemplates<Value>({ template: a }: Ordered<Value>, { template: b }: Ordered<Value>): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return literalLength(b) - literalLength(a)
}

function literalLength({ segments }: Template<unknown>): number {
  return segments.reduce((sum, { literals }) => sum + literals.join('').length, 0)
}

/** Encodes literal text of a template as `URL` encodes a path. The `x` keeps `.` from being read as a dot segment. */
function encodeLiteral(text: string): string {
  // Most texts have no other characters, and URLs take time.
  if (/^[\w.~-]*$/.test(text)) return text
  return normalizeEncoding(new URL(`http://h/x${text.replaceAll('?', '%3F').replaceAll('#', '%23')}`).pathname.slice(2))
}
