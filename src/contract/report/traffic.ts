import type { Location } from '../locate/locate.js'
import { hostOf } from '../locate/skip.js'
import { createSkippedCounter, otherHosts, type SkippedHost } from './skipped.js'
import { createServerSuggester, type SuggestedServer } from './suggest-server.js'
import { createTally, type Tally } from './tally.js'

/**
 * Decides whose traffic interactions are.
 *
 * Which of them are about the API depends on all of them, not on their order. If an interaction has the host of a server, all
 * other hosts are skipped. If none has, the traffic comes from a test server, say: hosts with a documented path are checked and
 * other hosts are skipped; a single host is checked in any case. Until the first interaction with the host of a server, there is
 * a tally for each of up to 100 hosts; hosts beyond these are taken for one, so that memory stays bounded.
 */
export interface Traffic {
  /** Where to count an interaction and its findings; `undefined` if it is skipped. */
  add(location: Location): Tally | undefined
  /** The tallies of interactions that are about the API so far, and what was skipped. */
  result(): TrafficResult
}

export interface TrafficResult {
  readonly interactions: number
  readonly tallies: readonly Tally[]
  readonly skipped: readonly SkippedHost[]
  /** The server under which paths would be documented; absent if one is documented, or none would be. */
  readonly suggestion: SuggestedServer | undefined
}

/** The interactions with a host that no server has. */
interface ForeignHost {
  readonly host: string
  readonly tally: Tally
  /** Whether one of its paths is documented. */
  hasKnownPath: boolean
}

/** Hosts that are counted one by one while it is not known whose traffic they are. */
const maxForeignHosts = 100

/**
 * The traffic of a run, without any interactions yet.
 *
 * @param findBasePaths returns the base paths with which the path of a URL would be documented
 * @param forget is called when what was checked so far turns out not to be about the API
 */
export function createTraffic(findBasePaths: (url: URL) => readonly string[], forget: () => void): Traffic {
  const skipped = createSkippedCounter()
  const suggester = createServerSuggester()
  const own = createTally()
  const foreign = new Map<string, ForeignHost>()
  let interactions = 0
  let hasKnownHost = false
  let hasKnownPath = false

  /** From now on, other hosts are skipped, also those of earlier interactions. */
  const skipForeign = () => {
    hasKnownHost = true
    if (foreign.size === 0) return
    for (const { host, tally } of foreign.values()) skipped.add(host, 'other-host', tally.interactions)
    foreign.clear()
    forget()
  }

  const tallyOfForeign = (host: string, isKnownPath: boolean): Tally => {
    const key = foreign.has(host) || foreign.size < maxForeignHosts ? host : otherHosts
    const entry = foreign.get(key) ?? { host: key, tally: createTally(), hasKnownPath: false }
    entry.hasKnownPath ||= isKnownPath
    foreign.set(key, entry)
    return entry.tally
  }

  return {
    add({ url, isKnownHost, isKnownPath, skipped: reason }) {
      interactions++
      // Without a URL, an interaction belongs to no other host either.
      if (!url) return own
      hasKnownPath ||= isKnownHost && isKnownPath
      if (!(isKnownHost && isKnownPath)) suggester.add(url, findBasePaths(url))
      if (reason === undefined && isKnownHost && !hasKnownHost) skipForeign()
      const isSkipped = reason ?? (hasKnownHost && !isKnownHost ? 'other-host' : undefined)
      if (isSkipped !== undefined) {
        skipped.add(hostOf(url), isSkipped)
        return undefined
      }
      return isKnownHost ? own : tallyOfForeign(hostOf(url), isKnownPath)
    },
    result() {
      const hosts = [...foreign.values()]
      const checked = hosts.length > 1 ? hosts.filter((each) => each.hasKnownPath) : hosts
      const all = createSkippedCounter(skipped.list())
      for (const each of hosts) {
        if (!checked.includes(each)) all.add(each.host, 'other-host', each.tally.interactions)
      }
      const isKnown = hasKnownPath || checked.some((each) => each.hasKnownPath)
      return {
        interactions,
        tallies: [own, ...checked.map(({ tally }) => tally)],
        skipped: all.list(),
        suggestion: isKnown ? undefined : suggester.suggest(),
      }
    },
  }
}
