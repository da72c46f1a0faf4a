import { countOf } from '../../../text/plural.js'
import type { CoverageEntry } from '../../coverage/coverage.js'
import type { OperationSummary, Report } from '../../report/report.js'
import { isObserved, toPercent, verdictWord } from '../counts.js'
import { html, type Markup } from './markup.js'
import { describeObservation, formatLegend, formatSign, toObservation } from './observation.js'
import { coverageByOperation, toSections } from './operation-coverage.js'

/** The verdict, its reasons, and the numbers that belong to it. */
export function formatVerdict(report: Report): Markup {
  const { document, summary, coverage, verdict, reasons } = report
  const percent = toPercent(coverage)
  const numbers: readonly (readonly [string, string, string])[] = [
    ['Interactions', String(summary.interactions), located(report)],
    ['Errors', String(summary.errors), summary.errors > 0 ? 'bad' : ''],
    ['Warnings', String(summary.warnings), summary.warnings > 0 ? 'careful' : ''],
    ...(summary.waived > 0 ? [['Waived', String(summary.waived), ''] as const] : []),
    ['Promises observed', percent === undefined ? '–' : `${percent} %`, ''],
  ]
  return html`<header class="verdict ${verdict}">
<p class="eyebrow">Contract report</p>
<h1>${document.title} <small>${document.version}</small></h1>
<p class="word"><strong>${verdictWord(report)}</strong></p>
${reasons.length > 0 && html`<ul class="reasons">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
<dl class="numbers">${numbers.map(
    ([name, value, tone]) => html`<div><dt>${name}</dt><dd class="${tone}">${value}</dd></div>`,
  )}</dl>
<p class="source">Held against <code>${document.source}</code>${describeLocated(report)}</p>
</header>`
}

function located({ summary }: Report): string {
  return summary.located < summary.interactions ? 'careful' : ''
}

function describeLocated({ summary, coverage }: Report): string {
  const outside = summary.interactions - summary.located
  const promises = ` · ${coverage.observed} of ${countOf(coverage.promised, 'promise')} observed`
  return outside > 0 ? `${promises} · ${countOf(outside, 'interaction')} outside the document` : promises
}

/** Operations beside their responses, findings and coverage. The roles are said because the narrow layout takes them away. */
export function formatOverview(report: Report): Markup {
  const coverage = coverageByOperation(report)
  return html`<section aria-labelledby="operations">
<h2 id="operations">Operations</h2>
<div class="scroll" role="region" aria-label="Table of operations" tabindex="0"><table class="overview" role="table">
<caption>What was checked of each operation, and how much of what it promises was observed</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Operation</th><th scope="col" role="columnheader">Responses</th><th scope="col" role="columnheader" class="number">Interactions</th><th scope="col" role="columnheader" class="number">Errors</th><th scope="col" role="columnheader" class="number">Warnings</th><th scope="col" role="columnheader">Observed</th></tr></thead>
<tbody role="rowgroup">${report.operations.map((operation, index) => formatOperation(operation, index, coverage.get(operation.operationId) ?? []))}</tbody>
</table></div>
${formatLegend()}
</section>`
}

function formatOperation(operation: OperationSummary, index: number, entries: readonly CoverageEntry[]): Markup {
  const { operationId, method, path, interactions, errors, warnings } = operation
  const state = errors > 0 ? 'broken' : interactions > 0 ? 'kept' : 'unseen'
  const name = entries.length > 0 ? html`<a href="#coverage-${index}">${operationId}</a>` : operationId
  return html`<tr role="row" class="${state}">
<th scope="row" role="rowheader">${name}<span class="path"><span class="method">${method}</span> ${path}</span></th>
<td role="cell" class="wide"><ul class="statuses">${toSections(entries).map(({ status, response }) => status !== undefined && response !== undefined && formatStatus(status, response))}</ul></td>
<td role="cell" data-label="Interactions" class="number">${interactions}</td>
<td role="cell" data-label="Errors" class="number ${errors > 0 && 'bad'}">${errors}</td>
<td role="cell" data-label="Warnings" class="number ${warnings > 0 && 'careful'}">${warnings}</td>
<td role="cell" class="wide">${formatBar(entries)}</td>
</tr>`
}

function formatStatus(status: string, response: CoverageEntry): Markup {
  const observation = toObservation(response)
  return html`<li class="chip ${observation}" title="${describeObservation(response)}">${formatSign(observation)}${status}<span class="hidden"> ${describeObservation(response)}</span></li>`
}

/** A bar of what was observed live and otherwise, with its number. */
export function formatBar(entries: readonly CoverageEntry[]): Markup {
  const promised = entries.filter((entry) => entry.waived === undefined)
  const observed = promised.filter(isObserved)
  const live = promised.filter((entry) => toObservation(entry) === 'live')
  const percent = toPercent({ promised: promised.length, observed: observed.length })
  if (percent === undefined) return html`<span class="faint">nothing promised</span>`
  const width = (part: readonly unknown[]) => Math.round((part.length * 1000) / promised.length) / 10
  return html`<span class="measure"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="recorded" width="${width(observed)}" height="6"/><rect class="live" width="${width(live)}" height="6"/></svg><span class="percent">${percent} %</span> <span class="faint">${observed.length} of ${promised.length}</span></span>`
}
