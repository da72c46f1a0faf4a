import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Controls, isControl, respondToControl } from './control/control.js'
import type { Journal } from './control/journal.js'
import { type FaultQueue, toFaultResponse } from './fault.js'
import { badRequest } from './refusal.js'
import { type SandboxRequest, type SandboxResponse, toResponse } from './responder.js'

/** A server that is listening. */
export interface ListeningServer {
  /** Origin of the server, such as `http://127.0.0.1:8080`. */
  readonly url: string
  /** Closes all connections, idle and active, and resolves when all are closed. */
  close(): Promise<void>
}

/** What responds to requests, and how it is controlled. */
export interface Listener extends Controls {
  readonly respond: (request: SandboxRequest) => SandboxResponse
  readonly faults: FaultQueue
  readonly journal: Journal
}

const host = '127.0.0.1'

/**
 * Serves responses over HTTP on the loopback interface, with keep-alive. Needs `node:http`.
 *
 * Requests from web pages of any origin are allowed (CORS). This is the sandbox's own choice, for tests in a browser.
 *
 * @throws RangeError if the port is not an integer from 0 to 65535; Error if it is in use or not permitted
 */
export async function listen(port: number, listener: Listener): Promise<ListeningServer> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`port: expected an integer from 0 to 65535, received ${port}`)
  }
  // Idle connections stay open: one that was closed while a busy client writes to it would make its request fail.
  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => serve(request, response, listener))
  await start(server, port)
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
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
      reject(new Error(`port ${port} of ${host} ${reason}; choose another one, or 0 for any free port`, { cause }))
    })
    server.listen(port, host, resolve)
  })
}

function serve(request: IncomingMessage, response: ServerResponse, listener: Listener): void {
  const { respond, faults, journal } = listener
  const parsed = toRequest(request)
  if (request.method === 'OPTIONS') {
    request.resume()
    send(response, preflight)
    return
  }
  const { pathname } = parsed ? new URL(parsed.url) : { pathname: '' }
  if (parsed && isControl(pathname)) {
    readBody(request, (body) => {
      const answer = body === undefined ? tooLarge : respondToControl(listener, { ...parsed, pathname, body })
      send(response, answer)
    })
    return
  }
  request.resume()
  const fault = faults.take()
  const note = (status: number | null) => parsed && journal.add(parsed, status)
  if (fault && 'status' in fault) {
    note(fault.status)
    send(response, toFaultResponse(fault))
  } else if (fault?.connection === 'reset') {
    note(null)
    request.socket.resetAndDestroy()
  } else if (fault?.connection === 'hang') {
    note(null)
  } else {
    const answer = parsed ? respond(parsed) : toResponse(badRequest)
    note(answer.status)
    if (fault) truncate(response, answer)
    else send(response, answer)
  }
}

const maxBodyBytes = 1024 * 1024
const tooLarge = toResponse({ status: 413, body: { error: `body: expected at most ${maxBodyBytes} bytes` } })

/** Reads a body and passes its text to `onBody`; `undefined` if the body is too large. */
function readBody(request: IncomingMessage, onBody: (body: string | undefined) => void): void {
  const pieces: Buffer[] = []
  let size = 0
  request.on('data', (piece: Buffer) => {
    size += piece.length
    if (size <= maxBodyBytes) pieces.push(piece)
  })
  request.on('end', () => onBody(size <= maxBodyBytes ? Buffer.concat(pieces).toString() : undefined))
}

/** Converts a request of Node; `undefined` if its target and its `host` header do not make a URL. */
function toRequest({ method = 'GET', url = '', headers }: IncomingMessage): SandboxRequest | undefined {
  // RFC 9112, 3.2: the target is a path or, as in a request to a proxy, an absolute URL.
  const address = url.startsWith('/') ? `http://${headers.host ?? host}${url}` : url
  if (!URL.canParse(address)) return undefined
  // RFC 9110, 5.3: the values of a repeated header are joined into one.
  const joined = Object.entries(headers).map(([name, value]) => [name, String(value)])
  return { method, url: address, headers: Object.fromEntries(joined) }
}

function send(response: ServerResponse, { status, headers, body }: SandboxResponse): void {
  response.writeHead(status, { ...headers, ...openToAll })
  response.end(body)
}

function truncate(response: ServerResponse, { status, headers, body }: SandboxResponse): void {
  response.writeHead(status, { ...headers, ...openToAll })
  response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy())
}

// Fetch standard, "CORS protocol".
const openToAll = { 'access-control-allow-origin': '*' }

const preflight: SandboxResponse = {
  status: 204,
  headers: {
    'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
    'access-control-allow-headers': '*, authorization',
    'access-control-max-age': '600',
  },
  body: new Uint8Array(),
}
