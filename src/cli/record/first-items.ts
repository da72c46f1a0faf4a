import { ApiError, ResponseBodyError } from '../../client/index.js'

/** Three items are enough for a first, a middle and a last page. */
export const enough = 3

/** An empty list. */
export const nothing = { data: [], hasNext: false }

/** A list that is refused or unreadable counts as empty. Its response will be recorded as a case. */
export function toNothing(error: unknown): typeof nothing {
  if (error instanceof ApiError || error instanceof ResponseBodyError) return nothing
  throw error
}

/** Among lists, the first one with enough items, otherwise the one with the most; undefined if there are no lists. */
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
