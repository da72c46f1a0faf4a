/**
 * Every way in which an interaction can disagree with its document; `not-checked`, when something was not compared with it;
 * `deprecated-operation`, when something deprecated was used; and of requests that a probe made, `server-error` for a status of
 * 5xx or no response, and `accepted-invalid-request` for a success although the request breaks a rule.
 */
export const findingCodes = [
  'undocumented-path',
  'undocumented-method',
  'undocumented-status',
  'undocumented-content-type',
  'undocumented-property',
  'missing-content-type',
  'missing-header',
  'invalid-header',
  'invalid-body',
  'unreadable-body',
  'undocumented-parameter',
  'missing-parameter',
  'invalid-parameter',
  'not-checked',
  'deprecated-operation',
  'server-error',
  'accepted-invalid-request',
] as const
/** One of `findingCodes`. */
export type FindingCode = (typeof findingCodes)[number]

/** Codes of the findings that are about the parameters of a request. */
export const requestCodes: ReadonlySet<FindingCode> = new Set([
  'undocumented-parameter',
  'missing-parameter',
  'invalid-parameter',
])

/** How bad a finding is: it contradicts the document, the document does not mention it, or it is good to know. */
export type Severity = 'error' | 'warning' | 'note'

export const severities: readonly Severity[] = ['note', 'warning', 'error']

/** Whether a severity is `least` or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(least)
}

/** One disagreement between an interaction and its document. A value: nothing is thrown. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  /** JSON Pointer (RFC 6901) in the body, or `status`, `header content-type`, `query page_size`, `path id`, `response body`. */
  readonly at: string
  /** JSON Pointer into the document of the rule; `file#pointer` when it stands in another file. */
  readonly rule: string
  /** Line of `rule` in its file, counted from 1. */
  readonly line?: number
  /** The JSON Schema keyword that the value does not satisfy, where a schema decided. */
  readonly keyword?: string
  /** Address of the `anyOf` or `oneOf` that the value does not match, if this is about its nearest branch. */
  readonly within?: string
  readonly expected: string
  readonly received: string
  /** What is wrong, in one sentence, without the place: `missing required property "locked"`. */
  readonly message: string
  /** How many further findings of the same rule are left out, at places that differ in indexes. At least 100 are listed. */
  readonly more?: number
  /** Set for a note that a report has once for the whole run, however often it is found. */
  readonly once?: 'run'
}

/** How many findings there are, including those that `more` counts. */
export function countFindings(findings: readonly Finding[]): number {
  return findings.reduce((sum, finding) => sum + 1 + (finding.more ?? 0), 0)
}
