import { type Document, findFileOf } from '../../openapi/index.js'
import type { Finding } from '../findings/finding.js'
import type { RuleExcerpt } from './report.js'

const maxLines = 6
const maxColumns = 200

/** Returns the first lines of the document at a finding's rule; `undefined` if the text of the file is not known. */
export function quoteRule(document: Document, { rule, line }: Finding): RuleExcerpt | undefined {
  if (line === undefined) return undefined
  const file = findFileOf(document, rule)
  const first = file?.lines[line - 1]
  if (!file || first === undefined) return undefined
  const indent = indentOf(first)
  const following = file.lines.slice(line, line + maxLines - 1)
  const end = following.findIndex((text) => text.trim() !== '' && indentOf(text) <= indent)
  const lines = [first, ...(end < 0 ? following : following.slice(0, end))].map((text) => text.slice(0, maxColumns))
  while (lines.at(-1)?.trim() === '') lines.pop()
  return { source: file.name, line, lines }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
