import type { Finding } from '../findings/finding.js'
import { countReported, type ReportedFinding } from './report.js'

/** A finding before the report decides whether it is listed. */
export type Candidate = ReportedFinding & Pick<Finding, 'once'>

/** Notes that a report has once, by what they are about. */
export type OnceNotes = Map<string, Candidate>

/**
 * What a note is about, if a report has it once: what was not checked, for each operation and reason; other notes with `once`.
 * A waived note does not stand for one that is not waived.
 */
function findKey({ once, code, rule, at, expected, operationId, waived }: Candidate): string | undefined {
  if (once === undefined && code !== 'not-checked') return undefined
  const place = once === 'run' ? [] : [operationId, at.replace(/\/\d+(?=\/|$)/g, '/0')]
  return JSON.stringify([code, rule, expected, waived !== undefined, ...place])
}

/** Notes that are remembered. Further ones, at other names in the traffic, count each time: they must not fill the memory. */
const maxKnown = 10_000

/** The findings without notes that are known already. The others become known. */
export function withoutKnown(known: OnceNotes, findings: readonly Candidate[]): Candidate[] {
  return findings.filter((finding) => {
    const key = findKey(finding)
    if (key === undefined) return true
    if (known.has(key)) return false
    if (known.size < maxKnown) known.set(key, finding)
    return true
  })
}

/** Adds notes to those that are known. Returns the ones that were known already, and how many findings they are. */
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
