import type { Page } from '../../client/index.js'
import { CliError } from '../exit.js'
import { type Row, toRows } from '../output/row.js'
import type { ListPosition } from '../reading/cursor.js'

/** An item of a list, and the position after it. */
export interface ExportItem {
  readonly row: Row
  readonly id: string
  /** Undefined after the last item. */
  readonly next: ListPosition | undefined
}

/** Where an earlier run stopped: after the item with the id `after`, on the page of `cursor`. */
export interface Stop extends ListPosition {
  readonly after?: string
}

/**
 * The items of pages, beginning at `start`.
 *
 * If `after` is given, the items after that one are returned, even if it has moved: new items at the top of the list shift
 * the items of a page without a token.
 *
 * @throws {CliError} if the list no longer has that item, so that the next one is not known
 */
export async function* toExportItems(pages: AsyncIterable<Page<object>>, start: Stop): AsyncGenerator<ExportItem> {
  let place: ListPosition = start
  let { after } = start
  for await (const page of pages) {
    const rows = toRows(page)
    let index = place.skip
    if (after !== undefined) {
      const found = rows.findIndex(({ id }) => String(id) === after)
      if (found >= 0) after = undefined
      index = found < 0 ? rows.length : found + 1
    }
    for (; index < rows.length; index++) {
      const row = rows[index] ?? {}
      const isLast = index === rows.length - 1 && !hasInvalidNext(page)
      yield { row, id: String(row.id), next: isLast ? toPlace(page.cursor) : { ...place, skip: index + 1 } }
    }
    place = toPlace(page.cursor) ?? { skip: 0 }
  }
  if (after !== undefined) {
    throw new CliError(
      `the list no longer contains ${after}, the last session that was exported; start again with --restart`,
    )
  }
}

const toPlace = (cursor: string | null): ListPosition | undefined => (cursor === null ? undefined : { cursor, skip: 0 })

/** True if there is a next page but its link cannot be followed: the list does not end with this page. */
const hasInvalidNext = ({ hasNext, cursor }: Page<object>) => hasNext && cursor === null
