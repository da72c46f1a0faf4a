import { type OperationId, operationTable, type ParameterBounds } from '../../generated/operations.js'
import type { Countable, Subject, Subjects, SubList } from './room-sessions-subjects.js'

/** A request to send to a space, and to the pages after it. It may be wrong on purpose. */
export interface Case {
  readonly operationId: OperationId
  /** Unique among the cases of the operation. */
  readonly name: string
  /** Value of the path parameter `id`. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string | number>>
  /** The request is wrong on purpose, and expected to be refused. */
  readonly wrong?: true
  /** The request is sent with a wrong API token. */
  readonly unauthorized?: true
}

/** An identifier that does not exist in any space. */
const unknownId = '00000000-0000-4000-8000-ffffffffffff'

/** Maximum number of pages of a case. */
export const maxPages = 12

/** Page size of the cases with a filter. */
const filterPageSize = 5

/** Maximum number of items of a filter that is not narrowed to a room: as many as all pages can have. */
const maxFiltered = maxPages * filterPageSize

/** The cases of all operations: pages, filters, and requests that are refused. */
export function toCases(subjects: Subjects): Case[] {
  const id = subjects.sessions[0]?.id ?? unknownId
  return [
    ...toListCases(subjects),
    ...toItemCases(subjects),
    ...subLists.flatMap((operationId) => toSubListCases(operationId, subjects.lists[operationId])),
    // The keys of the table are operation ids; `Object.keys` loses their type.
    ...(Object.keys(operationTable) as OperationId[]).flatMap((operationId) => toRefusedCases(operationId, id)),
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

/** Requests with credentials, identifiers and parameters that the document does not allow, and with paging that the service does not allow. */
function toRefusedCases(operationId: OperationId, id: string): Case[] {
  const { parameters } = operationTable[operationId]
  const entries = Object.entries<ParameterBounds>(parameters)
  const hasId = 'id' in parameters
  const base = { operationId, ...(hasId && { id }) }
  const wrong = entries
    .filter(([, bounds]) => bounds.in === 'query')
    .flatMap(([name, bounds]) => toWrongValues(name, bounds))
  const cases: Case[] = [
    { ...base, name: 'wrong-credentials', unauthorized: true },
    ...(hasId
      ? [
          { operationId, name: 'unknown-id', id: unknownId },
          { operationId, name: 'malformed-id', id: 'no-uuid' },
        ]
      : []),
    ...wrong.map(([name, query]) => ({ ...base, name, query })),
    ...('page_token' in parameters
      ? [
          { ...base, name: 'unknown-page-token', query: { page_number: 1, page_token: `PA${unknownId}` } },
          { ...base, name: 'page-number-without-token', query: { page_number: 1 } },
        ]
      : []),
  ]
  return cases.map((each) => ({ ...each, wrong: true }))
}

function toWrongValues(
  name: string,
  bounds: ParameterBounds,
): [name: string, query: Record<string, string | number>][] {
  const label = name.replaceAll('_', '-')
  const wrong: [string, string | number | undefined][] = [
    [`${label}-too-small`, bounds.minimum === undefined ? undefined : bounds.minimum - 1],
    [`${label}-too-large`, bounds.maximum === undefined ? undefined : bounds.maximum + 1],
    [`unknown-${label}`, bounds.enum ? 'no-such-value' : undefined],
    [`malformed-${label}`, bounds.format === 'uuid' ? 'no-uuid' : undefined],
  ]
  return wrong.flatMap(([each, value]) => (value === undefined ? [] : [[each, { [name]: value }]]))
}

/** A page size that splits a list into about three pages. */
const toPageSize = ({ count }: Countable): number => Math.max(1, Math.floor((count - 1) / 2))
