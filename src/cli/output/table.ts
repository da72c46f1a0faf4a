import stringWidth from 'string-width'
import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { Screen } from '../context.js'
import type { Colors } from '../terminal/colors.js'
import { fitColumns } from './fit-columns.js'
import type { Row, RowWriter } from './row.js'

/** A column of a table. */
export interface Column {
  readonly title: string
  readonly cell: (row: Row) => string
  readonly align?: 'right'
  /** Minimum width, even if all cells are shorter. */
  readonly minWidth: number
  /** Cells may be cut with `…` to make room. The column is widened up to this width before details are shown. */
  readonly cutTo?: number
  /** Shown only if there is room left. */
  readonly detail?: true
  readonly color?: (text: string, colors: Colors) => string
}

interface TableOptions {
  readonly screen: Screen
  /** Width of the table in cells. */
  readonly width: number
  readonly colors: Colors
  /** Most important first. */
  readonly columns: readonly Column[]
}

const gap = '  '
/** Maximum length of a cell that is not cut to its column's width. The URL of a recording has some hundred characters. */
const maxCellLength = 2_000

/** Cuts text to a width in cells, with `…` at the end. */
function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let result = ''
  let used = 0
  for (const character of text) {
    used += stringWidth(character)
    if (used >= width) break
    result += character
  }
  return `${result}…`
}

/** One cell: the text cut and padded to the column's width, then coloured, so that no escape sequence is cut. */
function toCell(text: string, width: number, align: Column['align'], color: (text: string) => string): string {
  const content = cut(text, width)
  const padding = ' '.repeat(Math.max(0, width - stringWidth(content)))
  return align === 'right' ? padding + color(content) : color(content) + padding
}

/**
 * Writes a table without lines. The first rows decide the widths of the columns, so that rows can be shown as they arrive.
 * Columns are given most important first; those that do not fit are left out.
 */
export function tableWriter({ screen, width, colors, columns }: TableOptions): RowWriter {
  let fitted: { column: Column; width: number }[] | undefined
  const cells = (rows: readonly Row[], shown: readonly Column[]) =>
    rows.map((row) => shown.map((column) => shorten(toVisibleText(column.cell(row)), maxCellLength)))

  return {
    async write(rows) {
      if (rows.length === 0) return
      const isFirst = fitted === undefined
      fitted ??= fitColumns(
        columns,
        columns.map((column, index) =>
          Math.max(...[column.title, ...cells(rows, columns).map((row) => row[index] ?? '')].map(stringWidth)),
        ),
        width,
        gap.length,
      )
      const toLine = (texts: readonly string[], color: (text: string, column: Column) => string) =>
        `${(fitted ?? [])
          .map(({ column, width }, index) =>
            toCell(texts[index] ?? '', width, column.align, (text) => color(text, column)),
          )
          .join(gap)
          .trimEnd()}\n`
      const shown = fitted.map(({ column }) => column)
      const head = toLine(
        shown.map(({ title }) => title),
        (text) => colors.bold(text),
      )
      const body = cells(rows, shown).map((texts) => toLine(texts, (text, { color }) => color?.(text, colors) ?? text))
      await screen.write([...(isFirst ? [head] : []), ...body].join(''))
    },
    async end() {
      if (fitted === undefined) await screen.write('Nothing found.\n')
    },
  }
}

/** Formats one item as a table with two columns: property and value. */
export function toRecordTable(
  row: Row,
  { colors, show }: { colors: Colors; show: (name: string, value: unknown) => string },
): string {
  const lines = Object.entries(row).map(([name, value]) => ({
    name: shorten(toVisibleText(name), 60),
    value: toVisibleText(show(name, value)),
  }))
  const nameWidth = Math.max(0, ...lines.map(({ name }) => stringWidth(name)))
  return lines.map(({ name, value }) => `${colors.bold(name.padEnd(nameWidth))}${gap}${value}\n`).join('')
}
