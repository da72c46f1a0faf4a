import { pMapIterable } from 'p-map'
import type { Client } from '../../client/index.js'
import type { ExportItem } from './export-items.js'
import type { Includable } from './export-options.js'

interface IncludeOptions {
  readonly include: readonly Includable[]
  /** Maximum number of sessions whose lists are read at the same time. */
  readonly concurrency: number
  readonly signal: AbortSignal
}

/** Adds the lists of each session to its row, under the lists' names. The order stays the same. */
export function withIncluded(
  items: AsyncIterable<ExportItem>,
  client: Client,
  { include, concurrency, signal }: IncludeOptions,
): AsyncIterable<ExportItem> {
  if (include.length === 0) return items
  return pMapIterable(
    items,
    async (item) => {
      const lists: Record<string, unknown> = {}
      for (const name of include) lists[name] = await read[name](client, item.id, signal)
      return { ...item, row: { ...item.row, ...lists } }
    },
    { concurrency },
  )
}

const read: Record<Includable, (client: Client, id: string, signal: AbortSignal) => Promise<object[]>> = {
  members: ({ roomSessions }, id, signal) => roomSessions.listMembers(id, {}, { signal }).toArray(),
  events: ({ roomSessions }, id, signal) => roomSessions.listEvents(id, {}, { signal }).toArray(),
  recordings: ({ roomSessions }, id, signal) => roomSessions.listRecordings(id, {}, { signal }).toArray(),
}
