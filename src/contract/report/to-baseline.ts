import type { Baseline } from '../baseline/baseline.js'
import { baselineOf } from '../baseline/match.js'
import { createListing, findKind } from './listing/listing.js'
import type { Report } from './report.js'

/**
 * Returns a baseline with all findings of a report that are not waived, for the option `baseline` of later runs.
 *
 * Findings about unreadable recordings are left out, because they say nothing about the API.
 */
export function toBaseline({ findings, document }: Report): Baseline {
  const listing = createListing(Number.POSITIVE_INFINITY)
  // Every kind has at least one listed finding. How many there are does not matter.
  for (const finding of findings) findKind(listing, finding).listed.push({ number: 0, index: 0, finding })
  return baselineOf(listing, document.source)
}
