import type { Client, ClientOptions } from '../../src/client/index.js'
import { type FaultCase, meetFault } from '../support/fault-cases.js'

/** What a runtime is given: where the faults are, and a sandbox. */
export interface Task {
  readonly faults: readonly {
    readonly url: string
    readonly faultCase: Pick<FaultCase, 'fault' | 'error' | 'options'>
  }[]
  readonly sandbox: { readonly url: string; readonly projectId: string; readonly apiToken: string }
}

/** What came of it: an outcome for each fault, and what was read of the sandbox. */
export interface Outcome {
  readonly faults: Readonly<Record<string, unknown>>
  readonly sandbox: {
    readonly sessions: number
    readonly same: boolean
    readonly found: boolean
    /** What `withResponse` and a hook say of a request. */
    readonly seen: readonly unknown[]
  }
}

/** Meets all faults, one after the other, and reads a sandbox in full. Knows of no platform. */
export async function meetAll(
  createClient: (options: ClientOptions) => Client,
  { faults, sandbox }: Task,
): Promise<Outcome> {
  const create = (options: ClientOptions) => createClient({ ...options, dangerouslyAllowBrowser: true })
  const outcomes: Record<string, unknown> = {}
  for (const { url, faultCase } of faults) outcomes[faultCase.fault] = await meetFault(create, url, faultCase)

  const { url, projectId, apiToken } = sandbox
  const urls: unknown[] = []
  const hooks = { onResponse: (event: { url?: string | undefined }) => urls.push(event.url?.replace(url, '')) }
  const { roomSessions, close } = create({ baseUrl: url, projectId, apiToken, hooks, headers: { 'x-own': '1' } })
  const { response } = await roomSessions.list({ page_size: 1 }).withResponse()
  const seen = [response.status, response.attempts, response.requestId, ...urls]
  const sessions = await roomSessions.list({ page_size: 25 }).toArray()
  const ahead = await roomSessions.list({ page_size: 25 }, { prefetch: true }).toArray()
  const [first] = sessions
  const found = first ? await roomSessions.get(first.id) : undefined
  await close()
  return {
    faults: outcomes,
    sandbox: {
      sessions: sessions.length,
      same: JSON.stringify(sessions) === JSON.stringify(ahead),
      found: found?.id === first?.id,
      seen,
    },
  }
}
