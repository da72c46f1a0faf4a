import { html, type Markup } from '../../../text/html/markup.js'
import type { CoverageEntry } from '../../coverage/coverage.js'
import type { OperationSummary, Report } from '../../report/report.js'
import { isUncovered, summariseKinds } from '../counts.js'
import {
  describeState,
  formatLegend,
  formatNamedSign,
  formatSign,
  toCoverageState,
  toFilterState,
} from './coverage-state.js'
import { type CoverageRow, type CoverageSection, coverageByOperation, toSections } from './operation-coverage.js'
import { formatBar } from './overview.js'

/**
 * States of a property that have a column each. All other aspects (enum values, lengths, pages) are listed in the row.
 */
const states = ['non-null', 'null', 'absent'] as const

/** Formats the coverage: a table for each request and response, with a row for each property or parameter. */
export function formatCoverage(report: Report): Markup {
  const coverage = coverageByOperation(report)
  return html`<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
<p class="faint">An item is something that the document describes: an operation, a response, a state of a property, an enum value, the length of an array, a query parameter or a position of a page. An interaction covers the items that its request and response show.</p>
${formatLegend(report, report.summary.errors > 0 && html`<li><span class="sign failed" aria-hidden="true">✕</span><b>with errors</b>: at least one error above is about it</li>`)}
${report.operations.map((operation, index) => {
  const entries = coverage.get(operation.operationId)
  return entries && formatOperation(operation, index, entries, failedRules(report, operation))
})}
<p class="none" data-empty hidden>No item passes the filter.</p>
</section>`
}

function formatOperation(
  { operationId, method, path }: OperationSummary,
  index: number,
  entries: readonly CoverageEntry[],
  failed: ReadonlySet<string>,
): Markup {
  const uncovered = entries.filter(isUncovered)
  return html`<details class="operation" id="coverage-${index}" data-group>
<summary><h3>${operationId} <span class="path"><span class="method">${method}</span> ${path}</span></h3>${formatBar(entries)}${uncovered.length > 0 && html`<span class="missing">Not covered: ${summariseKinds(uncovered)}</span>`}</summary>
${toSections(entries).map((section) => formatSection(operationId, section, failed))}
</details>`
}

function formatSection(
  operationId: string,
  { status, response, rows }: CoverageSection,
  failed: ReadonlySet<string>,
): Markup {
  const name = status === undefined ? 'Request' : `Response ${status}`
  const coverage = response && toCoverageState(response)
  const state = coverage && toFilterState(coverage)
  const head = html`<h4${response !== undefined && html` data-item data-state="${state}"`}>${name}${response && html` <span class="chip ${coverage}">${coverage && formatSign(coverage)}${describeState(response)}</span>`}</h4>`
  if (rows.length === 0) return html`<div class="response" data-group>${head}</div>`
  const columns = status === undefined ? [] : states
  return html`<div class="response" data-group>${head}
<div class="scroll" role="region" aria-label="${operationId}, ${name}" tabindex="0"><table class="matrix">
<caption class="hidden">${name} of ${operationId}: what is documented and whether it was covered; a state without a sign is not documented</caption>
<thead><tr><th scope="col">${status === undefined ? 'Parameter' : 'Property'}</th>${columns.map((each) => html`<th scope="col" class="state">${each}</th>`)}<th scope="col">${status === undefined ? 'Sent, and values' : 'Values, lengths, pages'}</th></tr></thead>
<tbody>${rows.map((row) => formatRow(row, columns, failed))}</tbody>
</table></div></div>`
}

function formatRow({ subject, entries }: CoverageRow, columns: readonly string[], failed: ReadonlySet<string>): Markup {
  const isState = ({ kind, aspect }: CoverageEntry) => kind === 'property' && columns.includes(aspect)
  const values = entries.filter((entry) => !isState(entry))
  const found = new Set(entries.map((entry) => toFilterState(toCoverageState(entry))))
  const isFailed = entries.some(({ rule }) => failed.has(rule))
  const cut = subject.lastIndexOf('/')
  const name =
    subject === ''
      ? html`<span class="faint">the body</span>`
      : html`<span class="faint">${subject.slice(0, cut + 1)}</span><wbr>${subject.slice(cut + 1)}`
  return html`<tr data-item data-state="${[...found].join(' ')}"${isFailed && html` class="failed"`}>
<th scope="row"><code>${name}</code>${isFailed && html` <span class="sign failed" title="with errors"><span aria-hidden="true">✕</span><span class="hidden">with errors</span></span>`}</th>
${columns.map((column) => formatCell(entries.find((entry) => isState(entry) && entry.aspect === column)))}
<td>${values.length > 0 && html`<ul class="values">${values.map(formatValue)}</ul>`}</td>
</tr>`
}

function formatCell(entry: CoverageEntry | undefined): Markup {
  return entry ? html`<td class="state">${formatNamedSign(entry)}</td>` : html`<td></td>`
}

function formatValue(entry: CoverageEntry): Markup {
  return html`<li class="chip ${toCoverageState(entry)}">${formatNamedSign(entry)}${entry.aspect}</li>`
}

/** The rules of an operation's errors, and the schemas that contain these rules. */
function failedRules({ findings }: Report, operation: OperationSummary): ReadonlySet<string> {
  const rules = findings
    .filter(({ operationId }) => operationId === operation.operationId)
    .filter(({ severity, waived }) => severity === 'error' && waived === undefined)
    .map(({ rule }) => rule)
  return new Set(rules.flatMap((rule) => [rule, rule.slice(0, rule.lastIndexOf('/'))]))
}
