import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import { readReply } from './read-reply.js'
import type { Outgoing, Reply, Send } from './send.js'

/** Where requests to one origin go: parsed once, for a URL costs as much as a fifth of its request. */
interface Target {
  readonly origin: string
  readonly get: typeof http.get
  readonly options: http.RequestOptions
}

/**
 * How requests are sent on Node: by `node:http` and `node:https` over kept-alive connections, in about half
 * the time of `fetch`. Idle connections are unreferenced by the agent, so they keep no process alive.
 */
export function createHttp(): Send {
  const agents = {
    http: withSilence(new http.Agent({ keepAlive: true })),
    https: withSilence(new https.Agent({ keepAlive: true })),
  }
  let target: Target | undefined
  return async (outgoing) => {
    const origin = outgoing.url.slice(0, outgoing.url.indexOf('/', 'https://'.length))
    if (target?.origin !== origin) {
      const { protocol, hostname, port } = urlToHttpOptions(new URL(origin))
      const [get, agent] = protocol === 'https:' ? [https.get, agents.https] : [http.get, agents.http]
      target = { origin, get, options: { protocol, hostname, port, agent } }
    }
    for (;;) {
      const reply = await exchange(target, outgoing)
      if (reply !== 'stale') return reply
    }
  }
}

/**
 * An agent whose idle connections are dropped when something is said on them: nobody asked, and Node would take it for the
 * answer to the next request.
 */
function withSilence<Agent extends http.Agent>(agent: Agent): Agent {
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

/** `stale` when a kept-alive connection was closed by the server before it took the request: nothing was lost, another is tried at once. */
function exchange(target: Target, { url, headers, onStop, maxResponseBytes }: Outgoing): Promise<Reply | 'stale'> {
  return new Promise((resolve, reject) => {
    let isStopped = false
    let findRefusal: (() => Reply | undefined) | undefined
    onStop(() => {
      isStopped = true
      request.destroy()
      return findRefusal?.()
    })
    const request = target.get({
      ...target.options,
      path: url.slice(target.origin.length),
      headers: { 'accept-encoding': 'gzip, br', ...headers },
    })
    request.on('response', (response) => {
      findRefusal = readReply(response, maxResponseBytes, resolve, reject)
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      if (findRefusal) return // its body tells
      const isReset = error.code === 'ECONNRESET' || error.code === 'EPIPE'
      if (request.reusedSocket && isReset && !isStopped) resolve('stale')
      else reject(error)
    })
    // A switch of protocol that nobody asked for ends without a response and without an error.
    request.on('close', () => {
      if (!findRefusal) reject(new Error('the connection was closed'))
    })
  })
}
