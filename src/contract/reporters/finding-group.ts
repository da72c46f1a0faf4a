import { groupBy } from '../../text/group-by.js'
import { countFindings } from '../findings/finding.js'
import { describePlace } from '../findings/make-finding.js'
import type { Report, ReportedFinding } from '../report/report.js'

/** Equal findings at several places, such as the items of a list, or in several recordings. */
export interface FindingGroup {
  /** The first of them. The others differ from it only in their indexes, sources and received values. */
  readonly first: ReportedFinding
  /** Their place, for people: the `at` of the first with `*` for each index in which they differ. Never empty. */
  readonly at: string
  readonly count: number
  /** How many different values were received in addition to the first. */
  readonly otherValues: number
  /** Each source once, in order. */
  readonly sources: readonly string[]
}

/** Groups of equal findings, in the order of their first ones. */
export function groupFindings(findings: readonly ReportedFinding[]): FindingGroup[] {
  return [...groupBy(findings, identity).values()].flatMap(toGroup)
}

/** The groups of each operation in the order of the document. The last key, `undefined`, has those of no operation. */
export function groupByOperation(report: Report): ReadonlyMap<string | undefined, readonly FindingGroup[]> {
  const known = new Set(report.operations.map(({ operationId }) => operationId))
  const byOperation = new Map<string | undefined, FindingGroup[]>()
  for (const operationId of [...known, undefined]) byOperation.set(operationId, [])
  for (const group of groupFindings(report.findings)) {
    const { operationId } = group.first
    byOperation.get(operationId !== undefined && known.has(operationId) ? operationId : undefined)?.push(group)
  }
  return byOperation
}

function identity({ code, severity, rule, keyword, expected, operationId, waived, at }: ReportedFinding): string {
  const place = at.startsWith('/') ? at.replace(/\/\d+(?=\/|$)/g, '/*') : at
  return JSON.stringify([code, severity, rule, keyword, expected, operationId, waived, place])
}

function toGroup(findings: readonly ReportedFinding[]): FindingGroup[] {
  const [first] = findings
  if (!first) return []
  return [
    {
      first,
      at: describePlace(findings.reduce((at, finding) => generalise(at, finding.at), first.at)),
      count: countFindings(findings),
      otherValues: new Set(findings.map(({ received }) => received)).size - 1,
      sources: [...new Set(findings.flatMap(({ source }) => source ?? []))],
    },
  ]
}

// `/data/0/name` and `/data/1/name` become one place with `*` for the index.
function generalise(left: string, right: string): string {
  if (left === right) return left
  const other = right.split('/')
  const segments = left.split('/').map((segment, index) => (segment === other[index] ? segment : '*'))
  return segments.join('/')
}
