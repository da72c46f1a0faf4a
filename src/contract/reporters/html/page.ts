import { readFileSync } from 'node:fs'
import { html } from '../../../text/html/markup.js'
import { formatPage } from '../../../text/html/page.js'
import type { Report } from '../../report/report.js'
import { verdictWord } from '../counts.js'
import { formatCoverage } from './coverage.js'
import { formatFilter } from './filter.js'
import { formatFindings } from './findings.js'
import { formatOverview, formatProblems, formatVerdict, type RunInfo } from './overview.js'

/**
 * Formats a report as one self-contained HTML page: the verdict, operations, findings beside the lines of the document,
 * and coverage.
 */
export function formatHtml(report: Report, { run }: { readonly run?: RunInfo } = {}): string {
  return formatPage({
    title: `${verdictWord(report)}: ${report.document.title} ${report.document.version}`,
    style: readAsset('style.css'),
    script: readAsset('script.js'),
    body: html`<a class="skip" href="#findings">Skip to the findings</a>
${formatVerdict(report, run)}
<nav aria-label="Sections"><a href="#findings">Findings</a><a href="#operations">Operations</a><a href="#coverage">Coverage</a></nav>
<main>
${formatFilter(report)}
${formatFindings(report)}
${formatOverview(report)}
${formatProblems(report)}
${formatCoverage(report)}
</main>`,
  })
}

/** Reads a file beside this module. The build copies it, so no TypeScript file may have its name. */
function readAsset(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
}
