import { readFileSync } from 'node:fs'
import { html, type Markup } from '../../../text/html/markup.js'
import { formatPage } from '../../../text/html/page.js'
import { dayMs } from '../../reading/time-zone.js'
import { toHumanDuration, toHumanTime } from '../../terminal/human.js'
import { logTitles, toLogCells } from '../format-report.js'
import { formatMoney } from '../money.js'
import {
  groupTitles,
  maxShownRows,
  type SessionReport,
  showMinutes,
  showMoney,
  toOmittedRemark,
  toRemarks,
  valueColumns,
} from '../report-data.js'
import type { ReportRow } from '../totals.js'
import { type Bar, barChart, columnChart, heatMap } from './charts.js'

/** What a page says about the run that made it. */
export interface PageInfo {
  readonly command: string
  /** Time of the run, in RFC 3339. */
  readonly date: string
}

/** Rooms beyond this many are counted instead of drawn. */
const maxRooms = 15

/** One self-contained page: totals, costs over time, rooms, a week by hours, the longest sessions, and the groups. */
export function formatReportPage(report: SessionReport, info: PageInfo): string {
  const { overview } = report
  return formatPage({
    title: `Room sessions ${toPeriodText(report)}`,
    style: readFileSync(new URL('style.css', import.meta.url), 'utf8'),
    body: html`<header><h1>Room sessions</h1><p class="period">${toPeriodText(report)}</p>
<p class="run"><code>${info.command}</code><br>${toHumanTime(info.date)} UTC</p></header>
<main>
${formatTotals(report)}
${section('Cost of sessions by day', 'costs', formatDays(overview.days))}
${section('Rooms by cost of sessions', 'rooms', formatRooms(overview.rooms))}
${section('When sessions start', 'week', heatMap(overview.starts), `Number of sessions by weekday and hour, in the time zone ${report.timeZone}.`)}
${section('Longest sessions', 'longest', formatLongest(report))}
${section(`By ${groupTitles(report).join(' and ').toLowerCase()}`, 'groups', formatGroups(report))}
${report.logs && section('Charges of the logs by day', 'logs', formatLogs(report))}
<section><h2>About the numbers</h2><ul>${toRemarks(report).map((remark) => html`<li>${remark}</li>`)}</ul></section>
</main>`,
  })
}

function section(title: string, id: string, content: Markup, note?: string): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${note && html`<p class="note">${note}</p>`}${content}</section>`
}

function toPeriodText({ period: { since, until } }: SessionReport): string {
  const [from, to] = [since, until].map((time) => time && `${toHumanTime(time)} UTC`)
  if (from && to) return `from ${from} until ${to}`
  return from ? `from ${from} on` : to ? `until ${to}` : 'of all times'
}

function formatTotals({ total }: SessionReport): Markup {
  const shown = valueColumns.filter(({ name }) => name !== 'in_progress' || total.inProgress > 0)
  const titles: Readonly<Record<string, string>> = {
    session_minutes: 'Session minutes',
    member_minutes: 'Member minutes',
    peak_members: 'Most members at once',
    cost_of_sessions: 'Cost of sessions',
    cost_of_members: 'Cost of members',
    cost_of_recordings: 'Cost of recordings',
  }
  return html`<dl class="totals">${shown.map(({ name, title, shown }) => html`<div><dt>${titles[name] ?? title}</dt><dd>${shown(total)}</dd></div>`)}</dl>`
}

const costOf = ({ totals }: ReportRow) => Number(formatMoney(totals.sessionCost ?? { units: 0n, scale: 0 }))

const toBar = (row: ReportRow): Bar => ({
  name: row.groups[0] ?? '',
  value: costOf(row),
  shown: showMoney(row.totals.sessionCost),
  detail: `${row.totals.sessions.toLocaleString('en-US')} ${row.totals.sessions === 1 ? 'session' : 'sessions'}, ${showMinutes(row.totals.sessionSeconds)} min`,
})

function formatDays(days: readonly ReportRow[]): Markup {
  if (days.length === 0) return nothing
  const bars = days.map(toBar)
  const highest = bars.reduce((most, bar) => (bar.value > most.value ? bar : most))
  const text = {
    id: 'days',
    title: 'Cost of sessions by day',
    description: `${days.length} days from ${bars[0]?.name} to ${bars.at(-1)?.name}; the highest is ${highest.shown} on ${highest.name}.`,
  }
  return html`${columnChart(fillDays(bars), text)}${folded('The days as a table', days)}`
}

/** The bars of days with those of the days between them, on which there were no sessions. */
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

/** Days beyond this many are not filled: ten years. */
const maxDays = 3660

function formatRooms(rooms: readonly ReportRow[]): Markup {
  if (rooms.length === 0) return nothing
  const sorted = [...rooms].sort((a, b) => costOf(b) - costOf(a))
  const others = sorted.length - maxRooms
  return html`${barChart(sorted.slice(0, maxRooms).map(toBar))}${others > 0 && html`<p class="note">${others.toLocaleString('en-US')} other ${others === 1 ? 'room is' : 'rooms are'} not shown.</p>`}`
}

const nothing = html`<p class="note">There are no sessions.</p>`

function formatLongest({ overview: { longest } }: SessionReport): Markup {
  if (longest.length === 0) return nothing
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Longest sessions"><table>
<thead><tr><th scope="col">Room</th><th scope="col">Started (UTC)</th><th scope="col" class="number">Duration</th><th scope="col">Id</th></tr></thead>
<tbody>${longest.map(
    ({ id, room, start, seconds, isInProgress }) =>
      html`<tr><th scope="row">${room}</th><td>${Number.isNaN(start) ? '-' : toHumanTime(new Date(start).toISOString())}</td><td class="number">${toHumanDuration(seconds)}${isInProgress && ' so far'}</td><td><code>${id}</code></td></tr>`,
  )}</tbody></table></div>`
}

function formatGroups(report: SessionReport): Markup {
  const omitted = toOmittedRemark(report)
  return html`${formatRows(groupTitles(report), report.rows.slice(0, maxShownRows), report)}${omitted && html`<p class="note">${omitted}</p>`}`
}

const folded = (title: string, rows: readonly ReportRow[]) =>
  html`<details><summary>${title}</summary>${formatRows(['Day'], rows.slice(-maxShownRows))}</details>`

function formatRows(titles: readonly string[], rows: readonly ReportRow[], report?: SessionReport): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${titles.join(' and ')}"><table>
<thead><tr>${titles.map((title) => html`<th scope="col">${title}</th>`)}${valueColumns.map(({ title }) => html`<th scope="col" class="number">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ groups, totals }) =>
      html`<tr>${groups.map((group) => html`<th scope="row">${group}</th>`)}${valueColumns.map(({ shown }) => html`<td class="number">${shown(totals)}</td>`)}</tr>`,
  )}</tbody>${
    report &&
    html`<tfoot><tr><th scope="row" colspan="${titles.length}">Total</th>${valueColumns.map(({ shown }) => html`<td class="number">${shown(report.total)}</td>`)}</tr></tfoot>`
  }</table></div>`
}

function formatLogs({ logs = [] }: SessionReport): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Charges of the logs"><table>
<thead><tr>${logTitles.map((title, index) => html`<th scope="col"${index > 0 && html` class="number"`}>${title}</th>`)}</tr></thead>
<tbody>${logs.map((each) => {
    const [day, ...cells] = toLogCells(each)
    return html`<tr><th scope="row">${day}</th>${cells.map((text) => html`<td class="number">${text}</td>`)}</tr>`
  })}</tbody></table></div>`
}
