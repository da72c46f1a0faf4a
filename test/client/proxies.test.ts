import { Agent } from 'node:https'
import { inspect } from 'node:util'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { expect, onTestFinished, test } from 'vitest'
import { createClientWith } from '../../src/client/client.js'
import type { ClientOptions } from '../../src/client/index.js'
import { createAuthority } from '../support/certificates.js'
import { createWorld, credentials } from '../support/client-world.js'
import { startConnectProxy } from '../support/connect-proxy.js'
import { startSecureServer } from '../support/secure-server.js'

const authority = createAuthority()
const identity = authority.issue('space.test')
const ca = authority.cert

async function serve(options: Parameters<typeof startSecureServer>[1] = {}) {
  const server = await startSecureServer(identity, options)
  onTestFinished(() => server.close())
  return server
}

async function serveProxy(port: number, status?: number) {
  const proxy = await startConnectProxy(port, status)
  onTestFinished(() => proxy.close())
  return proxy
}

/** Lists sessions with a client, which is closed then. */
async function list(options: ClientOptions) {
  await using client = createClientWith(createWorld(), { ...credentials, ...options })
  return await client.roomSessions.list()
}

test('a server whose certificate is of an own authority is refused, and not asked again', async () => {
  const { url, paths } = await serve()
  await expect(list({ baseUrl: url })).rejects.toMatchObject({ code: 'connection', attempts: 1 })
  expect(paths).toEqual([])
})

test('an agent may know the authority', async () => {
  const { url } = await serve()
  expect((await list({ baseUrl: url, agent: new Agent({ ca }) })).data).toEqual([])
})

test('an agent may have a client certificate', async () => {
  const { url } = await serve({ requestCert: true, rejectUnauthorized: true, ca })
  await expect(list({ baseUrl: url, retry: false, agent: new Agent({ ca }) })).rejects.toMatchObject({
    code: 'connection',
  })
  expect((await list({ baseUrl: url, agent: new Agent({ ca, ...authority.issue('client') }) })).data).toEqual([])
})

test('an agent may use a proxy, whose tunnel is used again', async () => {
  const server = await serve()
  const proxy = await serveProxy(server.port)
  const agent = new HttpsProxyAgent(`http://user:canary@127.0.0.1:${proxy.port}`, { keepAlive: true })
  // The agent passes its options on to the proxy only; those of the server are those of the request.
  Object.assign(agent.options, { ca })
  await using client = createClientWith(createWorld(), { ...credentials, baseUrl: 'https://space.test', agent })
  for (let call = 0; call < 3; call++) await client.roomSessions.list()
  expect(server.paths).toEqual(Array(3).fill('/api/video/room_sessions'))
  expect(proxy.asked).toEqual([{ target: 'space.test:443', credentials: `Basic ${btoa('user:canary')}` }])
})

test('an error of a proxy does not show the credentials for it', async () => {
  const proxy = await serveProxy(1, 407)
  const agent = new HttpsProxyAgent(`http://user:canary@127.0.0.1:${proxy.port}`, { keepAlive: true })
  const error = await list({ baseUrl: 'https://space.test', agent, retry: false }).catch((error: unknown) => error)
  expect(error).toMatchObject({ code: 'api', status: 407 })
  const said = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error)
  for (const canary of ['canary', btoa('user:canary')]) expect(said).not.toContain(canary)
})
