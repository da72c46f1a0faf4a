import type { TargetOptions } from '../reading/connect.js'
import type { PeriodValues } from '../reading/period.js'
import type { CommandTemplate } from './command.js'

/** Values of the options of `room-sessions download`, including those for the query parameters of the list of sessions. */
export interface RecordingDownloadOptions extends TargetOptions, PeriodValues {
  readonly to: string
  readonly name: string
  readonly concurrency: number
  readonly exec?: CommandTemplate
  readonly withCredentials?: true
  /** Seconds for which the links of recordings stay valid. */
  readonly mediaTtl?: number
  readonly [name: string]: unknown
}
