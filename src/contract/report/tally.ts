import type { Document } from '../../openapi/index.js'
import type { Severity } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { Waiver } from '../waivers/waivers.js'
import { compareListed, createListing, findKind, kindsOf, type Listing } from './listing.js'
import { addNotes, type Candidate, type OnceNotes } from './once.js'
import { createQuoting } from './received-excerpt.js'
import { countReported, type ReportedFinding } from './report.js'
import type { IsSecret } from './request-line.js'
import { quoteRule } from './rule-excerpt.js'

/** Numbers of one operation, or of all. */
interface Counts {
  interactions: number
  /** Interactions with a finding. */
  withFindings: number
  errors: number
  warnings: number
}

/** What a report counts and lists of some interactions. */
export interface Tally extends Counts {
  /** Interactions that are about an operation of the document. */
  checked: number
  notes: number
  waived: number
  /** By operation; only those with interactions. */
  readonly operations: Map<string, Counts>
  readonly listing: Listing
  /** Notes that are counted and listed once. */
  readonly once: OnceNotes
  /** Waivers that matched a finding. */
  readonly neededWaivers: Set<Waiver>
}

const zero = (): Counts => ({ interactions: 0, withFindings: 0, errors: 0, warnings: 0 })

export function createTally(): Tally {
  return {
    ...zero(),
    ...{ checked: 0, notes: 0, waived: 0 },
    ...{ operations: new Map(), listing: createListing(), once: new Map(), neededWaivers: new Set() },
  }
}

/** Counts one interaction with its findings. */
export function countInteraction(tally: Tally, findings: readonly Candidate[], operationId: string | undefined): void {
  const counted = findings.filter(({ waived }) => waived === undefined)
  const numberOf = (wanted: Severity) => countReported(counted.filter(({ severity }) => severity === wanted))
  if (operationId !== undefined) tally.checked++
  countNotes(tally, findings)
  const withFindings = findings.length > 0 ? 1 : 0
  const counts = { interactions: 1, withFindings, errors: numberOf('error'), warnings: numberOf('warning') }
  addCounts(tally, counts)
  if (operationId !== undefined) addCounts(countsOf(tally, operationId), counts)
}

/** Counts notes and waived findings, which belong to no operation. */
export function countNotes(tally: Tally, findings: readonly Candidate[]): void {
  for (const finding of findings) {
    if (finding.waived !== undefined) tally.waived += countReported([finding])
    else if (finding.severity === 'note') tally.notes += countReported([finding])
  }
}

/** What listing findings takes. */
export interface ListingContext {
  readonly document: Document
  readonly isSecret: IsSecret
  /** Of each kind. */
  readonly maxFindings: number
}

/** Lists findings of one interaction, as many of each kind as may be listed, with what the document says at their rules. */
export function listFindings(
  { listing }: Tally,
  added: { readonly number: number; readonly findings: readonly Candidate[]; readonly interaction?: Interaction },
  { document, isSecret, maxFindings }: ListingContext,
): void {
  const { number, interaction } = added
  const quote = interaction && createQuoting(interaction, isSecret)
  for (const finding of added.findings) {
    const kind = findKind(listing, finding)
    if (kind.listed.length >= maxFindings) {
      kind.cut += finding.count
      continue
    }
    const isFirst = kind.listed.length === 0
    const excerpt = isFirst ? quote?.(finding.at) : undefined
    kind.listed.push({ number, finding, excerpt })
    const rule = listing.excerpts.has(finding.rule) ? undefined : quoteRule(document, finding)
    if (rule) listing.excerpts.set(finding.rule, rule)
  }
}

/** Findings that a report lists. With more kinds of findings than this, some kinds are only counted, errors last. */
const maxReported = 5_000

/** The listed findings in the order of a report. The last one of each kind counts those that are not listed. */
export function toListed({ listing }: Tally): ReportedFinding[] {
  const kinds = kindsOf(listing)
  const total = kinds.reduce((sum, { listed }) => sum + listed.length, 0)
  const maxOfKind = total > maxReported ? Math.max(1, Math.floor(maxReported / kinds.length)) : total
  return kinds
    .flatMap(({ listed, cut }) => {
      const shown = listed.slice(0, maxOfKind)
      const others = cut + countReported(listed.slice(maxOfKind).map(({ finding }) => finding))
      return shown.map((each, index) => ({ ...each, cut: index === shown.length - 1 ? others : 0 }))
    })
    .sort(compareListed)
    .slice(0, maxReported)
    .map(({ finding: { once, ...finding }, excerpt, cut }) => ({
      ...finding,
      count: finding.count + cut,
      ...(excerpt && { excerpt }),
    }))
}

/** One tally of the interactions of several. */
export function mergeTallies(tallies: readonly Tally[], maxFindings: number): Tally {
  const merged = createTally()
  const repeated = new Set<Candidate>()
  for (const tally of tallies) {
    addCounts(merged, tally)
    merged.checked += tally.checked
    const again = addNotes(merged.once, tally.once)
    for (const note of again.repeated) repeated.add(note)
    merged.notes += tally.notes - again.notes
    merged.waived += tally.waived - again.waived
    for (const [operationId, counts] of tally.operations) addCounts(countsOf(merged, operationId), counts)
    for (const waiver of tally.neededWaivers) merged.neededWaivers.add(waiver)
  }
  for (const { listing } of tallies) {
    for (const [rule, excerpt] of listing.excerpts) merged.listing.excerpts.set(rule, excerpt)
    for (const { listed, cut } of kindsOf(listing)) {
      const known = listed.filter(({ finding }) => !repeated.has(finding))
      const [first] = known
      if (!first) continue
      const kind = findKind(merged.listing, first.finding)
      const all = [...kind.listed, ...known].sort(compareListed)
      kind.listed.splice(0, kind.listed.length, ...all.slice(0, maxFindings))
      kind.cut += cut + countReported(all.slice(maxFindings).map(({ finding }) => finding))
    }
  }
  return merged
}

function countsOf({ operations }: Tally, operationId: string): Counts {
  const counts = operations.get(operationId) ?? zero()
  operations.set(operationId, counts)
  return counts
}

function addCounts(sum: Counts, { interactions, withFindings, errors, warnings }: Counts): void {
  sum.interactions += interactions
  sum.withFindings += withFindings
  sum.errors += errors
  sum.warnings += warnings
}
