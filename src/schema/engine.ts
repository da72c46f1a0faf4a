import type { Document, Node, SchemaIndex } from '../openapi/index.js'
import { createBudget } from './evaluate/budget.js'
import { createCompiler } from './evaluate/compile.js'
import type { Direction, SchemaFailure } from './evaluate/evaluation.js'
import { isKept } from './fast-path/fast-path.js'
import { createGlances } from './fast-path/keywords.js'
import { createLayoutFinder } from './layout/layout-finder.js'
import { findUndocumented, type UndocumentedProperty } from './layout/undocumented.js'

export interface EvaluateOptions {
  readonly direction: Direction
  /** The number at a path as the text had it. */
  readonly literalAt?: ((path: readonly (string | number)[]) => string | undefined) | undefined
}

/** A keyword that a value breaks, and where. */
export interface BrokenKeyword extends Pick<SchemaFailure, 'rule' | 'expected' | 'received'> {
  /** Absent when evaluation did not come to an end. */
  readonly keyword?: string
  /** Tokens of the JSON Pointer to the value. */
  readonly path: readonly (string | number)[]
}

/** The schemas of a document at work: each is compiled when it is first needed, and once. */
export interface SchemaEngine {
  readonly index: SchemaIndex
  /** Whether a value surely keeps a schema and has nothing unpromised. `false` decides nothing: the others say. */
  isSurelyValid(schema: Node, value: unknown, direction: Direction): boolean
  /** Every keyword that a value breaks, in the order of the value; none when it is valid. */
  evaluate(schema: Node, value: unknown, options: EvaluateOptions): BrokenKeyword[]
  /** Properties that no schema mentions, or that do not go this way. */
  findUndocumented(schema: Node, value: unknown, direction: Direction): UndocumentedProperty[]
}

const engines = new WeakMap<Document, SchemaEngine>()

/** The engine of a document: made once, and shared by everything that uses the document. */
export function engineOf(document: Document): SchemaEngine {
  const engine = engines.get(document) ?? createSchemaEngine(document.schemas)
  engines.set(document, engine)
  return engine
}

export function createSchemaEngine(index: SchemaIndex): SchemaEngine {
  const compile = createCompiler(index)
  let budget = createBudget(undefined)
  const roots = new WeakMap<Node, readonly Node[]>()
  // Always the same list for a schema: what is known of lists is found by identity.
  const rootsOf = (schema: Node) => {
    const list = roots.get(schema) ?? [schema]
    roots.set(schema, list)
    return list
  }
  const findLayout = createLayoutFinder(index, (schema, value, direction) =>
    compile(schema)(value, { direction, failures: undefined, budget, scope: [] }, undefined),
  )
  const glances = {
    request: createGlances('request', index, compile, findLayout),
    response: createGlances('response', index, compile, findLayout),
  }
  return {
    index,
    isSurelyValid(schema, value, direction) {
      budget = createBudget(value)
      const evaluation = { direction, failures: [], budget, scope: [] }
      let isSure = false
      endsInTime(() => {
        isSure = isKept(glances[direction](rootsOf(schema)), value, evaluation)
      })
      return isSure
    },
    evaluate(schema, value, { direction, literalAt }) {
      const failures: SchemaFailure[] = []
      const evaluation = { direction, failures, budget: createBudget(value), scope: [] }
      const isDecided = endsInTime(() => compile(schema)(value, evaluation, undefined))
      const broken = failures.flatMap((failure) => locate(failure, literalAt) ?? [])
      return isDecided ? broken : [...broken, undecided(schema)]
    },
    findUndocumented(schema, value, direction) {
      budget = createBudget(value)
      let found: UndocumentedProperty[] = []
      // What does not come to an end here did not in `evaluate` either, which says so.
      endsInTime(() => {
        found = findUndocumented(rootsOf(schema), value, direction, findLayout)
      })
      return found
    },
  }
}

/** Values that are too deep or too ambiguous for a recursive schema end in a `RangeError`: of the stack or of the budget. */
function endsInTime(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function locate(
  { steps, isBrokenBy, ...failure }: SchemaFailure,
  literalAt: EvaluateOptions['literalAt'],
): BrokenKeyword | undefined {
  const path = steps.toReversed()
  if (!isBrokenBy) return { ...failure, path }
  const literal = literalAt?.(path)
  return literal !== undefined && isBrokenBy(literal) ? { ...failure, received: literal, path } : undefined
}

function undecided(schema: Node): BrokenKeyword {
  return {
    path: [],
    rule: schema,
    expected: 'a value that the schema can decide',
    received: 'one on which it does not come to an end',
  }
}
