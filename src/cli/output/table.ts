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
  /** The property of the rows that the column shows. Absent for a column that shows several. */
  readonly property?: string
  /** The cells are ids. On a terminal they are shortened if that makes room for a column. */
  readonly isId?: true
  readonly color?: (text: string, colors: Colors) => string
}

interface TableOptions {
  readonly screen: Screen
  /** Width of the table in cells. */
  readonly width: number
  readonly colors: Colors
  /** Most important first. */
  readonly columns: readonly Column[]
  /** Says how to see the columns that do not fit. */
  readonly advice?: string
}

const gap = '  '
/** Maximum length of a cell that is not cut to its column's width. The URL of a recording has a few hundred characters. */
const maxCellLength = 2_000

/** The width of a text in cells, once it is safe to show. */
export const widthOfText = (text: string): number => stringWidth(toVisibleText(text))

/** Cuts text to a width in cells, with `…` at the end. */
export function cutToWidth(text: string, width: number): string {
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
  const content = cutToWidth(text, width)
  const padding = ' '.repeat(Math.max(0, width - stringWidth(content)))
  return align === 'right' ? padding + color(content) : color(content) + padding
}

/** Minimum length of a shortened id: fewer characters would look like an ordinary number. */
const minIdLength = 8

/** Shortens ids to their first characters, as few as tell them apart, followed by `…`. Short ids stay whole. */
function shortenIds(ids: readonly string[]): string[] {
  const distinct = new Set(ids)
  let length = minIdLength
  while (new Set([...distinct].map((id) => id.slice(0, length))).size < distinct.size) length += 1
  return ids.map((id) => (id.length > length + 1 ? `${id.slice(0, length)}…` : id))
}

/**
 * Writes a table without lines. The first rows decide the widths of the columns, so that rows can be shown as they arrive.
 * Columns are given most important first; those that do not fit are left out, and the notes name them.
 *
 * On a terminal ids are shortened if a column that is not a detail would not fit otherwise. A pipe or a file gets the whole ids,
 * because a program reads them.
 */
export function tableWriter({
  screen,
  width,
  colors,
  columns,
  advice = '--format csv has all columns',
}: TableOptions): RowWriter {
  let layout: Layout | undefined
  const toTexts = (rows: readonly Row[]) =>
    columns.map((column) => rows.map((row) => shorten(toVisibleText(column.cell(row)), maxCellLength)))
  const shortenColumns = (texts: readonly (readonly string[])[]) =>
    texts.map((cells, index) => (columns[index]?.isId ? shortenIds(cells) : cells))

  return {
    async write(rows) {
      if (rows.length === 0) return
      const isFirst = layout === undefined
      const whole = toTexts(rows)
      const maybeShortened = screen.isTTY && columns.some(({ isId }) => isId) ? shortenColumns(whole) : whole
      layout ??= toLayout(columns, whole, maybeShortened, width)
      const texts = layout.isShortened ? shortenColumns(whole) : whole
      const { fitted } = layout
      const toLine = (textOf: (column: Column) => string, color: (text: string, column: Column) => string) =>
        `${fitted
          .map(({ column, width }) => toCell(textOf(column), width, column.align, (text) => color(text, column)))
          .join(gap)
          .trimEnd()}\n`
      const head = toLine(
        ({ title }) => title,
        (text) => colors.bold(text),
      )
      const body = rows.map((_, row) =>
        toLine(
          (column) => texts[columns.indexOf(column)]?.[row] ?? '',
          (text, { color }) => color?.(text, colors) ?? text,
        ),
      )
      await screen.write([...(isFirst ? [head] : []), ...body].join(''))
    },
    async end() {
      if (layout === undefined) await screen.write('Nothing found.\n')
    },
    notes: () => (layout ? toNotes(columns, layout, advice) : []),
  }
}

interface Layout {
  readonly fitted: readonly { readonly column: Column; readonly width: number }[]
  readonly isShortened: boolean
}

type Texts = readonly (readonly string[])[]

/** The columns that fit. Ids are shortened only if a column that is not a detail does not fit beside whole ids. */
function toLayout(columns: readonly Column[], whole: Texts, shortened: Texts, width: number): Layout {
  const layOut = (texts: Texts, isShortened: boolean): Layout => {
    // A column of shortened ids needs no more room than its title and its longest id.
    const narrow = columns.map((column) =>
      isShortened && column.isId ? { ...column, minWidth: column.title.length } : column,
    )
    const natural = narrow.map(({ title }, index) => Math.max(...[title, ...(texts[index] ?? [])].map(stringWidth)))
    const fitted = fitColumns(narrow, natural, width, gap.length)
    return {
      fitted: fitted.map(({ column, width }) => ({ column: columns[narrow.indexOf(column)] ?? column, width })),
      isShortened,
    }
  }
  const layout = layOut(whole, false)
  return whole !== shortened && hidesMore(columns, layout) ? layOut(shortened, true) : layout
}

/** True if a column that is not a detail is left out. */
const hidesMore = (columns: readonly Column[], { fitted }: Layout) =>
  columns.some((column) => !column.detail && !fitted.some((each) => each.column === column))

function toNotes(columns: readonly Column[], layout: Layout, advice: string): string[] {
  const isWhole = !layout.isShortened && !hidesMore(columns, layout)
  if (isWhole) return []
  const hidden = columns.filter((column) => column.title && !layout.fitted.some((each) => each.column === column))
  const names = hidden.map(({ title }) => title).join(', ')
  const what = [...(layout.isShortened ? ['ids are shortened'] : []), ...(names ? [`no room for ${names}`] : [])]
  return [`${what.join(', ')}: ${advice}`]
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
  return lines.map(({ name, value }) => `${toCell(name, nameWidth, undefined, colors.bold)}${gap}${value}\n`).join('')
}
