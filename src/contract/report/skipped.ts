import { shorten } from '../../text/shorten.js'
import type { SkipReason } from '../locate/skip.js'

/** How many interactions with a host were skipped, and why. */
export interface SkippedHost {
  /** Of HTTP the host alone, with its port unless that is the default; otherwise with the scheme, or only the scheme. */
  readonly host: string
  readonly reason: SkipReason
  readonly count: number
}

/** Counts skipped interactions by host and reason. */
export interface SkippedCounter {
  add(host: string, reason: SkipReason, count?: number): void
  /** How many interactions were skipped. */
  total(): number
  /** Those with most interactions first. */
  list(): SkippedHost[]
}

/** Entries that are listed by host. Further hosts are counted together. */
const maxHosts = 100

/** The host of the entry for all hosts that are not listed. */
export const otherHosts = 'other hosts'

/** The longest name that DNS has (RFC 1035, 2.3.4) is shorter. */
const maxHostLength = 300

/** A counter, which may go on from what another one has. */
export function createSkippedCounter(initial: readonly SkippedHost[] = []): SkippedCounter {
  const entries = new Map<string, SkippedHost>()
  const add = (name: string, reason: SkipReason, count = 1) => {
    const host = shorten(name, maxHostLength)
    const own = JSON.stringify([host, reason])
    const isListed = entries.has(own) || entries.size < maxHosts
    const key = isListed ? own : JSON.stringify([otherHosts, reason])
    const before = entries.get(key)?.count ?? 0
    entries.set(key, { host: isListed ? host : otherHosts, reason, count: before + count })
  }
  for (const { host, reason, count } of initial) add(host, reason, count)
  return {
    add,
    total: () => [...entries.values()].reduce((sum, { count }) => sum + count, 0),
    list: () =>
      [...entries.values()].sort((a, b) => b.count - a.count || compare(a.host, b.host) || compare(a.reason, b.reason)),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
