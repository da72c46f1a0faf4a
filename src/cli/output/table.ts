import Table from 'cli-table3'
import stringWidth from 'string-width'
import { shorten } from '../../text/shorten.js'
import { toVisibleText } from '../../text/visible-text.js'
import type { Colors } from '../terminal/colors.js'
import type { Screen } from '../world.js'
import { fitColumns } from './fit-columns.js'
import type { Row, RowWriter } from './row.js'

/** A column of a table for people. */
export interface Column {
  readonly title: string
  readonly cell: (row: Row) => string
  readonly align?: 'right'
  /** Narrowest width, also when all cells are shorter. */
  readonly minWidth: number
  /** Cells may be cut with `…` to make room; this width suffices while there are details to show. */
  readonly cutTo?: number
  /** Shown only when there is room left. */
  readonly detail?: true
  readonly color?: (text: string, colors: Colors) => string
}

interface TableOptions {
  readonly screen: Screen
  /** Cells to fit into. */
  readonly width: number
  readonly colors: Colors
  /** Most important first. */
  readonly columns: readonly Column[]
}

const gap = '  '
/** Longest text of a cell that may not be cut to its column: an address of a recording is some hundred characters. */
const maxCellLength = 2_000
const noLines = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`].map((name) => [name, '']),
  ),
)
const style = { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true }

function toLines(cells: Table.HorizontalTableRow[], widths: number[] | undefined): string {
  const options = { chars: { ...noLines, middle: gap }, style, truncate: '…' }
  const table = new Table(widths ? { ...options, colWidths: widths } : options)
  table.push(...cells)
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}

/**
 * A table without lines, fitted to the screen's width by its first rows, so that rows can be shown as they come.
 * Columns are given most important first: those that do not fit are left out.
 */
export function tableWriter({ screen, width, colors, columns }: TableOptions): RowWriter {
  let fitted: { column: Column; width: number }[] | undefined
  const cells = (rows: readonly Row[], shown: readonly Column[]) =>
    rows.map((row) => shown.map((column) => shorten(toVisibleText(column.cell(row)), maxCellLength)))

  return {
    async write(rows) {
      if (rows.length === 0) return
      const header = fitted === undefined
      fitted ??= fitColumns(
        columns,
        columns.map((column, index) =>
          Math.max(...[column.title, ...cells(rows, columns).map((row) => row[index] ?? '')].map(stringWidth)),
        ),
        width,
        gap.length,
      )
      const shown = fitted.map(({ column }) => column)
      const align = (column: Column) => ({ hAlign: column.align ?? ('left' as const) })
      const head = shown.map((column) => ({ content: colors.bold(column.title), ...align(column) }))
      const body = cells(rows, shown).map((row) =>
        row.map((content, index) => {
          const column = shown[index]
          return column ? { content: column.color?.(content, colors) ?? content, ...align(column) } : content
        }),
      )
      await screen.write(
        toLines(
          header ? [head, ...body] : body,
          fitted.map((column) => column.width),
        ),
      )
    },
    async end() {
      if (fitted === undefined) await screen.write('Nothing found.\n')
    },
  }
}

/** One item as a table of two columns: property and value. */
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
