import type { ReportOptions } from '../check/write-report.js'
import type { TargetOptions } from '../reading/connect.js'
import type { PeriodValues } from '../reading/period.js'

/** Formats of an attendance list, listed here so that the help loads nothing else. */
export const attendanceFormats = { table: true, csv: true, json: true, markdown: true, html: true } as const
/** A format of an attendance list. */
export type AttendanceFormat = keyof typeof attendanceFormats

/** Values of the options of `room-sessions attendance`, including those for the operation's query parameters. */
export interface AttendanceOptions extends ReportOptions<AttendanceFormat>, TargetOptions, PeriodValues {
  readonly names?: string
  /** In hundredths of a percent. */
  readonly atLeast?: number
  readonly concurrency: number
  readonly [name: string]: unknown
}
