import type { Candidate } from './once.js'
import type { ReceivedExcerpt, RuleExcerpt } from './report.js'

/** A finding that is listed, with the number of its interaction, so that findings of several tallies can be put in order. */
export interface Listed {
  readonly number: number
  readonly finding: Candidate
  readonly excerpt?: ReceivedExcerpt | undefined
}

/** Findings of one kind: of one operation, rule, code and severity, at one kind of place. */
export interface Kind {
  readonly listed: Listed[]
  /** Findings of this kind that are not listed. */
  cut: number
}

/** Findings by kind. Each kind has room of its own, so that no finding can push out one of another kind. */
export interface Listing {
  /** By operation, rule, code and severity, then by place. */
  readonly rules: Map<string, Map<string, Kind>>
  readonly excerpts: Map<string, RuleExcerpt>
}

export function createListing(): Listing {
  return { rules: new Map(), excerpts: new Map() }
}

/** Kinds of places of one rule. All further ones are one kind: names in the traffic must not fill the memory. */
const maxPlaces = 100

/** These are about something received that the document does not have, so each value is a kind of its own. */
const byValue = /^undocumented-(?:path|method|status|content-type)$/

/** The kind of a finding, which is created if it is new. */
export function findKind({ rules }: Listing, finding: Candidate): Kind {
  const { severity, waived, code, operationId, rule, keyword, at, received } = finding
  const key = JSON.stringify([severity, waived !== undefined, code, operationId, rule, keyword])
  const places = rules.get(key) ?? new Map<string, Kind>()
  rules.set(key, places)
  const own = JSON.stringify([at.replace(/\/\d+(?=\/|$)/g, '/0'), byValue.test(code) ? received : ''])
  const place = places.has(own) || places.size < maxPlaces ? own : 'others'
  const kind = places.get(place) ?? { listed: [], cut: 0 }
  places.set(place, kind)
  return kind
}

/** All kinds of a listing, in the order of their first findings. */
export function kindsOf({ rules }: Listing): Kind[] {
  return [...rules.values()].flatMap((places) => [...places.values()])
}

const ranks = { error: 0, warning: 1, note: 2 } as const

/** Errors first, then warnings, notes, and what is waived; each in the order of the interactions. */
export function compareListed(one: Listed, other: Listed): number {
  return rankOf(one.finding) - rankOf(other.finding) || one.number - other.number
}

function rankOf({ severity, waived }: Candidate): number {
  return waived === undefined ? ranks[severity] : 3
}
