import { type ChildProcessWithoutNullStreams, type StdioOptions, spawn } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inject } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.js'

/** The command line of the program as it is published. */
export const program = [process.execPath, inject('installed').program]

interface StartOptions {
  readonly env?: Record<string, string>
  readonly stdio?: StdioOptions
  /** A program that runs this one. */
  readonly by?: readonly string[]
}

/** Starts the program as a process of its own. */
export function start(
  argv: readonly string[],
  { env = {}, stdio = 'pipe', by = [] }: StartOptions = {},
): ChildProcessWithoutNullStreams {
  const { PATH = '' } = process.env
  const [command = '', ...rest] = [...by, ...program, ...argv]
  // Streams that `stdio` leaves out are not used.
  return spawn(command, rest, { env: { PATH, ...env }, stdio }) as ChildProcessWithoutNullStreams
}

/** How a process ends. */
export async function end(child: ChildProcessWithoutNullStreams) {
  let [stdout, stderr] = ['', '']
  child.stdout?.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr?.on('data', (chunk) => {
    stderr += chunk
  })
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('close', (code, signal) => resolve([code, signal])),
  )
  return { code, signal, stdout, stderr }
}

/** A space over HTTP, with the environment that names it. Each request is answered when `onRequest` has resolved. */
export async function listen(sandbox: Sandbox, onRequest: (count: number) => void | Promise<void>) {
  let count = 0
  const server = createServer(async (request, response) => {
    count += 1
    await onRequest(count)
    const url = `http://${request.headers.host}${request.url}`
    const answer = await sandbox.fetch(
      new Request(url, { headers: { authorization: request.headers.authorization ?? '' } }),
    )
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo
  const { projectId, apiToken } = sandbox.credentials
  return {
    env: {
      SIGNALWIRE_BASE_URL: `http://127.0.0.1:${port}`,
      SIGNALWIRE_PROJECT_ID: projectId,
      SIGNALWIRE_API_TOKEN: apiToken,
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
