import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createAuthority } from './certificates.js'
import { startConnectProxy } from './connect-proxy.js'
import { startSecureServer } from './secure-server.js'

const run = promisify(execFile)

/** How often a proxy was asked for a tunnel to the space. */
export interface EnvProxyOutcome {
  /** By the client and by the command line, with `NODE_USE_ENV_PROXY=1`. */
  readonly client: number
  readonly commandLine: number
  /** By the client, when `NO_PROXY` has the host. */
  readonly noProxy: number
}

/**
 * Lists the sessions of a space through the proxy of `HTTPS_PROXY`, with the client and with the command line.
 *
 * @param binary the Node to run
 * @param entry path of the client's `index.js`
 * @param program path of the command line
 */
export async function tryEnvProxy(binary: string, entry: string, program: string): Promise<EnvProxyOutcome> {
  const authority = createAuthority()
  const server = await startSecureServer(authority.issue('space.test'))
  // The name does not resolve, so that only the proxy leads to the server.
  const proxy = await startConnectProxy(server.port)
  const folder = await mkdtemp(join(tmpdir(), 'proxy-'))
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, authority.cert)
  const client = `
    const { createClient } = await import(process.argv[1])
    await createClient({ retry: false }).roomSessions.list()`
  const countTunnels = async (argv: readonly string[], more: Record<string, string>) => {
    const before = proxy.asked.length
    const env = {
      NODE_USE_ENV_PROXY: '1',
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: ca,
      SIGNALWIRE_BASE_URL: 'https://space.test',
      SIGNALWIRE_PROJECT_ID: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3',
      SIGNALWIRE_API_TOKEN: 'PT-not-a-secret',
      ...more,
    }
    await run(binary, argv, { env, timeout: 60_000 })
    return proxy.asked.length - before
  }
  const code = ['--input-type=module', '--eval', client, entry]
  try {
    return {
      client: await countTunnels(code, {}),
      commandLine: await countTunnels([program, 'list'], {}),
      noProxy: await countTunnels(code, { SIGNALWIRE_BASE_URL: server.url, NO_PROXY: '127.0.0.1' }),
    }
  } finally {
    proxy.close()
    server.close()
    await rm(folder, { recursive: true })
  }
}

/** What is right. */
export const expectedEnvProxyOutcome: EnvProxyOutcome = { client: 1, commandLine: 1, noProxy: 0 }
