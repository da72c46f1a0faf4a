import { type Document, findDescendant, type Node } from '../../openapi/index.js'
import { describeChoice } from '../../text/describe-value.js'
import { parsePointer } from '../../text/json-pointer.js'
import { findNearest } from '../../text/nearest.js'
import type { CoverageEntry } from '../coverage/coverage.js'
import { findingCodes } from '../findings/finding.js'
import { matchFields } from './waiver-matcher.js'
import { type FindingWaiver, type Waiver, type Waivers, WaiversError } from './waivers.js'

/**
 * Refuses waivers that no interaction could ever need: a name is misspelt, or the document no longer promises it.
 *
 * @throws {WaiversError} naming the waiver, the first field that matches nothing, and what it may have meant.
 */
export function requirePossible(
  { findings, coverage }: Waivers,
  document: Document,
  entries: () => readonly CoverageEntry[],
): void {
  // A finding about a path or method that is undocumented belongs to no operation.
  const operationIds = ['', ...document.operations.map(({ operationId }) => operationId)]
  const possible = operationIds.flatMap((operationId) => findingCodes.map((code) => ({ operationId, code })))
  for (const waiver of findings) {
    requireMatch(waiver, ['operationId', 'code'], possible)
    requireRule(waiver, document.root)
  }
  if (coverage.length === 0) return
  const promises = entries()
  for (const waiver of coverage) requireMatch(waiver, ['operationId', 'kind', 'subject', 'aspect'], promises)
}

/** A rule without wildcards leads somewhere in the document. */
function requireRule({ rule = '', definedAt }: FindingWaiver, root: Node): void {
  if (!rule.startsWith('/') || rule.includes('*')) return
  const tokens = parsePointer(rule)
  if (tokens && findDescendant(root, tokens)) return
  throw new WaiversError(
    `${definedAt}: found rule ${JSON.stringify(rule)}, expected a JSON Pointer that the document has`,
  )
}

/** Narrows what is possible field by field, so that the complaint is about the first that matches nothing. */
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
    const expected = nearest
      ? `one that the document has; did you mean ${JSON.stringify(nearest)}?`
      : describeChoice([...values].filter(Boolean))
    throw new WaiversError(`${waiver.definedAt}: found ${name} ${JSON.stringify(pattern)}, expected ${expected}`)
  }
}
