import type { Client } from '../../client/index.js'
import { isUuid } from '../../text/uuid.js'
import { type Case, toPageSize } from './case.js'
import { findMost, toNothing } from './first-items.js'
import { toRefusedCases } from './refused-cases.js'

/** Number of recordings that are looked at. */
const recordingCount = 200
/** Maximum number of recordings whose events are looked at. */
const maxProbes = 8

/** The cases of the operations on the recordings of all room sessions: pages, states, and requests that are refused. */
export async function findRecordingCases({ roomRecordings }: Client, signal: AbortSignal): Promise<Case[]> {
  const { data } = await roomRecordings.list({ page_size: recordingCount }, { signal }).catch(toNothing)
  const recordings = data.flatMap(toRecording)
  const ids = recordings.map(({ id }) => id)
  const [id] = ids
  const events = await findMost(
    ids.slice(0, maxProbes),
    async (each) => (await roomRecordings.listEvents(each, {}, { signal })).data.length,
  )
  return [
    {
      operationId: 'list_room_recordings',
      name: 'pages',
      query: { page_size: toPageSize({ count: data.length }), media_ttl: 60 },
    },
    ...toItemCases(recordings),
    ...(id ? [{ operationId: 'get_room_recording', name: 'media-ttl', id, query: { media_ttl: 60 } } as const] : []),
    ...(events
      ? [
          {
            operationId: 'list_room_recording_events',
            name: 'pages',
            id: events.id,
            query: { page_size: toPageSize(events) },
          } as const,
        ]
      : []),
    ...(['list_room_recordings', 'get_room_recording', 'list_room_recording_events'] as const).flatMap((operationId) =>
      toRefusedCases(operationId, id),
    ),
  ]
}

/** The properties that cases use. A service may send anything. */
interface Recording {
  readonly id: string
  readonly status: unknown
}

function toRecording(recording: unknown): Recording[] {
  const { id, status }: { id?: unknown; status?: unknown } = Object(recording)
  return isUuid(id) ? [{ id, status }] : []
}

/** Cases for one recording of each state. */
function toItemCases(recordings: readonly Recording[]): Case[] {
  const byStatus = new Map(recordings.toReversed().map(({ id, status }) => [status, id]))
  return [...byStatus].map(([status, id]) => ({
    operationId: 'get_room_recording',
    name: /^[a-z-]+$/.test(String(status)) ? String(status) : 'other',
    id,
  }))
}
