import { type Credentials, createAuthorization } from './auth.js'
import { createJournal, type JournalEntry } from './control/journal.js'
import { createFaultQueue, type Fault } from './fault.js'
import type { Handlers } from './handler.js'
import type { ListeningServer } from './listen.js'
import { fetchLocally } from './local-fetch.js'
import { createLogHandlers } from './logs/logs.js'
import { resolveOptions, type SandboxOptions } from './options.js'
import { createResponder } from './responder.js'
import { createMediaResponder } from './room-recordings/room-recording-media.js'
import { createRoomRecordingHandlers } from './room-recordings/room-recordings.js'
import { createRoomSessionHandlers } from './room-sessions/room-sessions.js'
import { createSessions } from './room-sessions/sessions.js'
import { type SpaceSettings, toSpaceSettings } from './room-sessions/space-settings.js'

/** A SignalWire space with made-up data that runs in this process. */
export interface Sandbox {
  /** Credentials that requests need. Pass them to a client as options. */
  readonly credentials: Credentials
  /**
   * Responds to a request without a network. Pass it to a client as the option `fetch`. Works on every runtime with `Request` and
   * `Response`.
   */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /**
   * Responds over HTTP on 127.0.0.1. Needs `node:http`. Programs in other languages control the sandbox with
   * `GET` and `DELETE /__requests`, `POST` and `DELETE /__faults` (the body is a fault, or an array of them) and
   * `POST /__advance` (the body is `{"seconds": 60}`).
   *
   * @param port 0 (the default) for any free port
   * @throws RangeError if the port is not an integer from 0 to 65535; Error if it is in use
   */
  listen(port?: number): Promise<{ readonly url: string }>
  /**
   * Makes the next request fail, or the next `times` requests, whichever client sends them to whichever operation.
   *
   * @throws RangeError if the fault is invalid
   */
  failNext(fault: Fault): void
  /** The last 1,000 requests, oldest first, without their credentials. */
  readonly requests: readonly JournalEntry[]
  /** The sandbox's time, which only `advance` moves. */
  readonly now: Date
  /**
   * Moves the sandbox's time on, and returns the new time. Sessions in progress go on and end, new ones begin, recordings become
   * complete, and links of recordings expire.
   *
   * @throws RangeError if the seconds are not a whole number from 0 to 31,622,400 (366 days)
   */
  advance(seconds: number): Date
  /** Stops listening, closes every connection, and ends every request that hangs. `fetch` still responds. */
  close(): Promise<void>
}

const toDate = (seconds: number) => new Date(seconds * 1000)

/** Longest time to advance, in seconds: a leap year. */
const maxAdvance = 366 * 86_400

/**
 * Creates an embedded space with room sessions that look like real ones. The same options give the same data.
 *
 * The data is sorted newest first. It does not depend on the clock: time moves only when `advance` is called. As far as the
 * service's behaviour is known, the sandbox behaves like it: shapes, filters, paging, credentials, errors. Where it is not known,
 * a docstring says "the sandbox's own choice", which is not evidence of what the service does. There is no rate limit.
 *
 * @throws RangeError naming the option that is invalid or unknown
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed, sessions, projectId, apiToken, now } = resolveOptions(options)
  const credentials = Object.freeze({ space: 'example', projectId, apiToken })
  const settings = toSpaceSettings({ seed, sessions, projectId, now })
  let time = settings.start
  const space: SpaceSettings = {
    ...settings,
    get now() {
      return time
    },
  }
  const roomSessions = createSessions(space)
  const handlers: Handlers = {
    ...createRoomSessionHandlers(space, roomSessions),
    ...createRoomRecordingHandlers(space, roomSessions),
    ...createLogHandlers(space, roomSessions),
  }
  const isAuthorized = createAuthorization(credentials)
  const respond = createResponder(isAuthorized, handlers, createMediaResponder(space, roomSessions))
  const faults = createFaultQueue()
  const journal = createJournal(isAuthorized)
  const advance = (seconds: number) => {
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > maxAdvance) {
      throw new RangeError(`seconds: expected a whole number from 0 to ${maxAdvance}, received ${seconds}`)
    }
    time += seconds
    return toDate(time)
  }
  const listening = new Set<ListeningServer>()
  let closed = new AbortController()
  return {
    credentials,
    fetch: async (input, init) => {
      const request = init || typeof input === 'string' || input instanceof URL ? new Request(input, init) : input
      return await fetchLocally(request, { respond, faults, journal }, closed.signal)
    },
    listen: async (port = 0) => {
      // Imported only here: browsers do not have `node:http`.
      const { listen } = await import('./listen.js')
      const server = await listen(port, { respond, faults, journal, advance })
      listening.add(server)
      return { url: server.url }
    },
    failNext: (fault) => faults.add(fault),
    get requests() {
      return journal.read()
    },
    get now() {
      return toDate(time)
    },
    advance,
    close: async () => {
      closed.abort()
      closed = new AbortController()
      const servers = [...listening]
      listening.clear()
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}
