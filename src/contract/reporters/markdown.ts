import { groupBy } from '../../text/group-by.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { CoverageEntry } from '../coverage/coverage.js'
import type { OperationSummary, Report } from '../report/report.js'
import { describeSkipped, isUncovered, limitSkipped, summarise, toPercent, verdictWord } from './counts.js'
import { type FindingGroup, groupByOperation } from './finding-group.js'
import { formatPlace, placeOfRule } from './place.js'

/** A comment on GitHub holds 65,536 characters; these limits keep a report below that. */
const maxGroups = 40
const maxUncovered = 100
const maxSkipped = 20
const maxCharacters = 160

/** Markdown for a comment on a pull request: the verdict first; findings and what is not covered are folded. */
export function formatMarkdown(report: Report): string {
  const { title, version, source } = report.document
  const budget = { groups: maxGroups }
  const blocks = [
    `### ${report.verdict === 'passed' ? '✅' : '❌'} ${verdictWord(report)}: ${escapeHtml(`${title} ${version}`)}`,
    `${summarise(report)}. Document: ${code(source)}`,
    report.reasons.map((reason) => `- ${escapeHtml(reason)}`).join('\n'),
    formatOperations(report),
    ...[...groupByOperation(report)].map(([operationId, groups]) => formatGroups(report, operationId, groups, budget)),
    budget.groups < 0 ? `… and ${countOf(-budget.groups, 'more group')} of findings.` : '',
    formatUncovered(report),
    formatSkipped(report),
  ]
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`
}

function formatOperations({ operations, coverage }: Report): string {
  if (operations.length === 0) return ''
  const entries = groupBy(coverage.entries, ({ operationId }) => operationId)
  const rows = operations.map((operation) => formatOperation(operation, entries.get(operation.operationId) ?? []))
  return ['| Operation | Interactions | Errors | Warnings | Covered |', '|:--|--:|--:|--:|--:|', ...rows].join('\n')
}

function formatOperation(operation: OperationSummary, entries: readonly CoverageEntry[]): string {
  const counted = entries.filter(({ waived }) => waived === undefined)
  const percent = toPercent({
    total: counted.length,
    covered: counted.filter((each) => !isUncovered(each)).length,
  })
  const { operationId, method, path, interactions, errors, warnings } = operation
  const covered = percent === undefined ? (interactions > 0 ? '' : '0 %') : `${percent} %`
  return `| ${code(operationId)} ${code(`${method} ${path}`)} | ${interactions} | ${errors} | ${warnings} | ${covered} |`
}

function formatGroups(
  report: Report,
  operationId: string | undefined,
  groups: readonly FindingGroup[],
  budget: { groups: number },
): string {
  const listed = groups.slice(0, Math.max(0, budget.groups))
  budget.groups -= groups.length
  if (listed.length === 0) return ''
  const total = groups.reduce((sum, group) => sum + group.count, 0)
  const name =
    operationId === undefined ? 'Outside the documented operations' : `<code>${escapeHtml(operationId)}</code>`
  return [
    `<details><summary>${name}: ${countOf(total, 'finding')}</summary>`,
    '',
    '| | Where | Problem | Recording | Document |',
    '|:--|:--|:--|:--|:--|',
    ...listed.map((group) => formatGroup(report, group)),
    '',
    '</details>',
  ].join('\n')
}

const marks = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const

function formatGroup(report: Report, { first, at, count: times, sources, otherValues }: FindingGroup): string {
  const [source, ...others] = sources
  const waived = first.waived === undefined ? '' : ` (waived: ${escapeHtml(first.waived)})`
  const cells = [
    `${first.waived === undefined ? marks[first.severity] : marks.warning} ${escapeHtml(first.code)}${waived}`,
    `${code(at)}${times > 1 ? ` ×${times}` : ''}`,
    `${code(first.message)}${otherValues > 0 ? ` (and ${countOf(otherValues, 'other value')})` : ''}`,
    source === undefined ? '' : `${code(source)}${others.length > 0 ? ` and ${countOf(others.length, 'other')}` : ''}`,
    code(formatPlace(placeOfRule(report, first))),
  ]
  return `| ${cells.join(' | ')} |`
}

function formatUncovered({ coverage }: Report): string {
  const { total, counted } = coverage
  const listed = coverage.entries.filter(isUncovered)
  const uncovered = counted.reduce((sum, { items }) => sum + items, listed.length)
  if (uncovered === 0) return ''
  const lines = [
    ...listed.map(
      ({ operationId, kind, subject, aspect }) =>
        `- ${code(operationId)} ${escapeHtml(kind)} ${code(`${subject} ${aspect}`)}`,
    ),
    ...counted.map(({ operationId, items }) => `- ${code(operationId)} ${countOf(items, 'item')}`),
  ]
  const more = lines.length - maxUncovered
  return [
    `<details><summary>Not covered: ${uncovered} of ${countOf(total, 'item')}</summary>`,
    '',
    ...lines.slice(0, maxUncovered),
    ...(more > 0 ? [`- … and ${more} more`] : []),
    '',
    '</details>',
  ].join('\n')
}

function formatSkipped(report: Report): string {
  const { listed, more } = limitSkipped(report, maxSkipped)
  if (listed.length === 0) return ''
  return [
    `<details><summary>Skipped: ${countOf(report.summary.skipped, 'interaction')}</summary>`,
    '',
    ...listed.map((each) => `- ${code(each.host)} ${escapeHtml(describeSkipped(each))}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
    '',
    '</details>',
  ].join('\n')
}

/** A code span (CommonMark 6.1); the text can end neither the span nor the table cell around it. */
function code(text: string): string {
  const visible = clip(text)
  if (visible.trim() === '') return visible
  const runs = visible.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1)
  const padding = runs.length > 0 ? ' ' : ''
  return `${fence}${padding}${visible.replaceAll('|', '\\|')}${padding}${fence}`
}

function clip(text: string): string {
  return shorten(toVisibleText(text), maxCharacters)
}

/** Text outside of code, with every character escaped that could begin HTML, Markdown or a mention. */
function escapeHtml(text: string): string {
  return clip(text).replace(/[&<>"'`*_[\]|\\~@#]/g, (char) => `&#${char.charCodeAt(0)};`)
}
