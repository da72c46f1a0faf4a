import type { Finding } from '../../findings/finding.js'
import { countReported, type ReceivedExcerpt, type ReportedFinding, type RuleExcerpt } from '../report.js'
import { generalisePlace } from './generalise.js'
import { createSmallest, findOrCreate, mapSmallest, type Smallest } from './smallest.js'

/** A finding before the report decides whether it is listed. */
export type Candidate = ReportedFinding & Pick<Finding, 'once'>

/** A listed finding, with its position in the run, so that findings of several tallies can be sorted. */
export interface Listed {
  /** Number of its interaction in the run. */
  number: number
  /** Its index among the findings of the interaction. */
  index: number
  readonly finding: Candidate
  /** Index of the tally that it comes from. Set when several tallies are merged for a report. */
  origin?: number
  /** Some lines of the received body. Only the first finding of a kind needs them. */
  excerpt?: ReceivedExcerpt | undefined
}

/** Findings of one kind: they have the same operation, rule, code, severity and kind of place. */
export interface Kind {
  /** One of the findings, for the fields that all of them share. */
  readonly sample: Candidate
  readonly listed: Listed[]
  /** Number of findings of this kind that are not listed. */
  cut: number
}

/** Findings with the same operation, rule, code and severity, by kind of place. */
export interface RuleKinds {
  readonly places: Smallest<Kind>
  /** The findings at all further places. Without this limit, names in the traffic could fill the memory. */
  others: Kind | undefined
}

/** Findings by kind. Each kind has its own limit, so that findings of one kind never displace those of another. */
export interface Listing {
  /** Maximum number of findings that are listed for each kind. */
  readonly maxFindings: number
  readonly rules: Map<string, RuleKinds>
  readonly excerpts: Map<string, RuleExcerpt>
}

export function createListing(maxFindings: number): Listing {
  return { maxFindings, rules: new Map(), excerpts: new Map() }
}

/** Maximum number of kinds of places that are distinguished for one rule. */
const maxPlaces = 100

/** Codes of findings about something that the document does not have, so each received value is a kind of its own. */
export const byValue = /^undocumented-(?:path|method|status|content-type)$/

/** The received value, if it is part of the kind of a finding; otherwise empty. */
export function valueOfKind({ code, received }: Pick<Candidate, 'code' | 'received'>): string {
  if (!byValue.test(code)) return ''
  return code === 'undocumented-path' ? generalisePlace(received) : received
}

/** Returns the kind of a finding, and creates it if it is new. */
export function findKind(listing: Listing, finding: Candidate): Kind {
  const { severity, waived, code, operationId, rule, keyword, at } = finding
  const key = JSON.stringify([severity, waived !== undefined, code, operationId, rule, keyword])
  const kinds = listing.rules.get(key) ?? { places: createSmallest(maxPlaces), others: undefined }
  listing.rules.set(key, kinds)
  const place = JSON.stringify([finding.place ?? generalisePlace(at), valueOfKind(finding)])
  const create = (sample: Candidate): Kind => ({ sample, listed: [], cut: 0 })
  // Everything in it sorts after all kept places, so a kind in it is found again by its sample.
  const othersWith = (sample: Candidate) => {
    kinds.others ??= create(sample)
    return kinds.others
  }
  const evict = (kind: Kind) => addKind(listing, othersWith(kind.sample), kind)
  return findOrCreate(kinds.places, place, () => create(finding), evict) ?? othersWith(finding)
}

/** Adds findings to a kind. The first ones of both, in the order of the run, stay listed. */
export function addKind({ maxFindings }: Listing, kind: Kind, { listed, cut }: Pick<Kind, 'listed' | 'cut'>): void {
  const all = [...kind.listed, ...listed].sort(compareListed)
  kind.listed.splice(0, kind.listed.length, ...all.slice(0, maxFindings))
  kind.cut += cut + countReported(all.slice(maxFindings).map(({ finding }) => finding))
}

/** All kinds of a listing that have findings. For each rule, the kind of all further places comes last. */
export function kindsOf({ rules }: Listing): Kind[] {
  return [...rules.values()]
    .flatMap(({ places, others }) => [...places.values.values(), ...(others ? [others] : [])])
    .filter((kind) => countKind(kind) > 0)
}

/** Returns a copy that shares no list and no kind with the listing. */
export function copyListing(listing: Listing, copyListed: (listed: Listed) => Listed): Listing {
  const copyKind = (kind: Kind): Kind => ({ ...kind, listed: kind.listed.map(copyListed) })
  const copyKinds = ({ places, others }: RuleKinds): RuleKinds => ({
    places: mapSmallest(places, copyKind),
    others: others && copyKind(others),
  })
  return { ...listing, rules: new Map([...listing.rules].map(([key, kinds]) => [key, copyKinds(kinds)])) }
}

/** Number of findings of a kind, listed or not. */
export function countKind({ listed, cut }: Kind): number {
  return countReported(listed.map(({ finding }) => finding)) + cut
}

const ranks = { error: 0, warning: 1, note: 2 } as const

/**
 * Sorts errors first, then warnings, notes, and waived findings; each in the order of the interactions, then of the
 * checks.
 */
export function compareListed(one: Listed, other: Listed): number {
  return rankOf(one.finding) - rankOf(other.finding) || compareOrder(one, other)
}

/** Sorts in the order of the interactions, then of the checks. */
export function compareOrder(one: Pick<Listed, 'number' | 'index'>, other: Pick<Listed, 'number' | 'index'>): number {
  return one.number - other.number || one.index - other.index
}

/** Errors first, then warnings, notes, and waived findings. */
export function rankOf({ severity, waived }: Pick<Candidate, 'severity' | 'waived'>): number {
  return waived === undefined ? ranks[severity] : 3
}
