import { toVisibleJson } from '../visible-text.js'

/**
 * Returns JSON with one item of an array per line, safe to show on a terminal (see `toVisibleJson`). An item that contains an
 * array takes several lines. So thousands of items stay readable, and the text small.
 */
export function toJsonByLine(value: unknown): string {
  return formatValue(value, '')
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
