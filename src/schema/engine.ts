import type { Document, Node, SchemaIndex } from '../openapi/index.js'
import { createBudget } from './evaluate/budget.js'
import { createCompiler } from './evaluate/compile.js'
import type { Direction, Evaluation, SchemaFailure } from './evaluate/evaluation.js'
import { createFastPath } from './fast-path/create-fast-path.js'
import { passes } from './fast-path/fast-check.js'
import { createDeprecatedFinder, type DeprecatedProperty } from './layout/deprecated.js'
import { createLayoutFinder } from './layout/layout-finder.js'
import { findUndocumented, type UndocumentedProperty } from './layout/undocumented.js'

export interface EvaluateOptions {
  readonly direction: Direction
  /** Returns the text of the number at a path, if it is known. */
  readonly literalAt?: ((path: readonly (string | number)[]) => string | undefined) | undefined
}

/** A keyword that a value fails, and the path of the value. */
export interface InvalidValue extends Pick<SchemaFailure, 'rule' | 'expected' | 'received' | 'message'> {
  /** Absent if evaluation was stopped. */
  readonly keyword?: string
  /** Tokens of the JSON Pointer to the value. */
  readonly path: readonly (string | number)[]
}

/** Evaluates values under the schemas of a document. A schema is compiled when it is first used. */
export interface SchemaEngine {
  readonly index: SchemaIndex
  /** True only if a value is valid and has no undocumented property. Quick; `false` does not mean the opposite. */
  isSurelyValid(schema: Node, value: unknown, direction: Direction): boolean
  /** Every keyword that a value fails, in the order of the value; empty if it is valid. */
  evaluate(schema: Node, value: unknown, options: EvaluateOptions): InvalidValue[]
  /** Properties that no schema documents, or not in this direction. */
  findUndocumented(schema: Node, value: unknown, direction: Direction): UndocumentedProperty[]
  /** Properties that their schemas deprecate, each once. */
  findDeprecated(schema: Node, value: unknown, direction: Direction): DeprecatedProperty[]
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
  // Of the call at work: the layout finder evaluates branches with what is left of it.
  let budget = createBudget(undefined)
  const rootsOf = createRoots()
  const startEvaluation = (direction: Direction, failures: SchemaFailure[] | undefined): Evaluation => ({
    direction,
    failures,
    budget,
    scope: [],
  })
  const findLayout = createLayoutFinder(index, (schema, value, direction) =>
    compile(schema)(value, startEvaluation(direction, undefined), undefined),
  )
  const findDeprecated = createDeprecatedFinder(index, findLayout)
  const fastPaths = {
    request: createFastPath('request', index, compile, findLayout),
    response: createFastPath('response', index, compile, findLayout),
  }
  return {
    index,
    isSurelyValid(schema, value, direction) {
      budget = createBudget(value)
      let isSure = false
      isWithinBudget(() => {
        isSure = passes(fastPaths[direction](rootsOf(schema)), value, startEvaluation(direction, []))
      })
      return isSure
    },
    evaluate(schema, value, { direction, literalAt }) {
      budget = createBudget(value)
      const failures: SchemaFailure[] = []
      const isDecided = isWithinBudget(() => compile(schema)(value, startEvaluation(direction, failures), undefined))
      const invalid = failures.flatMap((failure) => toInvalidValue(failure, literalAt) ?? [])
      return isDecided ? invalid : [...invalid, stopped(schema)]
    },
    findUndocumented(schema, value, direction) {
      budget = createBudget(value)
      let found: UndocumentedProperty[] = []
      // If this is stopped, so is `evaluate`, which reports it.
      isWithinBudget(() => {
        found = findUndocumented(rootsOf(schema), value, direction, findLayout)
      })
      return found
    },
    findDeprecated(schema, value, direction) {
      budget = createBudget(value)
      let found: DeprecatedProperty[] = []
      // If this is stopped, so is `evaluate`, which reports it.
      isWithinBudget(() => {
        found = findDeprecated(rootsOf(schema), value, direction)
      })
      return found
    },
  }
}

/** Returns the same list for a schema every time: the caches of layouts and fast checks are keyed by list. */
function createRoots(): (schema: Node) => readonly Node[] {
  const lists = new WeakMap<Node, readonly Node[]>()
  return (schema) => {
    const list = lists.get(schema) ?? [schema]
    lists.set(schema, list)
    return list
  }
}

/** Returns false if `run` needs more stack or references than allowed: both end in a `RangeError`. */
function isWithinBudget(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function toInvalidValue(
  { steps, isInvalidLiteral, ...failure }: SchemaFailure,
  literalAt: EvaluateOptions['literalAt'],
): InvalidValue | undefined {
  const path = steps.toReversed()
  if (!isInvalidLiteral) return { ...failure, path }
  const literal = literalAt?.(path)
  return literal !== undefined && isInvalidLiteral(literal) ? { ...failure, received: literal, path } : undefined
}

function stopped(schema: Node): InvalidValue {
  return {
    path: [],
    rule: schema,
    expected: 'a value that the schema can decide',
    received: 'one on which evaluation was stopped: too many references or too deep',
  }
}
