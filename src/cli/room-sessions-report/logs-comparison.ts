import type { VideoLogEntry } from '../../client/index.js'
import type { TimeZone } from '../reading/time-zone.js'
import { addMoney, type Money, subtractMoney, toMoney, zero } from './money.js'
import type { ReportRow } from './totals.js'

/** The charges in the logs of one day, and the costs of its sessions. */
export interface LogComparison {
  readonly day: string
  readonly logs: number
  readonly charge: Money
  readonly sessionCost: Money
  /** The charge minus the costs of the sessions. */
  readonly beyondSessions: Money
  /** The charge minus the costs of the sessions and their recordings; null if recordings were not read. */
  readonly beyondRecordings: Money | null
}

/** Adds up the charges of logs by day: the day on which the session started or, if it never started, the log was created. */
export function createChargeSum(zone: TimeZone) {
  const days = new Map<string, { logs: number; charge: Money }>()
  let discarded = 0
  return {
    add(log: VideoLogEntry) {
      if (!('charge' in log)) {
        discarded += 1
        return
      }
      const time = Date.parse(log.started_at ?? log.created_at)
      const day = Number.isNaN(time) ? '(none)' : zone.at(time).date
      const { logs, charge } = days.get(day) ?? { logs: 0, charge: zero }
      days.set(day, { logs: logs + 1, charge: addMoney(charge, toMoney(log.charge)) })
    },
    discarded: () => discarded,
    /** The charges and the costs of each day that has either. */
    compare: (rows: readonly ReportRow[]): LogComparison[] => {
      const costs = new Map(rows.map(({ groups: [day = ''], totals }) => [day, totals]))
      return [...new Set([...costs.keys(), ...days.keys()])].sort().map((day) => {
        const { logs, charge } = days.get(day) ?? { logs: 0, charge: zero }
        const totals = costs.get(day)
        const sessionCost = totals?.sessionCost ?? zero
        const recordingCost = totals ? totals.recordingCost : zero
        const beyondSessions = subtractMoney(charge, sessionCost)
        return {
          ...{ day, logs, charge, sessionCost, beyondSessions },
          beyondRecordings: recordingCost && subtractMoney(beyondSessions, recordingCost),
        }
      })
    },
  }
}
