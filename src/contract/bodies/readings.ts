import type { Node, SchemaIndex } from '../../openapi/index.js'
import { type Direction, flatten, type SchemaEngine, staticTypeOf } from '../../schema/index.js'
import type { Shape, Texts } from './styles.js'
import { toTyped } from './typed-text.js'

/** What is needed to decide between the values that text may stand for. */
export interface Reader {
  readonly schemas: SchemaEngine
  readonly direction: Direction
}

/** What one branch of a schema says about a value that is written as text. */
export interface Typing {
  /** The schema whose types decide. */
  readonly schema: Node | undefined
  readonly types: ReadonlySet<string>
  readonly items: Node | undefined
  findProperty(name: string): Node | undefined
}

/** Branches of one schema that are tried. */
const maxBranches = 50

const known = new WeakMap<Node, readonly Typing[]>()

/** The typings of a schema: of all its branches together first, then of each branch of `anyOf` and `oneOf`. */
export function typingsOf(schema: Node | undefined, index: SchemaIndex): readonly Typing[] {
  if (!schema) return [toTyping(undefined, undefined, index)]
  const typings =
    known.get(schema) ?? [schema, ...findBranches(schema, index)].map((each) => toTyping(each, schema, index))
  known.set(schema, typings)
  return typings
}

function findBranches(schema: Node, index: SchemaIndex): Node[] {
  const found = new Set([schema])
  for (const next of found)
    for (const choice of flatten([next], index, new Set()).choices)
      for (const branch of choice.kind === 'branches' ? choice.branches : [])
        if (found.size <= maxBranches) found.add(branch)
  return [...found].slice(1)
}

function toTyping(branch: Node | undefined, whole: Node | undefined, index: SchemaIndex): Typing {
  const own = staticTypeOf(branch, index)
  const all = staticTypeOf(whole, index)
  const isTyped = own.types.size > 0
  return {
    schema: isTyped ? branch : whole,
    types: isTyped ? own.types : all.types,
    items: own.items ?? all.items,
    findProperty: (name) =>
      own.properties.get(name) ?? all.properties.get(name) ?? own.additionalProperties ?? all.additionalProperties,
  }
}

/** The first of several values that a schema allows. If it allows none: the one with the fewest failures, of these the first. */
export function chooseValue(values: Iterable<unknown>, schema: Node | undefined, reader: Reader): unknown {
  const { schemas, direction } = reader
  const countFailures = (value: unknown) =>
    schema ? schemas.evaluate(schema, value, { direction }).filter(({ severity }) => severity === 'error').length : 0
  const tried: unknown[] = []
  let best: { readonly value: unknown; readonly failures: number } | undefined
  for (const value of values) {
    if (tried.includes(value)) continue
    tried.push(value)
    // A single reading is not evaluated here: the check does that.
    if (tried.length === 1) continue
    best ??= { value: tried[0], failures: countFailures(tried[0]) }
    if (best.failures === 0) return best.value
    const failures = countFailures(value)
    if (failures < best.failures) best = { value, failures }
  }
  return best ? best.value : tried[0]
}

/** The value of one text: a number, boolean or null, or the text itself, as its schema allows. */
export function readText(text: string, schema: Node | undefined, reader: Reader): unknown {
  return chooseValue(valuesOf(text, 'scalar', schema, reader), schema, reader)
}

/** The values that texts of a shape may stand for, the likeliest first. */
export function* valuesOf(texts: Texts, shape: Shape, schema: Node | undefined, reader: Reader): Generator<unknown> {
  const { index } = reader.schemas
  for (const typing of typingsOf(schema, index)) {
    if (typeof texts === 'string') {
      yield toTyped(texts, typing.schema, index)
      if (typing.types.has('string')) yield texts
    } else if (shape === 'object') {
      yield Object.fromEntries(
        texts.map(([name = '', text = '']) => [name, readText(text, typing.findProperty(name), reader)]),
      )
    } else yield texts.map((text) => readText(String(text), typing.items, reader))
  }
}
