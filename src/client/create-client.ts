import { createHttp, createStandardHooks, runtime } from '#http'
import { type Client, createClientWith } from './client.js'
import type { ClientOptions } from './options.js'

/** Version of this package, sent in the header `user-agent`. A test compares it with `package.json`. */
export const version = '0.1.0'

/**
 * Creates a client of one space. Its credentials are sent only to the origin of that space.
 *
 * @throws {ConfigurationError} if an option is missing or invalid.
 */
export function createClient(options: ClientOptions = {}): Client {
  return createClientWith(
    {
      env: readVariable,
      isBrowser: isBrowser(),
      userAgent: isBrowser() ? undefined : `signalwire-room-sessions/${version}${runtime}`,
      now: Date.now,
      elapsed: () => performance.now(),
      random: Math.random,
      startTimer(delayMs, done) {
        const timer = setTimeout(done, delayMs)
        return () => clearTimeout(timer)
      },
      createHttp,
      hooks: createStandardHooks(readVariable),
    },
    options,
  )
}

function readVariable(name: string): string | undefined {
  try {
    return globalThis.process?.env[name]
  } catch {
    return undefined // Deno without permission to read it
  }
}

// A page has a document, and its workers have `importScripts`; server runtimes have neither.
function isBrowser(): boolean {
  const { window = globalThis } = globalThis as { window?: object } // absent on servers
  return 'document' in window || 'importScripts' in globalThis
}
