import type { Includable } from './include.js'

/** Values of the options of `room-sessions export`, including those for the operation's query parameters. */
export interface ExportOptions {
  readonly output?: string
  readonly include: readonly Includable[]
  readonly format: 'ndjson' | 'csv'
  readonly concurrency: number
  readonly cursor?: string
  readonly restart?: true
  readonly sandbox?: true
  readonly [name: string]: unknown
}
