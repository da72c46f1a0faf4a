import { countProblems } from '../../openapi/index.js'
import { groupBy } from '../../text/group-by.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { CoverageEntry } from '../coverage/coverage.js'
import type { OperationSummary, Report } from '../report/report.js'
import { describeSkipped, isUncovered, limitSkipped, summarise, toPercent, verdictWord } from './counts.js'
import {
  describeOperations,
  describeRequest,
  type FindingGroup,
  type FindingSection,
  sortOperations,
  toSections,
} from './groups/finding-group.js'
import { describeOthers, limitProblems, placeOfProblem } from './groups/problem-group.js'
import { describeRules, formatPlace, isNamedByPath } from './place.js'

/** Maximum number of characters of a comment on GitHub. */
const maxReport = 65_536
/** Maximum number of characters for findings. Other sections use the rest. */
const maxFindings = 40_000
/** Number of characters kept free for the last block, which says what was left out. */
const reserve = 200
const maxOperations = 100
const maxProblems = 20
const maxUncovered = 100
const maxSkipped = 20
const maxCharacters = 160

/**
 * Formats a report as Markdown for a comment on a pull request. The verdict comes first; findings and uncovered items
 * are folded.
 */
export function formatMarkdown(report: Report): string {
  const { title, version, source } = report.document
  const blocks = [
    `### ${report.verdict === 'passed' ? '✅' : '❌'} ${verdictWord(report)}: ${escapeHtml(`${title} ${version}`)}`,
    `${summarise(report)}. Document: ${code(source)}`,
    limitLines(report.reasons.map((reason) => `- ${escapeHtml(reason)}`)),
    ...formatFindings(report),
    formatOperations(report),
    formatUncovered(report),
    formatProblems(report),
    formatSkipped(report),
  ].filter((block) => block !== '')
  return `${limitBlocks(blocks).join('\n\n')}\n`
}

/** As many blocks as fit into a comment, and the number of the others. The most important blocks come first. */
function limitBlocks(blocks: readonly string[]): string[] {
  const ends: number[] = []
  for (const block of blocks) ends.push((ends.at(-1) ?? 0) + block.length + 2)
  if ((ends.at(-1) ?? 0) <= maxReport) return [...blocks]
  const kept = blocks.filter((_, index) => (ends[index] ?? 0) <= maxReport - reserve)
  return [...kept, `… and ${countOf(blocks.length - kept.length, 'more section')}, left out to fit into a comment.`]
}

function limitLines(lines: readonly string[], max = 20): string {
  const more = lines.length - max
  return [...lines.slice(0, max), ...(more > 0 ? [`- … and ${more} more`] : [])].join('\n')
}

/** The operations with interactions, failing ones first. The others are only counted. */
function formatOperations({ operations, coverage }: Report): string {
  if (operations.length === 0) return ''
  const entries = groupBy(coverage.entries, ({ operationId }) => operationId)
  const isSmall = operations.length <= maxOperations
  const sorted = sortOperations(isSmall ? operations : operations.filter(({ interactions }) => interactions > 0))
  const listed = sorted.slice(0, maxOperations)
  const rows = listed.map((operation) => formatOperation(operation, entries.get(operation.operationId) ?? []))
  const unseen = operations.length - sorted.length
  const more = [
    ...(sorted.length > listed.length ? [`${sorted.length - listed.length} more with interactions`] : []),
    ...(unseen > 0 ? [`${countOf(unseen, 'operation')} without interactions`] : []),
  ]
  return [
    ...['| Operation | Interactions | Errors | Warnings | Covered |', '|:--|--:|--:|--:|--:|', ...rows],
    ...(more.length > 0 ? ['', `… and ${more.join(', ')}.`] : []),
  ].join('\n')
}

function formatOperation(operation: OperationSummary, entries: readonly CoverageEntry[]): string {
  const counted = entries.filter(({ waived }) => waived === undefined)
  const percent = toPercent({
    total: counted.length,
    covered: counted.filter((each) => !isUncovered(each)).length,
  })
  const { operationId, method, path, interactions, errors, warnings } = operation
  const covered = percent === undefined ? (interactions > 0 ? '' : '0 %') : `${percent} %`
  const name = [operationId, ...(isNamedByPath(operation) ? [] : [`${method} ${path}`])].map(code).join(' ')
  return toRow([name, String(interactions), String(errors), String(warnings), covered])
}

/** The findings of all sections: as many groups as fit, and the number of the others. */
function formatFindings(report: Report): string[] {
  let room = maxFindings
  let omitted = 0
  const sections = toSections(report).flatMap((section) => {
    const rows = section.groups.map((group) => formatGroup(report, group))
    const listed = rows.filter((row) => {
      room -= row.length + 1
      return room >= 0
    })
    omitted += rows.length - listed.length
    return listed.length === 0 ? [] : [formatSection(section, listed)]
  })
  return omitted > 0 ? [...sections, `… and ${countOf(omitted, 'more group')} of findings.`] : sections
}

function formatSection({ operation, heading, groups }: FindingSection, rows: readonly string[]): string {
  const name = operation ? `<code>${escapeHtml(heading)}</code>` : heading
  const total = groups.reduce((sum, { count }) => sum + count, 0)
  return [
    `<details><summary>${name}: ${countOf(total, 'finding')}</summary>`,
    '',
    '| | Where | Problem | Request | Recording | Document |',
    '|:--|:--|:--|:--|:--|:--|',
    ...rows,
    '',
    '</details>',
  ].join('\n')
}

const marks = { error: '❌', warning: '⚠️', note: 'ℹ️' } as const

function formatGroup(report: Report, group: FindingGroup): string {
  const { first, at, count: times, sources, otherValues } = group
  const request = describeRequest(first)
  const operations = describeOperations(group)
  const [source, ...others] = sources
  const waived = first.waived === undefined ? '' : ` (waived: ${escapeHtml(first.waived)})`
  const cells = [
    `${first.waived === undefined ? marks[first.severity] : marks.warning} ${escapeHtml(first.code)}${waived}`,
    `${code(at)}${times > 1 ? ` ×${times}` : ''}`,
    `${code(first.message)}${otherValues > 0 ? ` (and ${countOf(otherValues, 'other value')})` : ''}${operations === undefined ? '' : ` ${escapeHtml(operations)}`}`,
    [request, first.curl].flatMap((text) => (text === undefined ? [] : code(text))).join('<br>'),
    source === undefined ? '' : `${code(source)}${others.length > 0 ? ` and ${countOf(others.length, 'other')}` : ''}`,
    code(describeRules(report, group)),
  ]
  return toRow(cells)
}

/** A row of a table. A `|` ends a cell even within a code span (GFM 4.10), unless it is escaped. */
function toRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
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

function formatProblems(report: Report): string {
  const { listed, more } = limitProblems(report, maxProblems)
  if (listed.length === 0) return ''
  return [
    `<details><summary>Problems of the document: ${countProblems(report.problems)}</summary>`,
    '',
    ...listed.map(
      (group) =>
        `- ${group.first.severity} ${code(formatPlace(placeOfProblem(group.first)))} ${code(group.first.pointer)}${describeOthers(group)}: ${escapeHtml(group.first.message)}`,
    ),
    ...(more > 0 ? [`- … and ${countOf(more, 'more kind')}`] : []),
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

/** Formats a code span (CommonMark 6.1). The text cannot end the span. */
function code(text: string): string {
  const visible = clip(text)
  if (visible.trim() === '') return visible
  const runs = visible.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1)
  const padding = runs.length > 0 ? ' ' : ''
  return `${fence}${padding}${visible}${padding}${fence}`
}

function clip(text: string): string {
  return shorten(toVisibleText(text), maxCharacters)
}

/** Escapes text outside of code: every character that could begin HTML, Markdown or a mention. */
function escapeHtml(text: string): string {
  return clip(text).replace(/[&<>"'`*_[\]|\\~@#]/g, (char) => `&#${char.charCodeAt(0)};`)
}
