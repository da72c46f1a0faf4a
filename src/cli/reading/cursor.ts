import { CliError } from '../exit.js'

/** A position in a list: the client's cursor of a page (undefined for the first), and the number of its items to skip. */
export interface ListPosition {
  readonly cursor?: string
  readonly skip: number
}

/** Formats a position for `--cursor`; `undefined` for the beginning of the list. */
export function formatPosition({ cursor, skip }: ListPosition): string | undefined {
  if (skip === 0) return cursor
  return `${cursor ?? ''}~${skip}`
}

/** Parses the text of `formatPosition`. @throws {CliError} if the number of items is out of range */
export function parsePosition(text: string | undefined): ListPosition {
  if (text === undefined) return { skip: 0 }
  const match = /^(.*)~(\d+)$/s.exec(text)
  const cursor = match ? match[1] : text
  const skip = Number(match?.[2] ?? 0)
  if (!Number.isSafeInteger(skip))
    throw new CliError(`--cursor: expected a cursor that an earlier run printed, received ${text}`)
  return cursor ? { cursor, skip } : { skip }
}
