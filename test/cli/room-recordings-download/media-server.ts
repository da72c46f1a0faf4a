import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createSandbox, type SandboxOptions } from '../../../src/sandbox/index.js'

/** What a server does with a request for a file. False if it leaves the answer to the sandbox. */
export type Misbehave = (
  request: IncomingMessage,
  response: ServerResponse,
  /** The body of the right answer. */
  body: Buffer,
  count: number,
) => boolean

/** A sandbox over HTTP that misbehaves when files are read. */
export async function serveSandbox(options: SandboxOptions, misbehave: Misbehave = () => false) {
  const sandbox = createSandbox(options)
  const requests: IncomingMessage[] = []
  const isMedia = ({ url }: IncomingMessage) => !url?.startsWith('/api/')
  const server = createServer(async (request, response) => {
    requests.push(request)
    const count = requests.filter(isMedia).length
    const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)])
    const answer = await sandbox.fetch(`http://${request.headers.host}${request.url}`, { headers })
    const body = Buffer.from(await answer.arrayBuffer())
    response.on('error', () => {})
    for (const [name, value] of answer.headers) response.setHeader(name, value)
    response.statusCode = answer.status
    if (!isMedia(request) || !misbehave(request, response, body, count)) response.end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { projectId, apiToken } = sandbox.credentials
  // A server that listens on a port has an AddressInfo, not the path of a pipe.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    sandbox,
    url,
    requests,
    media: () => requests.filter(isMedia),
    env: { SIGNALWIRE_BASE_URL: url, SIGNALWIRE_PROJECT_ID: projectId, SIGNALWIRE_API_TOKEN: apiToken },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
