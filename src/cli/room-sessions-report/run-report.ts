import type { Client, PeriodOptions } from '../../client/index.js'
import { pluralOf } from '../../text/plural.js'
import { toReportTargets, writeReports } from '../check/write-report.js'
import type { Run } from '../context.js'
import { CliError, type ExitCode } from '../exit.js'
import { readRecords } from '../export/session-records.js'
import { connect } from '../reading/connect.js'
import { createPeriodCount, toPeriod, toPeriodLimits } from '../reading/period.js'
import { createTimeZone, dayMs, type TimeZone } from '../reading/time-zone.js'
import { writeMessage } from '../terminal/message.js'
import { createProgress, toCount, toSessions } from '../terminal/progress.js'
import { toCommand } from '../terminal/shell.js'
import { formatCsv, formatJson, formatMarkdown } from './format-report.js'
import { formatTable } from './format-table.js'
import { formatReportPage } from './html/page.js'
import { createChargeSum } from './logs-comparison.js'
import type { SessionReportFormat, SessionReportOptions } from './options.js'
import { createOverview } from './overview.js'
import type { SessionReport } from './report-data.js'
import { createSummary, type ReportRow } from './totals.js'

/**
 * Reads the sessions of a period with their lists, adds them up, and writes the reports.
 *
 * @throws {CliError} if options do not fit together
 */
export async function runReport({ context, argv }: Run, options: SessionReportOptions): Promise<ExitCode> {
  const { by, logs: comparesLogs, timeZone = createTimeZone('UTC') } = options
  const targets = toReportTargets<SessionReportFormat>(options, context.stdout.isTTY ? 'table' : 'csv')
  if (by.includes('user') && !options.read.includes('members'))
    throw new CliError('--by user: expected --read with members')
  if (comparesLogs && targets.every(({ format }) => format === 'csv'))
    throw new CliError(
      '--logs: expected a report in table, json, markdown or html, received csv, which has the groups only',
    )
  const period = await toPeriod(options, context)
  const client = await connect(context, options)
  const summary = createSummary(by, timeZone)
  const days = createSummary(['day'], timeZone)
  const overview = createOverview(timeZone)
  const collectors = [
    summary,
    ...(comparesLogs ? [days] : []),
    ...(targets.some(({ format }) => format === 'html') ? [overview] : []),
  ]
  const count = createPeriodCount(period)
  const progress = createProgress(context)
  const { read: include, concurrency } = options
  const { signal } = context
  let read = 0
  try {
    const records = readRecords(client, { values: options, period, include, concurrency, onPage: count.add, signal })
    for await (const record of records) {
      for (const collector of collectors) collector.add(record)
      read += 1
      await progress.show(() => toSessions(read))
    }
    const logs = comparesLogs ? await compareLogs(client, { period, timeZone, signal }, days.rows()) : undefined
    await progress.clear()
    const report: SessionReport = {
      ...{ by, timeZone, period: toPeriodLimits(period) },
      ...{ rows: summary.rows(), total: summary.total(), logs: logs?.comparison },
    }
    const info = { command: toCommand(argv), date: context.now().toISOString() }
    const formats: Record<SessionReportFormat, () => string | Promise<string>> = {
      table: () => formatTable(report, context),
      csv: () => formatCsv(report),
      json: () => formatJson(report),
      markdown: () => formatMarkdown(report),
      html: () => formatReportPage(report, overview.result(), info),
    }
    await writeReports(context, targets, toSessions(read), (format) => formats[format]())
    for (const line of [count.toLine() ?? [], logs?.note ?? []].flat()) await writeMessage(context.stderr, line)
    return 0
  } finally {
    await progress.clear()
  }
}

interface LogsOptions {
  readonly period: PeriodOptions
  readonly timeZone: TimeZone
  readonly signal: AbortSignal
}

/**
 * Reads the logs of a period and compares them with the costs of its days. Logs of one day before and after the period are read,
 * too, because a log may be created on another day than its session started.
 */
async function compareLogs(client: Client, { period, timeZone, signal }: LogsOptions, days: readonly ReportRow[]) {
  const [since, until] = [period.since, period.until].map((time) => time && new Date(time).getTime())
  const query = {
    include_deleted: true,
    page_size: 1000,
    ...(since !== undefined && { created_after: new Date(Number(since) - dayMs).toISOString() }),
    ...(until !== undefined && { created_before: new Date(Number(until) + dayMs).toISOString() }),
  }
  const charges = createChargeSum(timeZone)
  for await (const log of client.logs.list(query, { signal, prefetch: true })) {
    const time = Date.parse('started_at' in log ? (log.started_at ?? log.created_at) : log.created_at)
    if (time < Number(since ?? -Infinity) || time >= Number(until ?? Infinity)) continue
    charges.add(log)
  }
  const discarded = charges.discarded()
  return {
    comparison: charges.compare(days),
    note:
      discarded > 0
        ? `${toCount(discarded)} ${pluralOf(discarded, 'log')} of the period ${pluralOf(discarded, 'was', 'were')} discarded: what was charged is not known`
        : undefined,
  }
}
