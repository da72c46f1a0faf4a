import { toVisibleJson } from '../../text/visible-text.js'
import { toCsv } from '../output/csv.js'
import { escapeMarkdown, toMarkdownLine } from '../output/markdown.js'
import { toNumber } from './money.js'
import {
  columnNames,
  groupTitles,
  maxShownRows,
  type SessionReport,
  showMoney,
  shownColumnsOf,
  toRecord,
  toRemarks,
  toValues,
} from './report-data.js'

/** CSV with a line for each group, without the totals. */
export function formatCsv(report: SessionReport): string {
  return toCsv(
    report.rows.map((row) => toRecord(report, row)),
    columnNames(report),
    { header: true },
  )
}

/** JSON with the groups, the totals and, if they were read, the charges of the logs. */
export function formatJson(report: SessionReport): string {
  const { by, timeZone, period, rows, total, logs } = report
  const result = {
    ...{ by, time_zone: timeZone.name, period },
    rows: rows.map((row) => toRecord(report, row)),
    total: toValues(total),
    ...(logs && {
      logs: logs.map(({ day, logs, charge, sessionCost, beyondSessions, beyondRecordings }) => ({
        ...{ day, logs },
        charge: toNumber(charge),
        cost_of_sessions: toNumber(sessionCost),
        charge_beyond_sessions: toNumber(beyondSessions),
        charge_beyond_sessions_and_recordings: beyondRecordings && toNumber(beyondRecordings),
      })),
    }),
  }
  return `${toVisibleJson(result, 2)}\n`
}

/** Markdown with a table of the groups, the totals, and what the numbers mean. */
export function formatMarkdown(report: SessionReport): string {
  const { rows, total, logs } = report
  const shown = rows.slice(0, maxShownRows)
  const titles = groupTitles(report)
  const columns = shownColumnsOf(report)
  const lines = [
    toMarkdownLine([...titles, ...columns.map(({ title }) => title)]),
    toMarkdownLine([...titles.map(() => '---'), ...columns.map(() => '---:')]),
    ...shown.map(({ groups, totals }) =>
      toMarkdownLine([...groups.map(escapeMarkdown), ...columns.map(({ shown }) => shown(totals))]),
    ),
    toMarkdownLine([
      '**Total**',
      ...titles.slice(1).map(() => ''),
      ...columns.map(({ shown }) => `**${shown(total)}**`),
    ]),
  ]
  return [
    ...lines,
    ...(logs ? ['', ...formatLogs(report)] : []),
    '',
    ...toRemarks(report).map((remark) => `- ${remark}`),
    '',
  ].join('\n')
}

function formatLogs({ logs = [] }: SessionReport): string[] {
  return [
    toMarkdownLine(logTitles),
    toMarkdownLine(['---', ...logTitles.slice(1).map(() => '---:')]),
    ...logs.map((each) => toMarkdownLine(toLogCells(each))),
  ]
}

/** The titles of the comparison with the logs. */
export const logTitles = [
  'Day',
  'Logs',
  'Charged $',
  'Sessions $',
  'Charged beyond sessions $',
  'and beyond recordings $',
]

/** The cells of one day of the comparison with the logs. */
export const toLogCells = (each: NonNullable<SessionReport['logs']>[number]): string[] => [
  each.day,
  String(each.logs),
  showMoney(each.charge),
  showMoney(each.sessionCost),
  showMoney(each.beyondSessions),
  showMoney(each.beyondRecordings),
]
