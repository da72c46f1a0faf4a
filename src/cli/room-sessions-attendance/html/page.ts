import { readFileSync } from 'node:fs'
import { html, type Markup } from '../../../text/html/markup.js'
import { formatPage } from '../../../text/html/page.js'
import { countOf } from '../../../text/plural.js'
import { toClock } from '../../reading/time-zone.js'
import { toScrolling } from '../../room-sessions-report/html/charts.js'
import type { PageInfo } from '../../room-sessions-report/html/page.js'
import { showMinutes } from '../../room-sessions-report/report-data.js'
import { toHumanTime } from '../../terminal/human.js'
import type { AttendedSession, Person, Presence, Visit } from '../attendance.js'
import {
  type AttendanceList,
  countOfPerson,
  countOfSession,
  presenceOf,
  showName,
  showScreen,
  showShare,
  toRemarks,
  toSessionTitles,
} from '../attendance-list.js'
import { presenceMarks } from '../format-attendance.js'
import type { Span } from '../spans.js'

/** Limits of a page that can still be looked at. CSV and JSON have everything. */
const maxSessions = 100
const maxDrawn = 40
const maxPeople = 300
/** Maximum number of sessions beside each other, so that a table fits on paper. */
const maxColumns = 10

/** A session with its title and its people. */
interface Shown {
  readonly session: AttendedSession
  readonly title: string
}

/** One self-contained page: people by sessions, and when each of them was in each session. */
export function formatAttendancePage(list: AttendanceList, info: PageInfo): string {
  const titles = toSessionTitles(list)
  const shown = list.sessions.map((session, index) => ({ session, title: titles[index] ?? '' })).slice(-maxSessions)
  const drawn = shown.slice(-maxDrawn)
  return formatPage({
    title: `Attendance: ${toSubject(list)}`,
    style: [
      new URL('../../room-sessions-report/html/style.css', import.meta.url),
      new URL('style.css', import.meta.url),
    ]
      .map((url) => readFileSync(url, 'utf8'))
      .join('\n'),
    body: html`<header><h1>Attendance</h1><p class="period">${toSubject(list)}</p>
<p class="run"><code>${info.command}</code><br>${toHumanTime(info.date)} UTC</p></header>
<main>
${formatTotals(list)}
${formatPeople(list, shown)}
${drawn.map((each, index) => formatSession(list, each, index))}
${drawn.length < list.sessions.length && html`<p class="note">The latest ${drawn.length} sessions are drawn; JSON has the times of all.</p>`}
<section><h2>About the numbers</h2><ul>${toRemarks(list).map((remark) => html`<li>${remark}</li>`)}</ul></section>
</main>`,
  })
}

function toSubject({ sessions, timeZone }: AttendanceList): string {
  const rooms = [...new Set(sessions.map(({ room }) => room ?? '(none)'))]
  const where = rooms.length === 1 ? (rooms[0] ?? '') : countOf(rooms.length, 'room')
  const [first, last] = [sessions[0], sessions.at(-1)].map((session) => session && timeZone.at(session.span.from).date)
  if (!first || !last) return 'No sessions'
  return `${where}, ${countOf(sessions.length, 'session')}${first === last ? ` on ${first}` : ` from ${first} to ${last}`}`
}

function formatTotals({ sessions, people }: AttendanceList): Markup {
  const sum = (items: readonly { readonly seconds: number }[]) =>
    items.reduce((total, { seconds }) => total + seconds, 0)
  const totals = [
    ['Sessions', sessions.length.toLocaleString('en-US')],
    ['People', people.filter(({ name }) => name !== null).length.toLocaleString('en-US')],
    ['Session minutes', showMinutes(sum(sessions))],
    ['Minutes of people', showMinutes(sum(people))],
  ] as const
  return html`<dl class="totals">${totals.map(([title, value]) => html`<div><dt>${title}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** Tables of people by sessions; undefined for a single session, because its picture shows the people. */
function formatPeople(list: AttendanceList, shown: readonly Shown[]): Markup | undefined {
  if (list.people.length === 0) return html`<section><p class="note">There are no members.</p></section>`
  return list.sessions.length > 1 ? formatMatrix(list, shown) : undefined
}

function formatMatrix(list: AttendanceList, shown: readonly Shown[]): Markup {
  const omittedSessions = list.sessions.length - shown.length
  const people = list.people.slice(0, maxPeople)
  const omitted = [
    ...(omittedSessions > 0 ? [countOf(omittedSessions, 'earlier session')] : []),
    ...(list.people.length > people.length
      ? [countOf(list.people.length - people.length, 'more person', 'more people')]
      : []),
  ]
  // The first table has fewer sessions, because it has the sums as well.
  const first = maxColumns - (list.atLeast === undefined ? 2 : 5)
  const others = Math.ceil(Math.max(0, shown.length - first) / maxColumns)
  const blocks = [
    shown.slice(0, first),
    ...Array.from({ length: others }, (_, index) => shown.slice(first + index * maxColumns).slice(0, maxColumns)),
  ]
  return html`<section aria-labelledby="people"><h2 id="people">Minutes by person and session</h2>
${blocks.map((block, index) => formatBlock(list, index === 0 ? people : people.filter(wasIn(block)), block, index === 0))}
${blocks.length > 1 && html`<p class="note">The first table lists everyone. Each other table lists those who were in one of its sessions.</p>`}
${omitted.length > 0 && html`<p class="note">Not shown: ${omitted.join(' and ')}. CSV and JSON have all of them.</p>`}</section>`
}

const wasIn = (block: readonly Shown[]) => (person: Person) =>
  block.some(({ session }) => person.visits.has(session.id))

/** A table of some of the sessions. The first one also has the sums of each person. */
function formatBlock(
  list: AttendanceList,
  people: readonly Person[],
  block: readonly Shown[],
  isFirst: boolean,
): Markup {
  const hasScreens = isFirst && list.people.some(({ screenSeconds }) => screenSeconds > 0)
  const hasPresence = list.atLeast !== undefined
  const titles = [
    ...(isFirst ? ['Total'] : []),
    ...(hasScreens ? ['Screen'] : []),
    ...(isFirst && hasPresence ? ['Present', 'Partial', 'Absent'] : []),
  ]
  const toSums = (person: Person) => {
    const counts = countOfPerson(list, person)
    return [
      ...(isFirst ? [showMinutes(person.seconds)] : []),
      ...(hasScreens ? [showScreen(person)] : []),
      ...(isFirst && hasPresence
        ? [counts?.present, counts?.partial, counts?.absent].map((count) => String(count ?? ''))
        : []),
    ]
  }
  const label = `minutes by person, ${block[0]?.title} to ${block.at(-1)?.title}`
  return toScrolling(
    label,
    html`<table class="people">
<thead><tr><th scope="col">Name</th>${titles.map((title) => html`<th scope="col" class="number">${title}</th>`)}${block.map(({ title, session }) => html`<th scope="col" class="number session">${title}${session.isInProgress && ' (so far)'}</th>`)}</tr></thead>
<tbody>${people.map(
      (person) =>
        html`<tr><th scope="row">${showName(person)}</th>${toSums(person).map((sum) => html`<td class="number sum">${sum}</td>`)}${block.map(({ session }) => formatCell(list, person, session))}</tr>`,
    )}</tbody>${
      hasPresence &&
      html`<tfoot><tr><th scope="row"${titles.length > 0 && html` colspan="${titles.length + 1}"`}>Present</th>${block.map(({ session }) => html`<td class="number">${countOfSession(list, session)?.present ?? 0}</td>`)}</tr></tfoot>`
    }</table>`,
  )
}

function formatCell(list: AttendanceList, person: Person, session: AttendedSession): Markup {
  const visit = person.visits.get(session.id)
  const presence = presenceOf(list, person, session)
  const seconds = visit?.seconds ?? 0
  const shade =
    seconds === 0 || session.seconds === 0 ? 0 : Math.min(5, Math.max(1, Math.ceil((seconds / session.seconds) * 5)))
  return html`<td class="number shade-${shade}">${seconds > 0 && showMinutes(seconds)}${formatMark(presence)}</td>`
}

const formatMark = (presence: Presence | undefined) =>
  presence && html` <abbr title="${presence}" class="${presence}">${presenceMarks[presence]}</abbr>`

/** When each person was in a session, as bars over its time. */
function formatSession(list: AttendanceList, { session, title }: Shown, index: number): Markup {
  const people = list.people.flatMap((person) => {
    const visit = person.visits.get(session.id)
    return visit ? [{ person, visit }] : []
  })
  const { from, to } = session.span
  const clock = (time: number) => toClock(list.timeZone, time)
  const id = `session-${index}`
  const has = (secondsOf: (visit: Visit) => number) => people.some(({ visit }) => secondsOf(visit) > 0)
  return html`<section class="keep" aria-labelledby="${id}"><h2 id="${id}">${title}${session.isInProgress && ' (in progress)'}</h2>
<p class="note">${session.room ?? '(none)'}, ${clock(from)}–${clock(to)}, ${showMinutes(session.seconds)} minutes, ${countOf(people.length, 'name')} · <code>${session.id}</code></p>
${
  people.length > 0 &&
  html`<table class="lanes"><thead><tr><th scope="col">Name</th><th scope="col"><div class="axis"><span>${clock(from)}</span><span>${clock((from + to) / 2)}</span><span>${clock(to)}</span></div></th><th scope="col" class="number"><abbr title="Minutes">Min</abbr></th><th scope="col" class="number">Share</th></tr></thead>
<tbody>${people
    .slice(0, maxPeople)
    .map(
      ({ person, visit }) =>
        html`<tr><th scope="row">${showName(person)}</th><td class="track">${drawLane(visit, session, clock)}</td><td class="number">${showMinutes(visit.seconds)}</td><td class="number">${showShare(visit.seconds, session)}${formatMark(presenceOf(list, person, session))}</td></tr>`,
    )}</tbody></table>
${people.length > maxPeople && html`<p class="note">Not drawn: ${countOf(people.length - maxPeople, 'more person', 'more people')}.</p>`}`
}${
  (has(({ overlapSeconds }) => overlapSeconds) || has(({ screenSeconds }) => screenSeconds)) &&
  html`<p class="legend"><span class="key-bar">in the session</span>${has(({ overlapSeconds }) => overlapSeconds) && html`<span class="key-overlap">more than once</span>`}${has(({ screenSeconds }) => screenSeconds) && html`<span class="key-screen">screen shared</span>`}</p>`
}</section>`
}

const laneWidth = 1000

function drawLane(visit: Visit, { span: { from, to } }: AttendedSession, clock: (time: number) => string): Markup {
  const scale = to > from ? laneWidth / (to - from) : 0
  const round = (value: number) => Math.round(value * 100) / 100
  const draw = (spans: readonly Span[], kind: string, y: number, height: number) =>
    spans.map(
      (span) =>
        html`<rect class="${kind}" x="${round((span.from - from) * scale)}" y="${y}" width="${round(Math.max(2, (span.to - span.from) * scale))}" height="${height}"/>`,
    )
  const say = (spans: readonly Span[]) => spans.map((span) => `${clock(span.from)} to ${clock(span.to)}`).join(', ')
  const text = [
    visit.spans.length > 0 ? say(visit.spans) : 'not in the session',
    ...(visit.overlaps.length > 0 ? [`more than once: ${say(visit.overlaps)}`] : []),
    ...(visit.screens.length > 0 ? [`screen shared: ${say(visit.screens)}`] : []),
  ].join('; ')
  return html`<svg viewBox="0 0 ${laneWidth} 20" preserveAspectRatio="none" role="img"><title>${text}</title>${draw(visit.spans, 'bar', 2, 11)}${draw(visit.overlaps, 'overlap', 2, 4)}${draw(visit.screens, 'screen', 15, 4)}</svg>`
}
