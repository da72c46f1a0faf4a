import type { Client } from '../../client/index.js'
import { toReportTargets, writeReports } from '../check/write-report.js'
import type { Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { type RecordsOptions, readRecords, type SessionRecord } from '../export/session-records.js'
import { readText } from '../files/files.js'
import { connect, findNow } from '../reading/connect.js'
import { toQuery } from '../reading/parameters.js'
import { createPeriodCount, hasPeriod, toPeriod, toPeriodLimits } from '../reading/period.js'
import { createTimeZone } from '../reading/time-zone.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, toSessions } from '../terminal/progress.js'
import { toCommand } from '../terminal/shell.js'
import { createAttendance } from './attendance.js'
import type { AttendanceList } from './attendance-list.js'
import { formatCsv, formatJson, formatMarkdown } from './format-attendance.js'
import { formatTable } from './format-table.js'
import { formatAttendancePage } from './html/page.js'
import { type Names, noNames, parseNames } from './names.js'
import type { AttendanceFormat, AttendanceOptions } from './options.js'

/**
 * Reads the sessions with these ids, or without ids those that match the filter, with their members, and writes who was there.
 *
 * @throws {CliError} if there are ids and a filter
 */
export async function runAttendance(
  { context, argv }: Run,
  ids: readonly string[],
  options: AttendanceOptions,
): Promise<ExitCode> {
  const { timeZone = createTimeZone('UTC'), atLeast, concurrency } = options
  if (ids.length > 0 && (hasPeriod(options) || Object.keys(toQuery('list_room_sessions', options)).length > 0))
    throw new CliError('expected either ids of sessions or a filter, received both')
  const targets = toReportTargets<AttendanceFormat>(options, context.stdout.isTTY ? 'table' : 'csv')
  const names = options.names === undefined ? noNames : parseNames(await readText(options.names), options.names)
  const period = await toPeriod(options, context)
  const count = createPeriodCount(period)
  const client = await connect(context, options)
  const { signal } = context
  const attendance = createAttendance({ names, now: (await findNow(context, options)).getTime() })
  const progress = createProgress(context)
  let read = 0
  try {
    const records =
      ids.length > 0
        ? readSessions(client, [...new Set(ids)], signal)
        : readRecords(client, { values: options, period, include, concurrency, onPage: count.add, signal })
    for await (const { session, members = [] } of records) {
      attendance.add(session, members)
      read += 1
      await progress.show(() => toSessions(read))
    }
    await progress.clear()
    const list: AttendanceList = {
      ...attendance.result(),
      ...{ timeZone, atLeast },
      period: toPeriodLimits(period),
    }
    const page = { command: toCommand(argv), date: context.now().toISOString() }
    const formats: Record<AttendanceFormat, () => string | Promise<string>> = {
      table: () => formatTable(list, context),
      csv: () => formatCsv(list),
      json: () => formatJson(list),
      markdown: () => formatMarkdown(list),
      html: () => formatAttendancePage(list, page),
    }
    await writeReports(context, targets, toSessions(list.sessions.length), (format) => formats[format]())
    for (const line of [count.toLine() ?? [], toUnusedLine(names, options.names) ?? []].flat())
      await writeMessage(context.stderr, line)
    return 0
  } finally {
    await progress.clear()
  }
}

const include: RecordsOptions['include'] = ['members']

type Read = Pick<SessionRecord, 'members'> & {
  readonly session: Parameters<ReturnType<typeof createAttendance>['add']>[0]
}

async function* readSessions(client: Client, ids: readonly string[], signal: AbortSignal): AsyncGenerator<Read> {
  for (const id of ids) {
    const [session, members] = await Promise.all([
      client.roomSessions.get(id, { signal }),
      client.roomSessions.listMembers(id, {}, { signal }).toArray(),
    ])
    yield { session, members }
  }
}

const maxNamed = 5

/** Says which spellings of the file no member has: otherwise a mistake in the file would go unnoticed. */
function toUnusedLine(names: Names, file: string | undefined): string | undefined {
  const unused = names.findUnused()
  if (unused.length === 0) return undefined
  const more = unused.length > maxNamed ? ` and ${unused.length - maxNamed} more` : ''
  return `${file}: no member has the name ${unused
    .slice(0, maxNamed)
    .map((name) => JSON.stringify(name))
    .join(', ')}${more}`
}
