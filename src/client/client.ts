/// <reference lib="esnext.disposable" preserve="true" />
import type { OperationId } from '../generated/operations.js'
import { type Api, createApi, toHeaders } from './api.js'
import { createAuthorization } from './auth.js'
import type { ErrorDetails } from './errors/signalwire-error.js'
import { toApiError } from './judge.js'
import { type ClientOptions, type Environment, resolveOptions } from './options.js'
import type { Paged } from './paging/page.js'
import { toShownUrl } from './parameters.js'
import { type Body, createReader, type Item } from './reader.js'
import { createRedactor } from './redact.js'
import { createLogs, type LogMethods, type Logs } from './resources/logs.js'
import { createRoomRecordings, type RoomRecordingMethods, type RoomRecordings } from './resources/room-recordings.js'
import { createRoomSessions, type RoomSessionMethods, type RoomSessions } from './resources/room-sessions.js'
import { findRequestId, toShownHeaders } from './response-info.js'
import type { Clock } from './transport/deadline.js'
import type { Hooks } from './transport/hooks.js'
import type { AgentOption, Http, Reply } from './transport/send.js'
import { createFetchHttp } from './transport/send-with-fetch.js'
import { createTransport } from './transport/transport.js'

/** A typed client of one space. */
export interface Client {
  /** Reads room sessions, and their members, events and recordings. */
  readonly roomSessions: RoomSessions
  /** Reads the recordings of all room sessions. */
  readonly roomRecordings: RoomRecordings
  /** Reads video logs: what was charged for room sessions and conferences. */
  readonly logs: Logs
  /**
   * The openapi-fetch client that the methods use. Use it for paths that have no method; it returns statuses from 400 as values,
   * not errors.
   *
   * Its middleware sees the calls of the methods, too. Middleware may change the headers of a request, or answer with a
   * `Response`. The request has only `url`, `method`, `headers` and `signal`.
   */
  readonly api: Api
  /**
   * Closes the idle connections of the option `agent`. Connections that all clients share close by themselves after a few idle
   * seconds.
   */
  close(): Promise<void>
  /** The same as `close`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>
}

type Method<Id extends OperationId> = (...args: never[]) => Promise<Body<Id>> | Paged<Item<Id>>

/** A method for each operation of the document. */
type Methods = { readonly [Id in OperationId]: Method<Id> }

/** The methods of all resources, by operation. */
interface ClientMethods extends RoomSessionMethods, RoomRecordingMethods, LogMethods {}

type Complete<Given extends Methods> = Given

/** Does not compile if an operation has no method, or if its method returns another type than the document gives. */
export type CompleteMethods = Complete<ClientMethods>

/** What a client needs from its platform. */
export interface World extends Environment, Clock {
  /** Hooks that every client calls in addition to its own. */
  readonly hooks?: Hooks | undefined
  /**
   * Creates what sends requests if no `fetch` is given.
   * @throws {ConfigurationError} for an agent that cannot be used.
   */
  createHttp(agent: AgentOption | undefined, origin: string): Http
}

/** Creates a client. @throws {ConfigurationError} if an option is missing or invalid. */
export function createClientWith(world: World, options: ClientOptions): Client {
  const settings = resolveOptions(options ?? {}, world)
  const redactor = createRedactor()
  const { redact } = redactor
  const { userAgent, fetch } = settings
  const headers = {
    accept: 'application/json',
    ...(userAgent ? { 'user-agent': userAgent } : {}),
    ...toHeaders(settings.headers),
  }
  const http = fetch ? createFetchHttp(fetch) : world.createHttp(settings.agent, settings.origin)
  const parts = {
    ...settings,
    ...redactor,
    ...http,
    headers,
    clock: world,
    authorize: createAuthorization(settings, redactor),
    toError: (reply: Reply, url: string, details: () => ErrorDetails) =>
      toApiError(reply, url, redact, world.now(), details()),
  }
  const transport = createTransport({
    ...parts,
    hooks: [settings.hooks, world.hooks].filter((hooks) => !!hooks),
    toShown: {
      url: (url, operationId) => toShownUrl(url, operationId, redact),
      requestId: (headers) => findRequestId(headers, redact),
      headers: (headers) => toShownHeaders(headers, redact),
    },
  })
  const { api, get } = createApi({ ...parts, transport })
  const reader = createReader({ ...parts, get, transport })
  const close = async () => http.close()
  return {
    api,
    roomSessions: createRoomSessions(reader, world),
    roomRecordings: createRoomRecordings(reader, parts),
    logs: createLogs(reader),
    close,
    [Symbol.asyncDispose]: close,
  }
}
