import type { Report, ReportedFinding } from '../report/report.js'

/** A file, and the line in it, counted from 1, where that is known. */
export interface Place {
  readonly path: string
  readonly line?: number
}

/** `path` or `path:line`, as the `source` of an interaction is written. */
export function parsePlace(source: string): Place {
  const [, path, line] = /^(.+):(\d+)$/s.exec(source) ?? []
  return path === undefined ? { path: source } : { path, line: Number(line) }
}

export function formatPlace({ path, line }: Place): string {
  return line === undefined ? path : `${path}:${line}`
}

/** Where the rule of a finding stands in the document; rules of other files are written `file#pointer`. */
export function placeOfRule(report: Report, { rule, line }: Pick<ReportedFinding, 'rule' | 'line'>): Place {
  const excerpt = Object.hasOwn(report.rules, rule) ? report.rules[rule] : undefined
  const [file] = rule.includes('#') ? rule.split('#') : []
  const path = excerpt?.source ?? (file || report.document.source)
  const known = line ?? excerpt?.line
  return known === undefined ? { path } : { path, line: known }
}
