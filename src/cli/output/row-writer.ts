import type { Screen } from '../context.js'
import type { Colors } from '../terminal/colors.js'
import { csvWriter } from './csv.js'
import type { Format } from './format.js'
import { jsonWriter, ndjsonWriter } from './json.js'
import type { RowWriter } from './row.js'
import { type Column, tableWriter } from './table.js'

/** Options of the writers of all formats. */
export interface RowWriterOptions {
  readonly screen: Screen
  readonly width: number
  readonly colors: Colors
  /** Columns of a table, most important first. */
  readonly columns: readonly Column[]
  /** Says how to see the columns of a table that do not fit. */
  readonly advice?: string
  /** Names of the CSV's columns, in order. */
  readonly properties: readonly string[]
}

const writers: Record<Format, (options: RowWriterOptions) => RowWriter> = {
  table: tableWriter,
  json: ({ screen }) => jsonWriter(screen),
  ndjson: ({ screen }) => ndjsonWriter(screen),
  csv: ({ screen, properties }) => csvWriter(screen, properties),
}

/** The writer of a format. */
export const createRowWriter = (format: Format, options: RowWriterOptions): RowWriter => writers[format](options)
