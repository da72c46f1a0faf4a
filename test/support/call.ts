import type { Client } from '../../src/client/index.js'
import { type OperationEntry, operationTable } from '../../src/generated/operations.js'
import type { operations } from '../../src/generated/types.js'

/** An operation with the parameters of a request. */
export interface Call {
  readonly operationId: keyof operations
  readonly id: string
  readonly query: Readonly<Record<string, string | number | boolean>>
}

/** Finds the call that sends a request to this URL. Integers and booleans get their type. */
export function toCall(url: string): Call {
  const { pathname, searchParams } = new URL(url)
  for (const [operationId, entry] of Object.entries<OperationEntry>(operationTable)) {
    const match = new RegExp(`^${entry.path.replace('{id}', '([^/]+)')}$`).exec(pathname)
    if (!match) continue
    const query = [...searchParams].map(([name, value]) => {
      const type = entry.parameters[name]?.type
      if (type === 'boolean' && (value === 'true' || value === 'false')) return [name, value === 'true'] as const
      return [name, type === 'integer' && value !== '' ? Number(value) : value] as const
    })
    // The keys of the table are operation ids; `Object.entries` loses their type.
    return { operationId: operationId as keyof operations, id: match[1] ?? '', query: Object.fromEntries(query) }
  }
  throw new Error(`${pathname}: expected the path of an operation`)
}

/** Calls the client's method for the operation. Returns the body in the form that the service sends; of a list, the first page. */
export async function makeCall(
  { roomSessions, roomRecordings, logs }: Client,
  { operationId, id, query }: Call,
): Promise<unknown> {
  const calls = {
    list_room_sessions: async () => toBody(await roomSessions.list(query)),
    get_room_session: () => roomSessions.get(id),
    list_room_session_events: async () => toBody(await roomSessions.listEvents(id, query)),
    list_room_session_members: async () => toBody(await roomSessions.listMembers(id, query)),
    list_room_session_recordings: async () => toBody(await roomSessions.listRecordings(id, query)),
    list_room_recordings: async () => toBody(await roomRecordings.list(query)),
    get_room_recording: () => roomRecordings.get(id, query),
    list_room_recording_events: async () => toBody(await roomRecordings.listEvents(id, query)),
    list_logs: async () => toBody(await logs.list(query)),
    get_log: () => logs.get(id),
  } satisfies { [Id in keyof operations]: () => Promise<unknown> }
  return await calls[operationId]()
}

const toBody = ({ links, data }: { links: unknown; data: unknown }) => ({ links, data })
