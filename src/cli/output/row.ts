import { CliError } from '../exit.js'

/** An item in the form that the service sent. */
export type Row = Readonly<Record<string, unknown>>

/**
 * The items of a page as rows, which have whatever properties the service sent.
 *
 * @throws {CliError} naming the first item that is not an object
 */
export function toRows({ data }: { readonly data: readonly unknown[] }): readonly Row[] {
  const index = data.findIndex((item) => typeof item !== 'object' || item === null || Array.isArray(item))
  if (index < 0) return data as readonly Row[]
  throw new CliError(`/data/${index}: expected an object, received ${describe(data[index])}`, { exitCode: 1 })
}

const describe = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`)

/** Writes items as they arrive. Nothing is written before the first item or the end. */
export interface RowWriter {
  write(rows: readonly Row[]): Promise<void>
  /** Completes the output, also after an interruption. */
  end(): Promise<void>
  /** Remarks about the output, one line each. */
  notes?(): readonly string[]
}
