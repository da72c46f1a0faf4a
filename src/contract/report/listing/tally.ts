import type { Document } from '../../../openapi/index.js'
import type { Interaction } from '../../interaction/interaction.js'
import type { WaiverMatcher } from '../../waivers/waiver-matcher.js'
import type { IsSecret } from '../request-line.js'
import { quoteRule } from '../rule-excerpt.js'
import {
  addKind,
  type Candidate,
  copyListing,
  createListing,
  findKind,
  kindsOf,
  type Listed,
  type Listing,
} from './listing.js'
import { addNotes, findOnceKey, type OnceNotes } from './once.js'
import { createQuoting } from './received-excerpt.js'

/** Counts of interactions. */
export interface InteractionCounts {
  interactions: number
  /**
   * Interactions with a finding. Notes that a report lists once do not count, because they belong to no single
   * interaction.
   */
  withFindings: number
}

/** The counts and findings of some interactions. Plain data, which can be sent to a worker. */
export interface Tally {
  interactions: number
  /** Interactions that are about an operation of the document. */
  checked: number
  /** Counts by operation. Operations without interactions are absent. */
  readonly operations: Map<string, InteractionCounts>
  readonly listing: Listing
  /** Notes that are counted and listed once. */
  readonly once: OnceNotes
  /** Indexes of the waivers that matched a finding. */
  readonly neededWaivers: Set<number>
}

/**
 * Creates an empty tally.
 *
 * @param maxFindings maximum number of findings of each kind that are listed
 */
export function createTally(maxFindings: number): Tally {
  return {
    ...{ interactions: 0, checked: 0, operations: new Map() },
    ...{ listing: createListing(maxFindings), once: new Map(), neededWaivers: new Set() },
  }
}

/** Counts one interaction with its findings. */
export function countInteraction(tally: Tally, found: readonly Listed[], operationId: string | undefined): void {
  tally.interactions++
  if (operationId === undefined) return
  tally.checked++
  const hasFindings = found.some(({ finding }) => findOnceKey(finding) === undefined)
  addCounts(tally, operationId, { interactions: 1, withFindings: hasFindings ? 1 : 0 })
}

/** What `listFindings` needs to quote the document and to mask secrets. */
export interface ListingContext {
  readonly document: Document
  readonly isSecret: IsSecret
}

/**
 * Lists the findings of one interaction, up to the limit of each kind, with the lines of the document at their rules.
 */
export function listFindings(
  { listing }: Pick<Tally, 'listing'>,
  added: { readonly found: readonly Listed[]; readonly interaction?: Interaction },
  { document, isSecret }: ListingContext,
): void {
  const quote = added.interaction && createQuoting(added.interaction, isSecret)
  for (const listed of added.found) {
    const { finding } = listed
    const kind = findKind(listing, finding)
    // Interactions come in order, so the first findings are already listed.
    if (kind.listed.length >= listing.maxFindings) {
      kind.cut += finding.count
      continue
    }
    if (kind.listed.length === 0) listed.excerpt = quote?.(finding.at)
    kind.listed.push(listed)
    const rule = listing.excerpts.has(finding.rule) ? undefined : quoteRule(document, finding)
    if (rule) listing.excerpts.set(finding.rule, rule)
  }
}

/** Returns the finding with the reason of a waiver that accepts it. `needed` receives the indexes of all that match. */
export function waive(finding: Candidate, waivers: WaiverMatcher, needed: Set<number>): Candidate {
  const waived = waivers.findReason(finding, needed)
  return waived === undefined ? finding : { ...finding, waived }
}

/** Adds another tally to `sum`. The other tally must not be used afterwards. */
export function addTally(sum: Tally, added: Tally): void {
  sum.interactions += added.interactions
  sum.checked += added.checked
  for (const [operationId, counts] of added.operations) addCounts(sum, operationId, counts)
  for (const waiver of added.neededWaivers) sum.neededWaivers.add(waiver)
  for (const [rule, excerpt] of added.listing.excerpts) sum.listing.excerpts.set(rule, excerpt)
  addNotes(sum, added)
  for (const kind of kindsOf(added.listing)) addKind(sum.listing, findKind(sum.listing, kind.sample), kind)
}

/** Returns the sum of several tallies, which stay as they are. Each finding has the index of its tally as `origin`. */
export function mergeTallies(tallies: readonly Tally[], maxFindings: number): Tally {
  const merged = createTally(maxFindings)
  for (const [origin, tally] of tallies.entries()) {
    addTally(merged, copyTally(tally, origin))
  }
  return merged
}

/** Copies what `addTally` changes. Only that: a tally may have thousands of findings. */
function copyTally({ listing, once, ...tally }: Tally, origin: number): Tally {
  const copies = new Map<Listed, Listed>()
  const copyListed = (listed: Listed): Listed => {
    const copy = copies.get(listed) ?? { ...listed, origin }
    copies.set(listed, copy)
    return copy
  }
  return {
    ...tally,
    listing: copyListing(listing, copyListed),
    once: new Map([...once].map(([key, note]) => [key, copyListed(note)])),
  }
}

function addCounts({ operations }: Tally, operationId: string, added: InteractionCounts): void {
  const counts = operations.get(operationId) ?? { interactions: 0, withFindings: 0 }
  counts.interactions += added.interactions
  counts.withFindings += added.withFindings
  operations.set(operationId, counts)
}
