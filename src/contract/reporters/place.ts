import { countOf } from '../../text/plural.js'
import { splitRule } from '../findings/split-rule.js'
import type { OperationSummary, Report, ReportedFinding } from '../report/report.js'
import type { FindingGroup } from './groups/finding-group.js'

/** A file and, if known, a line in it, counted from 1. */
export interface Place {
  readonly path: string
  readonly line?: number
}

/** Parses the `source` of an interaction: `path` or `path:line`. */
export function parsePlace(source: string): Place {
  const [, path, line] = /^(.+):(\d+)$/s.exec(source) ?? []
  return path === undefined ? { path: source } : { path, line: Number(line) }
}

export function formatPlace({ path, line }: Place): string {
  return line === undefined ? path : `${path}:${line}`
}

/** The file and line of a finding's rule. */
export function placeOfRule(report: Report, { rule, line }: Pick<ReportedFinding, 'rule' | 'line'>): Place {
  const excerpt = Object.hasOwn(report.rules, rule) ? report.rules[rule] : undefined
  const path = excerpt?.source ?? splitRule(rule, report.document.source).file
  const known = line ?? excerpt?.line
  return known === undefined ? { path } : { path, line: known }
}

/** The places of the rules of a group: `api.yaml:12 and 2 other places`. */
export function describeRules(report: Report, { first, otherRules }: FindingGroup): string {
  const place = formatPlace(placeOfRule(report, first))
  return otherRules === 0 ? place : `${place} and ${countOf(otherRules, 'other place')}`
}

/** True for an operation without an `operationId`: its name is its method and path, which need not be shown twice. */
export function isNamedByPath({ operationId, method, path }: OperationSummary): boolean {
  return operationId === `${method} ${path}`
}
