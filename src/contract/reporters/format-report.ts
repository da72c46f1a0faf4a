import { maskSecrets } from '../findings/mask-secrets.js'
import type { Report } from '../report/report.js'
import { formatGithub } from './github.js'
import type { RunInfo } from './html/overview.js'
import { formatHtml } from './html/page.js'
import { formatJson } from './json.js'
import { formatJunit } from './junit.js'
import { mapTexts } from './map-texts.js'
import { formatMarkdown } from './markdown.js'
import { maskReport } from './mask-report.js'
import { formatSarif } from './sarif.js'
import { formatText } from './text.js'

/** Options of `formatReport`. */
export interface FormatOptions {
  /** ANSI colours, for the text format only. @default false */
  readonly color?: boolean
  /** What the HTML page says about the run. @default nothing */
  readonly run?: RunInfo
}

const formatters = {
  text: (report, options) => formatText(withoutBaseline(report), options),
  json: formatJson,
  markdown: (report) => formatMarkdown(withoutBaseline(report)),
  junit: formatJunit,
  sarif: formatSarif,
  github: (report) => formatGithub(withoutBaseline(report)),
  html: (report, options) => formatHtml(withoutBaseline(report), options),
} as const satisfies Record<string, (report: Report, options: FormatOptions) => string>

/** People read what is new. What the baseline has is counted. */
function withoutBaseline(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ baseline }) => baseline === undefined) }
}

/** A name that `formatReport` takes. */
export type ReportFormat = keyof typeof formatters

/** Every name that `formatReport` takes, the default first. */
export const reportFormats: readonly ReportFormat[] = ['text', 'json', 'markdown', 'junit', 'sarif', 'github', 'html']

/**
 * A report as text in one of the formats. The same report gives the same bytes; the shape of the JSON is `reportSchema`.
 *
 * Findings that the baseline has are in JSON (`baseline: true`), in SARIF (`baselineState: 'unchanged'`) and in the output of
 * JUnit's test cases; the other formats count them.
 *
 * Secrets are masked in every format.
 *
 * @throws RangeError if the format is unknown.
 */
export function formatReport(report: Report, format: ReportFormat, options: FormatOptions = {}): string {
  if (!reportFormats.includes(format)) {
    throw new RangeError(`unknown format: expected one of ${reportFormats.join(', ')}, received ${format}`)
  }
  const { run } = options
  const write: (report: Report, options: FormatOptions) => string = formatters[format]
  return write(maskReport(report), { ...options, ...(run && { run: mapTexts(run, maskSecrets) }) })
}
