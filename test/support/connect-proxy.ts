import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** A proxy that has been asked for tunnels. */
export interface ConnectProxy {
  readonly port: number
  /** The tunnels that were asked for, as `host:port`, with the credentials for the proxy. */
  readonly asked: { readonly target: string | undefined; readonly credentials: string | undefined }[]
  close(): void
}

/** Starts a proxy (RFC 9110, 9.3.6) whose tunnels all lead to one port of this machine, whatever host they are for. */
export async function startConnectProxy(port: number, status = 200): Promise<ConnectProxy> {
  const asked: ConnectProxy['asked'] = []
  const server = createServer((_, response) => response.writeHead(405).end())
  server.on('connect', ({ url, headers }, socket, head) => {
    asked.push({ target: url, credentials: headers['proxy-authorization'] })
    socket.on('error', () => {})
    if (status !== 200) return void socket.end(`HTTP/1.1 ${status} Refused\r\ncontent-length: 0\r\n\r\n`)
    const tunnel = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      tunnel.write(head)
      socket.pipe(tunnel).pipe(socket)
    })
    tunnel.on('error', () => socket.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { port: (server.address() as AddressInfo).port, asked, close: () => void server.close() } // it listens on a port
}
