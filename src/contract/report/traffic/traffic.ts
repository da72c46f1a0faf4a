import type { Location } from '../../locate/locate.js'
import { hostOf } from '../../locate/skip.js'
import { createSmallest, findOrCreate, type Smallest } from '../listing/smallest.js'
import { addTally, createTally, type Tally } from '../listing/tally.js'
import { createSkippedCounter, otherHosts, type SkippedHost } from './skipped.js'
import { createServerSuggester, findBest, mergeSuggestions, type SuggestedServer } from './suggest-server.js'

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
  /** Everything that is known so far. It shares its tallies with the traffic, which goes on counting. */
  state(): TrafficState
}

/** What is known of the traffic of a run, or of a part of one. Plain data, which can be sent to a worker. */
export interface TrafficState {
  readonly interactions: number
  /** Whether an interaction has the host of a server. Then there is nothing `foreign`. */
  readonly hasKnownHost: boolean
  /** Whether an interaction has the host of a server and a documented path. */
  readonly hasKnownPath: boolean
  readonly skipped: readonly SkippedHost[]
  readonly suggestions: readonly SuggestedServer[]
  /** Of interactions with the host of a server, or without any. */
  readonly own: Tally
  /** The interactions with hosts that no server has. */
  readonly foreign: readonly ForeignHost[]
}

export interface TrafficResult {
  readonly interactions: number
  /** The tallies of interactions that are about the API. */
  readonly tallies: readonly Tally[]
  readonly skipped: readonly SkippedHost[]
  /** The server under which paths would be documented; absent if one is documented, or none would be. */
  readonly suggestion: SuggestedServer | undefined
}

/** The interactions with a host that no server has. */
export interface ForeignHost {
  readonly host: string
  readonly tally: Tally
  /** Whether one of its paths is documented. */
  hasKnownPath: boolean
}

/** Hosts that are counted one by one while it is not known whose traffic they are. */
const maxForeignHosts = 100

interface ForeignHosts {
  readonly hosts: Smallest<ForeignHost>
  others: ForeignHost | undefined
}

/**
 * The traffic of a run, without any interactions yet.
 *
 * @param findBasePaths returns the base paths with which the path of a URL would be documented
 * @param forget is called when what was checked so far turns out not to be about the API
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

  /** From now on, other hosts are skipped, also those of earlier interactions. */
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

/** The traffic of a run, of which these are the parts. They are used up. */
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
