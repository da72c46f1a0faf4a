import type { RoomSessionMember } from '../../client/index.js'
import { groupBy } from '../../text/group-by.js'
import { CliError } from '../exit.js'
import type { SessionRecord } from '../export/session-records.js'
import type { TimeZone } from '../reading/time-zone.js'
import { type Dimension, groupOf, isOfTime, userOf } from './dimension.js'
import { addMoney, type Money, toMoney, zero } from './money.js'
import { findPeak } from './peak.js'

/** The sums of a group of sessions. A sum is null if it is not known, or has no meaning for a group of users. */
export interface Totals {
  readonly sessions: number
  /** Number of sessions that have not ended: their durations and costs still grow. */
  readonly inProgress: number
  /** The durations of the sessions, in seconds. */
  readonly sessionSeconds: number | null
  /** The times that members spent in the sessions, in seconds. */
  readonly memberSeconds: number | null
  /** The highest number of members that were in one session at the same moment. A screen share counts as a member. */
  readonly peakMembers: number | null
  readonly sessionCost: Money | null
  readonly memberCost: Money | null
  readonly recordingCost: Money | null
}

/** The totals of one group. */
export interface ReportRow {
  /** The name of the group in each dimension. */
  readonly groups: readonly string[]
  readonly totals: Totals
}

/** Adds up sessions. Memory grows with the number of groups, not of sessions. */
export interface Summary {
  add(record: SessionRecord): void
  /** The groups. With a single dimension that is not a time they are sorted by minutes, the most first; otherwise by name. */
  rows(): ReportRow[]
  /** The totals of all sessions. */
  total(): Totals
}

/** Creates an empty summary. */
export function createSummary(by: readonly Dimension[], zone: TimeZone): Summary {
  const groups = new Map<string, ReportRow>()
  const hasUsers = by.includes('user')
  let total = nothing
  const addTo = (names: readonly string[], totals: Totals) => {
    const key = JSON.stringify(names)
    groups.set(key, { groups: names, totals: addTotals(groups.get(key)?.totals, totals) })
  }
  return {
    add(record) {
      const { session, members = [] } = record
      const totals = toTotals(record)
      total = addTotals(total, totals)
      const name = (dimension: Dimension, user: string) =>
        dimension === 'user' ? user : groupOf[dimension](session, zone)
      if (!hasUsers)
        return addTo(
          by.map((dimension) => name(dimension, '')),
          totals,
        )
      for (const [user, own] of groupBy(members, userOf))
        addTo(
          by.map((dimension) => name(dimension, user)),
          toUserTotals(totals, own),
        )
    },
    rows: () => [...groups.values()].sort(by.length === 1 && !by.some(isOfTime) ? byMinutes : compareNames),
    total: () => total,
  }
}

const nothing: Totals = {
  sessions: 0,
  inProgress: 0,
  sessionSeconds: 0,
  memberSeconds: 0,
  peakMembers: 0,
  sessionCost: zero,
  memberCost: zero,
  recordingCost: zero,
}

function toTotals({ session, members, recordings }: SessionRecord): Totals {
  return {
    sessions: 1,
    inProgress: session.status === 'in-progress' ? 1 : 0,
    sessionSeconds: secondsOf(session),
    memberSeconds: members ? sumOf(members, secondsOf) : null,
    peakMembers: members ? findPeak(members) : null,
    sessionCost: costOf(session),
    memberCost: members ? sumOfCosts(members) : null,
    recordingCost: recordings ? sumOfCosts(recordings) : null,
  }
}

/**
 * The totals of some members of a session. The costs of the session and of its recordings are left out, because they belong to no
 * member.
 */
function toUserTotals(totals: Totals, members: readonly RoomSessionMember[]): Totals {
  return {
    ...totals,
    sessionSeconds: null,
    memberSeconds: sumOf(members, secondsOf),
    peakMembers: null,
    sessionCost: null,
    memberCost: sumOfCosts(members),
    recordingCost: null,
  }
}

function addTotals(a: Totals | undefined, b: Totals): Totals {
  if (!a) return b
  return {
    sessions: a.sessions + b.sessions,
    inProgress: a.inProgress + b.inProgress,
    sessionSeconds: combine(a.sessionSeconds, b.sessionSeconds, (one, other) => one + other),
    memberSeconds: combine(a.memberSeconds, b.memberSeconds, (one, other) => one + other),
    peakMembers: combine(a.peakMembers, b.peakMembers, Math.max),
    sessionCost: combine(a.sessionCost, b.sessionCost, addMoney),
    memberCost: combine(a.memberCost, b.memberCost, addMoney),
    recordingCost: combine(a.recordingCost, b.recordingCost, addMoney),
  }
}

const combine = <Value>(a: Value | null, b: Value | null, join: (a: Value, b: Value) => Value): Value | null =>
  a === null || b === null ? null : join(a, b)

/** An item of the service whose numbers are read. A service may send anything. */
interface Numbers {
  readonly id: string
  readonly duration?: unknown
  readonly cost_in_dollars?: unknown
}

/**
 * The duration of an item in seconds. Null, as for a member who has not joined, counts as 0.
 *
 * @throws {CliError} if it is not a number
 */
export function secondsOf({ id, duration }: Numbers): number {
  if (duration === null) return 0
  if (typeof duration === 'number' && Number.isFinite(duration)) return duration
  throw new CliError(`${id}: duration: expected a number, received ${JSON.stringify(duration)}`, { exitCode: 1 })
}

/** The cost of an item in dollars. @throws {CliError} if it is not a number */
export function costOf({ id, cost_in_dollars: cost }: Numbers): Money {
  if (typeof cost === 'number' && Number.isFinite(cost)) return toMoney(cost)
  throw new CliError(`${id}: cost_in_dollars: expected a number, received ${JSON.stringify(cost)}`, { exitCode: 1 })
}

const sumOf = <Item>(items: readonly Item[], amountOf: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + amountOf(item), 0)

const sumOfCosts = (items: readonly Numbers[]): Money => items.reduce((sum, item) => addMoney(sum, costOf(item)), zero)

const minutesOf = ({ totals }: ReportRow) => totals.sessionSeconds ?? totals.memberSeconds ?? 0

const compareNames = (a: ReportRow, b: ReportRow): number => {
  for (const [index, name] of a.groups.entries()) {
    const other = b.groups[index] ?? ''
    if (name !== other) return name < other ? -1 : 1
  }
  return 0
}

const byMinutes = (a: ReportRow, b: ReportRow): number => minutesOf(b) - minutesOf(a) || compareNames(a, b)
