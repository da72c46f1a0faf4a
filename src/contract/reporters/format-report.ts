import { toJsonByLine } from '../../text/json/by-line.js'
import { maskSecrets } from '../findings/mask-secrets.js'
import type { Report } from '../report/report.js'
import { formatGithub } from './github.js'
import type { RunInfo } from './html/overview.js'
import { formatHtml } from './html/page.js'
import { formatJunit } from './junit.js'
import { mapTexts } from './map-texts.js'
import { formatMarkdown } from './markdown.js'
import { maskReport } from './mask-report.js'
import { formatSarif } from './sarif.js'
import { formatText } from './text.js'

/** Options of `formatReport`. */
export interface FormatOptions {
  /**
   * True for ANSI colours. Only the text format uses them.
   *
   * @default false
   */
  readonly color?: boolean
  /**
   * When and how the report was made, for the HTML page.
   *
   * @default nothing
   */
  readonly run?: RunInfo
}

const formatters = {
  text: (report, options) => formatText(withoutBaseline(report), options),
  json: (report) => `${toJsonByLine(report)}\n`,
  markdown: (report) => formatMarkdown(withoutBaseline(report)),
  junit: formatJunit,
  sarif: formatSarif,
  github: (report) => formatGithub(withoutBaseline(report)),
  html: (report, options) => formatHtml(withoutBaseline(report), options),
} as const satisfies Record<string, (report: Report, options: FormatOptions) => string>

/**
 * Leaves out the findings of the baseline, for formats that people read: these show what is new and only count the
 * rest.
 */
function withoutBaseline(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ baseline }) => baseline === undefined) }
}

/** The name of a format of `formatReport`. */
export type ReportFormat = keyof typeof formatters

/** The formats of `formatReport`. The first is the default. */
export const reportFormats: readonly ReportFormat[] = ['text', 'json', 'markdown', 'junit', 'sarif', 'github', 'html']

/**
 * Formats a report. The same report gives the same bytes. `reportSchema` describes the JSON.
 *
 * Findings of the baseline are in JSON (`baseline: true`), in SARIF (`baselineState: 'unchanged'`) and in the output of
 * JUnit's test cases; the other formats only count them.
 *
 * Secrets are masked in every format.
 *
 * @throws {RangeError} if the format is unknown
 */
export function formatReport(report: Report, format: ReportFormat, options: FormatOptions = {}): string {
  if (!reportFormats.includes(format)) {
    throw new RangeError(`unknown format: expected one of ${reportFormats.join(', ')}, received ${format}`)
  }
  const { run } = options
  const write: (report: Report, options: FormatOptions) => string = formatters[format]
  return write(maskReport(report), { ...options, ...(run && { run: mapTexts(run, maskSecrets) }) })
}
