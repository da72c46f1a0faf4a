import type { DocumentProblem } from '../../../openapi/index.js'
import { groupBy } from '../../../text/group-by.js'
import { countOf } from '../../../text/plural.js'
import type { Report } from '../../report/report.js'
import type { Place } from '../place.js'

/** Problems of the document that differ only in their places. */
export interface ProblemGroup {
  readonly first: DocumentProblem
  readonly others: readonly DocumentProblem[]
}

/**
 * Groups the problems of the document by kind, errors first. Returns at most `max` groups, and the number of the
 * others.
 */
export function limitProblems({ problems }: Report, max: number): { listed: ProblemGroup[]; more: number } {
  const kinds = [...groupBy(problems, ({ severity, message }) => `${severity} ${message}`).values()].flatMap(
    ([first, ...others]) => (first ? { first, others } : []),
  )
  const bySeverity = (wanted: DocumentProblem['severity']) => kinds.filter(({ first }) => first.severity === wanted)
  const sorted = [...bySeverity('error'), ...bySeverity('warning')]
  return { listed: sorted.slice(0, max), more: Math.max(0, sorted.length - max) }
}

/** The number of further places: ` and 3 other places`; empty if there is only one place. */
export function describeOthers({ others }: ProblemGroup): string {
  return others.length > 0 ? ` and ${countOf(others.length, 'other place')}` : ''
}

export function placeOfProblem({ file, line }: DocumentProblem): Place {
  return { path: file, line }
}
