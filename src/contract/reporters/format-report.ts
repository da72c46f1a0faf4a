import type { Report } from '../report/report.js'
import { formatGithub } from './github.js'
import { formatHtml } from './html/page.js'
import { formatJson } from './json.js'
import { formatJunit } from './junit.js'
import { formatMarkdown } from './markdown.js'
import { maskReport } from './mask-report.js'
import { formatSarif } from './sarif.js'
import { formatText } from './text.js'

/** How a report is written. */
export interface FormatOptions {
  /** ANSI colours, in the text format only. @default false */
  readonly color?: boolean
}

const formatters = {
  text: formatText,
  json: formatJson,
  markdown: formatMarkdown,
  junit: formatJunit,
  sarif: formatSarif,
  github: formatGithub,
  html: formatHtml,
} as const satisfies Record<string, (report: Report, options: FormatOptions) => string>

/** A name that `formatReport` takes. */
export type ReportFormat = keyof typeof formatters

/** Every name that `formatReport` takes, the default first. */
export const reportFormats: readonly ReportFormat[] = ['text', 'json', 'markdown', 'junit', 'sarif', 'github', 'html']

/**
 * A report as text in one of the formats: pure, so the same report gives the same bytes.
 *
 * Secrets are masked in every format, JSON included.
 *
 * @throws RangeError when there is no such format.
 */
export function formatReport(report: Report, format: ReportFormat, options: FormatOptions = {}): string {
  if (!reportFormats.includes(format)) {
    throw new RangeError(`format: received ${format}; expected one of ${reportFormats.join(', ')}`)
  }
  return formatters[format](maskReport(report), options)
}
