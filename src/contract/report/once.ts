import type { Finding } from '../findings/finding.js'
import { countReported, type ReportedFinding } from './report.js'

/** A finding before the report decides whether it is listed. */
export type Candidate = ReportedFinding & Pick<Finding, 'once'>

/** Notes that a report lists once, by their key. */
export type OnceNotes = Map<string, Candidate>

/**
 * Returns a key for notes that a report lists once; `undefined` for other findings. These notes are `not-checked`, for
 * each operation and reason, and those with `once`. A waived note does not stand for one that is not waived.
 */
function findKey({ once, code, rule, at, expected, operationId, waived }: Candidate): string | undefined {
  if (once === undefined && code !== 'not-checked') return undefined
  const place = once === 'run' ? [] : [operationId, at.replace(/\/\d+(?=\/|$)/g, '/0')]
  return JSON.stringify([code, rule, expected, waived !== undefined, ...place])
}

/**
 * Maximum number of notes that are remembered. Further notes count each time, so that names in the traffic cannot fill
 * the memory.
 */
const maxKnown = 10_000

/** Returns the findings without the notes that are already known. The other notes become known. */
export function withoutKnown(known: OnceNotes, findings: readonly Candidate[]): Candidate[] {
  return findings.filter((finding) => {
    const key = findKey(finding)
    if (key === undefined) return true
    if (known.has(key)) return false
    if (known.size < maxKnown) known.set(key, finding)
    return true
  })
}

/** Adds notes to the known ones. Returns those that were already known, and the number of their findings. */
export function addNotes(
  known: OnceNotes,
  added: OnceNotes,
): { repeated: Set<Candidate>; notes: number; waived: number } {
  const repeated = new Set<Candidate>()
  for (const [key, finding] of added) {
    if (known.has(key)) repeated.add(finding)
    else if (known.size < maxKnown) known.set(key, finding)
  }
  const numberOf = (isWaived: boolean) =>
    countReported([...repeated].filter(({ waived }) => (waived !== undefined) === isWaived))
  return { repeated, notes: numberOf(false), waived: numberOf(true) }
}
