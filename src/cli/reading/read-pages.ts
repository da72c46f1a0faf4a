import type { Page } from '../../client/index.js'
import { type RowWriter, toRows } from '../output/row.js'
import type { Place } from './cursor.js'

/** Where pages go, and how many of their items. */
export interface ReadPagesOptions {
  readonly writer: RowWriter
  readonly start: Place
  readonly limit?: number | undefined
  readonly signal: AbortSignal
}

/** How far a reading came. */
export interface Reading {
  /** Where the next one would begin; undefined at the end of the list. */
  readonly rest: Place | undefined
  readonly count: number
  /** What stopped it, when it was neither the end nor the limit. */
  readonly error?: unknown
}

/** Writes the items of pages as they arrive, until the end, the limit, an interruption or an error. */
export async function readPages(pages: AsyncIterable<Page<object>>, options: ReadPagesOptions): Promise<Reading> {
  const { writer, start, limit = Number.POSITIVE_INFINITY, signal } = options
  let rest: Place | undefined = start
  let count = 0
  try {
    for await (const page of pages) {
      const skip: number = rest?.skip ?? 0
      const rows = toRows(page).slice(skip, skip + limit - count)
      await writer.write(rows)
      count += rows.length
      const read = skip + rows.length
      if (read < page.data.length) rest = { ...rest, skip: read }
      else rest = page.cursor === null ? undefined : { cursor: page.cursor, skip: 0 }
      // Not at the end of the list: a link that cannot be followed looks like one until the next page is asked for.
      if (count >= limit) break
      signal.throwIfAborted()
    }
    return { rest, count }
  } catch (error) {
    return { rest, count, error }
  }
}
