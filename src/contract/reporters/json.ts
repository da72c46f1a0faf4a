import { toVisibleJson } from '../../text/visible-text.js'
import type { Report } from '../report/report.js'

/** The report itself as JSON; its shape is `reportSchema`. */
export function formatJson(report: Report): string {
  return `${toVisibleJson(report, 2)}\n`
}
