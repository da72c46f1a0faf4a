import type { SandboxRequest } from '../responder.js'

/** A request that a sandbox received. */
export interface JournalEntry {
  readonly method: string
  /** As it was sent, absolute. */
  readonly url: string
  /** Names in lower case. Headers with credentials and cookies are left out. */
  readonly headers: Readonly<Record<string, string>>
  /** Whether the request had credentials, and the right ones. */
  readonly credentials: 'none' | 'right' | 'wrong'
  /** Status of the response; null if the connection was made to fail. */
  readonly status: number | null
}

/** The last requests. */
export interface Journal {
  add(request: SandboxRequest, status: number | null): void
  /** Oldest first. */
  read(): readonly JournalEntry[]
  clear(): void
}

/** Number of requests that are kept. */
export const maxEntries = 1000

const secret = ['authorization', 'proxy-authorization', 'cookie']

/** Creates an empty journal. */
export function createJournal(isAuthorized: (header: string | undefined) => boolean): Journal {
  const entries: JournalEntry[] = []
  return {
    add({ method, url, headers }, status) {
      const { authorization } = headers
      const credentials = authorization === undefined ? 'none' : isAuthorized(authorization) ? 'right' : 'wrong'
      const harmless = Object.entries(headers).filter(([name]) => !secret.includes(name))
      entries.push({ method, url, headers: Object.fromEntries(harmless), credentials, status })
      if (entries.length > maxEntries) entries.shift()
    },
    read: () => [...entries],
    clear: () => {
      entries.length = 0
    },
  }
}
