import { readFileSync } from 'node:fs'
import { html, type Markup } from '../../../text/html/markup.js'
import { formatPage } from '../../../text/html/page.js'
import { countOf } from '../../../text/plural.js'
import { dayMs, type TimeZone, toClock, toDateAndClock } from '../../reading/time-zone.js'
import { toHumanDuration, toHumanTime } from '../../terminal/human.js'
import { type Dimension, isOfTime } from '../dimension.js'
import { logTitles, toLogCells } from '../format-report.js'
import { formatMoney } from '../money.js'
import type { Overview } from '../overview.js'
import {
  groupTitles,
  maxShownRows,
  type SessionReport,
  showMinutes,
  showMoney,
  shownColumns,
  shownColumnsOf,
  toOmittedRemark,
  toRemarks,
} from '../report-data.js'
import type { ReportRow } from '../totals.js'
import { type Bar, barChart, columnChart, heatMap, toScrolling } from './charts.js'

/** What a page says about the run that made it. */
export interface PageInfo {
  readonly command: string
  /** Time of the run, in RFC 3339. */
  readonly date: string
}

/** Maximum number of rooms that are drawn. Further rooms are counted. */
const maxRooms = 15

/** One self-contained page: totals, costs over time, rooms, a week by hours, the longest sessions, and the groups. */
export function formatReportPage(report: SessionReport, overview: Overview, info: PageInfo): string {
  const period = toPeriodText(report)
  return formatPage({
    title: `Room sessions ${period ?? ''}`.trim(),
    style: readFileSync(new URL('style.css', import.meta.url), 'utf8'),
    body: html`<header><h1>Room sessions</h1><p class="period">${period ? toSentence(period) : 'All sessions'}</p>
<p class="run"><code>${info.command}</code><br>${toHumanTime(info.date)} UTC</p></header>
<main>
${formatTotals(report)}
${report.total.sessions > 0 ? formatSections(report, overview) : html`<section><p class="note">There are no sessions.</p></section>`}
</main>`,
  })
}

function formatSections(report: SessionReport, overview: Overview): Markup {
  return html`${section('Cost of sessions by day', 'costs', formatDays(report, overview.days))}
${section('Rooms by cost of sessions', 'rooms', formatRooms(overview.rooms))}
${section('When sessions start', 'week', heatMap(overview.starts), `Number of sessions by weekday and hour, in the time zone ${report.timeZone.name}.`)}
${section('Longest sessions', 'longest', formatLongest(overview.longest, report.timeZone), `Times are in the time zone ${report.timeZone.name}.`)}
${section(`By ${groupTitles(report).join(' and ').toLowerCase()}`, 'groups', formatGroups(report))}
${report.logs && section('Charges of the logs by day', 'logs', formatLogs(report))}
<section><h2>About the numbers</h2><ul>${toRemarks(report).map((remark) => html`<li>${remark}</li>`)}</ul></section>`
}

function section(title: string, id: string, content: Markup, note?: string): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${note && html`<p class="note">${note}</p>`}${content}</section>`
}

/** The limits of the period in the time zone; undefined if it has no limits. */
function toPeriodText({ period: { since, until }, timeZone }: SessionReport): string | undefined {
  const [from, to] = [since, until].map((time) => time && toMoment(timeZone, Date.parse(time)))
  if (from && to) return `from ${from} until ${to}`
  return from ? `since ${from}` : to ? `until ${to}` : undefined
}

const toSentence = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** A date, with the time of day unless it is midnight. */
const toMoment = (zone: TimeZone, time: number) =>
  toClock(zone, time) === '00:00' ? zone.at(time).date : toDateAndClock(zone, time)

function formatTotals(report: SessionReport): Markup {
  const { total } = report
  const titles: Readonly<Record<string, string>> = {
    session_minutes: 'Session minutes',
    member_minutes: 'Member minutes',
    peak_members: 'Most members at once',
    cost_of_sessions: 'Cost of sessions',
    cost_of_members: 'Cost of members',
    cost_of_recordings: 'Cost of recordings',
  }
  return html`<dl class="totals">${shownColumns([total]).map(({ name, title, shown }) => html`<div><dt>${titles[name] ?? title}</dt><dd>${shown(total)}</dd></div>`)}</dl>`
}

const costOf = ({ totals }: ReportRow) => Number(formatMoney(totals.sessionCost ?? { units: 0n, scale: 0 }))

const toBar = (row: ReportRow): Bar => ({
  name: row.groups[0] ?? '',
  value: costOf(row),
  shown: showMoney(row.totals.sessionCost),
  detail: `${row.totals.sessions.toLocaleString('en-US')} ${row.totals.sessions === 1 ? 'session' : 'sessions'}, ${showMinutes(row.totals.sessionSeconds)} min`,
})

function formatDays(report: SessionReport, days: readonly ReportRow[]): Markup {
  const bars = days.map(toBar)
  const highest = bars.reduce((most, bar) => (bar.value > most.value ? bar : most))
  const [first, last] = [bars[0]?.name, bars.at(-1)?.name]
  const omitted = days.length - maxShownRows
  const text = {
    id: 'days',
    title: 'Cost of sessions by day',
    description:
      first === last
        ? `${highest.shown} on ${first}.`
        : `${countOf(days.length, 'day')} with sessions, from ${first} to ${last}; the highest cost is ${highest.shown} on ${highest.name}.`,
  }
  return html`${columnChart(fillDays(bars), text, showDollars)}<details><summary>The days as a table</summary>${formatRows(report, ['day'], days.slice(-maxShownRows))}${omitted > 0 && html`<p class="note">${countOf(omitted, 'earlier day is', 'earlier days are')} not listed: --by day --format csv lists all of them.</p>`}</details>`
}

const showDollars = (value: number, decimals: number) =>
  `$${value.toLocaleString('en-US', { minimumFractionDigits: decimals > 0 ? Math.max(2, decimals) : 0 })}`

/** Adds a bar for each day without sessions between the first day and the last. */
function fillDays(bars: readonly Bar[]): Bar[] {
  const byName = new Map(bars.map((bar) => [bar.name, bar]))
  const times = bars.map(({ name }) => Date.parse(name)).filter((time) => !Number.isNaN(time))
  const [first, last] = [Math.min(...times), Math.max(...times)]
  const count = Math.round((last - first) / dayMs) + 1
  if (!(count <= maxDays)) return [...bars]
  return Array.from({ length: count }, (_, index) => {
    const name = new Date(first + index * dayMs).toISOString().slice(0, 10)
    return byName.get(name) ?? { name, value: 0, shown: 'no sessions' }
  })
}

/** Maximum number of days for which gaps are filled: ten years. */
const maxDays = 3660

function formatRooms(rooms: readonly ReportRow[]): Markup {
  const sorted = [...rooms].sort((a, b) => costOf(b) - costOf(a))
  const others = sorted.length - maxRooms
  return html`${barChart(sorted.slice(0, maxRooms).map(toBar))}${others > 0 && html`<p class="note">${others.toLocaleString('en-US')} other ${others === 1 ? 'room is' : 'rooms are'} not shown.</p>`}`
}

function formatLongest(longest: Overview['longest'], timeZone: TimeZone): Markup {
  return toScrolling(
    'longest sessions',
    html`<table>
<thead><tr><th scope="col">Room</th><th scope="col" class="number">Duration</th><th scope="col">Started</th><th scope="col">Id</th></tr></thead>
<tbody>${longest.map(
      ({ id, room, start, seconds, isInProgress }) =>
        html`<tr><th scope="row">${room}</th><td class="number">${toHumanDuration(seconds)}${isInProgress && ' so far'}</td><td class="moment">${Number.isNaN(start) ? '-' : toDateAndClock(timeZone, start)}</td><td><code>${id}</code></td></tr>`,
    )}</tbody></table>`,
  )
}

function formatGroups(report: SessionReport): Markup {
  const omitted = toOmittedRemark(report)
  return html`${formatRows(report, report.by, report.rows.slice(0, maxShownRows), true)}${omitted && html`<p class="note">${omitted}</p>`}`
}

function formatRows(
  report: SessionReport,
  by: readonly Dimension[],
  rows: readonly ReportRow[],
  hasTotal = false,
): Markup {
  const columns = shownColumnsOf({ rows, total: report.total })
  const titles = groupTitles({ by })
  const kinds = by.map((dimension) => isOfTime(dimension) && html` class="moment"`)
  return toScrolling(
    hasTotal ? `by ${titles.join(' and ').toLowerCase()}` : 'the days',
    html`<table class="groups">
<thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}${columns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
      ({ groups, totals }) =>
        html`<tr>${groups.map((group, index) => html`<th scope="row"${kinds[index]}>${group}</th>`)}${columns.map(({ shown }) => html`<td class="number">${shown(totals)}</td>`)}</tr>`,
    )}</tbody>${
      hasTotal &&
      html`<tfoot><tr><th scope="row" colspan="${titles.length}">Total</th>${columns.map(({ shown }) => html`<td class="number">${shown(report.total)}</td>`)}</tr></tfoot>`
    }</table>`,
  )
}

function formatLogs({ logs = [] }: SessionReport): Markup {
  return toScrolling(
    'charges of the logs by day',
    html`<table class="groups">
<thead><tr>${logTitles.map((title, index) => html`<th scope="col"${index > 0 && html` class="number"`}>${title}</th>`)}</tr></thead>
<tbody>${logs.map((each) => {
      const [day, ...cells] = toLogCells(each)
      return html`<tr><th scope="row" class="moment">${day}</th>${cells.map((text) => html`<td class="number">${text}</td>`)}</tr>`
    })}</tbody></table>`,
  )
}
