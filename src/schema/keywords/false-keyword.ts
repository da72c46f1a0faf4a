import type { Node } from '../../openapi/index.js'

const closing = /\/(additionalProperties|unevaluatedProperties|items|unevaluatedItems)$/

/** Where a name is of the author's choosing, it is no keyword. */
const named = /\/(?:properties|patternProperties|dependentSchemas|\$defs)\/[^/]*$/

/** The keyword that a `false` schema is broken by: the one that it closes an object or array with, or `false` itself. */
export function falseKeyword({ pointer }: Node): string {
  return (!named.test(pointer) && closing.exec(pointer)?.[1]) || 'false'
}
