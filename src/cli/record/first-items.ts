import { ApiError, ResponseBodyError } from '../../client/index.js'

/** Three items are enough for a first, a middle and a last page. */
export const enough = 3

/** An empty list. */
export const nothing = { data: [], hasNext: false }

/**
 * Returns an empty list if the service refused the list or it cannot be read. Its response will be recorded as a case. Rethrows
 * any other error.
 */
export function toNothing(error: unknown): typeof nothing {
  if (error instanceof ApiError || error instanceof ResponseBodyError) return nothing
  throw error
}

/** The id and the length of the first list with enough items, otherwise of the longest list; undefined if there are no lists. */
export async function findMost(
  ids: readonly string[],
  read: (id: string) => Promise<number>,
): Promise<{ readonly id: string; readonly count: number } | undefined> {
  let most: { id: string; count: number } | undefined
  for (const id of ids) {
    const found = { id, count: await read(id).catch((error: unknown) => toNothing(error).data.length) }
    if (most === undefined || found.count > most.count) most = found
    if (most.count >= enough) break
  }
  return most
}
