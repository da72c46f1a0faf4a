import { findChild, type Node } from '../../openapi/index.js'
import type { KeywordContext } from './keyword.js'

/** The keywords of the Schema Object of OpenAPI 3.0 that say something about a value; all others are ignored there. */
export const openapi30Keywords: ReadonlySet<string> = new Set([
  ...['type', 'nullable', 'enum', 'format', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
  ...['maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'items'],
  ...['maxProperties', 'minProperties', 'required', 'properties', 'additionalProperties'],
  ...['allOf', 'oneOf', 'anyOf', 'not', 'discriminator', 'readOnly', 'writeOnly'],
])

/** The flag of OpenAPI 3.0 beside a keyword, if it is true: there, `exclusiveMaximum` and `nullable` are booleans. */
export function findFlag({ schema, index }: KeywordContext, name: string): Node | undefined {
  if (index.dialectOf(schema) !== 'openapi-3.0') return undefined
  const flag = findChild(schema, name)
  return flag?.value === true ? flag : undefined
}
