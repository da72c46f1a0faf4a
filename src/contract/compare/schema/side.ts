import { findChild, type Node, type SchemaIndex } from '../../../openapi/index.js'
import { createKeywordFilter, type Direction, isDirectionError, type SchemaEngine } from '../../../schema/index.js'
import { parseNumber } from '../../../text/json/exact-number.js'
import { isJsonNumber } from '../../../text/json/token.js'

/** Names one of the two documents. */
export type SideName = 'before' | 'after'

/** The schemas of one of the two documents. */
export interface Side {
  readonly name: SideName
  readonly engine: SchemaEngine
  readonly index: SchemaIndex
  /** A key for a list of schemas: equal lists have equal keys. */
  keyOf(roots: readonly Node[]): string
}

export function createSide(name: SideName, engine: SchemaEngine): Side {
  const numbers = new Map<Node, number>()
  const numberOf = (node: Node): number => {
    const number = numbers.get(node) ?? numbers.size
    numbers.set(node, number)
    return number
  }
  return { name, engine, index: engine.index, keyOf: (roots) => roots.map(numberOf).join() }
}

/**
 * How a value is written: as `json`, or as `text` in parameters, headers and forms. In text, `5` may be a number or a
 * string, so a string without rules allows everything that a number allows. A `segment` is a text in a path, which is
 * never empty. A `whole` body, such as an image, is a single text, never an array or an object. In `xml`, scalars are
 * text.
 */
export type Mode = 'json' | 'text' | 'segment' | 'whole' | 'xml'

/** The schemas of one place in both documents. */
export interface SchemaPair {
  readonly before: readonly Node[]
  readonly after: readonly Node[]
  readonly direction: Direction
  readonly mode: Mode
}

export interface Sides {
  readonly before: Side
  readonly after: Side
}

/** Schemas of one document that apply together. */
export interface Schemas {
  readonly side: Side
  readonly roots: readonly Node[]
}

/** Returns true if the keywords show that every value of the first schemas is valid for the second ones. */
export type IsWithin = (inner: Schemas, outer: Schemas) => boolean

/** The properties of a value that a schema forbids in this direction, as `readOnly` or `writeOnly`. */
export function findWrongDirections({ engine, index }: Side, root: Node, value: unknown, direction: Direction) {
  return engine
    .findUndocumented(root, value, direction)
    .filter(({ keyword, rule }) => keyword && isDirectionError(keyword, rule, index))
}

/** True if all schemas of a place accept a value: the check of a message would find no error in it. */
export function accepts(side: Side, roots: readonly Node[], value: unknown, direction: Direction, mode: Mode): boolean {
  if (mode === 'whole' && typeof value === 'object' && value !== null) return false
  if (mode === 'segment' && value === '') return false
  const readings = mode === 'json' ? [value] : readingsOf(value)
  return readings.some((reading) =>
    roots.every(
      (root) =>
        side.engine.isValid(root, reading, direction) &&
        findWrongDirections(side, root, reading, direction).length === 0,
    ),
  )
}

/** The values that a scalar may mean when it is read as text. */
function readingsOf(value: unknown): unknown[] {
  if (typeof value === 'object' && value !== null) return [value]
  const text = String(value)
  const words: Readonly<Record<string, unknown>> = { true: true, false: false, null: null }
  const read = isJsonNumber(text) ? [parseNumber(text)] : Object.hasOwn(words, text) ? [words[text]] : []
  return [...new Set([value, text, ...read])]
}

/** The nodes of a keyword, from the schemas whose dialect supports it. */
export function keywordNodes({ index }: Pick<Side, 'index'>, schemas: readonly Node[], keyword: string): Node[] {
  return schemas.flatMap((schema) => {
    const node = findChild(schema, keyword)
    return node && createKeywordFilter(schema, index)(keyword) ? node : []
  })
}
