import { operationTable, type ParameterBounds } from '../../generated/operations.js'
import type { OperationId } from '../reading/document.js'
import type { Countable, Subject, Subjects, SubList } from './room-sessions-subjects.js'

/** One thing to ask a space for, right or wrong. */
export interface Case {
  readonly operationId: OperationId
  /** Tells the cases of an operation apart. */
  readonly name: string
  /** What the path template needs. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string | number>>
  /** Whether it is wrong on purpose, and to be refused. */
  readonly wrong?: true
  /** Whether to send a wrong API token. */
  readonly unauthorized?: true
}

/** An identifier that nobody has. */
const unknownId = '00000000-0000-4000-8000-ffffffffffff'

/** Pages asked for at most to come from the first to the last. */
export const mostPages = 12

/** Items on a page of a filter. */
const fewItems = 5

/** Items that a filter may give before it is narrowed: so many pages are read. */
const mostFiltered = mostPages * fewItems

/** Everything that the operations can be asked in a space: pages, filters, and what is refused. */
export function toCases(subjects: Subjects): Case[] {
  const id = subjects.sessions[0]?.id ?? unknownId
  return [
    ...toListCases(subjects),
    ...toItemCases(subjects),
    ...subLists.flatMap((operationId) => toSubListCases(operationId, subjects.lists[operationId])),
    // Its keys are the operations' ids.
    ...(Object.keys(operationTable) as OperationId[]).flatMap((operationId) => toRefusedCases(operationId, id)),
  ]
}

const subLists = ['list_room_session_events', 'list_room_session_members', 'list_room_session_recordings'] as const

/**
 * Filters are for the rarest room that shows them, unless few sessions do: they are read to their end, so that a client
 * that is given the recordings comes to it too, and a space may have any number of sessions.
 */
function toListCases({ sessions, few }: Subjects): Case[] {
  const operationId = 'list_room_sessions'
  const rare = toRarest(sessions)
  const [{ name } = {}] = rare
  const roomId = rare.find((session) => session.room_id)?.room_id
  const filters: [string, Readonly<Record<string, string>> | undefined][] = [
    ...operationTable[operationId].parameters.status.enum.map((status): [string, Record<string, string>] => {
      const isLong = sessions.filter((session) => session.status === status).length > mostFiltered
      const room = isLong ? rare.find((session) => session.status === status)?.name : undefined
      return [`status-${status}`, { status, ...(room && { room_name: room }) }]
    }),
    ['room-id', roomId ? { room_id: roomId } : undefined],
    ['room-name', name ? { room_name: name } : undefined],
    // All but its first character: a part, and one that few others have.
    ['room-name-matches', name ? { room_name_matches: [...name].slice(1).join('') || name } : undefined],
    ['no-match', { room_name: unknownId }],
  ]
  return [
    { operationId, name: 'pages', query: { ...few.query, page_size: toPageSize(few) } },
    ...filters.flatMap(([name, query]) =>
      query ? [{ operationId, name, query: { ...query, page_size: fewItems } } as const] : [],
    ),
  ]
}

/** Sessions that have a name, those of rooms with the fewest of them first. */
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

/** Credentials, identifiers and parameters as the document forbids them, and paging as the service does. */
function toRefusedCases(operationId: OperationId, id: string): Case[] {
  const { parameters } = operationTable[operationId]
  const entries = Object.entries<ParameterBounds>(parameters)
  const hasId = 'id' in parameters
  const asked = { operationId, ...(hasId && { id }) }
  const wrong = entries
    .filter(([, bounds]) => bounds.in === 'query')
    .flatMap(([name, bounds]) => toWrongValues(name, bounds))
  const cases: Case[] = [
    { ...asked, name: 'wrong-credentials', unauthorized: true },
    ...(hasId
      ? [
          { operationId, name: 'unknown-id', id: unknownId },
          { operationId, name: 'malformed-id', id: 'no-uuid' },
        ]
      : []),
    ...wrong.map(([name, query]) => ({ ...asked, name, query })),
    ...('page_token' in parameters
      ? [
          { ...asked, name: 'unknown-page-token', query: { page_number: 1, page_token: `PA${unknownId}` } },
          { ...asked, name: 'page-number-without-token', query: { page_number: 1 } },
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

/** A page size that makes about three pages of a list. */
const toPageSize = ({ count }: Countable): number => Math.max(1, Math.floor((count - 1) / 2))
