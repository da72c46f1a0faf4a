import { type Document, findDescendant, findFileOf } from '../../openapi/index.js'
import { describeChoice } from '../../text/describe-value.js'
import { parsePointer } from '../../text/json-pointer.js'
import { findNearest } from '../../text/nearest.js'
import type { CoverageEntry } from '../coverage/coverage.js'
import { findingCodes } from '../findings/finding.js'
import { matchFields } from './waiver-matcher.js'
import { type FindingWaiver, type Waiver, type Waivers, WaiversError } from './waivers.js'

/**
 * Throws for a waiver that can match nothing: a name is misspelt, or the document no longer has it.
 *
 * @throws {WaiversError} naming the waiver, the first field that matches nothing, and the nearest name.
 */
export function validateWaivers(
  { findings, coverage }: Waivers,
  document: Document,
  entries: () => readonly CoverageEntry[],
): void {
  // A finding about an undocumented path or method belongs to no operation.
  const operationIds = ['', ...document.operations.map(({ operationId }) => operationId)]
  const possible = operationIds.flatMap((operationId) => findingCodes.map((code) => ({ operationId, code })))
  for (const waiver of findings) {
    requireMatch(waiver, ['operationId', 'code'], possible)
    requireRule(waiver, document)
  }
  if (coverage.length === 0) return
  const items = entries()
  for (const waiver of coverage) requireMatch(waiver, ['operationId', 'kind', 'subject', 'aspect'], items)
}

/** A rule without wildcards must be a place in the document. */
function requireRule({ rule = '', definedAt }: FindingWaiver, document: Document): void {
  const { root } = document
  if (rule.includes('*') || findFileOf(document, rule) !== root.file) return
  const tokens = parsePointer(rule)
  if (tokens && findDescendant(root, tokens)) return
  throw new WaiversError(
    `${definedAt}: rule ${JSON.stringify(rule)} is not in the document; expected a JSON Pointer into it`,
  )
}

/** Narrows the possible matches field by field, so that the error names the first field that matches nothing. */
function requireMatch<Name extends string>(
  waiver: Waiver & { readonly [field in Name]?: string },
  names: readonly Name[],
  possible: readonly { readonly [field in Name]: string }[],
): void {
  let left = possible
  for (const name of names) {
    const pattern = waiver[name]
    if (pattern === undefined) continue
    const values = new Set(left.map((each) => each[name]))
    left = left.filter(matchFields({ [name]: pattern }, [name]))
    if (left.length > 0) continue
    const nearest = findNearest(pattern, values)
    const help = nearest
      ? `did you mean ${JSON.stringify(nearest)}?`
      : `expected ${describeChoice([...values].filter(Boolean))}`
    throw new WaiversError(`${waiver.definedAt}: ${name} ${JSON.stringify(pattern)} is not in the document; ${help}`)
  }
}
