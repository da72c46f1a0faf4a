import type { Location } from '../../locate/locate.js'
import { hostOf } from '../../locate/skip.js'
import { createSmallest, findOrCreate, type Smallest } from '../listing/smallest.js'
import { addTally, createTally, type Tally } from '../listing/tally.js'
import { createSkippedCounter, otherHosts, type SkippedHost } from './skipped.js'
import { createServerSuggester, findBest, mergeSuggestions, type SuggestedServer } from './suggest-server.js'

/**
 * Decides which interactions are about the API, by their hosts.
 *
 * The decision depends on all interactions, not on their order. If an interaction has the host of one of the document's
 * servers, all other hosts are skipped. Otherwise the traffic is assumed to come from a test server, for example: hosts
 * with a documented path are checked and others are skipped; a single host is always checked. Until the first
 * interaction with the host of a server, each of up to 100 hosts has its own tally. Further hosts share one, so that
 * memory stays bounded.
 */
export interface Traffic {
  /** Returns the tally to which an interaction and its findings are added; `undefined` if it is skipped. */
  add(location: Location): Tally | undefined
  /** Returns the state so far. It shares its tallies with this object, which continues counting. */
  state(): TrafficState
}

/** The traffic of a run, or of a part of one. Plain data, which can be sent to a worker. */
export interface TrafficState {
  readonly interactions: number
  /** True if an interaction has the host of a server. Then `foreign` is empty. */
  readonly hasKnownHost: boolean
  /** True if an interaction has the host of a server and a documented path. */
  readonly hasKnownPath: boolean
  readonly skipped: readonly SkippedHost[]
  readonly suggestions: readonly SuggestedServer[]
  /** The tally of interactions with the host of a server, or without a host. */
  readonly own: Tally
  /** The interactions with hosts that are not servers of the document. */
  readonly foreign: readonly ForeignHost[]
}

export interface TrafficResult {
  readonly interactions: number
  /** The tallies of interactions that are about the API. */
  readonly tallies: readonly Tally[]
  readonly skipped: readonly SkippedHost[]
  /**
   * The server under which most paths would be documented. Absent if a path is already documented, or if there is no
   * such server.
   */
  readonly suggestion: SuggestedServer | undefined
}

/** The interactions with one host that is not a server of the document. */
export interface ForeignHost {
  readonly host: string
  readonly tally: Tally
  /** True if one of its paths is documented. */
  hasKnownPath: boolean
}

/** Maximum number of hosts that are counted separately until it is known which ones are checked. */
const maxForeignHosts = 100

interface ForeignHosts {
  readonly hosts: Smallest<ForeignHost>
  others: ForeignHost | undefined
}

/**
 * Creates the traffic of a run, without interactions.
 *
 * @param findBasePaths returns the base paths under which the path of a URL would be documented
 * @param forget is called when the interactions checked so far turn out not to be about the API
 */
export function createTraffic(
  findBasePaths: (url: URL) => readonly string[],
  forget: () => void,
  maxFindings: number,
): Traffic {
  const skipped = createSkippedCounter()
  const suggester = createServerSuggester()
  const own = createTally(maxFindings)
  let foreign = createForeignHosts()
  let interactions = 0
  let hasKnownHost = false
  let hasKnownPath = false

  /** Skips other hosts from now on, and their earlier interactions as well. */
  const skipForeign = () => {
    hasKnownHost = true
    const hosts = listForeign(foreign)
    if (hosts.length === 0) return
    for (const { host, tally } of hosts) skipped.add(host, 'other-host', tally.interactions)
    foreign = createForeignHosts()
    forget()
  }

  return {
    add({ url, isKnownHost, isKnownPath, skipped: reason }) {
      interactions++
      // An interaction without a URL does not belong to another host.
      if (!url) return own
      hasKnownPath ||= isKnownHost && isKnownPath
      if (!(isKnownHost && isKnownPath)) suggester.add(url, findBasePaths(url))
      if (reason === undefined && isKnownHost && !hasKnownHost) skipForeign()
      const isSkipped = reason ?? (hasKnownHost && !isKnownHost ? 'other-host' : undefined)
      if (isSkipped !== undefined) {
        skipped.add(hostOf(url), isSkipped)
        return undefined
      }
      if (isKnownHost) return own
      const host = findForeign(foreign, hostOf(url), maxFindings)
      host.hasKnownPath ||= isKnownPath
      return host.tally
    },
    state: () => ({
      ...{ interactions, hasKnownHost, hasKnownPath, own },
      ...{ skipped: skipped.list(), suggestions: suggester.list(), foreign: listForeign(foreign) },
    }),
  }
}

/** Decides which hosts are checked, and which are skipped. */
export function decideTraffic({ foreign, skipped, ...state }: TrafficState): TrafficResult {
  const checked = foreign.length > 1 ? foreign.filter((each) => each.hasKnownPath) : foreign
  const all = createSkippedCounter(skipped)
  for (const each of foreign) {
    if (!checked.includes(each)) all.add(each.host, 'other-host', each.tally.interactions)
  }
  const isKnown = state.hasKnownPath || checked.some((each) => each.hasKnownPath)
  return {
    interactions: state.interactions,
    tallies: [state.own, ...checked.map(({ tally }) => tally)],
    skipped: all.list(),
    suggestion: isKnown ? undefined : findBest(state.suggestions),
  }
}

/** Merges the traffic of the parts of a run. The parts must not be used afterwards. */
export function mergeTraffic(states: readonly TrafficState[], maxFindings: number): TrafficState {
  const hasKnownHost = states.some((state) => state.hasKnownHost)
  const skipped = createSkippedCounter(states.flatMap((state) => state.skipped))
  const own = createTally(maxFindings)
  const foreign = createForeignHosts()
  for (const state of states) {
    addTally(own, state.own)
    for (const each of state.foreign) {
      if (hasKnownHost) skipped.add(each.host, 'other-host', each.tally.interactions)
      else addForeign(findForeign(foreign, each.host, maxFindings), each)
    }
  }
  return {
    interactions: states.reduce((sum, { interactions }) => sum + interactions, 0),
    hasKnownHost,
    hasKnownPath: states.some((state) => state.hasKnownPath),
    skipped: skipped.list(),
    suggestions: mergeSuggestions(states.map(({ suggestions }) => suggestions)),
    own,
    foreign: listForeign(foreign),
  }
}

function createForeignHosts(): ForeignHosts {
  return { hosts: createSmallest(maxForeignHosts), others: undefined }
}

function listForeign({ hosts, others }: ForeignHosts): ForeignHost[] {
  return [...hosts.keys.flatMap((key) => hosts.values.get(key) ?? []), ...(others ? [others] : [])]
}

function findForeign(foreign: ForeignHosts, host: string, maxFindings: number): ForeignHost {
  const create = (name: string) => ({ host: name, tally: createTally(maxFindings), hasKnownPath: false })
  const others = () => {
    foreign.others ??= create(otherHosts)
    return foreign.others
  }
  if (host === otherHosts) return others()
  const evict = (each: ForeignHost) => addForeign(others(), each)
  return findOrCreate(foreign.hosts, host, () => create(host), evict) ?? others()
}

function addForeign(sum: ForeignHost, { tally, hasKnownPath }: ForeignHost): void {
  sum.hasKnownPath ||= hasKnownPath
  addTally(sum.tally, tally)
}
