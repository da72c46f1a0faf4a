/**
 * This file was generated from openapi/room-sessions.yaml by `npm run generate`.
 * Do not make direct changes to the file.
 */

import type { operations } from './types.js'

/** A parameter's place, and the keywords of its schema that bound its value. */
export interface ParameterBounds {
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly type: 'string' | 'integer' | 'number' | 'boolean'
  readonly format?: string
  readonly enum?: readonly (string | number)[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: string | number | boolean
}

/** What a client or server needs of an operation at run time. */
export interface OperationEntry {
  readonly method: 'GET'
  readonly path: string
  readonly parameters: { readonly [name: string]: ParameterBounds }
  readonly statuses: readonly number[]
}

/** The document's operations by id, small enough to be loaded by the client. */
export const operationTable = {
  "list_room_sessions": {
    "method": "GET",
    "path": "/api/video/room_sessions",
    "parameters": {
      "room_id": {
        "in": "query",
        "required": false,
        "type": "string",
        "format": "uuid"
      },
      "room_name": {
        "in": "query",
        "required": false,
        "type": "string"
      },
      "room_name_matches": {
        "in": "query",
        "required": false,
        "type": "string"
      },
      "status": {
        "in": "query",
        "required": false,
        "type": "string",
        "enum": [
          "in-progress",
          "completed"
        ]
      },
      "page_number": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "default": 0
      },
      "page_size": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000,
        "default": 50
      },
      "page_token": {
        "in": "query",
        "required": false,
        "type": "string"
      }
    },
    "statuses": [
      200,
      400,
      401,
      422,
      500
    ]
  },
  "get_room_session": {
    "method": "GET",
    "path": "/api/video/room_sessions/{id}",
    "parameters": {
      "id": {
        "in": "path",
        "required": true,
        "type": "string",
        "format": "uuid"
      }
    },
    "statuses": [
      200,
      400,
      401,
      404,
      500
    ]
  },
  "list_room_session_events": {
    "method": "GET",
    "path": "/api/video/room_sessions/{id}/events",
    "parameters": {
      "id": {
        "in": "path",
        "required": true,
        "type": "string",
        "format": "uuid"
      },
      "page_number": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "default": 0
      },
      "page_size": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000,
        "default": 50
      },
      "page_token": {
        "in": "query",
        "required": false,
        "type": "string"
      }
    },
    "statuses": [
      200,
      400,
      401,
      422,
      500
    ]
  },
  "list_room_session_members": {
    "method": "GET",
    "path": "/api/video/room_sessions/{id}/members",
    "parameters": {
      "id": {
        "in": "path",
        "required": true,
        "type": "string",
        "format": "uuid"
      },
      "page_number": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "default": 0
      },
      "page_size": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000,
        "default": 50
      },
      "page_token": {
        "in": "query",
        "required": false,
        "type": "string"
      }
    },
    "statuses": [
      200,
      400,
      401,
      422,
      500
    ]
  },
  "list_room_session_recordings": {
    "method": "GET",
    "path": "/api/video/room_sessions/{id}/recordings",
    "parameters": {
      "id": {
        "in": "path",
        "required": true,
        "type": "string",
        "format": "uuid"
      },
      "media_ttl": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 0
      },
      "page_number": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 0,
        "default": 0
      },
      "page_size": {
        "in": "query",
        "required": false,
        "type": "integer",
        "format": "int32",
        "minimum": 1,
        "maximum": 1000,
        "default": 50
      },
      "page_token": {
        "in": "query",
        "required": false,
        "type": "string"
      }
    },
    "statuses": [
      200,
      400,
      401,
      422,
      500
    ]
  }
} as const satisfies { readonly [Id in keyof operations]: OperationEntry }
