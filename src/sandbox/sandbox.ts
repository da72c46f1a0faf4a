import { createAnswering } from './answer.js'
import type { Credentials } from './auth.js'
import { createFaultQueue, type Fault } from './fault.js'
import type { Listening } from './listen.js'
import { fetchLocally } from './local-fetch.js'
import { resolveOptions, type SandboxOptions } from './options.js'
import { createRoomSessionHandlers } from './room-sessions/room-sessions.js'
import { createWorld } from './room-sessions/world.js'

/** A space of its own, in this process. */
export interface Sandbox {
  /** What a request must carry, in the words of a client's options. */
  readonly credentials: Credentials
  /** Answers a request without any network: give it to a client. Works wherever `Request` and `Response` do. */
  readonly fetch: (input: Request | URL | string, init?: RequestInit) => Promise<Response>
  /**
   * Answers over HTTP on 127.0.0.1. Needs `node:http`.
   *
   * @param port 0, the default, takes any that is free
   * @throws RangeError when the port is none; Error when it is taken
   */
  listen(port?: number): Promise<{ readonly url: string }>
  /**
   * Lets the next requests fail, whatever they ask and whoever they are from.
   *
   * @throws RangeError when there is no such fault
   */
  failNext(fault: Fault): void
  /** Stops listening, and ends every connection and every request that hangs. `fetch` still answers. */
  close(): Promise<void>
}

/**
 * An embedded space with room sessions that look like real ones, the same for the same options.
 *
 * Its data is newest first and stands still; nothing in it depends on the clock. What is known of the
 * service it imitates: shapes, filters, paging, credentials, errors. Where nobody knows what the service does, the
 * docstring of the part says what the sandbox chose: no evidence of the service. It has no rate limit.
 *
 * @throws RangeError when an option has a value that it cannot have
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { seed, sessions, projectId, apiToken, now } = resolveOptions(options)
  const credentials = Object.freeze({ space: 'example', projectId, apiToken })
  const world = createWorld({ seed, sessions, projectId, now })
  const answer = createAnswering(credentials, createRoomSessionHandlers(world))
  const faults = createFaultQueue()
  const listening = new Set<Listening>()
  let closed = new AbortController()
  return {
    credentials,
    fetch: async (input, init) => {
      const request = init || typeof input === 'string' || input instanceof URL ? new Request(input, init) : input
      return await fetchLocally(request, answer, faults, closed.signal)
    },
    listen: async (port = 0) => {
      // Browsers have no such module, and do not listen.
      const { listen } = await import('./listen.js')
      const server = await listen(port, answer, faults)
      listening.add(server)
      return { url: server.url }
    },
    failNext: (fault) => faults.add(fault),
    close: async () => {
      closed.abort()
      closed = new AbortController()
      const servers = [...listening]
      listening.clear()
      await Promise.all(servers.map((server) => server.close()))
    },
  }
}
