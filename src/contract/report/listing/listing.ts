import type { Finding } from '../../findings/finding.js'
import { countReported, type ReceivedExcerpt, type ReportedFinding, type RuleExcerpt } from '../report.js'
import { generalisePlace } from './generalise.js'
import { createSmallest, findOrCreate, type Smallest } from './smallest.js'

/** A finding before the report decides whether it is listed. */
export type Candidate = ReportedFinding & Pick<Finding, 'once'>

/** A finding that is listed, with its place in the order of a run, so that findings of several tallies can be put in order. */
export interface Listed {
  /** Number of its interaction. */
  number: number
  /** Its place among the findings of the interaction. */
  index: number
  readonly finding: Candidate
  /** The tally that it comes from, of several that are merged for a report. */
  origin?: number
  /** Only the first finding of a kind needs it. */
  excerpt?: ReceivedExcerpt | undefined
}

/** Findings of one kind: of one operation, rule, code and severity, at one kind of place. */
export interface Kind {
  /** One of them, for what all have in common. */
  readonly sample: Candidate
  readonly listed: Listed[]
  /** Findings of this kind that are not listed. */
  cut: number
}

/** Findings of one operation, rule, code and severity. */
export interface RuleKinds {
  readonly places: Smallest<Kind>
  /** Of all further places: names in the traffic must not fill the memory. */
  others: Kind | undefined
}

/** Findings by kind. Each kind has room of its own, so that no finding can push out one of another kind. */
export interface Listing {
  /** Findings of each kind that are listed. */
  readonly maxFindings: number
  readonly rules: Map<string, RuleKinds>
  readonly excerpts: Map<string, RuleExcerpt>
}

export function createListing(maxFindings: number): Listing {
  return { maxFindings, rules: new Map(), excerpts: new Map() }
}

/** Kinds of places of one rule. */
const maxPlaces = 100

/** These are about something received that the document does not have, so each value is a kind of its own. */
const byValue = /^undocumented-(?:path|method|status|content-type)$/

/** What was received, if that decides which kind a finding is; otherwise empty. */
export function valueOfKind({ code, received }: Pick<Candidate, 'code' | 'received'>): string {
  if (!byValue.test(code)) return ''
  return code === 'undocumented-path' ? generalisePlace(received) : received
}

/** The kind of a finding, which is created if it is new. */
export function findKind(listing: Listing, finding: Candidate): Kind {
  const { severity, waived, code, operationId, rule, keyword, at } = finding
  const key = JSON.stringify([severity, waived !== undefined, code, operationId, rule, keyword])
  const kinds = listing.rules.get(key) ?? { places: createSmallest(maxPlaces), others: undefined }
  listing.rules.set(key, kinds)
  const place = JSON.stringify([generalisePlace(at), valueOfKind(finding)])
  const create = (sample: Candidate): Kind => ({ sample, listed: [], cut: 0 })
  // What is in it comes after all places that are kept, so a kind of it can be found again by its sample.
  const othersWith = (sample: Candidate) => {
    kinds.others ??= create(sample)
    return kinds.others
  }
  const evict = (kind: Kind) => addKind(listing, othersWith(kind.sample), kind)
  return findOrCreate(kinds.places, place, () => create(finding), evict) ?? othersWith(finding)
}

/** Adds the findings of one kind to another. The first ones of both are listed. */
export function addKind({ maxFindings }: Listing, kind: Kind, { listed, cut }: Pick<Kind, 'listed' | 'cut'>): void {
  const all = [...kind.listed, ...listed].sort(compareListed)
  kind.listed.splice(0, kind.listed.length, ...all.slice(0, maxFindings))
  kind.cut += cut + countReported(all.slice(maxFindings).map(({ finding }) => finding))
}

/** All kinds of a listing with findings. Of a rule, the kind of all further places is the last one. */
export function kindsOf({ rules }: Listing): Kind[] {
  return [...rules.values()]
    .flatMap(({ places, others }) => [...places.values.values(), ...(others ? [others] : [])])
    .filter((kind) => countKind(kind) > 0)
}

/** How many findings a kind has, listed or not. */
export function countKind({ listed, cut }: Kind): number {
  return countReported(listed.map(({ finding }) => finding)) + cut
}

const ranks = { error: 0, warning: 1, note: 2 } as const

/** Errors first, then warnings, notes, and what is waived; each in the order of the interactions, then of the checks. */
export function compareListed(one: Listed, other: Listed): number {
  return rankOf(one.finding) - rankOf(other.finding) || compareOrder(one, other)
}

/** In the order of the interactions, then of the checks. */
export function compareOrder(one: Pick<Listed, 'number' | 'index'>, other: Pick<Listed, 'number' | 'index'>): number {
  return one.number - other.number || one.index - other.index
}

function rankOf({ severity, waived }: Candidate): number {
  return waived === undefined ? ranks[severity] : 3
}
