import { shorten } from '../../../text/shorten.js'
import type { SkipReason } from '../../locate/skip.js'
import { createSmallest, findOrCreate } from '../listing/smallest.js'

/** How many interactions with a host were skipped, and why. */
export interface SkippedHost {
  /**
   * For HTTP, the host, with its port if that is not the default. For other schemes, the scheme with the host, or the
   * scheme alone.
   */
  readonly host: string
  readonly reason: SkipReason
  readonly count: number
}

/** Counts skipped interactions by host and reason. */
export interface SkippedCounter {
  add(host: string, reason: SkipReason, count?: number): void
  /** Returns the counts, the largest first. */
  list(): SkippedHost[]
}

/** Maximum number of entries that are listed by host. Further hosts are counted together. */
const maxHosts = 100

/** The host of the entry for all hosts that are not listed. */
export const otherHosts = 'other hosts'

/** Maximum length of a host, in characters. Every DNS name is shorter (RFC 1035, 2.3.4). */
const maxHostLength = 300

/**
 * Creates a counter, which can continue from the counts of another one. The order of interactions does not decide which
 * hosts are listed.
 */
export function createSkippedCounter(initial: readonly SkippedHost[] = []): SkippedCounter {
  const hosts = createSmallest<{ readonly host: string; readonly reason: SkipReason; count: number }>(maxHosts)
  const others = new Map<SkipReason, number>()
  const addOther = (reason: SkipReason, count: number) => others.set(reason, (others.get(reason) ?? 0) + count)
  const add = (name: string, reason: SkipReason, count = 1) => {
    const host = shorten(name, maxHostLength)
    const create = () => ({ host, reason, count: 0 })
    const entry =
      host === otherHosts
        ? undefined
        : findOrCreate(hosts, JSON.stringify([host, reason]), create, (each) => addOther(each.reason, each.count))
    if (entry) entry.count += count
    else addOther(reason, count)
  }
  const list = () => [
    ...[...hosts.values.values()].map((each) => ({ ...each })),
    ...[...others].map(([reason, count]) => ({ host: otherHosts, reason, count })),
  ]
  for (const { host, reason, count } of initial) add(host, reason, count)
  return {
    add,
    list: () => list().sort((a, b) => b.count - a.count || compare(a.host, b.host) || compare(a.reason, b.reason)),
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
