import pc from 'picocolors'
import { groupBy } from '../../../text/group-by.js'
import { countOf } from '../../../text/plural.js'
import { shorten } from '../../../text/shorten.js'
import { escapeHidden, toVisibleText } from '../../../text/visible-text.js'
import { toJson } from '../../mutate/raw-json.js'
import { joinBlocks } from '../../reporters/blocks.js'
import { command } from '../../reporters/github.js'
import { mapTexts } from '../../reporters/map-texts.js'
import type { WordChange } from '../change.js'
import {
  type ChangeGroup,
  describePlace,
  describeProof,
  describeSource,
  summarise,
  toDecided,
  toSections,
  verdictOf,
  verdictWords,
} from './change-groups.js'
import type { ComparedDocument, ComparisonReport } from './comparison-report.js'

/** The formats of `formatComparison`. The first is the default. */
export const comparisonFormats = ['text', 'json', 'markdown', 'github'] as const

/** The name of a format of `formatComparison`. */
export type ComparisonFormat = (typeof comparisonFormats)[number]

/** Maximum number of groups of changes in Markdown, so that it fits into a comment on a pull request. */
const maxInMarkdown = 200

/**
 * Formats a comparison as text, JSON, Markdown or workflow commands of GitHub Actions. The text has colours only if
 * `color` is set.
 */
export function formatComparison(
  report: ComparisonReport,
  format: ComparisonFormat,
  { color = false }: { readonly color?: boolean } = {},
): string {
  if (format === 'json') return `${escapeHidden(toJson(report, 2))}\n`
  if (format === 'github') return formatGithub(report)
  // Values of the documents are shown as JSON, so the whole JSON text is escaped.
  const visible = { ...mapTexts({ ...report, changes: [] }, toVisibleText), changes: report.changes }
  return format === 'text' ? formatText(visible, color) : formatMarkdown(visible)
}

function formatText(report: ComparisonReport, color: boolean): string {
  const colors = pc.createColors(color)
  const paint = { breaking: colors.red, unclear: colors.yellow, compatible: colors.green }
  const toLines = (group: ChangeGroup): string[] => {
    const { first } = group
    const verdict = verdictOf(first)
    const proof = describeProof(first)
    const source = describeSource(first)
    return [
      `  ${paint[verdict](verdict.padEnd(10))}  ${toVisibleText(`${describePlace(group)}: ${first.message}`)}`,
      ...(proof === undefined ? [] : [`              ${toVisibleText(proof)}`]),
      ...(source === '' ? [] : [`              ${colors.dim(toVisibleText(source))}`]),
    ]
  }
  const sections = toSections(report).map(({ heading, groups }) => [
    colors.bold(toVisibleText(heading)),
    ...groups.flatMap(toLines),
  ])
  const decided = [...toDecided(report)].map(([reason, groups]) => [
    `Decided: ${toVisibleText(reason)}`,
    ...groups.map((group) => `  ${toVisibleText(describeDecided(group))}`),
  ])
  const { summary, verdict } = report
  const hint = summary.words > 0 && !report.words ? ['Texts and examples are shown with --words.'] : []
  return joinBlocks([
    [describeDocument('before', report.before), describeDocument('after ', report.after)],
    ...sections,
    ...decided,
    ...formatWords(report.words ?? []).map((lines) => lines.map(toVisibleText)),
    hint,
    [
      ...report.reasons.map((reason) => colors.red(reason)),
      (verdict === 'passed' ? colors.green : colors.red)(`${verdictWords[verdict]}: ${summarise(report)}`),
    ],
  ])
}

function describeDocument(name: string, { title, version, source }: ComparedDocument): string {
  return `${name}  ${source}  ${title} ${version}`
}

function describeDecided(group: ChangeGroup): string {
  const { first, operations } = group
  const where = operations.length === 1 ? first.operation : countOf(operations.length, 'operation')
  return `${where}: ${describePlace(group)}: ${first.message}`
}

/** The texts and examples that differ, by operation. Only the beginning of a long text is shown. */
function formatWords(words: readonly WordChange[]): string[][] {
  const show = (value: unknown) => (value === undefined ? 'nothing' : shorten(toJson(value), 60))
  return [...groupBy(words, ({ operation }) => operation)].map(([operation, own]) => [
    `Texts and examples of ${operation}`,
    ...own.map(({ at, keyword, before, after }) => `  ${at} ${keyword}: ${show(before)} → ${show(after)}`),
  ])
}

function formatMarkdown(report: ComparisonReport): string {
  let left = maxInMarkdown
  const sections = toSections(report)
  const all = sections.flatMap(({ groups }) => groups).length
  const blocks = sections.flatMap(({ heading, groups }) => {
    const shown = groups.slice(0, Math.max(0, left))
    left -= shown.length
    return shown.length === 0 ? [] : [[`#### ${code(heading)}`, '', ...shown.flatMap(toItem)]]
  })
  const decided = [...toDecided(report)].map(([reason, groups]) => [
    `<details><summary>Decided: ${escapeText(reason)} (${groups.length})</summary>`,
    '',
    ...groups.map((group) => `- ${code(describeDecided(group))}`),
    '',
    '</details>',
  ])
  const mark = report.verdict === 'passed' ? '✅' : '❌'
  return joinBlocks([
    [`### ${mark} ${verdictWords[report.verdict]}: ${escapeText(`${report.after.title} ${report.after.version}`)}`],
    [`${summarise(report)}. Compared: ${code(report.before.source)} and ${code(report.after.source)}`],
    report.reasons.map((reason) => `- ${escapeText(reason)}`),
    ...blocks,
    all > maxInMarkdown ? [`… and ${countOf(all - maxInMarkdown, 'more change')}`] : [],
    ...decided,
    ...formatWords(report.words ?? []).map((lines) => [
      '```text',
      ...lines.map((line) => line.replaceAll('```', "'''")),
      '```',
    ]),
  ])
}

function toItem(group: ChangeGroup): string[] {
  const { first } = group
  const marks = { breaking: '❌ **breaking**', unclear: '❔ unclear', compatible: '✅ compatible' }
  const proof = describeProof(first)
  const source = describeSource(first)
  return [
    `- ${marks[verdictOf(first)]} ${code(describePlace(group))}: ${escapeText(first.message)}`,
    ...(proof === undefined ? [] : [`  ${code(proof)}`]),
    ...(source === '' ? [] : [`  <sub>${escapeText(source)}</sub>`]),
  ]
}

/** Escapes every character that means something to Markdown or HTML. */
function escapeText(text: string): string {
  return toVisibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\|`*_[\]~#@]/g, '\\$&')
}

/** Puts a text into a code span, which begins and ends with more backticks than the text has in a row. */
function code(text: string): string {
  const visible = toVisibleText(text)
  const longest = Math.max(0, ...[...visible.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return longest === 0 ? `${fence}${visible}${fence}` : `${fence} ${visible} ${fence}`
}

/** The workflow command for each verdict. */
const commands = { breaking: 'error', unclear: 'warning', compatible: 'notice' } as const

/**
 * One annotation for each change, on its line of the second document, breaking changes first. The verdict follows as
 * text.
 */
function formatGithub(report: ComparisonReport): string {
  const groups = toSections(report)
    .flatMap(({ heading, groups }) => groups.map((group) => ({ heading, group })))
    .toSorted((a, b) => order.indexOf(verdictOf(a.group.first)) - order.indexOf(verdictOf(b.group.first)))
  const lines = groups.map(({ heading, group }) => {
    const { first } = group
    const verdict = verdictOf(first)
    const message = [`${heading}: ${describePlace(group)}: ${first.message}`, describeProof(first) ?? '']
    return command(commands[verdict], { ...toPlace(first), title: `${verdict} change` }, message.filter(Boolean))
  })
  const reasons = report.reasons.map((reason) => command('error', {}, [reason]))
  return `${[...lines, ...reasons, toVisibleText(`${verdictWords[report.verdict]}: ${summarise(report)}`)].join('\n')}\n`
}

const order = ['breaking', 'unclear', 'compatible']

/**
 * The file and line for an annotation. Empty if the document is not a file of the working tree, such as
 * `HEAD:api.yaml`.
 */
function toPlace({ definedAt: { before, after } }: ChangeGroup['first']): Record<string, string> {
  for (const place of [after, before]) {
    const [, file, line] = /^([^:]+):(\d+)$/.exec(place ?? '') ?? []
    if (file !== undefined && line !== undefined) return { file, line }
  }
  return {}
}
