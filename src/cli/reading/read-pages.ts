import type { Page } from '../../client/index.js'
import { type RowWriter, toRows } from '../output/row.js'
import type { ListPosition } from './cursor.js'

/** Where the items of pages are written, and how many. */
export interface ReadPagesOptions {
  readonly writer: RowWriter
  readonly start: ListPosition
  readonly limit?: number | undefined
  readonly signal: AbortSignal
  /** Called with each page that was read. */
  readonly onPage: (page: Page<object>) => void
}

/** How far the list was read. */
export interface Reading {
  /** Position of the next item; undefined at the end of the list. */
  readonly rest: ListPosition | undefined
  readonly count: number
  /** The error that stopped the reading before the end or the limit. */
  readonly error?: unknown
}

/** Writes the items of pages as they arrive, until the end, the limit, an interruption or an error. */
export async function readPages(pages: AsyncIterable<Page<object>>, options: ReadPagesOptions): Promise<Reading> {
  const { writer, start, limit = Number.POSITIVE_INFINITY, signal, onPage } = options
  let rest: ListPosition | undefined = start
  let count = 0
  try {
    for await (const page of pages) {
      onPage(page)
      const skip: number = rest?.skip ?? 0
      const rows = toRows(page).slice(skip, skip + limit - count)
      await writer.write(rows)
      count += rows.length
      const read = skip + rows.length
      if (read < page.data.length) rest = { ...rest, skip: read }
      else rest = page.cursor === null ? undefined : { cursor: page.cursor, skip: 0 }
      // Only at the limit. A page whose next link is invalid looks like the last one until the next page is requested.
      if (count >= limit) break
      signal.throwIfAborted()
    }
    return { rest, count }
  } catch (error) {
    return { rest, count, error }
  }
}
