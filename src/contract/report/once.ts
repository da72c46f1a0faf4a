import { countFindings } from '../findings/finding.js'
import type { ReportedFinding } from './report.js'

/** Notes that a report has once, by what they are about. */
export type OnceNotes = Map<string, ReportedFinding>

/**
 * What a note is about, if a report has it once: what was not checked, for each operation and reason; other notes with `once`.
 * A waived note does not stand for one that is not waived.
 */
function findKey({ once, code, rule, at, expected, operationId, waived }: ReportedFinding): string | undefined {
  if (once === undefined && code !== 'not-checked') return undefined
  const place = once === 'run' ? [] : [operationId, at.replace(/\/\d+(?=\/|$)/g, '/0')]
  return JSON.stringify([code, rule, expected, waived !== undefined, ...place])
}

/** The findings without notes that are known already. The others become known. */
export function withoutKnown(known: OnceNotes, findings: readonly ReportedFinding[]): ReportedFinding[] {
  return findings.filter((finding) => {
    const key = findKey(finding)
    if (key === undefined) return true
    if (known.has(key)) return false
    known.set(key, finding)
    return true
  })
}

/** Adds notes to those that are known. Returns the ones that were known already, and how many findings they are. */
export function addNotes(
  known: OnceNotes,
  added: OnceNotes,
): { repeated: Set<ReportedFinding>; notes: number; waived: number } {
  const repeated = new Set<ReportedFinding>()
  for (const [key, finding] of added) {
    if (known.has(key)) repeated.add(finding)
    else known.set(key, finding)
  }
  const numberOf = (isWaived: boolean) =>
    countFindings([...repeated].filter(({ waived }) => (waived !== undefined) === isWaived))
  return { repeated, notes: numberOf(false), waived: numberOf(true) }
}
