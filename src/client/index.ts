export type {
  DiscardedLog,
  Links,
  RoomRecording,
  RoomSession,
  RoomSessionEvent,
  RoomSessionMember,
  RoomSessionSummary,
  UnprocessableContentError as ErrorDetail,
  VideoLog,
  VideoLogCharge,
  VideoLogEntry,
} from '../generated/types.js'
export type { Api } from './api.js'
export type { ApiToken } from './auth.js'
export type { Client } from './client.js'
export { createClient } from './create-client.js'
export type { DownloadStart } from './download/download.js'
export type { DownloadOptions } from './download/start.js'
export {
  ApiError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  RedirectError,
  ServerError,
  UnprocessableContentError,
} from './errors/api-error.js'
export {
  ConfigurationError,
  ConnectionError,
  PaginationError,
  type PaginationReason,
  ParameterError,
  type ParameterIssue,
  ResponseBodyError,
  type ResponseBodyReason,
  TimeoutError,
} from './errors/client-errors.js'
export { SignalWireError } from './errors/signalwire-error.js'
export type { ClientOptions, LimitOptions } from './options.js'
export type { Page, Paged } from './paging/page.js'
export type { CallOptions, ItemOptions } from './reader.js'
export type { LogQuery, Logs } from './resources/logs.js'
export type {
  RoomRecordingEventQuery,
  RoomRecordingItemQuery,
  RoomRecordingQuery,
  RoomRecordings,
} from './resources/room-recordings.js'
export type {
  RoomSessionEventQuery,
  RoomSessionListOptions,
  RoomSessionMemberQuery,
  RoomSessionQuery,
  RoomSessionRecordingQuery,
  RoomSessions,
} from './resources/room-sessions.js'
export type {
  LimitChange,
  MemberChange,
  MemberState,
  RecordingChange,
  RoomSessionChange,
  RoomSessionChangeBase,
  SessionChange,
  SessionState,
  WatchLimit,
  WatchState,
} from './resources/room-sessions-changes.js'
export type { PeriodOptions } from './resources/room-sessions-period.js'
export type {
  RoomSessionWatch,
  WatchClock,
  WatchedSession,
  WatchOptions,
  WatchPoll,
  WatchQuery,
} from './resources/room-sessions-watch.js'
export type { Call, ResponseInfo } from './response-info.js'
export type { RetryOptions } from './transport/backoff.js'
export { createDebugHooks } from './transport/debug-hooks.js'
export type { CallEvent, ErrorEvent, Hooks, RequestEvent, ResponseEvent, RetryEvent } from './transport/hooks.js'
export type { AgentOption } from './transport/send.js'
export type { Fetch, FetchInit, FetchResponse } from './transport/send-with-fetch.js'
