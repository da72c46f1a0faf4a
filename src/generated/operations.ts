/**
 * This file was generated from openapi/room-sessions.yaml by `npm run generate`.
 * Do not make direct changes to the file.
 */

import type { operations } from './types.js'

/** The id of an operation of the document. */
export type OperationId = keyof operations

/** A parameter's location, and the keywords of its schema that limit its value: those that client and sandbox support. */
export interface ParameterBounds {
  readonly in: 'path' | 'query'
  /** Not set for path parameters, which always are. */
  readonly required?: true
  readonly type: 'string' | 'integer' | 'boolean'
  readonly format?: 'uuid' | 'int32'
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: string | number | boolean
}

/** What is needed to call an operation, and to answer it. */
export interface OperationEntry {
  readonly method: 'GET'
  readonly path: string
  readonly parameters: { readonly [name: string]: ParameterBounds }
}

/** The document's operations by id. */
export const operationTable = {
  list_room_sessions: {
    method: 'GET',
    path: '/api/video/room_sessions',
    parameters: {
      room_id: { in: 'query', type: 'string', format: 'uuid' },
      room_name: { in: 'query', type: 'string' },
      room_name_matches: { in: 'query', type: 'string' },
      status: { in: 'query', type: 'string', enum: ['in-progress', 'completed'] },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  get_room_session: {
    method: 'GET',
    path: '/api/video/room_sessions/{id}',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
    },
  },
  list_room_session_events: {
    method: 'GET',
    path: '/api/video/room_sessions/{id}/events',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  list_room_session_members: {
    method: 'GET',
    path: '/api/video/room_sessions/{id}/members',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  list_room_session_recordings: {
    method: 'GET',
    path: '/api/video/room_sessions/{id}/recordings',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
      media_ttl: { in: 'query', type: 'integer', format: 'int32', minimum: 0 },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  list_room_recordings: {
    method: 'GET',
    path: '/api/video/room_recordings',
    parameters: {
      media_ttl: { in: 'query', type: 'integer', format: 'int32', minimum: 0 },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  get_room_recording: {
    method: 'GET',
    path: '/api/video/room_recordings/{id}',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
      media_ttl: { in: 'query', type: 'integer', format: 'int32', minimum: 0 },
    },
  },
  list_room_recording_events: {
    method: 'GET',
    path: '/api/video/room_recordings/{id}/events',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  list_logs: {
    method: 'GET',
    path: '/api/video/logs',
    parameters: {
      include_deleted: { in: 'query', type: 'boolean', default: false },
      created_before: { in: 'query', type: 'string' },
      created_on: { in: 'query', type: 'string' },
      created_after: { in: 'query', type: 'string' },
      page_number: { in: 'query', type: 'integer', format: 'int32', minimum: 0, default: 0 },
      page_size: { in: 'query', type: 'integer', format: 'int32', minimum: 1, maximum: 1000, default: 50 },
      page_token: { in: 'query', type: 'string' },
    },
  },
  get_log: {
    method: 'GET',
    path: '/api/video/logs/{id}',
    parameters: {
      id: { in: 'path', type: 'string', format: 'uuid' },
    },
  },
} as const satisfies { readonly [Id in OperationId]: OperationEntry }

type Names<Parameters> = Parameters extends object ? keyof Parameters : never

/** The descriptions of each operation's parameters. They are not in the table, so that the client stays small. */
export const parameterDescriptions = {
  list_room_sessions: {
    room_id: 'Only sessions that were started from the room with this identifier.',
    room_name: 'Only sessions with a matching room name. Not known: whether the whole name and its case must match.',
    room_name_matches: 'Only sessions with a room name that contains this text (substring match). Not known: whether it may hold wildcards.',
    status: 'Only sessions that are in this state: `in-progress` (not ended yet) or `completed` (ended).',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  get_room_session: { id: 'Identifier of the room session.' },
  list_room_session_events: {
    id: 'Identifier of the room session.',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  list_room_session_members: {
    id: 'Identifier of the room session.',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  list_room_session_recordings: {
    id: 'Identifier of the room session.',
    media_ttl: 'Seconds for which the links to media files stay valid. Without it they stay valid for 900 seconds (15 minutes).',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  list_room_recordings: {
    media_ttl: 'Seconds for which the links to media files stay valid. Without it they stay valid for 900 seconds (15 minutes).',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  get_room_recording: {
    id: 'Identifier of the recording.',
    media_ttl: 'Seconds for which the links to media files stay valid. Without it they stay valid for 900 seconds (15 minutes).',
  },
  list_room_recording_events: {
    id: 'Identifier of the recording.',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  list_logs: {
    include_deleted: 'Also logs that were discarded, of which only three properties are left.',
    created_before: 'Only logs that were created before this date (`2022-01-31`) or time (ISO 8601, such as `2022-01-31T10:00:00Z`). Not known: the time zone of a date.',
    created_on: 'Only logs that were created on this date (`2022-01-31`) or at this time (ISO 8601, such as `2022-01-31T10:00:00Z`). Not known: the time zone of a date, and what a time selects.',
    created_after: 'Only logs that were created after this date (`2022-01-31`) or time (ISO 8601, such as `2022-01-31T10:00:00Z`). Not known: the time zone of a date, and whether the date itself is included.',
    page_number: 'Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.',
    page_size: 'Maximum number of items on a page.',
    page_token: 'Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.',
  },
  get_log: { id: 'Identifier of the log.' },
} as const satisfies {
  readonly [Id in OperationId]: {
    readonly [Name in Names<operations[Id]['parameters']['path']> | Names<operations[Id]['parameters']['query']>]: string
  }
}

type Item<Body> = Body extends { data: readonly (infer Element)[] } ? Element : Body

/** The properties of a type, or of all members of a union. */
type PropertyOf<Value> = Value extends unknown ? keyof Value : never

/** The properties of what each operation returns, or of an item if it returns a list, in the order of the document. */
export const itemProperties = {
  list_room_sessions: [
    'id',
    'room_id',
    'name',
    'display_name',
    'max_members',
    'quality',
    'fps',
    'join_from',
    'join_until',
    'remove_at',
    'remove_after_seconds_elapsed',
    'layout',
    'record_on_start',
    'tone_on_entry_and_exit',
    'room_join_video_off',
    'user_join_video_off',
    'locked',
    'start_time',
    'end_time',
    'duration',
    'status',
    'created_at',
    'updated_at',
    'preview_url',
    'prioritize_handraise',
    'sync_audio_video',
    'cost_in_dollars',
    'enable_room_previews',
    'locked_cover',
  ],
  get_room_session: [
    'id',
    'room_id',
    'name',
    'display_name',
    'max_members',
    'quality',
    'fps',
    'join_from',
    'join_until',
    'remove_at',
    'remove_after_seconds_elapsed',
    'layout',
    'record_on_start',
    'tone_on_entry_and_exit',
    'room_join_video_off',
    'user_join_video_off',
    'locked',
    'start_time',
    'end_time',
    'duration',
    'status',
    'created_at',
    'updated_at',
    'preview_url',
    'prioritize_handraise',
    'sync_audio_video',
  ],
  list_room_session_events: [
    'id',
    'project_id',
    'room_id',
    'room_session_id',
    'room_recording_id',
    'room_participant_id',
    'level',
    'name',
    'payload',
    'created_at',
  ],
  list_room_session_members: ['id', 'room_session_id', 'name', 'join_time', 'leave_time', 'duration', 'cost_in_dollars'],
  list_room_session_recordings: [
    'id',
    'room_session_id',
    'status',
    'started_at',
    'finished_at',
    'duration',
    'size_in_bytes',
    'format',
    'cost_in_dollars',
    'uri',
    'created_at',
    'updated_at',
  ],
  list_room_recordings: [
    'id',
    'room_session_id',
    'status',
    'started_at',
    'finished_at',
    'duration',
    'size_in_bytes',
    'format',
    'cost_in_dollars',
    'uri',
    'created_at',
    'updated_at',
  ],
  get_room_recording: [
    'id',
    'room_session_id',
    'status',
    'started_at',
    'finished_at',
    'duration',
    'size_in_bytes',
    'format',
    'cost_in_dollars',
    'uri',
    'created_at',
    'updated_at',
  ],
  list_room_recording_events: [
    'id',
    'project_id',
    'room_id',
    'room_session_id',
    'room_recording_id',
    'room_participant_id',
    'level',
    'name',
    'payload',
    'created_at',
  ],
  list_logs: [
    'id',
    'source',
    'type',
    'url',
    'room_name',
    'status',
    'locked',
    'started_at',
    'ended_at',
    'charge',
    'created_at',
    'charge_details',
    'discarded_at',
  ],
  get_log: [
    'id',
    'source',
    'type',
    'url',
    'room_name',
    'status',
    'locked',
    'started_at',
    'ended_at',
    'charge',
    'created_at',
    'charge_details',
    'discarded_at',
  ],
} as const satisfies {
  readonly [Id in OperationId]: readonly PropertyOf<Item<operations[Id]['responses'][200]['content']['application/json']>>[]
}
