import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a server received it. */
export interface ReceivedRequest {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface EchoServer {
  readonly url: string
  /** In their order, without their answers. */
  readonly received: ReceivedRequest[]
  /** Resolves when the connection of an answer that has not ended is closed. */
  readonly closed: Promise<void>
  stop(): Promise<void>
}

/**
 * Answers every request on loopback with `{"id":1}`, once it has been read.
 * `/slow` never answers, `/half` answers the beginning of a body and no more.
 */
export async function startEchoServer(): Promise<EchoServer> {
  const received: ReceivedRequest[] = []
  let close = () => {}
  const closed = new Promise<void>((resolve) => {
    close = resolve
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk)
    } catch {
      // The client went away: what it sent is not complete.
      return
    }
    const { method = '', url: path = '', headers } = request
    received.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
    if (path.startsWith('/slow')) return
    response.setHeader('content-type', 'application/json')
    if (!path.startsWith('/half')) return response.end('{"id":1}')
    response.on('close', close)
    return response.write('{"id":')
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    closed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
