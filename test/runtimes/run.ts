import { createServer } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import { createSandbox } from '../../src/sandbox/index.js'
import { expectedEnvProxyOutcome } from '../support/env-proxy.js'
import { faultCases } from '../support/fault-cases.js'
import { startFaultServer } from '../support/fault-server.js'
import { Missing } from '../support/fetch-packages.js'
import type { Task } from './meet-all.js'
import { type Runtime, runtimes } from './runtimes.js'

// Meets every fault, and a sandbox over HTTP, on every runtime there is. A name narrows it down: `npm run test:runtimes -- bun`.
const sandbox = createSandbox()

/** The `user-agent` of all requests to the sandbox. */
const userAgents = new Set<string | undefined>()

/** The sandbox and an empty page on one origin, so that a browser lets that page ask it. */
const server = createServer(async ({ url = '/', headers }, reply) => {
  if (url === '/page') {
    reply.setHeader('content-type', 'text/html').end('<!doctype html><title>empty</title>')
    return
  }
  const { authorization = '' } = headers
  userAgents.add(headers['user-agent'])
  const response = await sandbox.fetch(new Request(`http://${headers.host}${url}`, { headers: { authorization } }))
  reply.setHeader('x-request-id', 'r-1')
  reply.writeHead(response.status, Object.fromEntries(response.headers)).end(await response.text())
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as { port: number } // it listens on one

/** What a runtime does wrong, in words. */
async function findMistakes({ name, meet, tryEnvProxy, isBrowser }: Runtime): Promise<string[]> {
  const cases = faultCases.filter(
    ({ onlyNode, notOn }) => !notOn?.includes(name) && (!onlyNode || name.startsWith('Node')),
  )
  const met = await Promise.all(
    cases.map(async (faultCase) => ({ faultCase, server: await startFaultServer(faultCase.fault) })),
  )
  const { projectId, apiToken } = sandbox.credentials
  const task: Task = {
    faults: met.map(({ faultCase: { fault, error, options }, server: { url } }) => ({
      url,
      faultCase: { fault, ...(error && { error }), ...(options && { options }) },
    })),
    sandbox: { url: `http://127.0.0.1:${port}`, projectId, apiToken },
  }
  try {
    userAgents.clear()
    const outcome = await meet(task)
    const { sessions, same, found, seen } = outcome.sandbox
    const expectedSeen = [200, 1, 'r-1', '/api/video/room_sessions?page_size=1']
    const isNamed = [...userAgents].every((agent) =>
      /^signalwire-room-sessions\/[\d.]+( node\/[\d.]+)?$/.test(agent ?? ''),
    )
    const isInformed = isDeepStrictEqual(seen, expectedSeen) && (isBrowser || isNamed)
    const proxied = await tryEnvProxy?.()
    const mistakes = met.flatMap(({ faultCase: { fault, error, items, requests }, server }) => {
      const expected = error ? { error } : { items }
      const received = outcome.faults[fault]
      const isRight = isDeepStrictEqual(received, expected) && server.targets.length === requests
      const words = `${fault}: expected ${JSON.stringify(expected)} after ${requests} requests, received ${JSON.stringify(received)} after ${server.targets.length}`
      return isRight ? [] : [words]
    })
    if (!(sessions > 0 && same && found && isInformed)) {
      mistakes.push(`sandbox: received ${JSON.stringify(outcome.sandbox)} from ${[...userAgents].join()}`)
    }
    if (proxied && !isDeepStrictEqual(proxied, expectedEnvProxyOutcome)) {
      mistakes.push(`proxy: expected ${JSON.stringify(expectedEnvProxyOutcome)}, received ${JSON.stringify(proxied)}`)
    }
    return mistakes
  } finally {
    await Promise.all(met.map(({ server }) => server.close()))
  }
}

const [wanted = ''] = process.argv.slice(2)
for (const runtime of runtimes.filter(({ name }) => name.toLowerCase().includes(wanted.toLowerCase()))) {
  try {
    const mistakes = await findMistakes(runtime)
    console.log(`${runtime.name}: ${mistakes.length === 0 ? 'everything is right' : `${mistakes.length} mistakes`}`)
    for (const mistake of mistakes) console.log(`  ${mistake}`)
    if (mistakes.length > 0) process.exitCode = 1
  } catch (error) {
    const words = String(error instanceof Error && 'stderr' in error ? error.stderr : error)
    console.log(`${runtime.name}: ${error instanceof Missing ? 'skipped' : 'failed'}, ${words}`)
    if (!(error instanceof Missing)) process.exitCode = 1
  }
}
server.close()
