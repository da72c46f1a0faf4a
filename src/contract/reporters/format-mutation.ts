import pc from 'picocolors'
import { groupBy } from '../../text/group-by.js'
import { countOf } from '../../text/plural.js'
import { toVisibleJson, toVisibleText } from '../../text/visible-text.js'
import { splitRule } from '../findings/split-rule.js'
import type { MutationResult, ScoredVariant } from '../mutate/score/score.js'
import { joinBlocks } from './blocks.js'
import { mapTexts } from './map-texts.js'

/** The formats of `formatMutation`. The first is the default. */
export const mutationFormats = ['text', 'json', 'markdown'] as const

/** The name of a format of `formatMutation`. */
export type MutationFormat = (typeof mutationFormats)[number]

/** Maximum number of mutants, variants or rules that a section lists; further ones are only counted. */
const maxListed = 50

/** Formats a mutation score as text, JSON or Markdown. The text has colours only if `color` is set. */
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
  const at = ({ line, rule }: Listed) => {
    const { file, pointer } = splitRule(rule, result.document.source)
    return `${file}:${line} ${pointer}`
  }
  const changed = (each: ScoredVariant) =>
    `${each.operationId} ${each.subject}: ${each.description} (${each.keyword}), documented at ${at(each)}`
  return [
    toSection('Survived: mutants that did not lead to the expected finding', survivors, changed),
    toSection('Refused: conforming variants with findings', result.refusedVariants, (each) =>
      [changed(each), ...(each.findings ?? [])].join('; '),
    ),
    toSection(
      'Unexercised: rules without a mutant',
      result.unexercised,
      (each) => `${each.operationId} ${each.subject}: ${each.keyword} at ${at(each)}: ${each.reason}`,
    ),
  ].filter(({ lines }) => lines.length > 0)
}

function toSection<Each>(heading: string, all: readonly Each[], toLine: (each: Each) => string): Section {
  const lines = all.slice(0, maxListed).map(toLine)
  const more = all.length - lines.length
  return { heading: `${heading} (${all.length})`, lines: more > 0 ? [...lines, `… and ${more} more`] : lines }
}

/** The score in percent, rounded down so that 100 % means that all mutants were killed. */
function toScore({ score }: MutationResult): string {
  return `${Math.floor(score * 10) / 10} %`
}

function toVerdict(result: MutationResult): string {
  const { killed, survived, accepted, refused, unexercised } = result
  if (result.verdict === 'nothing-mutated') return 'Nothing mutated: no interaction matches the document'
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
  return joinBlocks(blocks)
}

function formatMarkdown(result: MutationResult): string {
  const cell = (text: string) => text.replace(/[\\|\x60*_<>[\]]/g, '\\$&')
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
  return joinBlocks(blocks)
}

function byOperation({ mutants }: MutationResult) {
  return [...groupBy(mutants, ({ operationId }) => operationId)].map(([operationId, own]) => {
    const survived = own.filter(({ outcome }) => outcome === 'survived').length
    return { operationId, survived, killed: own.length - survived }
  })
}
