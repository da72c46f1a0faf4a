import { shorten } from '../../../text/shorten.js'
import type { SkipReason } from '../../locate/skip.js'
import { createSmallest, findOrCreate } from '../listing/smallest.js'

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
  /** Those with most interactions first. */
  list(): SkippedHost[]
}

/** Entries that are listed by host. Further hosts are counted together. */
const maxHosts = 100

/** The host of the entry for all hosts that are not listed. */
export const otherHosts = 'other hosts'

/** The longest name that DNS has (RFC 1035, 2.3.4) is shorter. */
const maxHostLength = 300

/** A counter, which may go on from what another one has. Which hosts are listed does not depend on the order. */
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
