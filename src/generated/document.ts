/**
 * This file was generated from openapi/room-sessions.yaml by `npm run generate`.
 * Do not make direct changes to the file.
 */

/** An OpenAPI 3.1 document as data. */
export interface OpenApiDocument {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly [key: string]: unknown }
  readonly paths: { readonly [path: string]: { readonly [key: string]: unknown } }
  readonly components: { readonly [kind: string]: { readonly [name: string]: unknown } }
  readonly [key: string]: unknown
}

/** The OpenAPI 3.1 document of the Room Sessions operations, as `openapi/room-sessions.yaml` has it: references unresolved. */
export const document: OpenApiDocument = {
  "openapi": "3.1.0",
  "info": {
    "title": "SignalWire Video Room Sessions",
    "summary": "Who met, when, for how long and at what cost.",
    "description": "The room sessions of a SignalWire Video project with their members, events and recordings. Read only. This document is kept by the authors of signalwire-room-sessions, not by SignalWire.",
    "version": "1.0.0",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://{space}.signalwire.com",
      "description": "A space, named by the first label of its host. Plain http is refused.",
      "variables": {
        "space": {
          "default": "example"
        }
      }
    }
  ],
  "security": [
    {
      "basicAuth": []
    }
  ],
  "tags": [
    {
      "name": "Room Sessions",
      "description": "Meetings in a video room, one from its first member to its last."
    }
  ],
  "paths": {
    "/api/video/room_sessions": {
      "get": {
        "operationId": "list_room_sessions",
        "tags": [
          "Room Sessions"
        ],
        "summary": "List room sessions",
        "description": "All room sessions of the project, page by page.",
        "parameters": [
          {
            "$ref": "#/components/parameters/RoomId"
          },
          {
            "$ref": "#/components/parameters/RoomName"
          },
          {
            "$ref": "#/components/parameters/RoomNameMatches"
          },
          {
            "$ref": "#/components/parameters/Status"
          },
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of room sessions.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RoomSessionList"
                },
                "examples": {
                  "reference": {
                    "summary": "The example of the published reference, as it stands there.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/rooms?page=2",
                        "first": "https://example.signalwire.com/api/video/rooms?page=1",
                        "next": "https://example.signalwire.com/api/video/rooms?page=3",
                        "prev": "https://example.signalwire.com/api/video/rooms?page=1"
                      },
                      "data": [
                        {
                          "id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "room_id": "a1b2c3d4-5e6f-7890-abcd-ef1234567890",
                          "name": "my_example_room",
                          "display_name": "My Room's Name",
                          "max_members": 20,
                          "quality": "720p",
                          "fps": 20,
                          "join_from": "2022-01-01T00:00:00Z",
                          "join_until": "2022-12-31T23:59:59Z",
                          "remove_at": "2022-12-31T23:59:59Z",
                          "remove_after_seconds_elapsed": 120,
                          "layout": "grid-responsive",
                          "record_on_start": false,
                          "tone_on_entry_and_exit": true,
                          "room_join_video_off": false,
                          "user_join_video_off": false,
                          "locked": false,
                          "start_time": "2022-01-01T10:00:00Z",
                          "end_time": "2022-01-01T11:00:00Z",
                          "duration": 120,
                          "status": "completed",
                          "created_at": "2022-01-01T10:00:00Z",
                          "updated_at": "2022-01-01T11:00:00Z",
                          "preview_url": "https://example.signalwire.com/preview/abc123",
                          "prioritize_handraise": false,
                          "sync_audio_video": true,
                          "cost_in_dollars": 0.05,
                          "enable_room_previews": true,
                          "locked_cover": "https://example.signalwire.com/locked-cover.png"
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableContent"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/video/room_sessions/{id}": {
      "get": {
        "operationId": "get_room_session",
        "tags": [
          "Room Sessions"
        ],
        "summary": "Get a room session",
        "description": "One room session by its id.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Id"
          }
        ],
        "responses": {
          "200": {
            "description": "The room session.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RoomSessionSummary"
                },
                "examples": {
                  "completed": {
                    "summary": "A completed session.",
                    "value": {
                      "id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                      "room_id": "a1b2c3d4-5e6f-7890-abcd-ef1234567890",
                      "name": "my_example_room",
                      "display_name": "My Room's Name",
                      "max_members": 20,
                      "quality": "720p",
                      "fps": 20,
                      "join_from": "2022-01-01T00:00:00Z",
                      "join_until": "2022-12-31T23:59:59Z",
                      "remove_at": "2022-12-31T23:59:59Z",
                      "remove_after_seconds_elapsed": 120,
                      "layout": "grid-responsive",
                      "record_on_start": false,
                      "tone_on_entry_and_exit": true,
                      "room_join_video_off": false,
                      "user_join_video_off": false,
                      "locked": false,
                      "start_time": "2022-01-01T10:00:00Z",
                      "end_time": "2022-01-01T11:00:00Z",
                      "duration": 120,
                      "status": "completed",
                      "created_at": "2022-01-01T10:00:00Z",
                      "updated_at": "2022-01-01T11:00:00Z",
                      "preview_url": "https://example.signalwire.com/preview/abc123",
                      "prioritize_handraise": false,
                      "sync_audio_video": true
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/video/room_sessions/{id}/events": {
      "get": {
        "operationId": "list_room_session_events",
        "tags": [
          "Room Sessions"
        ],
        "summary": "List the events of a room session",
        "description": "What happened in one room session, page by page.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Id"
          },
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of events.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RoomSessionEventList"
                },
                "examples": {
                  "page": {
                    "summary": "A room, a member and a recording event.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/events?page_number=0&page_size=50",
                        "first": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/events?page_size=50"
                      },
                      "data": [
                        {
                          "id": "1d7c9e52-0b64-4f3a-9c1e-7a5b3d2f8e10",
                          "project_id": "d4b3a2c1-6f5e-4987-8dcb-fe0987654321",
                          "room_id": "a1b2c3d4-5e6f-7890-abcd-ef1234567890",
                          "room_session_id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "level": "info",
                          "name": "room.started",
                          "payload": {
                            "room": {
                              "name": "my_example_room"
                            }
                          },
                          "created_at": "2022-01-01T10:00:00Z"
                        },
                        {
                          "id": "2e8daf63-1c75-4a4b-8d2f-8b6c4e3a9f21",
                          "project_id": "d4b3a2c1-6f5e-4987-8dcb-fe0987654321",
                          "room_id": "a1b2c3d4-5e6f-7890-abcd-ef1234567890",
                          "room_session_id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "room_participant_id": "5f0e7b1a-9d2c-4e38-b6a4-2c8d1f3e7a90",
                          "level": "info",
                          "name": "participant.joined",
                          "payload": {
                            "member": {
                              "name": "Example Member"
                            }
                          },
                          "created_at": "2022-01-01T10:00:05Z"
                        },
                        {
                          "id": "3f9eb074-2d86-4b5c-9e30-9c7d5f4bae32",
                          "project_id": "d4b3a2c1-6f5e-4987-8dcb-fe0987654321",
                          "room_id": "a1b2c3d4-5e6f-7890-abcd-ef1234567890",
                          "room_session_id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "room_recording_id": "8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918",
                          "level": "info",
                          "name": "recording.started",
                          "payload": {},
                          "created_at": "2022-01-01T10:01:00Z"
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableContent"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/video/room_sessions/{id}/members": {
      "get": {
        "operationId": "list_room_session_members",
        "tags": [
          "Room Sessions"
        ],
        "summary": "List the members of a room session",
        "description": "Who took part in one room session, page by page. A screen share counts as a member.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Id"
          },
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of members.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RoomSessionMemberList"
                },
                "examples": {
                  "page": {
                    "summary": "A member who left.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/members?page_number=0&page_size=50",
                        "first": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/members?page_size=50"
                      },
                      "data": [
                        {
                          "id": "5f0e7b1a-9d2c-4e38-b6a4-2c8d1f3e7a90",
                          "room_session_id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "name": "Example Member",
                          "join_time": "2022-01-01T10:00:05Z",
                          "leave_time": "2022-01-01T11:00:00Z",
                          "duration": 3595,
                          "cost_in_dollars": 0.05
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableContent"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/video/room_sessions/{id}/recordings": {
      "get": {
        "operationId": "list_room_session_recordings",
        "tags": [
          "Room Sessions"
        ],
        "summary": "List the recordings of a room session",
        "description": "The recordings of one room session, page by page.",
        "parameters": [
          {
            "$ref": "#/components/parameters/Id"
          },
          {
            "$ref": "#/components/parameters/MediaTtl"
          },
          {
            "$ref": "#/components/parameters/PageNumber"
          },
          {
            "$ref": "#/components/parameters/PageSize"
          },
          {
            "$ref": "#/components/parameters/PageToken"
          }
        ],
        "responses": {
          "200": {
            "description": "A page of recordings.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RoomRecordingList"
                },
                "examples": {
                  "page": {
                    "summary": "A completed recording.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/recordings?page_number=0&page_size=50",
                        "first": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92/recordings?page_size=50"
                      },
                      "data": [
                        {
                          "id": "8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918",
                          "room_session_id": "c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "status": "completed",
                          "started_at": "2022-01-01T10:01:00Z",
                          "finished_at": "2022-01-01T10:59:00Z",
                          "duration": 3480,
                          "size_in_bytes": 187340281,
                          "format": "video/mp4",
                          "cost_in_dollars": 0.05,
                          "uri": "https://files.signalwire.com/example/recording.mp4",
                          "created_at": "2022-01-01T10:01:00Z",
                          "updated_at": "2022-01-01T10:59:30Z"
                        }
                      ]
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "422": {
            "$ref": "#/components/responses/UnprocessableContent"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "basicAuth": {
        "description": "The project id as user and an API token of scope `Video` as password.",
        "type": "http",
        "scheme": "basic"
      }
    },
    "parameters": {
      "Id": {
        "name": "id",
        "in": "path",
        "description": "Identifier of the room session.",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "MediaTtl": {
        "name": "media_ttl",
        "in": "query",
        "description": "How long the links to media files are good, in seconds. The service uses 900 when it is absent.",
        "required": false,
        "schema": {
          "type": "integer",
          "format": "int32",
          "minimum": 0
        }
      },
      "PageNumber": {
        "name": "page_number",
        "in": "query",
        "description": "Number of the page, from 0. Above 0 it needs the `page_token` of the page before: there is no random access.",
        "required": false,
        "schema": {
          "type": "integer",
          "format": "int32",
          "minimum": 0,
          "default": 0
        }
      },
      "PageSize": {
        "name": "page_size",
        "in": "query",
        "description": "Most items on a page.",
        "required": false,
        "schema": {
          "type": "integer",
          "format": "int32",
          "minimum": 1,
          "maximum": 1000,
          "default": 50
        }
      },
      "PageToken": {
        "name": "page_token",
        "in": "query",
        "description": "Where the page begins, as given by `links` of another page. Opaque.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "RoomId": {
        "name": "room_id",
        "in": "query",
        "description": "Only sessions of the room with this identifier.",
        "required": false,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "RoomName": {
        "name": "room_name",
        "in": "query",
        "description": "Only sessions of the room with this name.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "RoomNameMatches": {
        "name": "room_name_matches",
        "in": "query",
        "description": "Only sessions of rooms whose name contains this text.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "Status": {
        "name": "status",
        "in": "query",
        "description": "Only sessions in this state.",
        "required": false,
        "schema": {
          "type": "string",
          "enum": [
            "in-progress",
            "completed"
          ]
        }
      }
    },
    "responses": {
      "BadRequest": {
        "description": "The request could not be understood.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/BadRequest"
            },
            "examples": {
              "body": {
                "summary": "The only body.",
                "value": {
                  "error": "Bad Request"
                }
              }
            }
          }
        }
      },
      "InternalServerError": {
        "description": "The service failed.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/InternalServerError"
            },
            "examples": {
              "body": {
                "summary": "The only body.",
                "value": {
                  "error": "Internal Server Error"
                }
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "There is no such room session.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/NotFound"
            },
            "examples": {
              "body": {
                "summary": "The only body.",
                "value": {
                  "error": "Not Found"
                }
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "The credentials are missing or wrong.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Unauthorized"
            },
            "examples": {
              "body": {
                "summary": "The only body.",
                "value": {
                  "error": "Unauthorized"
                }
              }
            }
          }
        }
      },
      "UnprocessableContent": {
        "description": "A parameter has a value that cannot be processed.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/UnprocessableContent"
            },
            "examples": {
              "parameter": {
                "summary": "A page size below its minimum.",
                "value": {
                  "errors": [
                    {
                      "type": "validation_error",
                      "code": "invalid_parameter",
                      "message": "must be greater than or equal to 1",
                      "attribute": "page_size",
                      "url": "https://developer.signalwire.com/rest/overview/error-codes/#invalid_parameter"
                    }
                  ]
                }
              }
            }
          }
        }
      }
    },
    "schemas": {
      "BadRequest": {
        "description": "Body of a 400 response.",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Reason phrase of the status.",
            "type": "string",
            "enum": [
              "Bad Request"
            ]
          }
        }
      },
      "InternalServerError": {
        "description": "Body of a 500 response.",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Reason phrase of the status.",
            "type": "string",
            "enum": [
              "Internal Server Error"
            ]
          }
        }
      },
      "Links": {
        "description": "Where the pages of a list are. Absolute or relative; the last page has no `next`.",
        "type": "object",
        "required": [
          "self",
          "first"
        ],
        "properties": {
          "self": {
            "description": "This page.",
            "type": "string",
            "format": "uri-reference"
          },
          "first": {
            "description": "The first page.",
            "type": "string",
            "format": "uri-reference"
          },
          "next": {
            "description": "The next page; absent on the last.",
            "type": "string",
            "format": "uri-reference"
          },
          "prev": {
            "description": "The previous page; absent on the first.",
            "type": "string",
            "format": "uri-reference"
          }
        }
      },
      "NotFound": {
        "description": "Body of a 404 response.",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Reason phrase of the status.",
            "type": "string",
            "enum": [
              "Not Found"
            ]
          }
        }
      },
      "RoomRecording": {
        "description": "A recording of a room session.",
        "type": "object",
        "required": [
          "id",
          "room_session_id",
          "status",
          "started_at",
          "finished_at",
          "duration",
          "size_in_bytes",
          "format",
          "cost_in_dollars",
          "uri",
          "created_at",
          "updated_at"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the recording.",
            "type": "string",
            "format": "uuid"
          },
          "room_session_id": {
            "description": "Identifier of the room session.",
            "type": "string",
            "format": "uuid"
          },
          "status": {
            "description": "State of the recording.",
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "recording",
              "paused",
              "processing",
              "completed",
              null
            ]
          },
          "started_at": {
            "description": "When the recording began.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "finished_at": {
            "description": "When the recording ended; null while it goes on.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Length of the recording in seconds.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "size_in_bytes": {
            "description": "Size of the file in bytes.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int64"
          },
          "format": {
            "description": "Media type of the file, such as `video/mp4`.",
            "type": [
              "string",
              "null"
            ]
          },
          "cost_in_dollars": {
            "description": "Cost of the recording in US dollars.",
            "type": "number",
            "format": "double"
          },
          "uri": {
            "description": "Signed, temporary address of the file: good for 15 minutes unless `media_ttl` says otherwise.",
            "type": [
              "string",
              "null"
            ]
          },
          "created_at": {
            "description": "When the recording was created.",
            "type": "string",
            "format": "date-time"
          },
          "updated_at": {
            "description": "When the recording was last changed.",
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "RoomRecordingList": {
        "description": "One page of recordings.",
        "type": "object",
        "required": [
          "links",
          "data"
        ],
        "properties": {
          "links": {
            "$ref": "#/components/schemas/Links"
          },
          "data": {
            "description": "The recordings of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomRecording"
            }
          }
        }
      },
      "RoomSession": {
        "description": "A room session as a list gives it.",
        "type": "object",
        "required": [
          "id",
          "room_id",
          "name",
          "display_name",
          "max_members",
          "quality",
          "fps",
          "join_from",
          "join_until",
          "remove_at",
          "remove_after_seconds_elapsed",
          "layout",
          "record_on_start",
          "tone_on_entry_and_exit",
          "room_join_video_off",
          "user_join_video_off",
          "locked",
          "start_time",
          "end_time",
          "duration",
          "status",
          "created_at",
          "updated_at",
          "preview_url",
          "prioritize_handraise",
          "sync_audio_video",
          "cost_in_dollars",
          "enable_room_previews",
          "locked_cover"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the room session.",
            "type": "string",
            "format": "uuid"
          },
          "room_id": {
            "description": "Identifier of the room; null when the session was created without one.",
            "type": [
              "string",
              "null"
            ],
            "format": "uuid"
          },
          "name": {
            "description": "Name of the room, unique within the project.",
            "type": [
              "string",
              "null"
            ]
          },
          "display_name": {
            "description": "Name of the room as shown to people.",
            "type": [
              "string",
              "null"
            ]
          },
          "max_members": {
            "description": "Most members allowed at the same time.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "quality": {
            "description": "Resolution of the video.",
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "720p",
              "1080p",
              null
            ]
          },
          "fps": {
            "description": "Frames per second of the video.",
            "type": [
              "integer",
              "null"
            ],
            "enum": [
              20,
              30,
              null
            ]
          },
          "join_from": {
            "description": "Members may join from this time on; null when not limited.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "join_until": {
            "description": "Members may join until this time; null when not limited.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_at": {
            "description": "All members are removed at this time; null when never.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_after_seconds_elapsed": {
            "description": "Members are removed after this many seconds in the session; null when never.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "layout": {
            "description": "Video layout. Not an enumeration: the service shows more layouts than it lists.",
            "type": [
              "string",
              "null"
            ]
          },
          "record_on_start": {
            "description": "Whether recording begins with the session.",
            "type": "boolean"
          },
          "tone_on_entry_and_exit": {
            "description": "Whether a tone is played when a member enters or leaves.",
            "type": "boolean"
          },
          "room_join_video_off": {
            "description": "Whether a member who joins receives no video at first.",
            "type": "boolean"
          },
          "user_join_video_off": {
            "description": "Whether a member who joins sends no video at first.",
            "type": "boolean"
          },
          "locked": {
            "description": "Whether the room is locked to new members.",
            "type": "boolean"
          },
          "start_time": {
            "description": "When the session began.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "end_time": {
            "description": "When the session ended; null while it is in progress.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Length of the session in seconds; grows while it is in progress.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "status": {
            "description": "State of the session.",
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "in-progress",
              "completed",
              null
            ]
          },
          "created_at": {
            "description": "When the session was created.",
            "type": "string",
            "format": "date-time"
          },
          "updated_at": {
            "description": "When the session was last changed.",
            "type": "string",
            "format": "date-time"
          },
          "preview_url": {
            "description": "Address of the preview image; null when there is none.",
            "type": [
              "string",
              "null"
            ]
          },
          "prioritize_handraise": {
            "description": "Whether members with a raised hand get a place in the layout first.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "sync_audio_video": {
            "description": "Whether audio and video are kept in step.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "cost_in_dollars": {
            "description": "Cost of the session in US dollars.",
            "type": "number",
            "format": "double"
          },
          "enable_room_previews": {
            "description": "Whether a preview image of the session is made.",
            "type": "boolean"
          },
          "locked_cover": {
            "description": "Address of the image shown while the room is locked.",
            "type": "string"
          }
        }
      },
      "RoomSessionEvent": {
        "description": "Something that happened in a room session.",
        "type": "object",
        "required": [
          "id",
          "project_id",
          "room_id",
          "room_session_id",
          "level",
          "name",
          "payload",
          "created_at"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the event.",
            "type": "string",
            "format": "uuid"
          },
          "project_id": {
            "description": "Identifier of the project.",
            "type": "string",
            "format": "uuid"
          },
          "room_id": {
            "description": "Identifier of the room.",
            "type": "string",
            "format": "uuid"
          },
          "room_session_id": {
            "description": "Identifier of the room session.",
            "type": "string",
            "format": "uuid"
          },
          "room_recording_id": {
            "description": "Identifier of the recording; on recording events only.",
            "type": "string",
            "format": "uuid"
          },
          "room_participant_id": {
            "description": "Identifier of the member; on participant events only.",
            "type": "string",
            "format": "uuid"
          },
          "level": {
            "description": "Severity of the event, such as `info`.",
            "type": "string"
          },
          "name": {
            "description": "What happened, such as `room.started`.",
            "type": "string"
          },
          "payload": {
            "description": "What is told about the event; its content depends on `name`.",
            "type": "object",
            "additionalProperties": true
          },
          "created_at": {
            "description": "When the event happened.",
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "RoomSessionEventList": {
        "description": "One page of events.",
        "type": "object",
        "required": [
          "links",
          "data"
        ],
        "properties": {
          "links": {
            "$ref": "#/components/schemas/Links"
          },
          "data": {
            "description": "The events of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomSessionEvent"
            }
          }
        }
      },
      "RoomSessionList": {
        "description": "One page of room sessions.",
        "type": "object",
        "required": [
          "links",
          "data"
        ],
        "properties": {
          "links": {
            "$ref": "#/components/schemas/Links"
          },
          "data": {
            "description": "The room sessions of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomSession"
            }
          }
        }
      },
      "RoomSessionMember": {
        "description": "Someone who took part in a room session. A screen share counts as a member.",
        "type": "object",
        "required": [
          "id",
          "room_session_id",
          "name",
          "join_time",
          "leave_time",
          "duration",
          "cost_in_dollars"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the member.",
            "type": "string",
            "format": "uuid"
          },
          "room_session_id": {
            "description": "Identifier of the room session.",
            "type": "string",
            "format": "uuid"
          },
          "name": {
            "description": "Name of the member.",
            "type": [
              "string",
              "null"
            ]
          },
          "join_time": {
            "description": "When the member joined.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "leave_time": {
            "description": "When the member left; null while present.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Time in the session in seconds; null if not yet joined.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "cost_in_dollars": {
            "description": "Cost of the member in US dollars.",
            "type": "number",
            "format": "double"
          }
        }
      },
      "RoomSessionMemberList": {
        "description": "One page of members.",
        "type": "object",
        "required": [
          "links",
          "data"
        ],
        "properties": {
          "links": {
            "$ref": "#/components/schemas/Links"
          },
          "data": {
            "description": "The members of this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomSessionMember"
            }
          }
        }
      },
      "RoomSessionSummary": {
        "description": "A room session as its id gives it, with the properties of `RoomSession` except its last three.",
        "type": "object",
        "required": [
          "id",
          "room_id",
          "name",
          "display_name",
          "max_members",
          "quality",
          "fps",
          "join_from",
          "join_until",
          "remove_at",
          "remove_after_seconds_elapsed",
          "layout",
          "record_on_start",
          "tone_on_entry_and_exit",
          "room_join_video_off",
          "user_join_video_off",
          "locked",
          "start_time",
          "end_time",
          "duration",
          "status",
          "created_at",
          "updated_at",
          "preview_url",
          "prioritize_handraise",
          "sync_audio_video"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the room session.",
            "type": "string",
            "format": "uuid"
          },
          "room_id": {
            "description": "Identifier of the room; null when the session was created without one.",
            "type": [
              "string",
              "null"
            ],
            "format": "uuid"
          },
          "name": {
            "description": "Name of the room, unique within the project.",
            "type": [
              "string",
              "null"
            ]
          },
          "display_name": {
            "description": "Name of the room as shown to people.",
            "type": [
              "string",
              "null"
            ]
          },
          "max_members": {
            "description": "Most members allowed at the same time.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "quality": {
            "description": "Resolution of the video.",
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "720p",
              "1080p",
              null
            ]
          },
          "fps": {
            "description": "Frames per second of the video.",
            "type": [
              "integer",
              "null"
            ],
            "enum": [
              20,
              30,
              null
            ]
          },
          "join_from": {
            "description": "Members may join from this time on; null when not limited.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "join_until": {
            "description": "Members may join until this time; null when not limited.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_at": {
            "description": "All members are removed at this time; null when never.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_after_seconds_elapsed": {
            "description": "Members are removed after this many seconds in the session; null when never.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "layout": {
            "description": "Video layout. Not an enumeration: the service shows more layouts than it lists.",
            "type": [
              "string",
              "null"
            ]
          },
          "record_on_start": {
            "description": "Whether recording begins with the session.",
            "type": "boolean"
          },
          "tone_on_entry_and_exit": {
            "description": "Whether a tone is played when a member enters or leaves.",
            "type": "boolean"
          },
          "room_join_video_off": {
            "description": "Whether a member who joins receives no video at first.",
            "type": "boolean"
          },
          "user_join_video_off": {
            "description": "Whether a member who joins sends no video at first.",
            "type": "boolean"
          },
          "locked": {
            "description": "Whether the room is locked to new members.",
            "type": "boolean"
          },
          "start_time": {
            "description": "When the session began.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "end_time": {
            "description": "When the session ended; null while it is in progress.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Length of the session in seconds; grows while it is in progress.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "status": {
            "description": "State of the session.",
            "type": [
              "string",
              "null"
            ],
            "enum": [
              "in-progress",
              "completed",
              null
            ]
          },
          "created_at": {
            "description": "When the session was created.",
            "type": "string",
            "format": "date-time"
          },
          "updated_at": {
            "description": "When the session was last changed.",
            "type": "string",
            "format": "date-time"
          },
          "preview_url": {
            "description": "Address of the preview image; null when there is none.",
            "type": [
              "string",
              "null"
            ]
          },
          "prioritize_handraise": {
            "description": "Whether members with a raised hand get a place in the layout first.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "sync_audio_video": {
            "description": "Whether audio and video are kept in step.",
            "type": [
              "boolean",
              "null"
            ]
          }
        }
      },
      "Unauthorized": {
        "description": "Body of a 401 response.",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Reason phrase of the status.",
            "type": "string",
            "enum": [
              "Unauthorized"
            ]
          }
        }
      },
      "UnprocessableContent": {
        "description": "Body of a 422 response.",
        "type": "object",
        "required": [
          "errors"
        ],
        "properties": {
          "errors": {
            "description": "What was wrong with the request, one entry each.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UnprocessableContentError"
            }
          }
        }
      },
      "UnprocessableContentError": {
        "description": "One thing that was wrong with a request.",
        "type": "object",
        "required": [
          "type",
          "code",
          "message",
          "url"
        ],
        "properties": {
          "type": {
            "description": "Kind of error, such as `validation_error` or `account_error`.",
            "type": "string"
          },
          "code": {
            "description": "Code of the error, such as `invalid_parameter`.",
            "type": "string"
          },
          "message": {
            "description": "The error in words.",
            "type": "string"
          },
          "attribute": {
            "description": "The parameter that was wrong; null or absent when it is none in particular.",
            "type": [
              "string",
              "null"
            ]
          },
          "url": {
            "description": "Where the code is explained.",
            "type": "string"
          }
        }
      }
    }
  }
}

export default document
