import type { Node, SchemaIndex } from '../../openapi/index.js'
import type { Evaluate } from '../evaluate/evaluation.js'

/** What a keyword is compiled from. */
export interface KeywordContext {
  /** Value of the keyword. */
  readonly value: unknown
  /** Where the keyword stands. */
  readonly rule: Node
  /** The schema that it stands in. */
  readonly schema: Node
  readonly index: SchemaIndex
  /** Evaluation of another schema, compiled when it is first needed. */
  compile(schema: Node): Evaluate
}

/** Compiles one keyword; `undefined` when it cannot fail and evaluates nothing. */
export type Keyword = (context: KeywordContext) => Evaluate | undefined
