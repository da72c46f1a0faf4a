// This file was generated from openapi/room-sessions.yaml by `npm run generate`.
// Do not make direct changes to the file.

/**
 * The OpenAPI document of SignalWire's room sessions, room recordings and video logs, as data.
 *
 * @packageDocumentation
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
    "description": "The room sessions of a SignalWire Video project with their members, events and recordings, the recordings of the whole project, and its video logs. Read only. This document is written by the authors of signalwire-room-sessions, not by SignalWire. Its facts come from the published reference of August 2026, from the vendor's guides and from real responses. \"Inferred:\" marks a conclusion of the authors which no source states, \"Not known:\" an open question. All times seen so far are in UTC, in whole seconds.",
    "version": "1.0.0",
    "license": {
      "name": "MIT",
      "identifier": "MIT"
    }
  },
  "servers": [
    {
      "url": "https://{space}.signalwire.com",
      "description": "The host of a space, by the name of the space. Plain http is refused.",
      "variables": {
        "space": {
          "default": "example"
        }
      }
    }
  ],
  "security": [
    {
      "basicAuth": [
        "Video"
      ]
    }
  ],
  "tags": [
    {
      "name": "Room Sessions",
      "description": "Meetings held in video rooms, past and in progress."
    },
    {
      "name": "Room Recordings",
      "description": "Recordings of room sessions."
    },
    {
      "name": "Logs",
      "description": "What was charged for room sessions and conferences."
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
        "description": "Past and in-progress room sessions, page by page. There is no filter by date. Not known: the order of the sessions. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
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
                    "summary": "From the reference, unchanged. It contradicts itself; see NOTES.md.",
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
        "description": "One room session by its id. Three properties that sessions have in a list are absent: `cost_in_dollars`, `enable_room_previews` and `locked_cover`. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
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
                    "summary": "From the reference, the values of its list example without the last three properties.",
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
        "description": "The events of one room session, page by page. Not known: their order, and what the service answers for an unknown session. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
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
                    "summary": "Made up, except for the name `room.started`. Events of a room, a member and a recording.",
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
        "description": "The members of one room session, page by page. A screen share counts as a member. Not known: their order, and what the service answers for an unknown session. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
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
                    "summary": "Made up. A member who left.",
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
        "description": "The recordings of one room session, page by page, with temporary links to their files. Not known: their order, and what the service answers for an unknown session. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
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
                    "summary": "Made up. A completed recording.",
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
    },
    "/api/video/room_recordings": {
      "get": {
        "operationId": "list_room_recordings",
        "tags": [
          "Room Recordings"
        ],
        "summary": "List room recordings",
        "description": "The recordings of all room sessions, page by page, with temporary links to their files. Not known: their order. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
        "parameters": [
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
                    "summary": "Made up. A completed recording.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/room_recordings?page_number=0&page_size=50",
                        "first": "https://example.signalwire.com/api/video/room_recordings?page_size=50"
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
    },
    "/api/video/room_recordings/{id}": {
      "get": {
        "operationId": "get_room_recording",
        "tags": [
          "Room Recordings"
        ],
        "summary": "Get a room recording",
        "description": "One recording by its id, with a temporary link to its file. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RoomRecordingId"
          },
          {
            "$ref": "#/components/parameters/MediaTtl"
          }
        ],
        "responses": {
          "200": {
            "description": "The recording.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RoomRecording"
                },
                "examples": {
                  "completed": {
                    "summary": "Made up. A completed recording.",
                    "value": {
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
          "422": {
            "$ref": "#/components/responses/UnprocessableContent"
          },
          "500": {
            "$ref": "#/components/responses/InternalServerError"
          }
        }
      }
    },
    "/api/video/room_recordings/{id}/events": {
      "get": {
        "operationId": "list_room_recording_events",
        "tags": [
          "Room Recordings"
        ],
        "summary": "List the events of a room recording",
        "description": "The events of one recording, page by page. Not known: their order, and what the service answers for an unknown recording. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/RoomRecordingId"
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
                    "summary": "Made up. An event of a recording.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/room_recordings/8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918/events?page_number=0&page_size=50",
                        "first": "https://example.signalwire.com/api/video/room_recordings/8a6e5d4c-3b2a-4190-8f7e-6d5c4b3a2918/events?page_size=50"
                      },
                      "data": [
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
    "/api/video/logs": {
      "get": {
        "operationId": "list_logs",
        "tags": [
          "Logs"
        ],
        "summary": "List logs",
        "description": "The logs of room sessions and conferences, page by page, each with what was charged. They reach back a limited time. Not known: that time, and the order of the logs. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IncludeDeleted"
          },
          {
            "$ref": "#/components/parameters/CreatedBefore"
          },
          {
            "$ref": "#/components/parameters/CreatedOn"
          },
          {
            "$ref": "#/components/parameters/CreatedAfter"
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
            "description": "A page of logs.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VideoLogList"
                },
                "examples": {
                  "page": {
                    "summary": "Made up. The log of a room session, and one that was discarded.",
                    "value": {
                      "links": {
                        "self": "https://example.signalwire.com/api/video/logs?page_number=0&page_size=50",
                        "first": "https://example.signalwire.com/api/video/logs?page_size=50"
                      },
                      "data": [
                        {
                          "id": "6c1f0e9d-8b7a-4655-9443-32211000ffee",
                          "source": "realtime_api",
                          "type": "video_room_session",
                          "url": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92",
                          "room_name": "my_example_room",
                          "status": "completed",
                          "locked": false,
                          "started_at": "2022-01-01T10:00:00Z",
                          "ended_at": "2022-01-01T11:00:00Z",
                          "charge": 0.05,
                          "created_at": "2022-01-01T10:00:00Z",
                          "charge_details": [
                            {
                              "description": "Video conference session charge",
                              "charge": 0.05
                            }
                          ]
                        },
                        {
                          "id": "7d20f1ae-9c8b-4766-a554-433221110fff",
                          "discarded_at": "2022-01-03T08:30:00Z",
                          "created_at": "2022-01-01T09:00:00Z"
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
          "403": {
            "$ref": "#/components/responses/Forbidden"
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
    "/api/video/logs/{id}": {
      "get": {
        "operationId": "get_log",
        "tags": [
          "Logs"
        ],
        "summary": "Get a log",
        "description": "One log by its id. The API token needs the scope `Video`.",
        "security": [
          {
            "basicAuth": [
              "Video"
            ]
          }
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/LogId"
          }
        ],
        "responses": {
          "200": {
            "description": "The log.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/VideoLogEntry"
                },
                "examples": {
                  "session": {
                    "summary": "Made up. The log of a room session.",
                    "value": {
                      "id": "6c1f0e9d-8b7a-4655-9443-32211000ffee",
                      "source": "realtime_api",
                      "type": "video_room_session",
                      "url": "https://example.signalwire.com/api/video/room_sessions/c22d24f6-5a47-4597-9a23-c7d01e696b92",
                      "room_name": "my_example_room",
                      "status": "completed",
                      "locked": false,
                      "started_at": "2022-01-01T10:00:00Z",
                      "ended_at": "2022-01-01T11:00:00Z",
                      "charge": 0.05,
                      "created_at": "2022-01-01T10:00:00Z",
                      "charge_details": [
                        {
                          "description": "Video conference session charge",
                          "charge": 0.05
                        }
                      ]
                    }
                  },
                  "discarded": {
                    "summary": "Made up. A log that was discarded.",
                    "value": {
                      "id": "7d20f1ae-9c8b-4766-a554-433221110fff",
                      "discarded_at": "2022-01-03T08:30:00Z",
                      "created_at": "2022-01-01T09:00:00Z"
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
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
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
        "description": "HTTP Basic with the project id (a UUID) as user name and an API token as password. The token needs the scope that the operation names, `Video`.",
        "type": "http",
        "scheme": "basic"
      }
    },
    "parameters": {
      "CreatedAfter": {
        "name": "created_after",
        "in": "query",
        "description": "Only logs that were created after this date (`2022-01-31`) or time (ISO 8601, such as `2022-01-31T10:00:00Z`). Not known: the time zone of a date, and whether the date itself is included.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "CreatedBefore": {
        "name": "created_before",
        "in": "query",
        "description": "Only logs that were created before this date (`2022-01-31`) or time (ISO 8601, such as `2022-01-31T10:00:00Z`). Not known: the time zone of a date.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "CreatedOn": {
        "name": "created_on",
        "in": "query",
        "description": "Only logs that were created on this date (`2022-01-31`) or at this time (ISO 8601, such as `2022-01-31T10:00:00Z`). Not known: the time zone of a date, and what a time selects.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
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
      "IncludeDeleted": {
        "name": "include_deleted",
        "in": "query",
        "description": "Also logs that were discarded, of which only three properties are left.",
        "required": false,
        "schema": {
          "type": "boolean",
          "default": false
        }
      },
      "LogId": {
        "name": "id",
        "in": "path",
        "description": "Identifier of the log.",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "MediaTtl": {
        "name": "media_ttl",
        "in": "query",
        "description": "Seconds for which the links to media files stay valid. Without it they stay valid for 900 seconds (15 minutes).",
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
        "description": "Number of the page, from 0. Above 0, `page_token` is required too. Take both from a link in `links`; pages cannot be requested in any order.",
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
        "description": "Maximum number of items on a page.",
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
        "description": "Where the page begins. Required when `page_number` is above 0. Opaque; take it from a link in `links`.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "RoomId": {
        "name": "room_id",
        "in": "query",
        "description": "Only sessions that were started from the room with this identifier.",
        "required": false,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "RoomName": {
        "name": "room_name",
        "in": "query",
        "description": "Only sessions with a matching room name. Not known: whether the whole name and its case must match.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "RoomNameMatches": {
        "name": "room_name_matches",
        "in": "query",
        "description": "Only sessions with a room name that contains this text (substring match). Not known: whether it may hold wildcards.",
        "required": false,
        "schema": {
          "type": "string"
        }
      },
      "RoomRecordingId": {
        "name": "id",
        "in": "path",
        "description": "Identifier of the recording.",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "Status": {
        "name": "status",
        "in": "query",
        "description": "Only sessions that are in this state: `in-progress` (not ended yet) or `completed` (ended).",
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
        "description": "Bad Request. The service could not understand the request.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/BadRequest"
            },
            "examples": {
              "body": {
                "summary": "From the reference, the only body that its schema allows.",
                "value": {
                  "error": "Bad Request"
                }
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "Forbidden. Inferred: the API token lacks the scope `Video`.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Forbidden"
            },
            "examples": {
              "body": {
                "summary": "From the reference, the only body that its schema allows.",
                "value": {
                  "error": "Forbidden"
                }
              }
            }
          }
        }
      },
      "InternalServerError": {
        "description": "Internal Server Error. The service failed; the request may be repeated after a growing delay.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/InternalServerError"
            },
            "examples": {
              "body": {
                "summary": "From the reference, the only body that its schema allows.",
                "value": {
                  "error": "Internal Server Error"
                }
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "Not Found. Nothing has this id, or what has it belongs to another project.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/NotFound"
            },
            "examples": {
              "body": {
                "summary": "From the reference, the only body that its schema allows.",
                "value": {
                  "error": "Not Found"
                }
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "Unauthorized. The credentials are missing or wrong. Not known: whether a token without the scope `Video` gets 401 or 403.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Unauthorized"
            },
            "examples": {
              "body": {
                "summary": "From the reference, the only body that its schema allows.",
                "value": {
                  "error": "Unauthorized"
                }
              }
            }
          }
        }
      },
      "UnprocessableContent": {
        "description": "Unprocessable Entity (called Unprocessable Content since RFC 9110). At least one parameter has a value that the service does not accept.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/UnprocessableContent"
            },
            "examples": {
              "parameter": {
                "summary": "Made up. A page size below its minimum.",
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
        "description": "Body of a 400 response (Bad Request).",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Name of the status, always `Bad Request`.",
            "type": "string",
            "enum": [
              "Bad Request"
            ]
          }
        }
      },
      "DiscardedLog": {
        "description": "What is left of a log that was discarded. It is listed only with `include_deleted`.",
        "type": "object",
        "required": [
          "id",
          "discarded_at",
          "created_at"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the log.",
            "type": "string",
            "format": "uuid"
          },
          "discarded_at": {
            "description": "When the log was discarded.",
            "type": "string",
            "format": "date-time"
          },
          "created_at": {
            "description": "When the log was created.",
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Forbidden": {
        "description": "Body of a 403 response (Forbidden).",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Name of the status, always `Forbidden`.",
            "type": "string",
            "enum": [
              "Forbidden"
            ]
          }
        }
      },
      "InternalServerError": {
        "description": "Body of a 500 response (Internal Server Error).",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Name of the status, always `Internal Server Error`.",
            "type": "string",
            "enum": [
              "Internal Server Error"
            ]
          }
        }
      },
      "Links": {
        "description": "Links to the pages of a list, absolute or relative. Follow them instead of building addresses, because paging may change. They keep the filters of the request.",
        "type": "object",
        "required": [
          "self",
          "first"
        ],
        "properties": {
          "self": {
            "description": "Link to this page.",
            "type": "string",
            "format": "uri-reference"
          },
          "first": {
            "description": "Link to the first page.",
            "type": "string",
            "format": "uri-reference"
          },
          "next": {
            "description": "Link to the next page. Absent on the last page.",
            "type": "string",
            "format": "uri-reference"
          },
          "prev": {
            "description": "Link to the previous page. Absent on the first page.",
            "type": "string",
            "format": "uri-reference"
          }
        }
      },
      "NotFound": {
        "description": "Body of a 404 response (Not Found).",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Name of the status, always `Not Found`.",
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
            "description": "Identifier of the room session that was recorded.",
            "type": "string",
            "format": "uuid"
          },
          "status": {
            "description": "State of the recording: `recording` (going on), `paused`, `processing` (ended, but the file is not ready yet) or `completed` (the file is complete and can be fetched).",
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
            "description": "When the recording started.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "finished_at": {
            "description": "When the recording stopped. Inferred: null until then.",
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
            "description": "Media type (MIME type) of the file, such as `video/mp4`.",
            "type": [
              "string",
              "null"
            ]
          },
          "cost_in_dollars": {
            "description": "Cost of the recording in dollars. Not known: whether the cost of the session contains it.",
            "type": "number",
            "format": "double"
          },
          "uri": {
            "description": "Temporary address of the file, valid for 15 minutes unless `media_ttl` says otherwise. Inferred: it is signed, so that whoever knows it can fetch the file.",
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
            "description": "When the recording was last updated.",
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
            "description": "The recordings on this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomRecording"
            }
          }
        }
      },
      "RoomSession": {
        "description": "A room session as `list_room_sessions` returns it. A property without a value is null, not absent.",
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
            "description": "Identifier of the room that the session was started from. Null if the session was created automatically, without a room, or if the room was set to be deleted on end.",
            "type": [
              "string",
              "null"
            ],
            "format": "uuid"
          },
          "name": {
            "description": "Name of the room in which the session is held. Sessions of one room share it.",
            "type": [
              "string",
              "null"
            ]
          },
          "display_name": {
            "description": "Name of the room as people see it. At most 200 characters; by default the value of `name`.",
            "type": [
              "string",
              "null"
            ]
          },
          "max_members": {
            "description": "Maximum number of members in the room at the same time.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "quality": {
            "description": "Resolution of the video, by its number of lines: `720p` or `1080p`.",
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
            "description": "Frames per second of the video: `20` or `30`.",
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
            "description": "No new members are accepted before this time. Inferred: null means no limit.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "join_until": {
            "description": "No new members are accepted from this time on. Inferred: null means no limit.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_at": {
            "description": "Members are removed from the session at this time. Inferred: null means never.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_after_seconds_elapsed": {
            "description": "Each member is removed after this many seconds in the session. Inferred: null means never.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "layout": {
            "description": "Initial layout of the video. Not an enumeration, because the service uses more layouts than the reference lists.",
            "type": [
              "string",
              "null"
            ]
          },
          "record_on_start": {
            "description": "True if a recording was started automatically when the session began.",
            "type": "boolean"
          },
          "tone_on_entry_and_exit": {
            "description": "True if a tone is played when a member enters or leaves.",
            "type": "boolean"
          },
          "room_join_video_off": {
            "description": "True if members join with video off by a setting of the room. Inferred: they receive no video at first.",
            "type": "boolean"
          },
          "user_join_video_off": {
            "description": "True if members join with video off by a setting of the user. Inferred: they send no video at first.",
            "type": "boolean"
          },
          "locked": {
            "description": "True if the session is locked. Inferred: a locked session accepts no new members.",
            "type": "boolean"
          },
          "start_time": {
            "description": "When the session started.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "end_time": {
            "description": "When the session ended. Null while it is in progress.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Length of the session in seconds. It grows while the session is in progress.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "status": {
            "description": "State of the session: `in-progress` (not ended yet) or `completed` (ended).",
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
            "description": "When the session was last updated.",
            "type": "string",
            "format": "date-time"
          },
          "preview_url": {
            "description": "Address of the preview, present while previews are enabled and the session is in progress. The reference calls it a video; a WebP image was seen. Inferred: null at all other times.",
            "type": [
              "string",
              "null"
            ]
          },
          "prioritize_handraise": {
            "description": "True if members with a raised hand have priority in the layout.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "sync_audio_video": {
            "description": "True if the jitter buffer synchronises audio and video (audio-video sync).",
            "type": [
              "boolean",
              "null"
            ]
          },
          "cost_in_dollars": {
            "description": "Cost of the session in dollars; four decimals were seen. Not known: whether it contains the costs of its members and recordings.",
            "type": "number",
            "format": "double"
          },
          "enable_room_previews": {
            "description": "True if the service makes a preview of what the room shows (see `preview_url`).",
            "type": "boolean"
          },
          "locked_cover": {
            "description": "Address of the image that covers the room while it is locked.",
            "type": "string"
          }
        }
      },
      "RoomSessionEvent": {
        "description": "An event of a room session.",
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
            "description": "Identifier of the room. Not known: its value if the session has no room.",
            "type": "string",
            "format": "uuid"
          },
          "room_session_id": {
            "description": "Identifier of the room session.",
            "type": "string",
            "format": "uuid"
          },
          "room_recording_id": {
            "description": "Identifier of the recording. Present only on events of a recording.",
            "type": "string",
            "format": "uuid"
          },
          "room_participant_id": {
            "description": "Identifier of the participant. Present only on events of a participant. Inferred: it is the `id` of a member.",
            "type": "string",
            "format": "uuid"
          },
          "level": {
            "description": "Severity of the event, such as `info`. The other levels are not documented.",
            "type": "string"
          },
          "name": {
            "description": "Name of the event, such as `room.started`. The other names are not documented.",
            "type": "string"
          },
          "payload": {
            "description": "Data of the event. Its content depends on the event.",
            "type": "object",
            "additionalProperties": true
          },
          "created_at": {
            "description": "When the event was created.",
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
            "description": "The events on this page.",
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
            "description": "The room sessions on this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomSession"
            }
          }
        }
      },
      "RoomSessionMember": {
        "description": "A member of a room session. A screen share counts as a member.",
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
            "description": "Name of the member as people see it; random if the token has no user name. Members may share a name, because several may use one token.",
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
            "description": "When the member left. Inferred: null until then.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Time that the member spent in the session, in seconds. Null if the member has not joined yet.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "cost_in_dollars": {
            "description": "Cost of the member's participation in dollars. Not known: whether the cost of the session contains it.",
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
            "description": "The members on this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RoomSessionMember"
            }
          }
        }
      },
      "RoomSessionSummary": {
        "description": "A room session as `get_room_session` returns it: `RoomSession` without `cost_in_dollars`, `enable_room_previews` and `locked_cover`.",
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
            "description": "Identifier of the room that the session was started from. Null if the session was created automatically, without a room, or if the room was set to be deleted on end.",
            "type": [
              "string",
              "null"
            ],
            "format": "uuid"
          },
          "name": {
            "description": "Name of the room in which the session is held. Sessions of one room share it.",
            "type": [
              "string",
              "null"
            ]
          },
          "display_name": {
            "description": "Name of the room as people see it. At most 200 characters; by default the value of `name`.",
            "type": [
              "string",
              "null"
            ]
          },
          "max_members": {
            "description": "Maximum number of members in the room at the same time.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "quality": {
            "description": "Resolution of the video, by its number of lines: `720p` or `1080p`.",
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
            "description": "Frames per second of the video: `20` or `30`.",
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
            "description": "No new members are accepted before this time. Inferred: null means no limit.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "join_until": {
            "description": "No new members are accepted from this time on. Inferred: null means no limit.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_at": {
            "description": "Members are removed from the session at this time. Inferred: null means never.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "remove_after_seconds_elapsed": {
            "description": "Each member is removed after this many seconds in the session. Inferred: null means never.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "layout": {
            "description": "Initial layout of the video. Not an enumeration, because the service uses more layouts than the reference lists.",
            "type": [
              "string",
              "null"
            ]
          },
          "record_on_start": {
            "description": "True if a recording was started automatically when the session began.",
            "type": "boolean"
          },
          "tone_on_entry_and_exit": {
            "description": "True if a tone is played when a member enters or leaves.",
            "type": "boolean"
          },
          "room_join_video_off": {
            "description": "True if members join with video off by a setting of the room. Inferred: they receive no video at first.",
            "type": "boolean"
          },
          "user_join_video_off": {
            "description": "True if members join with video off by a setting of the user. Inferred: they send no video at first.",
            "type": "boolean"
          },
          "locked": {
            "description": "True if the session is locked. Inferred: a locked session accepts no new members.",
            "type": "boolean"
          },
          "start_time": {
            "description": "When the session started.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "end_time": {
            "description": "When the session ended. Null while it is in progress.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "duration": {
            "description": "Length of the session in seconds. It grows while the session is in progress.",
            "type": [
              "integer",
              "null"
            ],
            "format": "int32"
          },
          "status": {
            "description": "State of the session: `in-progress` (not ended yet) or `completed` (ended).",
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
            "description": "When the session was last updated.",
            "type": "string",
            "format": "date-time"
          },
          "preview_url": {
            "description": "Address of the preview, present while previews are enabled and the session is in progress. The reference calls it a video; a WebP image was seen. Inferred: null at all other times.",
            "type": [
              "string",
              "null"
            ]
          },
          "prioritize_handraise": {
            "description": "True if members with a raised hand have priority in the layout.",
            "type": [
              "boolean",
              "null"
            ]
          },
          "sync_audio_video": {
            "description": "True if the jitter buffer synchronises audio and video (audio-video sync).",
            "type": [
              "boolean",
              "null"
            ]
          }
        }
      },
      "Unauthorized": {
        "description": "Body of a 401 response (Unauthorized).",
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "description": "Name of the status, always `Unauthorized`.",
            "type": "string",
            "enum": [
              "Unauthorized"
            ]
          }
        }
      },
      "UnprocessableContent": {
        "description": "Body of a 422 response (Unprocessable Entity; since RFC 9110, Unprocessable Content).",
        "type": "object",
        "required": [
          "errors"
        ],
        "properties": {
          "errors": {
            "description": "What was wrong with the request. There may be several entries.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UnprocessableContentError"
            }
          }
        }
      },
      "UnprocessableContentError": {
        "description": "One thing that was wrong with the request.",
        "type": "object",
        "required": [
          "type",
          "code",
          "message",
          "url"
        ],
        "properties": {
          "type": {
            "description": "Category of the error. `validation_error` and `account_error` were seen.",
            "type": "string"
          },
          "code": {
            "description": "Code of the error, such as `invalid_parameter`, `page_token_required` or `page_token_is_invalid`.",
            "type": "string"
          },
          "message": {
            "description": "The error in words.",
            "type": "string"
          },
          "attribute": {
            "description": "Name of the request parameter that caused the error. Null or absent if no single parameter did.",
            "type": [
              "string",
              "null"
            ]
          },
          "url": {
            "description": "Address of a page that explains the error. Its host has changed over time.",
            "type": "string"
          }
        }
      },
      "VideoLog": {
        "description": "What was charged for a room session or a conference.",
        "type": "object",
        "required": [
          "id",
          "source",
          "type",
          "url",
          "room_name",
          "status",
          "locked",
          "started_at",
          "ended_at",
          "charge",
          "created_at",
          "charge_details"
        ],
        "properties": {
          "id": {
            "description": "Identifier of the log.",
            "type": "string",
            "format": "uuid"
          },
          "source": {
            "description": "Where the log comes from, always `realtime_api`.",
            "type": "string",
            "enum": [
              "realtime_api"
            ]
          },
          "type": {
            "description": "What the log is about, `video_room_session` or `video_conference_session`.",
            "type": "string",
            "enum": [
              "video_room_session",
              "video_conference_session"
            ]
          },
          "url": {
            "description": "Address of what the log is about, such as that of a room session in this API.",
            "type": "string"
          },
          "room_name": {
            "description": "Name of the room.",
            "type": [
              "string",
              "null"
            ]
          },
          "status": {
            "description": "State of what the log is about: `in-progress` (not ended yet) or `completed` (ended).",
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
          "locked": {
            "description": "True if the session is locked.",
            "type": "boolean"
          },
          "started_at": {
            "description": "When the session started.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "ended_at": {
            "description": "When the session ended. Inferred: null while it is in progress.",
            "type": [
              "string",
              "null"
            ],
            "format": "date-time"
          },
          "charge": {
            "description": "What was charged, in dollars. Not known: how it relates to the costs of the session.",
            "type": "number",
            "format": "double"
          },
          "created_at": {
            "description": "When the log was created.",
            "type": "string",
            "format": "date-time"
          },
          "charge_details": {
            "description": "The charges by reason. Inferred: they add up to `charge`.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VideoLogCharge"
            }
          }
        }
      },
      "VideoLogCharge": {
        "description": "One reason of a charge.",
        "type": "object",
        "required": [
          "description",
          "charge"
        ],
        "properties": {
          "description": {
            "description": "The reason in words.",
            "type": "string"
          },
          "charge": {
            "description": "What was charged for it, in dollars.",
            "type": "number",
            "format": "double"
          }
        }
      },
      "VideoLogEntry": {
        "description": "A log, or what is left of one that was discarded.",
        "anyOf": [
          {
            "$ref": "#/components/schemas/VideoLog"
          },
          {
            "$ref": "#/components/schemas/DiscardedLog"
          }
        ]
      },
      "VideoLogList": {
        "description": "One page of logs.",
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
            "description": "The logs on this page.",
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/VideoLogEntry"
            }
          }
        }
      }
    }
  }
}

export default document
