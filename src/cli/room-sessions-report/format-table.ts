import { type Context, type Screen, widthOf } from '../context.js'
import type { Row } from '../output/row.js'
import { type Column, tableWriter } from '../output/table.js'
import { createColors } from '../terminal/colors.js'
import { isOfTime } from './dimension.js'
import { logTitles, toLogCells } from './format-report.js'
import {
  groupTitles,
  maxShownRows,
  type SessionReport,
  shownColumnsOf,
  toRemarks,
  valueColumns,
} from './report-data.js'
import type { Totals } from './totals.js'

/** Widths of the names of rooms and users, in cells. */
const [minNameWidth, maxNameWidth] = [12, 30]
/** Columns that are left out first, to make room for the costs. */
const details = ['in_progress', 'peak_members']

/** Width of the longest bar, in cells. */
const barWidth = 20
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar whose length is in proportion to a value, in eighths of a cell. */
export function toBar(value: number, max: number): string {
  if (!(value > 0) || !(max > 0)) return ''
  const length = Math.max(1, Math.round((value / max) * barWidth * 8))
  return '█'.repeat(Math.floor(length / 8)) + (eighths[length % 8] ?? '')
}

const secondsOf = ({ sessionSeconds, memberSeconds }: Totals) => sessionSeconds ?? memberSeconds ?? 0

/** The report as a table for a terminal, with the total below and bars of the minutes beside it. */
export async function formatTable(report: SessionReport, { stdout, env }: Context): Promise<string> {
  const { total } = report
  const rows = report.rows.slice(0, maxShownRows)
  let text = ''
  const screen: Screen = {
    isTTY: stdout.isTTY,
    write: async (more) => {
      text += more
    },
  }
  const options = { screen, width: widthOf(stdout, env), colors: createColors(stdout, env) }
  const max = Math.max(0, ...rows.map(({ totals }) => secondsOf(totals)))
  const titles = groupTitles(report)
  const columns: Column[] = [
    ...titles.map((title, index) => ({
      ...{ title, cell: (row: Row) => cell(row, `group ${index}`) },
      // A date that is cut says nothing.
      ...(isOfTime(report.by[index]) ? { minWidth: title.length } : { minWidth: minNameWidth, cutTo: maxNameWidth }),
    })),
    ...shownColumnsOf(report).map(({ name, title }) => ({
      ...{ title, minWidth: title.length, align: 'right' as const },
      cell: (row: Row) => cell(row, title),
      ...(details.includes(name) && { detail: true as const }),
    })),
    {
      title: '',
      minWidth: 0,
      detail: true,
      cell: (row: Row) => cell(row, 'bar'),
      color: (bar, colors) => colors.dim(bar),
    },
  ]
  const toCells = (groups: readonly string[], totals: Totals, bar: string): Row => ({
    ...Object.fromEntries(groups.map((group, index) => [`group ${index}`, group])),
    ...Object.fromEntries(valueColumns.map(({ title, shown }) => [title, shown(totals)])),
    bar,
  })
  const writer = tableWriter({ ...options, columns })
  await writer.write([
    ...rows.map(({ groups, totals }) => toCells(groups, totals, toBar(secondsOf(totals), max))),
    ...(rows.length === 0 ? [] : [toCells(['Total'], total, '')]),
  ])
  await writer.end()
  if (report.logs) {
    text += '\n'
    const logs = tableWriter({
      ...options,
      columns: logTitles.map((title, index) => ({
        ...{ title, minWidth: title.length, ...(index > 0 && { align: 'right' as const }) },
        cell: (row: Row) => cell(row, title),
      })),
    })
    await logs.write(report.logs.map((each) => toNamed(toLogCells(each))))
    await logs.end()
  }
  return `${text}\n${[...(writer.notes?.() ?? []), ...toRemarks(report)].join('\n')}\n`
}

const toNamed = (cells: readonly string[]): Row =>
  Object.fromEntries(cells.map((text, index) => [logTitles[index], text]))

const cell = (row: Row, name: string) => String(row[name] ?? '')
