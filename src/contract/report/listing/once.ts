import { generalisePlace } from './generalise.js'
import { addKind, type Candidate, compareOrder, findKind, type Listed, type Listing } from './listing.js'

/** Notes that a report lists once, by their key. */
export type OnceNotes = Map<string, Listed>

/**
 * Returns a key for notes that a report lists once; `undefined` for other findings. These notes are `not-checked`, for
 * each operation and reason, and those with `once`. A waived note does not stand for one that is not waived.
 */
export function findOnceKey({ once, code, rule, at, expected, operationId, waived }: Candidate): string | undefined {
  if (once === undefined && code !== 'not-checked') return undefined
  const place = once === 'run' ? [] : [operationId, generalisePlace(at)]
  return JSON.stringify([code, rule, expected, waived !== undefined, ...place])
}

/**
 * Maximum number of notes that are remembered. Further notes count each time, so that names in the traffic cannot fill
 * the memory.
 */
const maxKnown = 10_000

/** Returns the findings without the notes that are already known. The other notes become known. */
export function withoutKnown(known: OnceNotes, found: readonly Listed[]): Listed[] {
  return found.filter((listed) => {
    const key = findOnceKey(listed.finding)
    if (key === undefined) return true
    if (known.has(key)) return false
    if (known.size < maxKnown) known.set(key, listed)
    return true
  })
}

/** Adds notes to the known ones. If two notes have the same key, the later one is removed from its listing. */
export function addNotes(
  one: { readonly once: OnceNotes; readonly listing: Listing },
  other: { readonly once: OnceNotes; readonly listing: Listing },
): void {
  for (const [key, note] of other.once) {
    const known = one.once.get(key)
    const isEarlier = known ? compareOrder(note, known) < 0 : one.once.size < maxKnown
    if (isEarlier) one.once.set(key, note)
    if (!known) continue
    if (one.once.get(key) === note) dropNote(one.listing, known)
    else dropNote(other.listing, note)
  }
}

function dropNote(listing: Listing, note: Listed): void {
  const kind = findKind(listing, note.finding)
  const index = kind.listed.indexOf(note)
  if (index >= 0) kind.listed.splice(index, 1)
  else addKind(listing, kind, { listed: [], cut: -note.finding.count })
}
