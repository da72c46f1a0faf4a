import { type Api, createApi } from './api.js'
import { type ClientOptions, type Environment, resolveOptions } from './options.js'
import { createReader } from './reader.js'
import { createRedactor } from './redact.js'
import { createRoomSessions, type RoomSessions } from './room-sessions.js'
import { toResponse } from './to-response.js'
import type { Clock } from './transport/clock.js'
import type { Send } from './transport/send.js'
import { sendWithFetch } from './transport/send-with-fetch.js'
import { createTransport } from './transport/transport.js'

/** A typed client of one space. */
export interface Client {
  /** The operations on room sessions. */
  readonly roomSessions: RoomSessions
  /**
   * The openapi-fetch client itself, over the same transport: statuses other than 2xx and 3xx are values, not errors.
   *
   * Middleware may change the headers of its request, or answer with a `Response`. The request is a light stand-in for a `Request`:
   * it has `url`, `method`, `headers` and `signal`, and cannot be cloned or made into another.
   */
  readonly api: Api
}

/** What of the outside world a client needs. */
export interface World extends Environment, Clock {
  /** What sends requests when no `fetch` is given. */
  createHttp(): Send
}

/** A client of a world. @throws {ConfigurationError} */
export function createClientWith(world: World, options: ClientOptions): Client {
  const settings = resolveOptions(options ?? {}, world)
  const { origin, headers, fetch } = settings
  const send = fetch ? sendWithFetch(fetch) : world.createHttp()
  const redactor = createRedactor()
  const transport = createTransport(settings, world, send, redactor)
  const apiOptions = { baseUrl: origin, headers }
  return {
    // Over an openapi-fetch client of its own: middleware of `api` cannot change what the methods send and return.
    roomSessions: createRoomSessions(createReader(createApi(apiOptions, transport), origin, redactor.redact)),
    api: createApi(apiOptions, async (request) => toResponse(await transport(request))),
  }
}
