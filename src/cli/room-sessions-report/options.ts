import type { ReportOptions } from '../check/write-report.js'
import type { TargetOptions } from '../reading/connect.js'
import type { PeriodValues } from '../reading/period.js'
import type { Dimension } from './dimension.js'

/** Formats of a report, listed here so that the help loads nothing else. */
export const sessionReportFormats = { table: true, csv: true, json: true, markdown: true, html: true } as const
/** A format of a report. */
export type SessionReportFormat = keyof typeof sessionReportFormats

/** The lists of a session that a report reads. */
export const readable = ['members', 'recordings'] as const
/** One of `readable`. */
export type Readable = (typeof readable)[number]

/** Values of the options of `room-sessions report`, including those for the operation's query parameters. */
export interface SessionReportOptions extends ReportOptions<SessionReportFormat>, TargetOptions, PeriodValues {
  readonly by: readonly Dimension[]
  readonly read: readonly Readable[]
  readonly concurrency: number
  readonly logs?: true
  readonly [name: string]: unknown
}
