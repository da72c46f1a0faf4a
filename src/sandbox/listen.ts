import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, type Question, toAnswer } from './answer.js'
import { type FaultQueue, toFaultAnswer } from './fault.js'
import { badRequest } from './refusal.js'

/** A server that listens. */
export interface Listening {
  /** Its origin. */
  readonly url: string
  /** Ends all connections, idle and active, and resolves when none is left. */
  close(): Promise<void>
}

const host = '127.0.0.1'

/**
 * Serves `answer` over HTTP on loopback, with keep-alive. Needs `node:http`.
 *
 * Pages of any origin may ask it: the sandbox's own choice, so that a browser can be tested against it.
 *
 * @throws RangeError when the port is none; Error when it is taken or may not be used
 */
export async function listen(
  port: number,
  answer: (question: Question) => Answer,
  faults: FaultQueue,
): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`port must be a whole number from 0 to 65535, received ${port}`)
  }
  const server = createServer((request, response) => serve(request, response, answer, faults))
  await start(server, port)
  // A server that listens on a port has an address with one.
  const address = server.address() as AddressInfo
  return {
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function start(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code})`
      reject(new Error(`port ${port} of ${host} ${reason}: choose another, or 0 for any that is free`, { cause }))
    })
    server.listen(port, host, resolve)
  })
}

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (question: Question) => Answer,
  faults: FaultQueue,
): void {
  request.resume()
  const fault = request.method === 'OPTIONS' ? undefined : faults.take()
  if (request.method === 'OPTIONS') send(response, preflight)
  else if (fault && 'status' in fault) send(response, toFaultAnswer(fault))
  else if (fault?.connection === 'reset') request.socket.resetAndDestroy()
  else if (fault?.connection !== 'hang') {
    const question = toQuestion(request)
    const right = question ? answer(question) : toAnswer(badRequest)
    if (fault) truncate(response, right)
    else send(response, right)
  }
}

/** `undefined` when the request's target or `host` is not of this world. */
function toQuestion({ method = 'GET', url = '', headers }: IncomingMessage): Question | undefined {
  // RFC 9112, 3.2: a path, or an absolute address as proxies are asked.
  const address = url.startsWith('/') ? `http://${headers.host ?? host}${url}` : url
  return URL.canParse(address) ? { method, url: address, authorization: headers.authorization ?? null } : undefined
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, ...openToAll })
  response.end(body)
}

function truncate(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, ...openToAll })
  response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy())
}

// Fetch standard, "CORS protocol".
const openToAll = { 'access-control-allow-origin': '*' }

const preflight: Answer = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': '*, authorization',
    'access-control-max-age': '600',
  },
  body: new Uint8Array(),
}
