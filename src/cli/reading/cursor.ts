import { CliError } from '../exit.js'

/** A place in a list: a page by the client's cursor (the first when undefined), and how many of its items were read before. */
export interface Place {
  readonly cursor?: string
  readonly skip: number
}

/** Text of a place for `--cursor`; undefined for the beginning of the list, which needs none. */
export function formatPlace({ cursor, skip }: Place): string | undefined {
  if (skip === 0) return cursor
  return `${cursor ?? ''}~${skip}`
}

/** Reads what `formatPlace` wrote. @throws {CliError} when the count is out of range. */
export function parsePlace(text: string | undefined): Place {
  if (text === undefined) return { skip: 0 }
  const match = /^(.*)~(\d+)$/s.exec(text)
  const cursor = match ? match[1] : text
  const skip = Number(match?.[2] ?? 0)
  if (!Number.isSafeInteger(skip)) throw new CliError(`--cursor ${text}: not a cursor of an earlier run`)
  return cursor ? { cursor, skip } : { skip }
}
