import { html, type Markup } from '../../../text/html/markup.js'
import { countOf } from '../../../text/plural.js'
import type { ReceivedExcerpt, Report, ReportedFinding, RuleExcerpt } from '../../report/report.js'
import {
  describeOperations,
  describeRequest,
  type FindingGroup,
  type FindingSection,
  toSections,
} from '../groups/finding-group.js'
import { describeRules, isNamedByPath } from '../place.js'

/** Formats the groups of findings by operation. Each shows the lines of the document beside the received value. */
export function formatFindings(report: Report): Markup {
  return html`<section aria-labelledby="findings">
<h2 id="findings">Findings</h2>
${report.findings.length === 0 && html`<p class="none">${report.summary.interactions === 0 ? 'Nothing was checked, so nothing was found.' : 'Nothing that was checked disagrees with the document.'}</p>`}
${toSections(report).map((section) => formatSection(report, section))}
<p class="none" data-empty hidden>No finding passes the filter.</p>
</section>`
}

function formatSection(report: Report, { operation, heading, groups }: FindingSection): Markup {
  const path =
    operation &&
    !isNamedByPath(operation) &&
    html` <span class="path"><span class="method">${operation.method}</span> ${operation.path}</span>`
  return html`<div class="operation" data-group><h3>${heading}${path}</h3>${groups.map((group) => formatGroup(report, group))}</div>`
}

function formatGroup(report: Report, group: FindingGroup): Markup {
  const { first, at, sources, otherValues } = group
  const state = first.waived === undefined ? first.severity : 'waived'
  const [source, ...others] = sources
  const request = describeRequest(first)
  const operations = describeOperations(group)
  return html`<article class="finding ${state}" data-item data-severity="${state}">
<h4><span class="severity">${state}</span> <code class="at">${at}</code>${group.count > 1 && html` <span class="times" title="${countOf(group.count, 'finding')}">×${group.count}</span>`} <span class="code">${first.code}</span></h4>
${first.waived !== undefined && html`<p class="reason">Waived: ${first.waived}</p>`}
<p class="message">${first.message}</p>
${operations !== undefined && html`<p class="faint">${operations}</p>`}
${request !== undefined && html`<p class="request"><code>${request}</code></p>`}
${first.curl !== undefined && html`<p class="request"><code>${first.curl}</code></p>`}
<div class="sides">
<figure><figcaption>Documented <span class="place">${describeRules(report, group)}</span></figcaption>
<p class="value">${first.expected}</p>${formatExcerpt(report, first)}</figure>
<figure><figcaption>Received${source !== undefined && html` <span class="place">${source}</span>`}</figcaption>
<p class="value received">${first.received}</p>
${first.excerpt && formatReceived(first.excerpt)}
${otherValues > 0 && html`<p class="faint">and ${countOf(otherValues, 'other value')}</p>`}
${others.length > 0 && formatSources(others)}</figure>
</div>
</article>`
}

const maxSources = 50

function formatSources(sources: readonly string[]): Markup {
  const listed = sources.slice(0, maxSources)
  const more = sources.length - listed.length
  return html`<details class="sources"><summary>${countOf(sources.length, 'other place')}</summary><ul>${listed.map((source) => html`<li>${source}</li>`)}${more > 0 && html`<li>… and ${more} more</li>`}</ul></details>`
}

/** The lines of the body around the received value. */
function formatReceived({ lines, hit }: ReceivedExcerpt): Markup {
  const marked = lines.map((text, index) => html`<span class="line${index === hit && ' hit'}">${text}\n</span>`)
  return html`<pre class="body" tabindex="0" role="group" aria-label="The received body around the value"><code>${marked}</code></pre>`
}

function formatExcerpt(report: Report, { rule, line }: ReportedFinding): Markup | false {
  const excerpt: RuleExcerpt | undefined = Object.hasOwn(report.rules, rule) ? report.rules[rule] : undefined
  if (!excerpt) return html`<p class="rule">${rule}</p>`
  const texts = excerpt.lines.map((text) => text.replaceAll('\t', '  '))
  const indent = Math.min(...texts.filter((text) => text.trim() !== '').map((text) => text.search(/\S/)))
  const lines = texts.map((text, index) => {
    const number = excerpt.line + index
    return html`<span class="line${number === line && ' hit'}"><span class="no" aria-hidden="true">${number}</span>${text.slice(indent)}\n</span>`
  })
  return html`<pre tabindex="0" role="group" aria-label="The rule in the document"><code>${lines}</code></pre>`
}
