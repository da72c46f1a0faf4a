import { once } from 'node:events'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Identity } from './certificates.js'

/** Starts a server of https that answers everything with the body of an empty list. */
export async function startSecureServer(identity: Identity, options: https.ServerOptions = {}) {
  const paths: (string | undefined)[] = []
  const server = https.createServer({ ...identity, ...options }, (request, response) => {
    paths.push(request.url)
    response.end('{"links":{},"data":[]}')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port, url: `https://127.0.0.1:${port}`, paths, close }
}
