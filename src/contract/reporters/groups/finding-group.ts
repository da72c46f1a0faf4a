import { groupBy } from '../../../text/group-by.js'
import { countOf } from '../../../text/plural.js'
import { describePlace } from '../../findings/make-finding.js'
import { byValue, rankOf } from '../../report/listing/listing.js'
import { countReported, type OperationSummary, type Report, type ReportedFinding } from '../../report/report.js'

/** Equal findings at several places: in several items of a list, several recordings, or several operations. */
export interface FindingGroup {
  /** The first of them. The others differ from it only in their places, requests, sources, received values and rules. */
  readonly first: ReportedFinding
  /**
   * The place to show: the `at` of the first finding, with `*` for each index that differs in the others. Never empty.
   */
  readonly at: string
  readonly count: number
  /** Number of different values that were received besides the first. */
  readonly otherValues: number
  /** Number of rules besides that of the first. */
  readonly otherRules: number
  /** The sources of all findings, each once, in order. */
  readonly sources: readonly string[]
  /** The operations of all findings, each once; empty for findings that belong to no operation. */
  readonly operations: readonly string[]
}

/** Groups of findings under one heading. */
export interface FindingSection {
  /** The operation that all groups belong to; `undefined` if they belong to several operations, or to no operation. */
  readonly operation: OperationSummary | undefined
  /** The heading to show if there is no `operation`. */
  readonly heading: string
  readonly groups: readonly FindingGroup[]
}

/**
 * Groups equal findings. A rule that several operations break, because they share a schema, gives one group, and so does a
 * response that several operations give although none documents it; within one operation, each kind of place has its own
 * group, unless the server failed at them in the same way. Two rules that are broken with the same words at the same places share a group.
 */
export function groupFindings(findings: readonly ReportedFinding[]): FindingGroup[] {
  const groups = [...groupBy(findings, identity).values()].flatMap((equal) => {
    const operations = new Set(equal.map(({ operationId }) => operationId))
    if (operations.size > 1) return [equal]
    // The same server error for several parameters usually has one cause.
    if (equal[0]?.code === 'server-error') return [equal]
    return [...groupBy(equal, (finding) => `${finding.rule} ${placeOf(finding)}`).values()]
  })
  return [...groupBy(groups, textsOf).values()].flatMap((same) => toGroup(same.flat()))
}

/** Groups with the same texts differ only in their rules: two schemas of an `allOf` require the same of the same values. */
function textsOf(group: readonly ReportedFinding[]): string {
  return JSON.stringify(
    group.map(({ operationId, code, severity, waived, at, message, request, status, source }) => [
      ...[operationId, code, severity, waived, at, message, request, status, source],
    ]),
  )
}

const several = 'Several operations'
const outside = 'Outside the documented operations'

/**
 * The groups of a report by operation: operations with errors first, then those with warnings, notes and waived
 * findings. Groups of several operations come before groups of one; those of no operation come last.
 */
export function toSections(report: Report): FindingSection[] {
  const known = new Map(report.operations.map((operation) => [operation.operationId, operation]))
  const groups = groupFindings(report.findings)
  const byHeading = groupBy(groups, ({ operations }) => {
    const [first] = operations
    return operations.length > 1 ? several : first !== undefined && known.has(first) ? `operation ${first}` : outside
  })
  const sections = [
    { key: several, operation: undefined },
    ...[...known].map(([operationId, operation]) => ({ key: `operation ${operationId}`, operation })),
    { key: outside, operation: undefined },
  ]
  return sections
    .flatMap(({ key, operation }) => {
      const found = byHeading.get(key)
      return found ? [{ operation, heading: operation?.operationId ?? key, groups: found.toSorted(bySeverity) }] : []
    })
    .sort((one, other) => rankOfGroup(one.groups[0]) - rankOfGroup(other.groups[0]))
}

/**
 * Sorts the operations of a report: those with errors first, then those with warnings, others with interactions, and
 * the rest.
 */
export function sortOperations<Operation extends Pick<OperationSummary, 'errors' | 'warnings' | 'interactions'>>(
  operations: readonly Operation[],
): Operation[] {
  const rank = ({ errors, warnings, interactions }: Operation) =>
    errors > 0 ? 0 : warnings > 0 ? 1 : interactions > 0 ? 2 : 3
  return operations.toSorted((one, other) => rank(one) - rank(other))
}

const maxOperations = 5

/**
 * The operations of a group, if there are several: `in listPets, getPet and 3 other operations`; otherwise `undefined`.
 */
export function describeOperations({ operations }: FindingGroup): string | undefined {
  if (operations.length < 2) return undefined
  const listed = operations.slice(0, maxOperations)
  const more = operations.length - listed.length
  if (more > 0) return `in ${listed.join(', ')} and ${countOf(more, 'other operation')}`
  return `in ${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}`
}

/**
 * The request of a finding: `GET /books/99?x=1, status 500`, without the status if there was no response; `undefined`
 * if the recording cannot be read.
 */
export function describeRequest({ request, status }: ReportedFinding): string | undefined {
  return request === undefined || status === undefined ? request : `${request}, status ${status}`
}

function rankOfGroup(group: FindingGroup | undefined): number {
  return group === undefined ? 3 : rankOf(group.first)
}

function bySeverity(one: FindingGroup, other: FindingGroup): number {
  return rankOfGroup(one) - rankOfGroup(other)
}

/**
 * Codes of findings with one cause for many operations, such as a proxy in front of the server. Each operation has a rule of its
 * own for them.
 */
const ofServer = /^(?:undocumented-(?:status|content-type)|server-error)$/

function identity(finding: ReportedFinding): string {
  const { code, severity, rule, keyword, expected, received, message, status, waived, operationId } = finding
  const what = code === 'server-error' ? message : byValue.test(code) ? received : ''
  const against = ofServer.test(code) ? status : [rule, expected]
  return JSON.stringify([code, severity, keyword, waived, operationId === undefined, what, against])
}

function placeOf({ at, place }: ReportedFinding): string {
  if (place !== undefined) return place
  return at.startsWith('/') ? at.replace(/\/\d+(?=\/|$)/g, '/*') : at
}

function toGroup(findings: readonly ReportedFinding[]): FindingGroup[] {
  const [first] = findings
  if (!first) return []
  const ofPlace = findings.filter((finding) => placeOf(finding) === placeOf(first))
  const others = new Set(findings.map(placeOf)).size - 1
  const at = describePlace(ofPlace.reduce((before, finding) => generalise(before, finding.at), first.at))
  return [
    {
      first,
      at: others > 0 ? `${at} and ${countOf(others, 'other place')}` : at,
      count: countReported(findings),
      otherValues: new Set(findings.map(({ received }) => received)).size - 1,
      otherRules: new Set(findings.map(({ rule }) => rule)).size - 1,
      sources: [...new Set(findings.flatMap(({ source }) => source ?? []))],
      operations: [...new Set(findings.flatMap(({ operationId }) => operationId ?? []))],
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
