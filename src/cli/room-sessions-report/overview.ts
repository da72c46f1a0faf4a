import type { SessionRecord } from '../export/session-records.js'
import type { TimeZone } from '../reading/time-zone.js'
import { timeOf } from './dimension.js'
import { createSummary, type ReportRow, secondsOf } from './totals.js'

/** A session among the longest. */
export interface LongSession {
  readonly id: string
  readonly room: string
  /** Milliseconds since 1970; NaN if it cannot be read. */
  readonly start: number
  readonly seconds: number
  readonly isInProgress: boolean
}

/** What the pictures of a report show. It does not depend on how the report is grouped. */
export interface Overview {
  /** In the order of time. */
  readonly days: readonly ReportRow[]
  /** Rooms, those with the most minutes first. */
  readonly rooms: readonly ReportRow[]
  /** Number of sessions that started on a weekday (0 is Monday) in an hour. */
  readonly starts: readonly (readonly number[])[]
  /** The ten longest sessions. */
  readonly longest: readonly LongSession[]
}

const maxLongest = 10

/** Creates an object that collects an overview. Memory grows with the number of days and rooms. */
export function createOverview(zone: TimeZone) {
  const days = createSummary(['day'], zone)
  const rooms = createSummary(['room'], zone)
  const starts = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  let longest: LongSession[] = []
  return {
    add(record: SessionRecord) {
      const { session } = record
      days.add(record)
      rooms.add(record)
      const start = timeOf(session)
      if (!Number.isNaN(start)) {
        const { weekday, hour } = zone.at(start)
        const hours = starts[weekday - 1]
        if (hours) hours[hour] = (hours[hour] ?? 0) + 1
      }
      const seconds = secondsOf(session)
      const last = longest.at(-1)
      if (longest.length === maxLongest && last && seconds <= last.seconds) return
      const { id, name, status } = session
      const found = { id, room: name ?? '(none)', start, seconds, isInProgress: status === 'in-progress' }
      longest = [...longest, found].sort((a, b) => b.seconds - a.seconds).slice(0, maxLongest)
    },
    result: (): Overview => ({ days: days.rows(), rooms: rooms.rows(), starts, longest }),
  }
}
