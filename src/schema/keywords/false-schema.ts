import type { Node } from '../../openapi/index.js'
import { type Evaluate, fail } from '../evaluate/evaluation.js'

const closing = /\/(additionalProperties|unevaluatedProperties|items|unevaluatedItems)$/

/** Here the last token of the pointer is a name of the author's choice, and no keyword. */
const named = /\/(?:properties|patternProperties|dependentSchemas|\$defs)\/[^/]*$/

/** The keyword to report for a `false` schema: the one that closes an object or array, otherwise `false`. */
export function falseKeyword({ pointer }: Node): string {
  return (!named.test(pointer) && closing.exec(pointer)?.[1]) || 'false'
}

/** The evaluation of the schema `false`, which no value passes (JSON Schema 2020-12 Core, 4.3.2). */
export function compileFalse(schema: Node): Evaluate {
  const keyword = falseKeyword(schema)
  return (_value, evaluation) => fail(evaluation, keyword, schema, 'no value', 'a value')
}
