import { countOf } from '../../text/plural.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { Severity } from '../findings/finding.js'
import type { Report } from '../report/report.js'
import { describeSkipped, limitSkipped, summarise, verdictWord } from './counts.js'
import { describeOperations, describeRequest, type FindingGroup, toSections } from './groups/finding-group.js'
import { describeOthers, limitProblems, placeOfProblem } from './groups/problem-group.js'
import { describeRules, formatPlace, type Place, parsePlace, placeOfRule } from './place.js'

/**
 * Formats a report as workflow commands, which GitHub Actions turns into annotations. There is one for each group of
 * findings on the line of its recording (errors first), each line of the document with findings, each kind of problem
 * of the document, the skipped interactions, and each reason of the verdict. The last line is the verdict as text.
 */
export function formatGithub(report: Report): string {
  const groups = toSections(report)
    .flatMap((section) => section.groups)
    .filter(({ first }) => first.waived === undefined)
    .toSorted((one, other) => order.indexOf(one.first.severity) - order.indexOf(other.first.severity))
  const lines = [
    ...groups.flatMap((group) => annotateRecording(report, group)),
    ...annotateDocument(report, groups),
    ...annotateProblems(report),
    ...annotateSkipped(report),
    ...report.reasons.map((reason) => command('error', {}, [reason])),
    `${verdictWord(report)}: ${summarise(report)}`,
  ]
  return `${lines.join('\n')}\n`
}

const maxSkipped = 20
const maxProblems = 20

const order: readonly Severity[] = ['error', 'warning', 'note']

/** The workflow command for each severity. */
const commands = { error: 'error', warning: 'warning', note: 'notice' } as const

function annotateRecording(report: Report, group: FindingGroup): string[] {
  const { first, at, count, sources } = group
  const message = [
    `${at}${count > 1 ? ` ×${count}` : ''}: ${first.message}`,
    ...[describeRequest(first), describeOperations(group), first.curl].filter((line) => line !== undefined),
    `Documented at ${describeRules(report, group)}`,
    ...(sources.length > 1 ? [`Also in: ${sources.slice(1, 6).join(', ')}${sources.length > 6 ? ', …' : ''}`] : []),
  ]
  const place = sources[0] === undefined ? undefined : parsePlace(sources[0])
  return [command(commands[first.severity], { ...toProperties(place), title: first.code }, message)]
}

function annotateDocument(report: Report, groups: readonly FindingGroup[]): string[] {
  const byPlace = new Map<string, { place: Place; lines: string[] }>()
  for (const { first, at, count } of groups) {
    const place = placeOfRule(report, first)
    const entry = byPlace.get(formatPlace(place)) ?? { place, lines: [] }
    entry.lines.push(`${first.code} at ${at}${count > 1 ? ` ×${count}` : ''}: ${first.message}`)
    byPlace.set(formatPlace(place), entry)
  }
  return [...byPlace.values()].map(({ place, lines }) =>
    command('notice', { ...toProperties(place), title: 'documented here' }, lines),
  )
}

/** One annotation for each kind of problem, and one that counts the rest. */
function annotateProblems(report: Report): string[] {
  const { listed, more } = limitProblems(report, maxProblems)
  const lines = listed.map((group) => {
    const { severity, code, pointer, message } = group.first
    const properties = { ...toProperties(placeOfProblem(group.first)), title: code }
    return command(commands[severity], properties, [`${pointer}${describeOthers(group)}: ${message}`])
  })
  const title = 'problems of the document'
  return more > 0 ? [...lines, command('notice', { title }, [`… and ${countOf(more, 'more kind')}`])] : lines
}

/** One annotation for all skipped hosts, because GitHub shows only ten of a step. */
function annotateSkipped(report: Report): string[] {
  const { listed, more } = limitSkipped(report, maxSkipped)
  if (listed.length === 0) return []
  const lines = listed.map((each) => `${each.host}: ${describeSkipped(each)}`)
  const last = more > 0 ? [`… and ${countOf(more, 'more host')}`] : []
  return [
    command('notice', { title: `skipped ${countOf(report.summary.skipped, 'interaction')}` }, [...lines, ...last]),
  ]
}

function toProperties(place: Place | undefined): Record<string, string> {
  if (!place) return {}
  return { file: place.path, ...(place.line !== undefined && { line: String(place.line) }) }
}

/** Formats a workflow command of GitHub Actions. */
export function command(
  name: string,
  properties: Readonly<Record<string, string>>,
  message: readonly string[],
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  return `::${[name, list.join(',')].filter(Boolean).join(' ')}::${message.map(escapeData).join('%0A')}`
}

/** Escapes `%`, the only special character of a message besides line ends, which `toVisibleText` spells out. */
function escapeData(text: string): string {
  return toVisibleText(text).replaceAll('%', '%25')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
