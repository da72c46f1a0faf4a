import { countProblems } from '../../../openapi/index.js'
import { html, type Markup } from '../../../text/html/markup.js'
import { countOf } from '../../../text/plural.js'
import type { CoverageEntry } from '../../coverage/coverage.js'
import type { OperationSummary, Report } from '../../report/report.js'
import { describeSkipped, isCovered, toPercent, verdictWord } from '../counts.js'
import { sortOperations } from '../groups/finding-group.js'
import { describeOthers, limitProblems, placeOfProblem } from '../groups/problem-group.js'
import { formatPlace } from '../place.js'
import { describeState, formatLegend, formatSign, toCoverageState } from './coverage-state.js'
import { coverageByOperation, toSections } from './operation-coverage.js'

/** When and how a report was made. */
export interface RunInfo {
  /** The date and time, in ISO 8601. */
  readonly date: string
  /** The command line. Secrets in it are masked. */
  readonly command: string
  /** The version of this package. */
  readonly version: string
  /** Paths of the recordings. Secrets in them are masked. @default none */
  readonly recordings?: readonly string[]
}

/** The verdict with its reasons and the numbers behind it. */
export function formatVerdict(report: Report, run?: RunInfo): Markup {
  const { document, summary, coverage, verdict, reasons } = report
  const percent = toPercent(coverage)
  const numbers: readonly (readonly [string, string, string])[] = [
    ['Interactions', String(summary.interactions), checkedTone(report)],
    ...(summary.skipped > 0 ? [['Skipped', String(summary.skipped), ''] as const] : []),
    ['Errors', String(summary.errors), summary.errors > 0 ? 'bad' : ''],
    ['Warnings', String(summary.warnings), summary.warnings > 0 ? 'careful' : ''],
    ...(summary.notes > 0 ? [['Notes', String(summary.notes), ''] as const] : []),
    ...(summary.waived > 0 ? [['Waived', String(summary.waived), ''] as const] : []),
    ...(summary.baseline === undefined ? [] : [['In the baseline', String(summary.baseline), ''] as const]),
    ['Items covered', percent === undefined ? '–' : `${percent} %`, ''],
  ]
  return html`<header class="verdict ${verdict}">
<p class="eyebrow">Contract report</p>
<h1>${document.title} <small>${document.version}</small></h1>
<p class="word"><strong>${verdictWord(report)}</strong></p>
${reasons.length > 0 && html`<ul class="reasons">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
<dl class="numbers">${numbers.map(
    ([name, value, tone]) => html`<div><dt>${name}</dt><dd class="${tone}">${value}</dd></div>`,
  )}</dl>
${coverage.covered < coverage.total && html`<p class="gap">Never covered: ${coverage.total - coverage.covered} of ${countOf(coverage.total, 'item')} of the document, such as responses, properties and enum values</p>`}
<p class="source">Checked with <code>${document.source}</code>${describeChecked(report)}</p>
${run && html`<p class="source"><time datetime="${run.date}">${run.date}</time> · <code>${run.command}</code> · version ${run.version}</p>`}
${run?.recordings && formatRecordings(run.recordings)}
</header>`
}

const maxRecordings = 200

function formatRecordings(paths: readonly string[]): Markup | undefined {
  const [first, ...others] = paths
  if (first === undefined) return undefined
  if (others.length === 0) return html`<p class="source">Recording <code>${first}</code></p>`
  const more = paths.length - maxRecordings
  return html`<details class="source sources"><summary>${countOf(paths.length, 'recording')}</summary><ul>${paths.slice(0, maxRecordings).map((path) => html`<li>${path}</li>`)}${more > 0 && html`<li>… and ${more} more</li>`}</ul></details>`
}

function checkedTone({ summary }: Report): string {
  return summary.checked + summary.skipped < summary.interactions ? 'careful' : ''
}

function describeChecked({ summary, coverage }: Report): string {
  const outside = summary.interactions - summary.checked - summary.skipped
  const items = ` · ${coverage.covered} of ${countOf(coverage.total, 'item')} covered`
  return outside > 0 ? `${items} · ${countOf(outside, 'interaction')} outside the document` : items
}

/** The table of operations with interactions, then a folded table of the others. */
export function formatOverview(report: Report): Markup {
  const coverage = coverageByOperation(report)
  const counted = new Map(report.coverage.counted.map(({ operationId, items }) => [operationId, items]))
  const rows = sortOperations(report.operations.map((operation, index) => ({ ...operation, index }))).map(
    (operation) => ({
      seen: operation.interactions > 0 || operation.errors > 0 || operation.warnings > 0,
      row: formatOperation(
        report,
        operation,
        coverage.get(operation.operationId) ?? [],
        counted.get(operation.operationId) ?? 0,
      ),
    }),
  )
  const seen = rows.filter((each) => each.seen)
  const unseen = rows.filter((each) => !each.seen)
  return html`<section aria-labelledby="operations">
<h2 id="operations">Operations</h2>
${seen.length > 0 && formatTable('Table of operations', 'What was checked for each operation, and how much of it was covered', seen)}
${unseen.length > 0 && html`<details class="unseen"><summary>${countOf(unseen.length, 'operation')} without interactions</summary>${formatTable('Table of operations without interactions', 'Operations that no interaction is about', unseen)}</details>`}
${formatLegend(report)}
${formatSkipped(report)}
</section>`
}

/** A table of operations. The roles are explicit, because the narrow layout removes those of a table. */
function formatTable(name: string, caption: string, rows: readonly { readonly row: Markup }[]): Markup {
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table class="overview" role="table">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Operation</th><th scope="col" role="columnheader">Responses</th><th scope="col" role="columnheader" class="number">Interactions</th><th scope="col" role="columnheader" class="number">Errors</th><th scope="col" role="columnheader" class="number">Warnings</th><th scope="col" role="columnheader">Covered</th></tr></thead>
<tbody role="rowgroup">${rows.map(({ row }) => row)}</tbody>
</table></div>`
}

const maxProblems = 50

/** The problems of the document, by kind; `undefined` if there are no problems. */
export function formatProblems(report: Report): Markup | undefined {
  const { listed, more } = limitProblems(report, maxProblems)
  if (listed.length === 0) return undefined
  return html`<section aria-labelledby="document"><h2 id="document">Document</h2>
<details class="problems"><summary>Problems of the document: ${countProblems(report.problems)}</summary>
<ul>${listed.map((group) => html`<li><span class="severity">${group.first.severity}</span> ${group.first.message} <span class="place">${formatPlace(placeOfProblem(group.first))} ${group.first.pointer}${describeOthers(group)}</span></li>`)}${more > 0 && html`<li>… and ${countOf(more, 'more kind')}</li>`}</ul></details></section>`
}

function formatSkipped(report: Report): Markup | undefined {
  if (report.skipped.length === 0) return undefined
  return html`<details><summary>Skipped: ${countOf(report.summary.skipped, 'interaction')} that are not about this API</summary>
<ul>${report.skipped.map((each) => html`<li><code>${each.host}</code> ${describeSkipped(each)}</li>`)}</ul></details>`
}

function formatOperation(
  report: Report,
  operation: OperationSummary & { readonly index: number },
  entries: readonly CoverageEntry[],
  countedItems: number,
): Markup {
  const { operationId, method, path, interactions, errors, warnings, index } = operation
  const state = errors > 0 ? 'failed' : interactions > 0 ? 'passed' : 'unseen'
  const name = entries.length > 0 ? html`<a href="#coverage-${index}">${operationId}</a>` : operationId
  const head = html`<th scope="row" role="rowheader">${name}<span class="path"><span class="method">${method}</span> ${path}</span></th>`
  // A large document has thousands of operations for which only the number of items is known.
  if (state === 'unseen' && entries.length === 0 && countedItems > 0)
    return html`<tr role="row" class="unseen">${head}<td role="cell" class="wide" colspan="5">0 % <span class="faint">0 of ${countedItems}</span></td></tr>`
  return html`<tr role="row" class="${state}">
${head}
<td role="cell" class="wide"><ul class="statuses">${toSections(entries).map(({ status, response }) => status !== undefined && response !== undefined && formatStatus(status, response))}${undocumentedStatuses(report, operationId).map((status) => html`<li class="chip undocumented">${status}, not documented</li>`)}</ul></td>
<td role="cell" data-label="Interactions" class="number">${interactions}</td>
<td role="cell" data-label="Errors" class="number ${errors > 0 && 'bad'}">${errors}</td>
<td role="cell" data-label="Warnings" class="number ${warnings > 0 && 'careful'}">${warnings}</td>
<td role="cell" class="wide measured">${formatBar(entries, countedItems)}</td>
</tr>`
}

/** Statuses that were received but are not in the document. */
function undocumentedStatuses({ findings }: Report, operationId: string): string[] {
  const own = findings.filter(
    (finding) => finding.code === 'undocumented-status' && finding.operationId === operationId,
  )
  return [...new Set(own.map(({ received }) => received))]
}

function formatStatus(status: string, response: CoverageEntry): Markup {
  const state = toCoverageState(response)
  return html`<li class="chip ${state}" title="${describeState(response)}">${formatSign(state)}${status}<span class="hidden"> ${describeState(response)}</span></li>`
}

/**
 * A bar with a percentage, which shows what is covered live and what is covered otherwise. `countedItems` is the number
 * of uncovered items that are not among the entries.
 */
export function formatBar(entries: readonly CoverageEntry[], countedItems = 0): Markup {
  const counted = entries.filter((entry) => entry.waived === undefined)
  const covered = counted.filter(isCovered)
  const live = counted.filter((entry) => toCoverageState(entry) === 'live')
  const total = counted.length + countedItems
  const percent = toPercent({ total, covered: covered.length })
  if (percent === undefined) return html`<span class="faint">nothing documented</span>`
  const width = (part: readonly unknown[]) => Math.round((part.length * 1000) / total) / 10
  return html`<span class="measure"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="recorded" width="${width(covered)}" height="6"/><rect class="live" width="${width(live)}" height="6"/></svg><span class="percent">${percent} %</span> <span class="faint">${covered.length} of ${total}</span></span>`
}
