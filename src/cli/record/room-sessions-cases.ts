import { operationTable, type ParameterBounds } from '../../generated/operations.js'
import type { OperationId } from '../document.js'
import type { Countable, Subjects, SubList } from './room-sessions-subjects.js'

/** One thing to ask a space for, right or wrong. */
export interface Case {
  readonly operationId: OperationId
  /** Tells the cases of an operation apart. */
  readonly name: string
  /** What the path template needs. */
  readonly id?: string
  readonly query?: Readonly<Record<string, string | number>>
  /** Whether to go on to the pages after it. */
  readonly follow?: true
  /** Whether to send a wrong API token. */
  readonly unauthorized?: true
  /** Whether the request breaks the document. */
  readonly wrong?: true
}

/** An identifier that nobody has. */
const unknownId = '00000000-0000-4000-8000-ffffffffffff'

/** Items on the one page that shows what a filter does. */
const fewItems = 5

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

function toListCases({ sessions, few }: Subjects): Case[] {
  const operationId = 'list_room_sessions'
  const name = sessions.find((session) => session.name)?.name
  const roomId = sessions.find((session) => session.room_id)?.room_id
  const filters: [string, Readonly<Record<string, string>> | undefined][] = [
    ...operationTable[operationId].parameters.status.enum.map((status): [string, { status: string }] => [
      `status-${status}`,
      { status },
    ]),
    ['room-id', roomId ? { room_id: roomId } : undefined],
    ['room-name', name ? { room_name: name } : undefined],
    ['room-name-matches', name ? { room_name_matches: [...name].slice(0, 4).join('') } : undefined],
    ['no-match', { room_name: unknownId }],
  ]
  return [
    { operationId, name: 'pages', query: { ...few.query, page_size: toPageSize(few) }, follow: true },
    ...filters.flatMap(([name, query]) =>
      query ? [{ operationId, name, query: { ...query, page_size: fewItems } } as const] : [],
    ),
  ]
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
    { operationId, name: 'pages', id, query: { page_size: toPageSize(subject) }, follow: true },
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
  return [
    { ...asked, name: 'wrong-credentials', unauthorized: true },
    ...(hasId
      ? [
          { operationId, name: 'unknown-id', id: unknownId },
          { operationId, name: 'malformed-id', id: 'no-uuid', wrong: true as const },
        ]
      : []),
    ...wrong.map(([name, query]) => ({ ...asked, name, query, wrong: true as const })),
    ...('page_token' in parameters
      ? [
          { ...asked, name: 'unknown-page-token', query: { page_number: 1, page_token: `PA${unknownId}` } },
          { ...asked, name: 'page-number-without-token', query: { page_number: 1 } },
        ]
      : []),
  ]
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
