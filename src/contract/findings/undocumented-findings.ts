import type { Node } from '../../openapi/index.js'
import type { Direction, SchemaEngine } from '../../schema/index.js'
import { toPointer } from '../../text/json-pointer.js'
import { shorten } from '../../text/shorten.js'
import { toFindings } from './bounded-findings.js'
import type { Finding, FindingCode } from './finding.js'
import { makeFinding } from './make-finding.js'

export interface UnpromisedOptions {
  readonly direction: Direction
  /** Of properties that do not go this way. */
  readonly code: FindingCode
  /** Gives the place of a finding from the JSON Pointer in the value. @default the pointer itself */
  readonly at?: (pointer: string) => string
}

/** A finding for every property that the schema does not mention, or that does not go this way. */
export function findUnpromisedProperties(
  schemas: SchemaEngine,
  schema: Node,
  value: unknown,
  { direction, code, at = (pointer) => pointer }: UnpromisedOptions,
): Finding[] {
  return toFindings(schemas.findUndocumented(schema, value, direction), ({ path, keyword, rule }) => {
    const received = `property ${JSON.stringify(shorten(String(path.at(-1))))}`
    const where = { at: at(toPointer(path)), rule, received }
    return keyword
      ? makeFinding(code, { ...where, keyword, expected: `no ${keyword} property in a ${direction}` })
      : makeFinding('undocumented-property', { ...where, expected: 'a property that the document mentions' })
  })
}
