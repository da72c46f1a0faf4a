import type { Page } from '../../client/index.js'
import { CliError } from '../exit.js'
import { type Row, toRows } from '../output/row.js'
import type { Place } from '../reading/cursor.js'

/** An item of a list, and where the list goes on behind it. */
export interface Unit {
  readonly row: Row
  readonly id: string
  /** Undefined behind the last item. */
  readonly next: Place | undefined
}

/** Where an earlier run stopped: behind the item `after`, on the page of `cursor`. */
export interface Stop extends Place {
  readonly after?: string
}

/**
 * The items of pages from `start` on.
 *
 * When `after` is known, the list goes on behind that item, wherever it has moved to meanwhile: new items at the top
 * of the list shift those of a page without a token.
 *
 * @throws {CliError} when that item is gone, so that nobody can tell what comes next.
 */
export async function* toUnits(pages: AsyncIterable<Page<object>>, start: Stop): AsyncGenerator<Unit> {
  let place: Place = start
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
      const isLast = index === rows.length - 1 && !isStuck(page)
      yield { row, id: String(row.id), next: isLast ? toPlace(page.cursor) : { ...place, skip: index + 1 } }
    }
    place = toPlace(page.cursor) ?? { skip: 0 }
  }
  if (after !== undefined) {
    throw new CliError(
      `the list no longer has ${after}, behind which the export was to go on; begin again with --restart`,
    )
  }
}

const toPlace = (cursor: string | null): Place | undefined => (cursor === null ? undefined : { cursor, skip: 0 })

/** Whether there is a next page whose link cannot be followed: behind the last item here, the list is not at its end. */
const isStuck = ({ hasNext, cursor }: Page<object>) => hasNext && cursor === null
