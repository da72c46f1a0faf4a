import type { Place, SchemaIndex } from '../../openapi/index.js'
import { createCompiler } from './compile.js'
import type { Direction, Evaluation, SchemaFailure } from './evaluation.js'
import { createUnpromisedFinder, type FindUnpromised } from './unpromised.js'

export interface EvaluateOptions {
  readonly direction: Direction
  /** The number at a path as the text had it. */
  readonly literalAt?: ((path: readonly (string | number)[]) => string | undefined) | undefined
}

/** The schemas of a document at work: each is compiled when it is first needed, and once. */
export interface SchemaEngine {
  readonly index: SchemaIndex
  /** Every keyword that a value breaks, in the order of the value; none when it is valid. */
  evaluate(schema: Place, value: unknown, options: EvaluateOptions): SchemaFailure[]
  /** Properties that no schema mentions, or that do not go this way. */
  readonly findUnpromised: FindUnpromised
}

export function createSchemaEngine(index: SchemaIndex): SchemaEngine {
  const compile = createCompiler(index)
  const accepts = (schema: Place, value: unknown, direction: Direction) =>
    compile(schema)(value, createEvaluation(undefined, { direction }), undefined)
  return {
    index,
    evaluate(schema, value, options) {
      const failures: SchemaFailure[] = []
      compile(schema)(value, createEvaluation(failures, options), undefined)
      return failures
    },
    findUnpromised: createUnpromisedFinder(index, accepts),
  }
}

function createEvaluation(
  failures: SchemaFailure[] | undefined,
  { direction, literalAt }: EvaluateOptions,
): Evaluation {
  return { direction, path: [], failures, scope: [], ...(literalAt && { literalAt }) }
}
