import { createHttp } from '#http'
import { type Client, createClientWith } from './client.js'
import type { ClientOptions } from './options.js'

/**
 * A client of one space. Its credentials are sent to that space's origin and nowhere else.
 *
 * @throws {ConfigurationError} when an option is missing or cannot be used.
 */
export function createClient(options: ClientOptions = {}): Client {
  return createClientWith(
    {
      env: readVariable,
      isBrowser: isBrowser(),
      now: Date.now,
      elapsed: () => performance.now(),
      random: Math.random,
      startTimer(delayMs, done) {
        const timer = setTimeout(done, delayMs)
        return () => clearTimeout(timer)
      },
      createHttp,
    },
    options,
  )
}

function readVariable(name: string): string | undefined {
  try {
    return globalThis.process?.env[name]
  } catch {
    return undefined // Deno without the right to read it
  }
}

// A page has a document; a worker of one has `importScripts`, which no server runtime has.
function isBrowser(): boolean {
  const { window = globalThis } = globalThis as { window?: object } // a server has none
  return 'document' in window || 'importScripts' in globalThis
}
