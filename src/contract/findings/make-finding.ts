import { lineOf, type Node, nodeAddress } from '../../openapi/index.js'
import { shorten } from '../../text/shorten.js'
import type { Finding, FindingCode } from './finding.js'

/** What a check knows about a disagreement; the rest of a finding follows from it. */
export interface FindingDetails {
  readonly at: string
  readonly rule: Node
  readonly keyword?: string
  readonly expected: string
  readonly received: string
  /** @default 'warning' for `undocumented-property`, 'error' for all others */
  readonly severity?: Finding['severity']
}

/** A finding, its message made from where, what was received and what was expected. */
export function makeFinding(code: FindingCode, { rule, ...details }: FindingDetails): Finding {
  const { at, keyword, expected, received } = details
  return {
    code,
    severity: details.severity ?? (code === 'undocumented-property' ? 'warning' : 'error'),
    at,
    rule: nodeAddress(rule),
    line: lineOf(rule),
    ...(keyword !== undefined && { keyword }),
    expected,
    received,
    message: `${describePlace(at)}: received ${received}, expected ${expected}`,
  }
}

/** Where a finding is, for people: names that nobody reads to their end are cut. */
export function describePlace(at: string): string {
  return at.replace(/[^/]+/g, (step) => shorten(step)) || 'the body'
}
