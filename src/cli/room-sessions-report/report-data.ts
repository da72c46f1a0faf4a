import { countOf } from '../../text/plural.js'
import type { TimeZone } from '../reading/time-zone.js'
import { type Dimension, dimensionTitles } from './dimension.js'
import type { LogComparison } from './logs-comparison.js'
import { formatMoney, type Money, toNumber } from './money.js'
import type { ReportRow, Totals } from './totals.js'

/** Everything that a report shows, in all formats. */
export interface SessionReport {
  readonly by: readonly Dimension[]
  readonly timeZone: TimeZone
  /** Times in RFC 3339; null where the period has no limit. */
  readonly period: { readonly since: string | null; readonly until: string | null }
  readonly rows: readonly ReportRow[]
  readonly total: Totals
  /** The charges of the logs beside the costs, by day; undefined if they were not read. */
  readonly logs: readonly LogComparison[] | undefined
}

/** A column of a report: its value for programs and its text for readers. */
export interface ValueColumn {
  readonly name: string
  readonly title: string
  /** For JSON and CSV; null if it is not known or has no meaning. */
  readonly value: (totals: Totals) => number | string | null
  readonly shown: (totals: Totals) => string
}

const absent = '-'

/** Seconds as minutes with two decimals. */
export const toMinutes = (seconds: number): number => Math.round((seconds / 60) * 100) / 100

/** Formats seconds as minutes for readers: `1,234.5`. */
export const showMinutes = (seconds: number | null): string =>
  seconds === null
    ? absent
    : toMinutes(seconds).toLocaleString('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 })

/** Formats dollars for readers, with all digits and at least four after the point, as the service does: `$1,234.5000`. */
export const showMoney = (money: Money | null): string =>
  money === null
    ? absent
    : formatMoney(money, 4)
        .replace(/\d(?=(?:\d{3})+\.)/g, '$&,')
        .replace(/^-?/, '$&$$')

const showCount = (count: number | null) => (count === null ? absent : count.toLocaleString('en-US'))

const money = (name: string, title: string, amountOf: (totals: Totals) => Money | null): ValueColumn => ({
  name,
  title,
  value: (totals) => {
    const amount = amountOf(totals)
    return amount && toNumber(amount)
  },
  shown: (totals) => showMoney(amountOf(totals)),
})

const minutes = (name: string, title: string, amountOf: (totals: Totals) => number | null): ValueColumn => ({
  name,
  title,
  value: (totals) => {
    const seconds = amountOf(totals)
    return seconds === null ? null : toMinutes(seconds)
  },
  shown: (totals) => showMinutes(amountOf(totals)),
})

/** The columns of a report, after the columns of the groups. */
export const valueColumns: readonly ValueColumn[] = [
  {
    name: 'sessions',
    title: 'Sessions',
    value: ({ sessions }) => sessions,
    shown: ({ sessions }) => showCount(sessions),
  },
  {
    name: 'in_progress',
    title: 'In progress',
    value: ({ inProgress }) => inProgress,
    shown: ({ inProgress }) => (inProgress === 0 ? '' : showCount(inProgress)),
  },
  minutes('session_minutes', 'Session min', ({ sessionSeconds }) => sessionSeconds),
  minutes('member_minutes', 'Member min', ({ memberSeconds }) => memberSeconds),
  {
    name: 'peak_members',
    title: 'Peak',
    value: ({ peakMembers }) => peakMembers,
    shown: ({ peakMembers }) => showCount(peakMembers),
  },
  money('cost_of_sessions', 'Sessions $', ({ sessionCost }) => sessionCost),
  money('cost_of_members', 'Members $', ({ memberCost }) => memberCost),
  money('cost_of_recordings', 'Recordings $', ({ recordingCost }) => recordingCost),
]

/** The columns for readers, without the columns that are empty in all of these totals. */
export const shownColumns = (totals: readonly Totals[]): readonly ValueColumn[] =>
  valueColumns.filter(({ shown }) => totals.some((each) => ![absent, ''].includes(shown(each))))

/** The columns for readers, beside the groups of a report. Groups of users have no costs of sessions. */
export const shownColumnsOf = ({ rows, total }: Pick<SessionReport, 'rows' | 'total'>): readonly ValueColumn[] =>
  shownColumns(rows.length > 0 ? rows.map(({ totals }) => totals) : [total])

/** The names of the columns in JSON and CSV. */
export const columnNames = ({ by }: Pick<SessionReport, 'by'>): string[] => [
  ...by,
  ...valueColumns.map(({ name }) => name),
]

/** A row for JSON and CSV, by column name. */
export const toRecord = (
  { by }: Pick<SessionReport, 'by'>,
  { groups, totals }: ReportRow,
): Record<string, unknown> => ({
  ...Object.fromEntries(by.map((dimension, index) => [dimension, groups[index]])),
  ...toValues(totals),
})

/** The values of totals for JSON and CSV, by column name. */
export const toValues = (totals: Totals): Record<string, unknown> =>
  Object.fromEntries(valueColumns.map(({ name, value }) => [name, value(totals)]))

/** The titles of the columns of the groups. */
export const groupTitles = ({ by }: Pick<SessionReport, 'by'>): string[] => by.map((each) => dimensionTitles[each])

/** Maximum number of rows that are listed for readers; CSV and JSON have all rows. */
export const maxShownRows = 200

/** Says how many rows are not listed; undefined if all are. */
export const toOmittedRemark = ({ rows }: Pick<SessionReport, 'rows'>): string | undefined =>
  rows.length > maxShownRows
    ? `The total includes rows that are not listed: ${(rows.length - maxShownRows).toLocaleString('en-US')}. --format csv lists all of them.`
    : undefined

/** Sentences that a reader needs to understand the numbers. */
export function toRemarks(report: SessionReport): string[] {
  const { total, by, timeZone } = report
  const { inProgress } = total
  const omitted = toOmittedRemark(report)
  if (total.sessions === 0) return []
  return [
    ...(omitted ? [omitted] : []),
    'It is not known whether the cost of a session contains those of its members and recordings, so the three are not added up.',
    ...(inProgress > 0
      ? [`${countOf(inProgress, 'session is', 'sessions are')} in progress: minutes and costs are those so far.`]
      : []),
    ...(by.includes('user')
      ? [
          'Users are distinguished by their names only; a screen share is a user of its own. Sessions without members, and the costs of sessions and recordings, belong to no user.',
        ]
      : []),
    `Sessions count for the time at which they started, in the time zone ${timeZone.name}. Peak is the highest number of members in one session at once.`,
  ]
}
