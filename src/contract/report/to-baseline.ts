import type { Baseline } from '../baseline/baseline.js'
import { baselineOf } from '../baseline/match.js'
import { type Candidate, createListing, findKind } from './listing/listing.js'
import type { Report } from './report.js'

/**
 * Returns a baseline with all findings of a report that are not waived, for the option `baseline` of later runs.
 *
 * Findings about unreadable recordings are left out, because they say nothing about the API.
 */
export function toBaseline({ findings, document }: Report): Baseline {
  const listing = createListing(Number.POSITIVE_INFINITY)
  // Every kind has at least one listed finding.
  for (const [number, { more = 0, baseline, ...finding }] of findings.entries()) {
    const candidate: Candidate = { ...finding, count: finding.count - more }
    findKind(listing, candidate).listed.push({ number, index: 0, finding: candidate })
  }
  return baselineOf(listing, document.source)
}
