import { toVisibleJson } from '../../text/visible-text.js'
import type { Report } from '../report/report.js'

/** A report as JSON. An item of a list that holds no list itself is one line: of a large document, there are thousands. */
export function formatJson(report: Report): string {
  return `${formatValue(report, '')}\n`
}

function formatValue(value: unknown, indent: string): string {
  if (!isContainer(value)) return toVisibleJson(value)
  const inner = `${indent} `
  if (Array.isArray(value)) {
    const items = value.map((item) => (hasList(item) ? formatValue(item, inner) : toVisibleJson(item)))
    return formatLines('[', items, ']', indent)
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${toVisibleJson(name)}: ${formatValue(member, inner)}`)
  return formatLines('{', members, '}', indent)
}

function formatLines(open: string, lines: readonly string[], close: string, indent: string): string {
  if (lines.length === 0) return `${open}${close}`
  return `${open}\n${lines.map((line) => `${indent} ${line}`).join(',\n')}\n${indent}${close}`
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function hasList(value: unknown): boolean {
  return isContainer(value) && (Array.isArray(value) || Object.values(value).some(hasList))
}
