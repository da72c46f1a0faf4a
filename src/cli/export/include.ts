import { pMapIterable } from 'p-map'
import type { Client } from '../../client/index.js'
import { operationTable } from '../../generated/operations.js'
import type { Unit } from './session-units.js'

/** What can be exported along with a session. */
export const includable = ['members', 'events', 'recordings'] as const
/** One of `includable`. */
export type Includable = (typeof includable)[number]

interface IncludeOptions {
  readonly include: readonly Includable[]
  /** Most sessions whose lists are read at the same time. */
  readonly concurrency: number
  readonly signal: AbortSignal
}

/** The units in their order, each with the lists of its session under their names. */
export function withIncluded(
  units: AsyncIterable<Unit>,
  client: Client,
  { include, concurrency, signal }: IncludeOptions,
): AsyncIterable<Unit> {
  if (include.length === 0) return units
  return pMapIterable(
    units,
    async (unit) => {
      const lists: Record<string, unknown> = {}
      for (const name of include) lists[name] = await read[name](client, unit.id, signal)
      return { ...unit, row: { ...unit.row, ...lists } }
    },
    { concurrency },
  )
}

const read: Record<Includable, (client: Client, id: string, signal: AbortSignal) => Promise<object[]>> = {
  members: ({ roomSessions }, id, signal) =>
    roomSessions.listMembers(id, largestPages('list_room_session_members'), { signal }).toArray(),
  events: ({ roomSessions }, id, signal) =>
    roomSessions.listEvents(id, largestPages('list_room_session_events'), { signal }).toArray(),
  recordings: ({ roomSessions }, id, signal) =>
    roomSessions.listRecordings(id, largestPages('list_room_session_recordings'), { signal }).toArray(),
}

type ListOperation = 'list_room_session_members' | 'list_room_session_events' | 'list_room_session_recordings'

/** Most lists of a session fit on one page when pages are as large as the document allows. */
const largestPages = (operationId: ListOperation) => ({
  page_size: operationTable[operationId].parameters.page_size.maximum,
})
