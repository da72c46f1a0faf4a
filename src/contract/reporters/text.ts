import pc from 'picocolors'
import { countProblems } from '../../openapi/index.js'
import { groupBy } from '../../text/group-by.js'
import { countOf } from '../../text/plural.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { Severity } from '../findings/finding.js'
import type { OperationSummary, Report } from '../report/report.js'
import { joinBlocks } from './blocks.js'
import { describeSkipped, isUncovered, limitSkipped, summarise, summariseKinds, verdictWord } from './counts.js'
import {
  describeOperations,
  describeRequest,
  type FindingGroup,
  type FindingSection,
  sortOperations,
  toSections,
} from './groups/finding-group.js'
import { describeOthers, limitProblems, placeOfProblem } from './groups/problem-group.js'
import { mapTexts } from './map-texts.js'
import { describeRules, formatPlace, isNamedByPath } from './place.js'

type Colors = ReturnType<typeof pc.createColors>

/** Maximum number of operations in each of two lists. The report of a run that passed fits a screen of 24 lines. */
const maxLines = 7

/**
 * Maximum number of further operations with errors that are listed by name, besides those with a section of their own.
 */
const maxFailing = 20

/** Maximum number of groups of findings in a section. Errors are all listed. */
const maxGroups = 20

/**
 * Formats a report for a terminal: findings by operation, a summary of what is not covered, and the verdict last.
 *
 * It has colours only if `color` is set.
 */
export function formatText(unsafe: Report, { color = false }: { color?: boolean } = {}): string {
  // All texts are made visible at once, so that no line below can forget one.
  const report = mapTexts(unsafe, toVisibleText)
  const colors = pc.createColors(color)
  const sections = toSections(report)
  const blocks = [
    [formatHeading(report, colors)],
    ...sections.map((section) => formatSection(report, section, colors)),
    formatProblems(report, colors),
    formatOthers(report, sections, colors),
    formatUncovered(report, colors),
    formatSkipped(report, colors),
    formatVerdict(report, colors),
  ]
  return joinBlocks(blocks)
}

function formatHeading({ document }: Report, colors: Colors): string {
  const title = `${document.title} ${document.version}`.trim()
  return `${colors.bold(title)}  ${colors.dim(document.source)}`
}

/** The problems of the document, errors first. A message that applies to several places is listed once. */
function formatProblems(report: Report, colors: Colors): string[] {
  const { listed, more } = limitProblems(report, maxLines)
  if (listed.length === 0) return []
  return [
    `Problems of the document: ${countProblems(report.problems)}`,
    ...listed.flatMap((group) => [
      `  ${formatSeverity(group.first.severity, colors)} ${group.first.message}`,
      `    ${colors.dim(`${formatPlace(placeOfProblem(group.first))} ${group.first.pointer}${describeOthers(group)}`)}`,
    ]),
    ...(more > 0 ? [colors.dim(`  … and ${countOf(more, 'more kind')}`)] : []),
  ]
}

/** The operations without a section of their own, failing ones first. */
function formatOthers(report: Report, sections: readonly FindingSection[], colors: Colors): string[] {
  const own = new Set(sections.map(({ operation }) => operation))
  const others = sortOperations(report.operations.filter((operation) => !own.has(operation)))
  const failing = others.filter(({ errors }) => errors > 0)
  const passing = others.slice(failing.length)
  // If not all of them fit, operations without interactions are only listed as not covered.
  const rest = passing.length > maxLines ? passing.filter(({ interactions }) => interactions > 0) : passing
  const listed = [...failing.slice(0, maxFailing), ...rest.slice(0, maxLines)]
  const width = widthOf(listed, ({ operationId }) => operationId)
  const described = widthOf(listed, describe)
  const toLine = (operation: OperationSummary) =>
    `${markOf(operation, colors)} ${operation.operationId.padEnd(width)}  ${colors.dim(`${described === 0 ? '' : `${describe(operation).padEnd(described)}  `}${countsOf(operation)}`)}`
  const more = (count: number, what: string) => (count > 0 ? [colors.dim(`  … and ${count} more${what}`)] : [])
  return [
    ...failing.slice(0, maxFailing).map(toLine),
    ...more(failing.length - maxFailing, ' with errors'),
    ...rest.slice(0, maxLines).map(toLine),
    ...more(rest.length - maxLines, ''),
  ]
}

/** The mark of an operation, from its counts, because a report need not list every finding. */
function markOf({ errors, warnings, interactions }: OperationSummary, colors: Colors): string {
  if (errors > 0) return colors.red('✗')
  if (warnings > 0) return colors.yellow('!')
  return interactions > 0 ? colors.green('✓') : colors.dim('·')
}

/**
 * The width of a column, in characters. Texts longer than 60 characters are ignored, so that a long path does not push
 * the rest off the screen.
 */
function widthOf(operations: readonly OperationSummary[], textOf: (operation: OperationSummary) => string): number {
  return Math.max(0, ...operations.map((operation) => textOf(operation).length).filter((length) => length <= 60))
}

function describe(operation: OperationSummary): string {
  return isNamedByPath(operation) ? '' : `${operation.method} ${operation.path}`
}

function countsOf({ interactions, errors, warnings }: OperationSummary): string {
  if (interactions === 0) return 'not covered'
  return [
    countOf(interactions, 'interaction'),
    ...(errors > 0 ? [countOf(errors, 'error')] : []),
    ...(warnings > 0 ? [countOf(warnings, 'warning')] : []),
  ].join(', ')
}

function formatSection(report: Report, { operation, heading, groups }: FindingSection, colors: Colors): string[] {
  const title = operation
    ? `${colors.bold(heading)}  ${colors.dim([describe(operation), countsOf(operation)].filter(Boolean).join('  '))}`
    : colors.bold(heading)
  const errors = groups.filter(({ first }) => first.severity === 'error' && first.waived === undefined).length
  const listed = groups.slice(0, Math.max(errors, maxGroups))
  const more = groups.length - listed.length
  return [
    `${errors > 0 || (operation?.errors ?? 0) > 0 ? colors.red('✗') : colors.yellow('!')} ${title}`,
    ...listed.flatMap((group) => formatGroup(report, group, colors)),
    ...(more > 0 ? [colors.dim(`  … and ${countOf(more, 'more group')} of warnings, notes or waived findings`)] : []),
  ]
}

function formatGroup(report: Report, group: FindingGroup, colors: Colors): string[] {
  const { first, at, sources, otherValues } = group
  const times = group.count > 1 ? ` ×${group.count}` : ''
  const others = otherValues > 0 ? ` (and ${countOf(otherValues, 'other value')})` : ''
  const operations = describeOperations(group)
  const request = describeRequest(first)
  return [
    `  ${first.waived === undefined ? formatSeverity(first.severity, colors) : colors.dim('waived')} ${colors.bold(at)}${times}  ${colors.dim(first.code)}`,
    `    ${first.message}${others}`,
    ...(first.waived === undefined ? [] : [`    waived: ${first.waived}`]),
    ...(operations === undefined ? [] : [`    ${operations}`]),
    ...(request === undefined ? [] : [`    ${colors.dim(request)}`]),
    ...(first.curl === undefined ? [] : [`    ${first.curl}`]),
    `    ${colors.dim(`${formatSources(sources)}against ${describeRules(report, group)}`)}`,
  ]
}

function formatSeverity(severity: Severity, colors: Colors): string {
  const paint = { error: colors.red, warning: colors.yellow, note: colors.blue }
  return paint[severity](severity)
}

function formatSources([first, ...others]: readonly string[]): string {
  if (first === undefined) return ''
  return others.length === 0 ? `${first} ` : `${first} and ${countOf(others.length, 'other place')} `
}

function formatUncovered({ coverage }: Report, colors: Colors): string[] {
  const { total, counted } = coverage
  const listed = coverage.entries.filter(isUncovered)
  const uncovered = counted.reduce((sum, { items }) => sum + items, listed.length)
  if (uncovered === 0) return []
  const byOperation = groupBy(listed, ({ operationId }) => operationId)
  const lines = [
    ...[...byOperation].map(
      ([operationId, ofOperation]) => `  ${operationId}  ${colors.dim(summariseKinds(ofOperation))}`,
    ),
    ...counted.map(({ operationId, items }) => `  ${operationId}  ${colors.dim(countOf(items, 'item'))}`),
  ]
  const more = lines.length - maxLines
  return [
    `Not covered: ${uncovered} of ${countOf(total, 'item')}`,
    ...lines.slice(0, maxLines),
    ...(more > 0 ? [colors.dim(`  … and ${countOf(more, 'more operation')}`)] : []),
  ]
}

function formatSkipped(report: Report, colors: Colors): string[] {
  const { listed, more } = limitSkipped(report, maxLines)
  if (listed.length === 0) return []
  return [
    `Skipped: ${countOf(report.summary.skipped, 'interaction')}`,
    ...listed.map((each) => `  ${each.host}  ${colors.dim(describeSkipped(each))}`),
    ...(more > 0 ? [colors.dim(`  … and ${countOf(more, 'more host')}`)] : []),
  ]
}

function formatVerdict(report: Report, colors: Colors): string[] {
  const paint = report.verdict === 'passed' ? colors.green : colors.red
  return [
    ...report.reasons.map((reason) => `${colors.red('✗')} ${reason}`),
    `${paint(colors.bold(verdictWord(report)))}: ${summarise(report)}`,
  ]
}
