import { itemProperties, type OperationId } from '../../generated/operations.js'
import type { Row } from '../output/row.js'
import type { Column } from '../output/table.js'
import { toHumanBytes, toHumanDollars, toHumanDuration, toHumanTime } from '../terminal/human.js'

/** How the items of one operation are shown. */
export interface Resource {
  readonly operationId: OperationId
  /** Columns of a table, most important first. */
  readonly columns: readonly Column[]
  /** Columns of a CSV: every documented property. */
  readonly properties: readonly string[]
}

const absent = '-'

/** Formats the value of a property for a table. */
export function showProperty(name: string, value: unknown): string {
  if (value === null || value === undefined) return absent
  if (typeof value === 'number') {
    if (name === 'duration') return toHumanDuration(value)
    if (name === 'cost_in_dollars' || name === 'charge') return toHumanDollars(value)
    if (name === 'size_in_bytes') return toHumanBytes(value)
  }
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

const text = (title: string, name: string, options: Partial<Column> = {}): Column => ({
  title,
  property: name,
  cell: (row) => showProperty(name, row[name]),
  minWidth: title.length,
  ...options,
})

const id = (title: string, name: string) => text(title, name, { minWidth: 36, isId: true })

const time = (title: string, name: string) =>
  text(`${title} (UTC)`, name, {
    cell: (row) => (typeof row[name] === 'string' ? toHumanTime(row[name]) : absent),
    minWidth: 16,
  })

const detail = (column: Column): Column => ({ ...column, detail: true })

const number = (title: string, name: string) => text(title, name, { align: 'right', minWidth: 8 })

const status = text('Status', 'status', {
  minWidth: 11,
  color: (value, colors) => (value === 'completed' || value === absent ? colors.dim(value) : colors.green(value)),
})

const nameOf = (row: Row) => showProperty('name', row.display_name ?? row.name)

const sessions: readonly Column[] = [
  id('Id', 'id'),
  { title: 'Name', cell: nameOf, minWidth: 9, cutTo: 24 },
  status,
  time('Started', 'start_time'),
  number('Duration', 'duration'),
  number('Cost', 'cost_in_dollars'),
  ...[time('Ended', 'end_time'), id('Room', 'room_id'), text('Layout', 'layout')].map(detail),
]

const events: readonly Column[] = [
  time('Time', 'created_at'),
  text('Event', 'name', { minWidth: 20 }),
  text('Level', 'level'),
  text('Payload', 'payload', { minWidth: 12, cutTo: 40 }),
  ...[id('Member', 'room_participant_id'), id('Recording', 'room_recording_id'), id('Id', 'id')].map(detail),
]

const recordings: readonly Column[] = [
  id('Id', 'id'),
  status,
  number('Duration', 'duration'),
  number('Size', 'size_in_bytes'),
  number('Cost', 'cost_in_dollars'),
  time('Started', 'started_at'),
  text('Format', 'format'),
  detail(text('URL', 'uri', { minWidth: 40 })),
]

const logs: readonly Column[] = [
  id('Id', 'id'),
  text('Room', 'room_name', { minWidth: 9, cutTo: 24 }),
  status,
  number('Charge', 'charge'),
  time('Started', 'started_at'),
  ...[time('Ended', 'ended_at'), time('Discarded', 'discarded_at'), text('Type', 'type'), text('URL', 'url')].map(
    detail,
  ),
]

/** How each operation's items are shown. */
export const resources = {
  sessions: { operationId: 'list_room_sessions', properties: itemProperties.list_room_sessions, columns: sessions },
  session: { operationId: 'get_room_session', properties: itemProperties.get_room_session, columns: sessions },
  events: {
    operationId: 'list_room_session_events',
    properties: itemProperties.list_room_session_events,
    columns: events,
  },
  members: {
    operationId: 'list_room_session_members',
    properties: itemProperties.list_room_session_members,
    columns: [
      id('Id', 'id'),
      text('Name', 'name', { minWidth: 12, cutTo: 24 }),
      number('Duration', 'duration'),
      time('Joined', 'join_time'),
      number('Cost', 'cost_in_dollars'),
      detail(time('Left', 'leave_time')),
    ],
  },
  recordings: {
    operationId: 'list_room_session_recordings',
    properties: itemProperties.list_room_session_recordings,
    columns: recordings,
  },
  recording: {
    operationId: 'get_room_recording',
    properties: itemProperties.get_room_recording,
    columns: recordings,
  },
  recordingEvents: {
    operationId: 'list_room_recording_events',
    properties: itemProperties.list_room_recording_events,
    columns: events,
  },
  logs: { operationId: 'list_logs', properties: itemProperties.list_logs, columns: logs },
  log: { operationId: 'get_log', properties: itemProperties.get_log, columns: logs },
} as const satisfies Record<string, Resource>

/** The columns of a table with these properties, in this order. */
export const toColumns = ({ columns }: Resource, properties: readonly string[]): readonly Column[] =>
  properties.map((name) => {
    const { detail: _, ...column } = columns.find(({ property }) => property === name) ?? text(toTitle(name), name)
    return column
  })

/** `Display name` for `display_name`. */
const toTitle = (property: string) => `${property.slice(0, 1).toUpperCase()}${property.slice(1).replaceAll('_', ' ')}`
