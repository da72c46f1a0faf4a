import { lineOf, type Node, nodeAddress } from '../../openapi/index.js'
import { shorten } from '../../text/shorten.js'
import type { Finding, FindingCode, Severity } from './finding.js'
import type { Wording } from './wording.js'

/** What a finding is made from. */
export interface FindingDetails extends Wording {
  readonly at: string
  readonly rule: Node
  readonly keyword?: string
  readonly within?: Node
  /** @default 'warning' for `undocumented-property` and `accepted-invalid-request`, 'note' for `not-checked` and `deprecated-operation`, 'error' for all others */
  readonly severity?: Severity
  readonly once?: NonNullable<Finding['once']>
}

/** A finding. Without a message of its own it gets `expected X, received Y`. */
export function makeFinding(code: FindingCode, { rule, ...details }: FindingDetails): Finding {
  const { at, keyword, expected, received, once } = details
  return {
    code,
    severity: details.severity ?? defaultSeverity(code),
    at,
    rule: nodeAddress(rule),
    line: lineOf(rule),
    ...(keyword !== undefined && { keyword }),
    ...(details.within && { within: nodeAddress(details.within) }),
    expected,
    received,
    message: details.message ?? `expected ${expected}, received ${received}`,
    ...(once && { once }),
  }
}

/** The severity of most findings with a code. */
export function defaultSeverity(code: FindingCode): Severity {
  if (code === 'not-checked' || code === 'deprecated-operation') return 'note'
  return code === 'undocumented-property' || code === 'accepted-invalid-request' ? 'warning' : 'error'
}

/** The place of a finding, for people: long names are cut. */
export function describePlace(at: string): string {
  return at.replace(/[^/]+/g, (step) => shorten(step)) || 'the body'
}
