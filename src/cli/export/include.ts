import { pMapIterable } from 'p-map'
import type { Client, Paged, RoomSessionRecordingQuery } from '../../client/index.js'
import type { ExportItem } from './export-items.js'
import type { Includable } from './export-options.js'

interface IncludeOptions {
  readonly include: readonly Includable[]
  /** Maximum number of sessions whose lists are read at the same time. */
  readonly concurrency: number
  readonly signal: AbortSignal
  /** For how long the links of recordings are valid. */
  readonly recordingQuery?: RoomSessionRecordingQuery
}

/** Adds the lists of each session to its row, under the lists' names. The order stays the same. */
export function withIncluded(
  items: AsyncIterable<ExportItem>,
  client: Client,
  { include, concurrency, signal, recordingQuery = {} }: IncludeOptions,
): AsyncIterable<ExportItem> {
  if (include.length === 0) return items
  return pMapIterable(
    items,
    async (item) => {
      const { roomSessions } = client
      const read: Record<Includable, () => Paged<object>> = {
        members: () => roomSessions.listMembers(item.id, {}, { signal }),
        events: () => roomSessions.listEvents(item.id, {}, { signal }),
        recordings: () => roomSessions.listRecordings(item.id, recordingQuery, { signal }),
      }
      const lists: Record<string, unknown> = {}
      for (const name of include) lists[name] = await read[name]().toArray()
      return { ...item, row: { ...item.row, ...lists } }
    },
    { concurrency },
  )
}
