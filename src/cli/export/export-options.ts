import type { TargetOptions } from '../reading/connect.js'
import type { PeriodValues } from '../reading/period.js'

/** The lists that can be exported with a session. */
export const includable = ['members', 'events', 'recordings'] as const
/** One of `includable`. */
export type Includable = (typeof includable)[number]

/** Values of the options of `room-sessions export`, including those for the operation's query parameters. */
export interface ExportOptions extends TargetOptions, PeriodValues {
  readonly output?: string
  readonly include: readonly Includable[]
  readonly format: 'ndjson' | 'csv'
  readonly concurrency: number
  readonly cursor?: string
  readonly restart?: true
  readonly [name: string]: unknown
}
