import { operationTable } from '../../generated/operations.js'
import { type Case, maxPages, toPageSize, unknownId } from './case.js'
import { toRefusedCases } from './refused-cases.js'
import type { Countable, Subject, Subjects, SubList } from './room-sessions-subjects.js'

/** Page size of the cases with a filter. */
const filterPageSize = 5

/** Maximum number of items of a filter that is not narrowed to a room: as many as all pages can have. */
const maxFiltered = maxPages * filterPageSize

/** The cases of the operations on room sessions: pages, filters, and requests that are refused. */
export function toSessionCases(subjects: Subjects): Case[] {
  const id = subjects.sessions[0]?.id
  return [
    ...toListCases(subjects),
    ...toItemCases(subjects),
    ...subLists.flatMap((operationId) => toSubListCases(operationId, subjects.lists[operationId])),
    ...(['list_room_sessions', 'get_room_session', ...subLists] as const).flatMap((operationId) =>
      toRefusedCases(operationId, id),
    ),
  ]
}

const subLists = ['list_room_session_events', 'list_room_session_members', 'list_room_session_recordings'] as const

/**
 * A filter that matches many sessions is narrowed to the room with the fewest of them. All pages can be read then, so that a
 * client can replay the recordings to the end, however many sessions a space has.
 */
function toListCases({ sessions, few }: Subjects): Case[] {
  const operationId = 'list_room_sessions'
  const rare = toRarest(sessions)
  const [{ name } = {}] = rare
  const roomId = rare.find((session) => session.room_id)?.room_id
  const filters: [string, Readonly<Record<string, string>> | undefined][] = [
    ...operationTable[operationId].parameters.status.enum.map((status): [string, Record<string, string>] => {
      const isLong = sessions.filter((session) => session.status === status).length > maxFiltered
      const room = isLong ? rare.find((session) => session.status === status)?.name : undefined
      return [`status-${status}`, { status, ...(room && { room_name: room }) }]
    }),
    ['room-id', roomId ? { room_id: roomId } : undefined],
    ['room-name', name ? { room_name: name } : undefined],
    // The name without its first character: a part of the name that few other names contain.
    ['room-name-matches', name ? { room_name_matches: [...name].slice(1).join('') || name } : undefined],
    ['no-match', { room_name: unknownId }],
  ]
  return [
    { operationId, name: 'pages', query: { ...few.query, page_size: toPageSize(few) } },
    ...filters.flatMap(([name, query]) =>
      query ? [{ operationId, name, query: { ...query, page_size: filterPageSize } } as const] : [],
    ),
  ]
}

/** Sessions that have a name, sorted by the number of sessions with the same name. */
function toRarest(sessions: readonly Subject[]): Subject[] {
  const named = sessions.filter(({ name }) => name)
  const counts = new Map<unknown, number>()
  for (const { name } of named) counts.set(name, (counts.get(name) ?? 0) + 1)
  return named.sort((a, b) => (counts.get(a.name) ?? 0) - (counts.get(b.name) ?? 0))
}

function toItemCases({ sessions }: Subjects): Case[] {
  const found = {
    completed: sessions.find(({ status }) => status === 'completed'),
    'in-progress': sessions.find(({ status }) => status === 'in-progress'),
    'without-room': sessions.find(({ room_id }) => room_id === null),
  }
  return Object.entries(found).flatMap(([name, session]) =>
    session ? [{ operationId: 'get_room_session', name, id: session.id } as const] : [],
  )
}

function toSubListCases(operationId: SubList, subject: Countable | undefined): Case[] {
  if (subject?.id === undefined) return []
  const { id } = subject
  const hasTtl = 'media_ttl' in operationTable[operationId].parameters
  return [
    { operationId, name: 'pages', id, query: { page_size: toPageSize(subject) } },
    ...(hasTtl ? [{ operationId, name: 'media-ttl', id, query: { media_ttl: 60 } }] : []),
  ]
}
