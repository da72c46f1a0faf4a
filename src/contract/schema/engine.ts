import type { Place, SchemaIndex } from '../../openapi/index.js'
import { createCompiler } from './compile.js'
import type { Direction, SchemaFailure } from './evaluation.js'
import { createUnpromisedFinder, type FindUnpromised } from './unpromised.js'

export interface EvaluateOptions {
  readonly direction: Direction
  /** The number at a path as the text had it. */
  readonly literalAt?: ((path: readonly (string | number)[]) => string | undefined) | undefined
}

/** A keyword that a value breaks, and where. */
export interface BrokenKeyword extends Pick<SchemaFailure, 'keyword' | 'rule' | 'expected' | 'received'> {
  /** Tokens of the JSON Pointer to the value. */
  readonly path: readonly (string | number)[]
}

/** The schemas of a document at work: each is compiled when it is first needed, and once. */
export interface SchemaEngine {
  readonly index: SchemaIndex
  /** Every keyword that a value breaks, in the order of the value; none when it is valid. */
  evaluate(schema: Place, value: unknown, options: EvaluateOptions): BrokenKeyword[]
  /** Properties that no schema mentions, or that do not go this way. */
  readonly findUnpromised: FindUnpromised
}

export function createSchemaEngine(index: SchemaIndex): SchemaEngine {
  const compile = createCompiler(index)
  const accepts = (schema: Place, value: unknown, direction: Direction) =>
    compile(schema)(value, { direction, failures: undefined, scope: [] }, undefined)
  return {
    index,
    evaluate(schema, value, { direction, literalAt }) {
      const failures: SchemaFailure[] = []
      if (compile(schema)(value, { direction, failures, scope: [] }, undefined)) return []
      return failures.flatMap(({ steps, isBrokenBy, ...failure }) => {
        const path = steps.toReversed()
        const literal = isBrokenBy && literalAt?.(path)
        return isBrokenBy && !(literal !== undefined && isBrokenBy(literal)) ? [] : [{ ...failure, path }]
      })
    },
    findUnpromised: createUnpromisedFinder(index, accepts),
  }
}
