import { ConfigurationError } from '../errors/configuration-error.js'
import type { AgentOption, Http } from './send.js'
import { type Fetch, openWithFetch, sendWithFetch } from './send-with-fetch.js'

/** What is said of the platform in `user-agent`: nothing. */
export const runtime = ''

/** Hooks of every client: none. */
export const createStandardHooks = (): undefined => undefined

/**
 * How requests are sent where there is no `node:http`: by the platform's `fetch`, looked up at every request.
 *
 * @throws {ConfigurationError} for an agent.
 */
export function createHttp(agent: AgentOption | undefined): Http {
  if (agent) throw new ConfigurationError('agent: only for Node')
  const platform: Fetch = (url, init) => fetch(url, init)
  return { send: sendWithFetch(platform), open: openWithFetch(platform), close() {} }
}
