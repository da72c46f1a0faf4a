import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'

/** Formats one line of a Markdown table. The cells must be escaped already. */
export const toMarkdownLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Escapes text for a cell of a Markdown table, so that it stays in the cell and is not read as markup. */
export const escapeMarkdown = (text: string): string =>
  shorten(toVisibleText(text), 200).replace(/[\\`*_[\]<>|~&]/g, '\\$&')
