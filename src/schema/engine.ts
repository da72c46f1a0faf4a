import type { Document, Node, SchemaIndex } from '../openapi/index.js'
import { createBudget } from './evaluate/budget.js'
import { createCompiler } from './evaluate/compile.js'
import { createEvaluation, type Direction, type Evaluation, type SchemaFailure } from './evaluate/evaluation.js'
import { createFastPath } from './fast-path/create-fast-path.js'
import { passes } from './fast-path/fast-check.js'
import { createDeprecatedFinder, type DeprecatedProperty } from './layout/deprecated.js'
import { createLayoutFinder } from './layout/layout-finder.js'
import { findUndocumented, type UndocumentedProperty } from './layout/undocumented.js'

export interface EvaluateOptions {
  readonly direction: Direction
}

/** What evaluation has to say about a value at a path. */
export interface SchemaResult extends Pick<SchemaFailure, 'rule' | 'expected' | 'received' | 'message' | 'branch'> {
  /** `error`: the value fails the keyword. `note`: the keyword was not checked. */
  readonly severity: 'error' | 'warning' | 'note'
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
  /** Every keyword that a value fails, in the order of the value, then warnings and notes, which do not make it invalid. */
  evaluate(schema: Node, value: unknown, options: EvaluateOptions): SchemaResult[]
  /** True if a value fails no keyword. */
  isValid(schema: Node, value: unknown, direction: Direction): boolean
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
  const startEvaluation = (direction: Direction, failures: SchemaFailure[] | undefined): Evaluation =>
    createEvaluation(direction, failures, budget)
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
      const evaluation = startEvaluation(direction, [])
      return unlessStopped(
        () => passes(fastPaths[direction](rootsOf(schema)), value, evaluation) && evaluation.remarks.length === 0,
        false,
      )
    },
    evaluate(schema, value, { direction }) {
      budget = createBudget(value)
      const failures: SchemaFailure[] = []
      const evaluation = startEvaluation(direction, failures)
      const isDecided = unlessStopped(() => {
        compile(schema)(value, evaluation, undefined)
        return true
      }, false)
      const results = [
        ...failures.map((failure) => toResult(failure, 'error')),
        ...evaluation.remarks.map((remark) => toResult(remark, remark.severity)),
      ]
      return isDecided ? results : [...results, stopped(schema)]
    },
    isValid(schema, value, direction) {
      budget = createBudget(value)
      return unlessStopped(() => compile(schema)(value, startEvaluation(direction, undefined), undefined), false)
    },
    // If one of these two is stopped, so is `evaluate`, which reports it.
    findUndocumented(schema, value, direction) {
      budget = createBudget(value)
      return unlessStopped(() => findUndocumented(rootsOf(schema), value, direction, findLayout), [])
    },
    findDeprecated(schema, value, direction) {
      budget = createBudget(value)
      return unlessStopped(() => findDeprecated(rootsOf(schema), value, direction), [])
    },
  }
}

/** Returns `otherwise` if `run` needs more stack or steps than allowed: both end in a `RangeError`. */
function unlessStopped<Result>(run: () => Result, otherwise: Result): Result {
  try {
    return run()
  } catch (error) {
    if (error instanceof RangeError) return otherwise
    throw error
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

function toResult({ steps, ...failure }: SchemaFailure, severity: SchemaResult['severity']): SchemaResult {
  return { ...failure, severity, path: steps.toReversed() }
}

function stopped(schema: Node): SchemaResult {
  return {
    severity: 'error',
    path: [],
    rule: schema,
    expected: 'a value that the schema can decide',
    received: 'one on which evaluation was stopped: too many steps or too deep',
  }
}
