import { ConfigurationError } from '../errors/configuration-error.js'
import type { AgentOption, Http } from './send.js'
import { createFetchHttp } from './send-with-fetch.js'

/** The part of `user-agent` that names the platform: empty. */
export const runtime = ''

/** Returns the hooks that every client has: undefined, because there are such hooks only on Node. */
export const createStandardHooks = (): undefined => undefined

/**
 * Sends requests with the platform's `fetch`, where there is no `node:http`. `fetch` is looked up at every request.
 *
 * @throws {ConfigurationError} for an agent.
 */
export function createHttp(agent: AgentOption | undefined): Http {
  if (agent) throw new ConfigurationError('agent: works only on Node')
  return createFetchHttp((url, init) => fetch(url, init))
}
