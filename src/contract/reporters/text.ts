import pc from 'picocolors'
import { countProblems, type DocumentProblem } from '../../openapi/index.js'
import { groupBy } from '../../text/group-by.js'
import { countOf } from '../../text/plural.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { Severity } from '../findings/finding.js'
import type { OperationSummary, Report } from '../report/report.js'
import { joinBlocks } from './blocks.js'
import { describeSkipped, isUncovered, limitSkipped, summarise, summariseKinds, verdictWord } from './counts.js'
import { type FindingGroup, groupByOperation } from './finding-group.js'
import { mapTexts } from './map-texts.js'
import { formatPlace, placeOfRule } from './place.js'

type Colors = ReturnType<typeof pc.createColors>

/** Operations that are listed by name in each of two lists. A run that passed fits a screen of 24 lines. */
const maxLines = 7

/**
 * A report to read in a terminal: findings by operation, a summary of what is not covered, and the verdict last.
 *
 * Has colours only if `color` is set.
 */
export function formatText(unsafe: Report, { color = false }: { color?: boolean } = {}): string {
  // All texts at once, so that no line below can forget one.
  const report = mapTexts(unsafe, toVisibleText)
  const colors = pc.createColors(color)
  const groups = groupByOperation(report)
  const blocks = [
    [formatHeading(report, colors)],
    formatProblems(report, colors),
    formatPassed(report, groups, colors),
    ...[...groups].flatMap(([operationId, findings]) => formatOperation(report, operationId, findings, colors)),
    report.summary.omitted > 0
      ? [`… and ${countOf(report.summary.omitted, 'more finding')}, counted but not listed`]
      : [],
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

/** What is wrong in the document, errors first. The same message at several places is listed once. */
function formatProblems({ problems }: Report, colors: Colors): string[] {
  if (problems.length === 0) return []
  const kinds = [...groupBy(problems, ({ severity, message }) => `${severity} ${message}`).values()]
  const bySeverity = (wanted: DocumentProblem['severity']) => kinds.filter(([first]) => first?.severity === wanted)
  const lines = [...bySeverity('error'), ...bySeverity('warning')].flatMap(([first, ...others]) =>
    first
      ? [
          `  ${formatSeverity(first.severity, colors)} ${first.message}`,
          `    ${colors.dim(`${first.file}:${first.line} ${first.pointer}${others.length > 0 ? ` and ${countOf(others.length, 'other place')}` : ''}`)}`,
        ]
      : [],
  )
  const more = lines.length / 2 - maxLines
  return [
    `Problems of the document: ${countProblems(problems)}`,
    ...lines.slice(0, 2 * maxLines),
    ...(more > 0 ? [colors.dim(`  … and ${countOf(more, 'more kind')}`)] : []),
  ]
}

type Groups = ReadonlyMap<string | undefined, readonly FindingGroup[]>

function formatPassed(report: Report, groups: Groups, colors: Colors): string[] {
  const passed = report.operations.filter(({ operationId }) => (groups.get(operationId)?.length ?? 0) === 0)
  const listed = passed.slice(0, maxLines)
  const width = widthOf(listed, ({ operationId }) => operationId)
  const described = widthOf(listed, describe)
  const lines = listed.map((operation) => {
    const name = operation.operationId.padEnd(width)
    const mark = operation.interactions > 0 ? colors.green('✓') : colors.dim('·')
    return `${mark} ${name}  ${colors.dim(`${describe(operation).padEnd(described)}  ${interactionsOf(operation)}`)}`
  })
  return passed.length > listed.length ? [...lines, colors.dim(`  … and ${passed.length - listed.length} more`)] : lines
}

/** The width of a column. Longer texts than 60 characters are not counted, so that one path cannot push the rest off the screen. */
function widthOf(operations: readonly OperationSummary[], textOf: (operation: OperationSummary) => string): number {
  return Math.max(0, ...operations.map((operation) => textOf(operation).length).filter((length) => length <= 60))
}

function describe({ method, path }: OperationSummary): string {
  return `${method} ${path}`
}

function interactionsOf({ interactions }: OperationSummary): string {
  return interactions > 0 ? countOf(interactions, 'interaction') : 'not covered'
}

function formatOperation(
  report: Report,
  operationId: string | undefined,
  groups: readonly FindingGroup[],
  colors: Colors,
): string[][] {
  if (groups.length === 0) return []
  const operation = report.operations.find((each) => each.operationId === operationId)
  const heading = operation
    ? `${colors.bold(operation.operationId)}  ${colors.dim(`${describe(operation)}  ${interactionsOf(operation)}`)}`
    : colors.bold('Outside the documented operations')
  const hasErrors = groups.some(({ first }) => first.severity === 'error' && first.waived === undefined)
  return [
    [
      `${hasErrors ? colors.red('✗') : colors.yellow('!')} ${heading}`,
      ...groups.flatMap((group) => formatGroup(report, group, colors)),
    ],
  ]
}

function formatGroup(report: Report, group: FindingGroup, colors: Colors): string[] {
  const { first, at, sources, otherValues } = group
  const times = group.count > 1 ? ` ×${group.count}` : ''
  const others = otherValues > 0 ? ` (and ${countOf(otherValues, 'other value')})` : ''
  return [
    `  ${first.waived === undefined ? formatSeverity(first.severity, colors) : colors.dim('waived')} ${colors.bold(at)}${times}  ${colors.dim(first.code)}`,
    `    ${first.message}${others}`,
    ...(first.waived === undefined ? [] : [`    waived: ${first.waived}`]),
    `    ${colors.dim(`${formatSources(sources)}against ${formatPlace(placeOfRule(report, first))}`)}`,
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
