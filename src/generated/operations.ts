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

/** The document's operations by id. */
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

/** What a parameter may be: text, a UUID, a whole number from one bound to the other, or one of some texts. */
export type Allowed = 'string' | 'uuid' | readonly [minimum: number, maximum: number] | readonly string[]

/** The least of it, for a client that has to be small: paths, and what each parameter may be. */
export const callTable = {
  "list_room_sessions": {
    "path": "/api/video/room_sessions",
    "parameters": {
      "room_id": "uuid",
      "room_name": "string",
      "room_name_matches": "string",
      "status": [
        "in-progress",
        "completed"
      ],
      "page_number": [
        0,
        2147483647
      ],
      "page_size": [
        1,
        1000
      ],
      "page_token": "string"
    }
  },
  "get_room_session": {
    "path": "/api/video/room_sessions/{id}",
    "parameters": {
      "id": "uuid"
    }
  },
  "list_room_session_events": {
    "path": "/api/video/room_sessions/{id}/events",
    "parameters": {
      "id": "uuid",
      "page_number": [
        0,
        2147483647
      ],
      "page_size": [
        1,
        1000
      ],
      "page_token": "string"
    }
  },
  "list_room_session_members": {
    "path": "/api/video/room_sessions/{id}/members",
    "parameters": {
      "id": "uuid",
      "page_number": [
        0,
        2147483647
      ],
      "page_size": [
        1,
        1000
      ],
      "page_token": "string"
    }
  },
  "list_room_session_recordings": {
    "path": "/api/video/room_sessions/{id}/recordings",
    "parameters": {
      "id": "uuid",
      "media_ttl": [
        0,
        2147483647
      ],
      "page_number": [
        0,
        2147483647
      ],
      "page_size": [
        1,
        1000
      ],
      "page_token": "string"
    }
  }
} as const satisfies {
  readonly [Id in keyof operations]: { readonly path: string; readonly parameters: { readonly [name: string]: Allowed } }
}
