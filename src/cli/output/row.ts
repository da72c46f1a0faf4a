import { CliError } from '../exit.js'

/** An item as the service sent it. */
export type Row = Readonly<Record<string, unknown>>

/**
 * The items of a page. They are the document's components; to a writer they are rows of whatever fields were sent.
 *
 * @throws {CliError} naming the first that is no object.
 */
export function toRows({ data }: { readonly data: readonly unknown[] }): readonly Row[] {
  const index = data.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item))
  if (index < 0) return data as readonly Row[]
  throw new CliError(`received ${describe(data[index])} at /data/${index}, expected an object`, { exitCode: 1 })
}

const describe = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`)

/** Writes items as they come. Nothing is written before the first of them or the end. */
export interface RowWriter {
  write(rows: readonly Row[]): Promise<void>
  /** Finishes the text, also after an interruption: what was written is whole. */
  end(): Promise<void>
  /** What the reader should know about the text, a line each. */
  notes?(): readonly string[]
}
