import type { SandboxRequest } from '../responder.js'

/** A request that a sandbox received. */
export interface JournalEntry {
  readonly method: string
  /** The absolute URL, as it was sent. */
  readonly url: string
  /** Names in lower case. Headers with credentials and cookies are left out. */
  readonly headers: Readonly<Record<string, string>>
  /** `none` if the request had no credentials; otherwise whether they were right. */
  readonly credentials: 'none' | 'right' | 'wrong'
  /** Status of the response; null if a fault made the connection fail. */
  readonly status: number | null
}

/** The last 1,000 requests that a sandbox received. */
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
