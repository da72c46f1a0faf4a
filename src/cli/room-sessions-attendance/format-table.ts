import { type Context, type Screen, widthOf } from '../context.js'
import type { Row } from '../output/row.js'
import { type Column, tableWriter, widthOfText } from '../output/table.js'
import { toClock } from '../reading/time-zone.js'
import { showMinutes } from '../room-sessions-report/report-data.js'
import { createColors } from '../terminal/colors.js'
import type { AttendedSession, Person, Visit } from './attendance.js'
import {
  type AttendanceList,
  countOfPerson,
  showName,
  showScreen,
  showShare,
  toRemarks,
  toSessionTitles,
} from './attendance-list.js'
import { showCell } from './format-attendance.js'

interface Cells {
  readonly title: string
  readonly align?: 'right'
  readonly cell: (person: Person) => string
}

/** The attendance as a table for a terminal. If not all sessions fit, it shows the latest. */
export async function formatTable(list: AttendanceList, { stdout, env }: Context): Promise<string> {
  const { sessions, people } = list
  let text = ''
  const screen: Screen = {
    isTTY: stdout.isTTY,
    write: async (more) => {
      text += more
    },
  }
  const width = widthOf(stdout, env)
  const [only] = sessions
  const columns = sessions.length === 1 && only ? toColumnsOf(list, only) : toColumnsOfAll(list, width)
  const writer = tableWriter({ screen, width, colors: createColors(stdout, env), columns: columns.map(toColumn) })
  await writer.write(people.map((person) => Object.fromEntries(columns.map(({ cell }, at) => [at, cell(person)]))))
  await writer.end()
  const year = sessions.length === 1 ? undefined : findYear(list)
  const hidden = sessions.length === 1 ? 0 : sessions.length - columns.filter(({ isSession }) => isSession).length
  const remarks = [
    ...(writer.notes?.() ?? []),
    ...(hidden > 0
      ? [
          `The latest sessions that fit are shown, ${hidden} of ${sessions.length} are not: --format csv has all of them.`,
        ]
      : []),
    ...(year ? [`The sessions are of ${year}.`] : []),
    ...toRemarks(list),
  ]
  return `${text}\n${remarks.join('\n')}\n`
}

const maxNameWidth = 30

function toColumn({ title, align, isSession, isName }: TableCells, index: number): Column {
  return {
    title,
    cell: (row: Row) => String(row[index] ?? ''),
    minWidth: title.length,
    ...(align && { align }),
    ...(isName && { cutTo: maxNameWidth }),
    ...(isSession && { color: (text, colors) => (text === '-' ? colors.dim(text) : text) }),
  }
}

interface TableCells extends Cells {
  readonly isName?: true
  readonly isSession?: true
}

const numbers = (title: string, cell: Cells['cell']): TableCells => ({ title, align: 'right', cell })

function toTotals(list: AttendanceList): TableCells[] {
  const hasScreens = list.people.some(({ screenSeconds }) => screenSeconds > 0)
  return [
    { title: 'Name', cell: showName, isName: true },
    numbers('Minutes', ({ seconds }) => showMinutes(seconds)),
    ...(hasScreens ? [numbers('Screen', showScreen)] : []),
  ]
}

/** The columns for one session: how long each person was there, and when. */
function toColumnsOf(list: AttendanceList, session: AttendedSession): TableCells[] {
  const visitOf = ({ visits }: Person) => visits.get(session.id)
  const { from, to } = session.span
  const clock = (time: number) => toClock(list.timeZone, time)
  return [
    ...toTotals(list),
    numbers('Share', (person) => showShare(visitOf(person)?.seconds ?? 0, session)),
    ...(list.atLeast === undefined
      ? []
      : [{ title: 'Presence', cell: (person: Person) => showCell(list, person, session).replace(/^[\d,.]+ /, '') }]),
    { title: `${clock(from)}–${clock(to)}`, cell: (person) => toLane(visitOf(person), session) },
  ]
}

const laneWidth = 24

/**
 * A line of blocks that shows when a person was there. A block is full if the person was there for most of its time, and light if
 * for a part of it.
 */
function toLane(visit: Visit | undefined, { span: { from, to } }: AttendedSession): string {
  const step = (to - from) / laneWidth
  if (!visit || step <= 0) return ''
  return Array.from({ length: laneWidth }, (_, index) => {
    const [begin, end] = [from + index * step, from + (index + 1) * step]
    const covered = visit.spans.reduce(
      (sum, span) => sum + Math.max(0, Math.min(span.to, end) - Math.max(span.from, begin)),
      0,
    )
    return covered >= step / 2 ? '█' : covered > 0 ? '░' : ' '
  }).join('')
}

/** The columns for a series: one for each session, as many as fit beside the names and sums. */
function toColumnsOfAll(list: AttendanceList, width: number): TableCells[] {
  const totals: TableCells[] = [
    ...toTotals(list),
    ...(list.atLeast === undefined
      ? []
      : (['present', 'partial', 'absent'] as const).map((presence) =>
          numbers(`${presence[0]?.toUpperCase()}${presence.slice(1)}`, (person) =>
            String(countOfPerson(list, person)?.[presence] ?? ''),
          ),
        )),
  ]
  const titles = toShortTitles(list)
  const sessions = list.sessions.map(
    (session, index): TableCells => ({
      title: titles[index] ?? '',
      align: 'right',
      isSession: true,
      cell: (person) => showCell(list, person, session),
    }),
  )
  const widthOfColumn = ({ title, cell }: TableCells) =>
    list.people.reduce((widest, person) => Math.max(widest, widthOfText(cell(person))), widthOfText(title))
  const [nameWidth = 0, ...totalWidths] = totals.map(widthOfColumn)
  let left = width - Math.min(maxNameWidth, nameWidth) - totalWidths.reduce((sum, each) => sum + each + gap, 0)
  const shown = sessions.toReversed().filter((column) => {
    // Sessions before the first that does not fit are not measured.
    if (left >= 0) left -= widthOfColumn(column) + gap
    return left >= 0
  })
  return [...totals, ...shown.toReversed()]
}

/** The titles of the sessions, without the year if all are in the same one. */
function toShortTitles(list: AttendanceList): string[] {
  const start = findYear(list) === undefined ? 0 : 'YYYY-'.length
  return toSessionTitles(list).map((title) => title.slice(start))
}

/** The year of all sessions; undefined if they are in several years, or the year does not have four digits. */
function findYear({ sessions, timeZone }: AttendanceList): string | undefined {
  const years = new Set(sessions.map(({ span }) => /^\d{4}(?=-)/.exec(timeZone.at(span.from).date)?.[0]))
  return years.size === 1 ? [...years][0] : undefined
}

const gap = 2
