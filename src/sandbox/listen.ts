import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type FaultQueue, toFaultResponse } from './fault.js'
import { badRequest } from './refusal.js'
import { type SandboxRequest, type SandboxResponse, toResponse } from './responder.js'

/** A server that is listening. */
export interface ListeningServer {
  /** Origin of the server. */
  readonly url: string
  /** Closes all connections, idle and active, and resolves when all are closed. */
  close(): Promise<void>
}

const host = '127.0.0.1'

/**
 * Serves responses over HTTP on the loopback interface, with keep-alive. Needs `node:http`.
 *
 * Requests from web pages of any origin are allowed (CORS). This is the sandbox's own choice, for tests in a browser.
 *
 * @throws RangeError if the port is not an integer from 0 to 65535; Error if it is in use or not permitted
 */
export async function listen(
  port: number,
  respond: (request: SandboxRequest) => SandboxResponse,
  faults: FaultQueue,
): Promise<ListeningServer> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new RangeError(`port: expected an integer from 0 to 65535, received ${port}`)
  }
  const server = createServer((request, response) => serve(request, response, respond, faults))
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

function serve(
  request: IncomingMessage,
  response: ServerResponse,
  respond: (request: SandboxRequest) => SandboxResponse,
  faults: FaultQueue,
): void {
  request.resume()
  const fault = request.method === 'OPTIONS' ? undefined : faults.take()
  if (request.method === 'OPTIONS') send(response, preflight)
  else if (fault && 'status' in fault) send(response, toFaultResponse(fault))
  else if (fault?.connection === 'reset') request.socket.resetAndDestroy()
  else if (fault?.connection !== 'hang') {
    const parsed = toRequest(request)
    const answer = parsed ? respond(parsed) : toResponse(badRequest)
    if (fault) truncate(response, answer)
    else send(response, answer)
  }
}

/** `undefined` if the request's target and `host` header do not make a URL. */
function toRequest({ method = 'GET', url = '', headers }: IncomingMessage): SandboxRequest | undefined {
  // RFC 9112, 3.2: the target is a path, or an absolute URL as in a request to a proxy.
  const address = url.startsWith('/') ? `http://${headers.host ?? host}${url}` : url
  if (!URL.canParse(address)) return undefined
  // RFC 9110, 5.3: the values of a header that is repeated, as one.
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
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': '*, authorization',
    'access-control-max-age': '600',
  },
  body: new Uint8Array(),
}
