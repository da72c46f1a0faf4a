import type { CoverageEntry } from '../../coverage/coverage.js'
import type { OperationSummary, Report } from '../../report/report.js'
import { isUnobserved, summariseKinds } from '../counts.js'
import { html, type Markup } from './markup.js'
import { describeObservation, formatLegend, formatSign, toFilterState, toObservation } from './observation.js'
import { type CoverageRow, type CoverageSection, coverageByOperation, toSections } from './operation-coverage.js'
import { formatBar } from './overview.js'

/** States of a property; every other aspect (enum values, lengths, pages) is named where it stands. */
const states = ['non-null', 'null', 'absent'] as const

/** The matrix of operations, responses and properties: what is promised, and whether it was ever observed. */
export function formatCoverage(report: Report): Markup {
  const coverage = coverageByOperation(report)
  return html`<section aria-labelledby="coverage">
<h2 id="coverage">Coverage</h2>
${formatLegend(html`<span><span class="sign broken" aria-hidden="true">✕</span> observed broken</span>`)}
${report.operations.map((operation, index) => {
  const entries = coverage.get(operation.operationId)
  return entries && formatOperation(operation, index, entries, brokenRules(report, operation))
})}
<p class="none" data-empty hidden>No promise passes the filter.</p>
</section>`
}

function formatOperation(
  { operationId, method, path }: OperationSummary,
  index: number,
  entries: readonly CoverageEntry[],
  broken: ReadonlySet<string>,
): Markup {
  const unobserved = entries.filter(isUnobserved)
  return html`<details class="operation" id="coverage-${index}" data-group>
<summary><h3>${operationId} <span class="path"><span class="method">${method}</span> ${path}</span></h3>${formatBar(entries)}${unobserved.length > 0 && html`<span class="missing">Never observed: ${summariseKinds(unobserved)}</span>`}</summary>
${toSections(entries).map((section) => formatSection(operationId, section, broken))}
</details>`
}

function formatSection(
  operationId: string,
  { status, response, rows }: CoverageSection,
  broken: ReadonlySet<string>,
): Markup {
  const name = status === undefined ? 'Request' : `Response ${status}`
  const observation = response && toObservation(response)
  const state = observation && toFilterState(observation)
  const head = html`<h4${response !== undefined && html` data-item data-state="${state}"`}>${name}${response && html` <span class="chip ${observation}">${observation && formatSign(observation)}${describeObservation(response)}</span>`}</h4>`
  if (rows.length === 0) return html`<div class="response" data-group>${head}</div>`
  const columns = status === undefined ? [] : states
  return html`<div class="response" data-group>${head}
<div class="scroll" role="region" aria-label="${operationId}, ${name}" tabindex="0"><table class="matrix">
<caption class="hidden">${name} of ${operationId}: what is promised and whether it was observed</caption>
<thead><tr><th scope="col">${status === undefined ? 'Parameter' : 'Property'}</th>${columns.map((each) => html`<th scope="col" class="state">${each}</th>`)}<th scope="col">${status === undefined ? 'Sent, and values' : 'Values, lengths, pages'}</th></tr></thead>
<tbody>${rows.map((row) => formatRow(row, columns, broken))}</tbody>
</table></div></div>`
}

function formatRow({ subject, entries }: CoverageRow, columns: readonly string[], broken: ReadonlySet<string>): Markup {
  const isState = ({ kind, aspect }: CoverageEntry) => kind === 'property' && columns.includes(aspect)
  const found = new Set(entries.map((entry) => toFilterState(toObservation(entry))))
  const isBroken = entries.some(({ rule }) => broken.has(rule))
  const cut = subject.lastIndexOf('/')
  const name =
    subject === ''
      ? html`<span class="faint">the body</span>`
      : html`<span class="faint">${subject.slice(0, cut + 1)}</span><wbr>${subject.slice(cut + 1)}`
  return html`<tr data-item data-state="${[...found].join(' ')}"${isBroken && html` class="broken"`}>
<th scope="row"><code>${name}</code>${isBroken && html` <span class="sign broken" title="observed broken"><span aria-hidden="true">✕</span><span class="hidden">observed broken</span></span>`}</th>
${columns.map((column) => formatCell(entries.find((entry) => isState(entry) && entry.aspect === column)))}
<td><ul class="values">${entries.filter((entry) => !isState(entry)).map(formatValue)}</ul></td>
</tr>`
}

function formatCell(entry: CoverageEntry | undefined): Markup {
  if (!entry) return html`<td class="state"><span class="hidden">not promised</span></td>`
  const meaning = describeObservation(entry)
  return html`<td class="state" title="${meaning}">${formatSign(toObservation(entry))}<span class="hidden">${meaning}</span></td>`
}

function formatValue(entry: CoverageEntry): Markup {
  const observation = toObservation(entry)
  const meaning = describeObservation(entry)
  return html`<li class="chip ${observation}" title="${meaning}">${formatSign(observation)}${entry.aspect}<span class="hidden"> ${meaning}</span></li>`
}

/** Rules that the errors of an operation name, and what these are keywords of. */
function brokenRules({ findings }: Report, operation: OperationSummary): ReadonlySet<string> {
  const rules = findings
    .filter(({ operationId }) => operationId === operation.operationId)
    .filter(({ severity, waived }) => severity === 'error' && waived === undefined)
    .map(({ rule }) => rule)
  return new Set(rules.flatMap((rule) => [rule, rule.slice(0, rule.lastIndexOf('/'))]))
}
