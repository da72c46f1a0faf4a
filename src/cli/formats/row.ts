/** An item as the service sent it. */
export type Row = Readonly<Record<string, unknown>>

/** Writes items as they come. Nothing is written before the first of them or the end. */
export interface RowWriter {
  write(rows: readonly Row[]): Promise<void>
  /** Finishes the text, also after an interruption: what was written is whole. */
  end(): Promise<void>
  /** What the reader should know about the text, a line each. */
  notes?(): readonly string[]
}
