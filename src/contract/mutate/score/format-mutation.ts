import pc from 'picocolors'
import { groupBy } from '../../../text/group-by.js'
import { countOf } from '../../../text/plural.js'
import { toVisibleJson, toVisibleText } from '../../../text/visible-text.js'
import { mapTexts } from '../../reporters/map-texts.js'
import type { MutationResult, ScoredVariant } from './score.js'

/** Every name that `formatMutation` takes, the default first. */
export const mutationFormats = ['text', 'json', 'markdown'] as const

/** A name that `formatMutation` takes. */
export type MutationFormat = (typeof mutationFormats)[number]

/** More than these are counted, not listed, where people read. */
const mostListed = 50

/** A result as text to read, as JSON, or as Markdown; the text in colours when `color` is set. */
export function formatMutation(
  result: MutationResult,
  format: MutationFormat,
  { color = false }: { color?: boolean } = {},
): string {
  if (format === 'json') return `${toVisibleJson(result, 2)}\n`
  const visible = mapTexts(result, toVisibleText)
  return format === 'text' ? formatText(visible, color) : formatMarkdown(visible)
}

type Listed = Pick<ScoredVariant, 'operationId' | 'subject' | 'line' | 'rule' | 'keyword'>

interface Section {
  readonly heading: string
  readonly lines: readonly string[]
}

function toSections(result: MutationResult): Section[] {
  const survivors = result.mutants.filter(({ outcome }) => outcome === 'survived')
  const at = ({ line, rule }: Listed) => `${result.document.source}:${line} ${rule}`
  const changed = (each: ScoredVariant) =>
    `${each.operationId} ${each.subject}: ${each.description} (${each.keyword}) against ${at(each)}`
  return [
    toSection('Survived: broken, and the check did not say so', survivors, changed),
    toSection('Refused: allowed, and the check found fault', result.refusedVariants, (each) =>
      [changed(each), ...(each.findings ?? [])].join('; '),
    ),
    toSection(
      'Unexercised: no recording could be changed to break it',
      result.unexercised,
      (each) => `${each.operationId} ${each.subject}: ${each.keyword} at ${at(each)}: ${each.reason}`,
    ),
  ].filter(({ lines }) => lines.length > 0)
}

function toSection<Each>(heading: string, all: readonly Each[], toLine: (each: Each) => string): Section {
  const lines = all.slice(0, mostListed).map(toLine)
  const more = all.length - lines.length
  return { heading: `${heading} (${all.length})`, lines: more > 0 ? [...lines, `… and ${more} more`] : lines }
}

/** Rounded down, so that 100 means all. */
function toScore({ score }: MutationResult): string {
  return `${Math.floor(score * 10) / 10} %`
}

function toVerdict(result: MutationResult): string {
  const { killed, survived, accepted, refused, unexercised } = result
  if (result.verdict === 'nothing-mutated') return 'Nothing mutated: no interaction keeps the document'
  const counts = [
    `${killed} of ${countOf(killed + survived, 'mutant')} killed (${toScore(result)})`,
    `${refused} of ${countOf(accepted + refused, 'conforming variant')} refused`,
    `${countOf(unexercised.length, 'rule')} unexercised`,
  ]
  return `${result.verdict === 'passed' ? 'Passed' : 'Failed'}: ${counts.join(', ')}`
}

function formatText(result: MutationResult, color: boolean): string {
  const colors = pc.createColors(color)
  const { title, version, source } = result.document
  const width = Math.max(0, ...byOperation(result).map(({ operationId }) => operationId.length))
  const table = byOperation(result).map(({ operationId, killed, survived }) => {
    const mark = survived > 0 ? colors.red('✗') : colors.green('✓')
    return `${mark} ${operationId.padEnd(width)}  ${colors.dim(`${killed} of ${countOf(killed + survived, 'mutant')} killed`)}`
  })
  const paint = result.verdict === 'passed' ? colors.green : colors.red
  const blocks = [
    [`${colors.bold(`${title} ${version}`)}  ${colors.dim(source)}`],
    table,
    ...toSections(result).map(({ heading, lines }) => [heading, ...lines.map((line) => `  ${line}`)]),
    [paint(toVerdict(result))],
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

function formatMarkdown(result: MutationResult): string {
  const cell = (text: string) => text.replace(/[\\|`*_<>[\]]/g, '\\$&')
  const rows = byOperation(result).map(
    ({ operationId, killed, survived }) => `| ${cell(operationId)} | ${killed} | ${survived} |`,
  )
  const blocks = [
    ['## Mutation score'],
    [`**${cell(toVerdict(result))}**`],
    rows.length > 0 ? ['| operation | killed | survived |', '| --- | ---: | ---: |', ...rows] : [],
    ...toSections(result).map(({ heading, lines }) => [
      `### ${cell(heading)}`,
      '',
      ...lines.map((line) => `- ${cell(line)}`),
    ]),
  ]
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`
}

function byOperation({ mutants }: MutationResult) {
  return [...groupBy(mutants, ({ operationId }) => operationId)].map(([operationId, own]) => {
    const survived = own.filter(({ outcome }) => outcome === 'survived').length
    return { operationId, survived, killed: own.length - survived }
  })
}
