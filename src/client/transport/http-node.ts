import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import { ConfigurationError } from '../errors/configuration-error.js'
import { createDebugHooks } from './debug-hooks.js'
import type { Hooks } from './hooks.js'
import { readReply, toReplyHeaders } from './read-reply.js'
import type { AgentOption, Http, OpenResponse, Outgoing, Reply } from './send.js'
import { openBody } from './send-with-fetch.js'

/** The part of `user-agent` that names the platform. */
export const runtime = ` node/${process.versions.node}`

/**
 * Returns the hooks that every client has: if `SIGNALWIRE_DEBUG` is set, except to `0` or `false`, they write a line to stderr
 * for each attempt.
 */
export function createStandardHooks(env: (name: string) => string | undefined): Hooks | undefined {
  return /^(0|false)?$/.test(env('SIGNALWIRE_DEBUG') ?? '') ? undefined : createDebugHooks()
}

/** An origin, parsed once: parsing a URL takes a fifth of the time of a request. */
interface Target {
  readonly origin: string
  readonly module: typeof http | typeof https
  readonly options: http.RequestOptions & { readonly agent: http.Agent }
}

/** Agents that all clients share, by the agent of Node that they are made from. */
const shared = new WeakMap<http.Agent, http.Agent>()

/**
 * Sends requests with `node:http` and `node:https` over kept-alive connections, in about half the time of `fetch`. Idle
 * connections do not keep the process running.
 *
 * Without an agent, all clients share the connections of two agents.
 *
 * @throws {ConfigurationError} for an agent that cannot reach the origin.
 */
export function createHttp(agent: AgentOption | undefined, origin: string): Http {
  const own = agent === undefined ? undefined : requireAgent(agent, origin)
  let latest: Target | undefined
  const findTarget = (url: string): Target => {
    const origin = url.slice(0, url.indexOf('/', 'https://'.length))
    const module = origin.startsWith('https:') ? https : http
    const agent = own ?? toSharedAgent(module.globalAgent)
    if (latest?.origin === origin && latest.options.agent === agent) return latest
    const { protocol, hostname, port } = urlToHttpOptions(new URL(origin))
    latest = { origin, module, options: { protocol, hostname, port, agent } }
    return latest
  }
  return {
    async send(outgoing) {
      const target = findTarget(outgoing.url)
      const reply = await exchange(target, outgoing, true)
      return reply === 'stale' ? (exchange(target, outgoing, false) as Promise<Reply>) : reply
    },
    open: (url, headers, signal) => open(findTarget(url), url, headers, signal),
    close: () => own && closeIdle(own),
  }
}

/**
 * Returns the agent that all clients share, made from the options of one of Node's global agents: idle timeout, scheduling,
 * proxy. If the program has replaced Node's global agent, its agent is used as it is.
 */
export function toSharedAgent(global: http.Agent): http.Agent {
  const known = shared.get(global)
  if (known) return known
  const Agent = [http.Agent, https.Agent].find((Agent) => Agent === global.constructor)
  const agent = Agent ? withSilence(new Agent({ ...(global as https.Agent).options, keepAlive: true })) : global
  shared.set(global, agent)
  return agent
}

function requireAgent(agent: AgentOption, origin: string): http.Agent {
  if (!(agent instanceof http.Agent)) throw new ConfigurationError('agent: expected an http.Agent or https.Agent')
  // Node's own agents speak one protocol. Others, such as proxy agents, choose the protocol for each request.
  const { protocol } = Object.hasOwn(agent, 'protocol') ? (agent as { protocol?: unknown }) : {} // not in Node's types
  if (typeof protocol === 'string' && !origin.startsWith(protocol)) {
    throw new ConfigurationError(
      `agent: expected an agent for ${origin.replace(/\/.*/, '')}, received one for ${protocol}`,
    )
  }
  return withSilence(agent)
}

/** Closes the idle connections of an agent. */
function closeIdle(agent: http.Agent): void {
  for (const socket of Object.values(agent.freeSockets).flat()) socket?.destroy()
}

const silent = new WeakSet<http.Agent>()

/**
 * Makes an agent close idle connections on which data arrives. Node would take that data for the response to the next request.
 */
function withSilence<Agent extends http.Agent>(agent: Agent): Agent {
  if (silent.has(agent)) return agent
  silent.add(agent)
  const { keepSocketAlive, reuseSocket } = agent
  const drop = function (this: Duplex) {
    this.destroy()
  }
  return Object.assign(agent, {
    keepSocketAlive(socket: Duplex) {
      socket.on('data', drop)
      return keepSocketAlive.call(agent, socket)
    },
    reuseSocket(socket: Duplex, request: http.ClientRequest) {
      socket.off('data', drop)
      reuseSocket.call(agent, socket, request)
    },
  })
}

/** Sends a request whose body the caller reads. */
function open(
  target: Target,
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<OpenResponse> {
  return new Promise((resolve, reject) => {
    const path = url.slice(target.origin.length)
    // The option `signal` is not used, because Node would pass it on to the connection, which also serves later requests.
    const request = target.module.get({ path, headers, ...target.options })
    const abort = () => request.destroy()
    signal.addEventListener('abort', abort)
    request.on('response', (response) => {
      response.on('error', () => {}) // without a listener, an early error would end the process
      resolve({
        status: response.statusCode ?? 0,
        headers: toReplyHeaders(response),
        body: openBody({ body: response }),
      })
    })
    request.on('error', reject)
    request.on('close', () => {
      signal.removeEventListener('abort', abort)
      reject(new Error('the connection was closed'))
    })
  })
}

/**
 * Sends one request. If allowed, resolves with `stale` when the server had already closed the kept-alive connection.
 *
 * When a kept-alive connection fails, the other idle ones are closed, because whatever broke it, such as a load balancer that
 * drops idle connections, may have broken them as well. So the next attempt opens a new connection.
 */
function exchange(
  target: Target,
  { url, headers, onStop, maxResponseBytes }: Outgoing,
  maybeStale: boolean,
): Promise<Reply | 'stale'> {
  return new Promise((resolve, reject) => {
    let isStopped = false
    let cancel: (() => Reply | undefined) | undefined
    const closeIdleAfterReuse = () => request.reusedSocket && closeIdle(target.options.agent)
    onStop((reason) => {
      isStopped = true
      request.destroy()
      if (reason === undefined) closeIdleAfterReuse() // the deadline has passed
      return cancel?.()
    })
    // Looked up at every request, because mocks and instrumentation replace it.
    const request = target.module.get({
      path: url.slice(target.origin.length),
      headers: { 'accept-encoding': 'gzip, br', ...headers },
      ...target.options, // last, because adding properties to what a spread has copied takes V8 three microseconds
    })
    request.on('response', (response) => {
      cancel = readReply(response, maxResponseBytes, resolve, reject)
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (cancel) return // a response has arrived, so its body reports the error
      if (!isStopped) closeIdleAfterReuse()
      const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE'
      if (maybeStale && request.reusedSocket && isReset && !isStopped) resolve('stale')
      else reject(error)
    })
    // An unexpected `101 Switching Protocols` causes neither a response nor an error.
    request.on('close', () => {
      if (!cancel) reject(new Error('the connection was closed'))
    })
  })
}
