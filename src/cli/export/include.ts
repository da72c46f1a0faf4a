import { pMapIterable } from 'p-map'
import type { Client } from '../../client/index.js'
import { operationTable } from '../../generated/operations.js'
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
  members: ({ roomSessions }, id, signal) =>
    roomSessions.listMembers(id, largestPage('list_room_session_members'), { signal }).toArray(),
  events: ({ roomSessions }, id, signal) =>
    roomSessions.listEvents(id, largestPage('list_room_session_events'), { signal }).toArray(),
  recordings: ({ roomSessions }, id, signal) =>
    roomSessions.listRecordings(id, largestPage('list_room_session_recordings'), { signal }).toArray(),
}

type ListOperation = 'list_room_session_members' | 'list_room_session_events' | 'list_room_session_recordings'

/** The largest page that the document allows, so that most lists need one request. */
const largestPage = (operationId: ListOperation) => ({
  page_size: operationTable[operationId].parameters.page_size.maximum,
})
