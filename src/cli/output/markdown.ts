import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'

/** A line of a table in Markdown, of cells that are escaped already. */
export const toMarkdownLine = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Text that stays in its cell and is not read as markup. */
export const escapeMarkdown = (text: string): string =>
  shorten(toVisibleText(text), 200)
    .replace(/[\\`*_[\]<>|~&]/g, '\\$&')
    .replace(/\r?\n/g, ' ')
