import { toVisibleJson } from '../../text/visible-text.js'
import { toCsv } from '../output/csv.js'
import { escapeMarkdown, toMarkdownLine } from '../output/markdown.js'
import { showMinutes, toMinutes } from '../room-sessions-report/report-data.js'
import type { Person, Presence } from './attendance.js'
import {
  type AttendanceList,
  countOfPerson,
  countOfSession,
  presenceOf,
  showName,
  showScreen,
  toRemarks,
  toSessionTitles,
} from './attendance-list.js'
import type { Span } from './spans.js'

/** CSV with a line for each person and a column for each session. Minutes have two decimals. */
export function formatCsv(list: AttendanceList): string {
  const { sessions, people, atLeast } = list
  const hasPresence = atLeast !== undefined
  const titles = toSessionTitles(list)
  const head = [
    ...['name', 'minutes', 'screen_minutes', 'overlap_minutes'],
    ...(hasPresence ? ['present', 'partial', 'absent'] : []),
    ...titles.flatMap((title) => (hasPresence ? [title, `${title} presence`] : [title])),
  ]
  const toCells = (person: Person): unknown[] => {
    const counts = countOfPerson(list, person)
    return [
      showName(person),
      ...[person.seconds, person.screenSeconds, person.overlapSeconds].map(toMinutes),
      ...(hasPresence ? [counts?.present, counts?.partial, counts?.absent] : []),
      ...sessions.flatMap((session) => {
        const minutes = toMinutes(person.visits.get(session.id)?.seconds ?? 0)
        return hasPresence ? [minutes, presenceOf(list, person, session)] : [minutes]
      }),
    ]
  }
  // The columns have numbers for names: csv-stringify reads a point or a bracket in a name as a path.
  const names = head.map((_, index) => String(index))
  const rows = [head, ...people.map(toCells)].map((cells) =>
    Object.fromEntries(cells.map((cell, index) => [String(index), cell])),
  )
  return toCsv(rows, names, { header: false })
}

/** JSON with the sessions, the people, and the times at which each person was in a session. Lengths are whole seconds. */
export function formatJson(list: AttendanceList): string {
  const { sessions, people, period, timeZone, atLeast, notStarted } = list
  const result = {
    ...{ time_zone: timeZone.name, period, at_least_percent: atLeast === undefined ? null : atLeast / 100 },
    sessions_not_started: notStarted,
    sessions: sessions.map((session) => ({
      ...{ id: session.id, room: session.room, ...toTimes(session.span) },
      ...{ seconds: session.seconds, in_progress: session.isInProgress, ...countOfSession(list, session) },
    })),
    people: people.map((person) => ({
      name: person.name,
      ...toSeconds(person),
      ...countOfPerson(list, person),
      // Most people are in few sessions of a long series.
      sessions: sessions.flatMap((session) => {
        const visit = person.visits.get(session.id)
        if (!visit) return []
        const presence = presenceOf(list, person, session)
        return [
          {
            ...{ id: session.id, ...toSeconds(visit), ...(presence && { presence }) },
            spans: visit.spans.map(toTimes),
            screens: visit.screens.map(toTimes),
          },
        ]
      }),
    })),
  }
  return `${toVisibleJson(result, 2)}\n`
}

const toSeconds = ({ seconds, screenSeconds, overlapSeconds }: Omit<Person, 'name' | 'visits'>) => ({
  seconds,
  screen_seconds: screenSeconds,
  overlap_seconds: overlapSeconds,
})

const toTimes = ({ from, to }: Span) => ({ start: toText(from), end: toText(to) })

const toText = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z')

/** The mark that stands for a presence beside the minutes. */
export const presenceMarks: Readonly<Record<Presence, string>> = { present: '✓', partial: '~', absent: '-' }

/** Markdown with a table of people and sessions, and what the numbers mean. */
export function formatMarkdown(list: AttendanceList): string {
  const { sessions, people, atLeast } = list
  const hasPresence = atLeast !== undefined
  const hasScreens = people.some(({ screenSeconds }) => screenSeconds > 0)
  const titles = [
    'Minutes',
    ...(hasScreens ? ['Screen'] : []),
    ...(hasPresence ? ['Present', 'Partial', 'Absent'] : []),
    ...toSessionTitles(list).map(
      (title, index) => `${escapeMarkdown(title)}${sessions[index]?.isInProgress ? ' (so far)' : ''}`,
    ),
  ]
  const toCells = (person: Person) => {
    const counts = countOfPerson(list, person)
    return [
      escapeMarkdown(showName(person)),
      showMinutes(person.seconds),
      ...(hasScreens ? [showScreen(person)] : []),
      ...(hasPresence ? [counts?.present, counts?.partial, counts?.absent].map((count) => String(count ?? '')) : []),
      ...sessions.map((session) => showCell(list, person, session)),
    ]
  }
  return [
    toMarkdownLine(['Name', ...titles]),
    toMarkdownLine(['---', ...titles.map(() => '---:')]),
    ...people.map((person) => toMarkdownLine(toCells(person))),
    '',
    ...toRemarks(list).map((remark) => `- ${remark}`),
    '',
  ].join('\n')
}

/** The minutes of a person in a session, with a mark if presence was asked for: `45.0 ✓`. */
export function showCell(list: AttendanceList, person: Person, session: AttendanceList['sessions'][number]): string {
  const visit = person.visits.get(session.id)
  const presence = presenceOf(list, person, session)
  const minutes = visit && visit.seconds > 0 ? showMinutes(visit.seconds) : ''
  return presence ? `${minutes} ${presenceMarks[presence]}`.trim() : minutes || '-'
}
