import { ApiError, type CallOptions, type Page, type Paged, TimeoutError } from '../../client/index.js'
import { operationTable } from '../../generated/operations.js'
import { maybeTooLarge } from '../../text/http-status.js'
import { resources } from '../reading/room-sessions.js'
import { type ExportItem, type Stop, toExportItems } from './export-items.js'

/** Lists sessions in pages of the given size. */
export type ListSessions = (
  pageSize: number,
  options: Pick<CallOptions, 'cursor' | 'prefetch' | 'retry'>,
) => Paged<object>

const { maximum, default: own } = operationTable[resources.sessions.operationId].parameters.page_size

/** Sizes of pages when the user has chosen none, in the order in which they are tried. */
export const pageSizes: readonly number[] = [maximum, 200, own]

/**
 * Yields the sessions from `start` on, in pages of the first size that the service accepts. The next page is read while one is
 * written.
 *
 * If a page fails and smaller pages may work, the list is read again from its beginning, and continues after the last session
 * that was yielded: a cursor may mean another place in pages of another size.
 */
export async function* readSessions(
  list: ListSessions,
  start: Stop,
  [size = own, ...smaller]: readonly number[],
  onPage: (page: Page<object>) => void,
): AsyncGenerator<ExportItem> {
  let { after } = start
  try {
    const { cursor = null } = start
    for await (const item of toExportItems(tap(list(size, { cursor, prefetch: true }).pages(), onPage), start)) {
      yield item
      after = item.id
    }
  } catch (error) {
    const canBeginAgain = after !== undefined || start.cursor === undefined
    const next = isTooLarge(error) && canBeginAgain ? await findSize(list, smaller) : undefined
    if (next === undefined) throw error
    yield* readSessions(
      list,
      { skip: 0, ...(after !== undefined && { after }) },
      smaller.slice(smaller.indexOf(next)),
      onPage,
    )
  }
}

/** Yields the same pages, and passes each to a function first. */
async function* tap(pages: AsyncIterable<Page<object>>, onPage: (page: Page<object>) => void) {
  for await (const page of pages) {
    onPage(page)
    yield page
  }
}

/** The first size that the service accepts, or undefined. Requests the first page of each size once, without repeating. */
async function findSize(list: ListSessions, sizes: readonly number[]): Promise<number | undefined> {
  for (const size of sizes) {
    try {
      await list(size, { retry: false })
      return size
    } catch (error) {
      if (!isTooLarge(error)) throw error
    }
  }
  return undefined
}

const isTooLarge = (error: unknown) =>
  error instanceof TimeoutError || (error instanceof ApiError && maybeTooLarge(error.status))
