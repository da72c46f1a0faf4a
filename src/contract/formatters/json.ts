import type { Report } from '../report.js'

/** The report itself as JSON; its shape is `reportSchema`. */
export function formatJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
