import { toVisibleText } from '../../text/visible-text.js'
import type { Report } from '../report/report.js'
import { summarise, verdictWord } from './counts.js'
import { type FindingGroup, groupFindings } from './finding-group.js'
import { formatPlace, type Place, parsePlace, placeOfRule } from './place.js'

/**
 * Workflow commands that GitHub Actions turns into annotations: one on the recording's line of every group of findings,
 * one on each line of the document that has findings, one per reason of the verdict. The verdict itself comes last, as text.
 */
export function formatGithub(report: Report): string {
  const groups = groupFindings(report.findings).filter(({ first }) => first.waived === undefined)
  const lines = [
    ...groups.flatMap((group) => annotateRecording(report, group)),
    ...annotateDocument(report, groups),
    ...report.reasons.map((reason) => command('error', {}, [reason])),
    `${verdictWord(report)}: ${summarise(report)}`,
  ]
  return `${lines.join('\n')}\n`
}

function annotateRecording(report: Report, { first, at, count, sources }: FindingGroup): string[] {
  const message = [
    `${at}${count > 1 ? ` ×${count}` : ''}: received ${first.received}, expected ${first.expected}`,
    `Document: ${formatPlace(placeOfRule(report, first))}`,
    ...(sources.length > 1 ? [`Also in: ${sources.slice(1, 6).join(', ')}${sources.length > 6 ? ', …' : ''}`] : []),
  ]
  const place = sources[0] === undefined ? undefined : parsePlace(sources[0])
  return [command(first.severity, { ...toProperties(place), title: first.code }, message)]
}

function annotateDocument(report: Report, groups: readonly FindingGroup[]): string[] {
  const byPlace = new Map<string, { place: Place; lines: string[] }>()
  for (const { first, at, count } of groups) {
    const place = placeOfRule(report, first)
    const entry = byPlace.get(formatPlace(place)) ?? { place, lines: [] }
    entry.lines.push(`${first.code} at ${at}${count > 1 ? ` ×${count}` : ''}: received ${first.received}`)
    byPlace.set(formatPlace(place), entry)
  }
  return [...byPlace.values()].map(({ place, lines }) =>
    command('notice', { ...toProperties(place), title: 'documented here' }, lines),
  )
}

function toProperties(place: Place | undefined): Record<string, string> {
  if (!place) return {}
  return { file: place.path, ...(place.line !== undefined && { line: String(place.line) }) }
}

function command(name: string, properties: Readonly<Record<string, string>>, message: readonly string[]): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`)
  return `::${[name, list.join(',')].filter(Boolean).join(' ')}::${message.map(escapeData).join('%0A')}`
}

/** As the runner undoes it: beside line ends, which are spelled out, only `%` is special in a message. */
function escapeData(text: string): string {
  return toVisibleText(text).replaceAll('%', '%25')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
