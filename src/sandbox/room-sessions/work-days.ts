import { findLast } from '../made-up/find-last.js'
import { createRandom, hash } from '../made-up/random.js'

/** Returns the past time with this index, in seconds since 1970. Index 0 is the latest. */
export type PastTimes = (index: number) => number

const daySeconds = 86_400
const workDays = 90

/** Which share of a working day's times is before each hour (UTC). Most times are from 9 to 12 and from 13 to 16. */
const rhythm = [
  { hour: 7, share: 0 },
  { hour: 9, share: 0.1 },
  { hour: 12, share: 0.5 },
  { hour: 13, share: 0.56 },
  { hour: 16, share: 0.88 },
  { hour: 18, share: 0.97 },
  { hour: 21, share: 1 },
] as const

/** Relative number of times on each weekday, from Sunday to Saturday. */
const weekdayLoad = [0, 0.9, 1.1, 1.2, 1.05, 0.75, 0] as const

/**
 * Creates a function that spreads `count` times over the last ninety working days before `latest`, mostly over office hours.
 *
 * Memory does not grow with `count`: a larger count puts more times on the same days.
 */
export function createWorkDays(seed: number, count: number, latest: number): PastTimes {
  const days = loadedDays(seed, latest)
  const total = days.reduce((sum, day) => sum + day.load, 0)
  let loaded = 0
  const plan = days.map((day) => {
    const first = Math.round((count * loaded) / total)
    loaded += day.load
    return { ...day, first, size: Math.round((count * loaded) / total) - first }
  })
  return (index) => {
    const day = plan[findLast(plan.length, (at) => plan[at]?.first ?? 0, index)]
    if (day === undefined) return latest
    const jitter = createRandom(hash(seed, index)).next()
    const share = day.until * (1 - (index - day.first + jitter) / day.size)
    return Math.min(latest, day.midnight + Math.floor(toSecondOfDay(share)))
  }
}

function loadedDays(seed: number, latest: number) {
  const random = createRandom(hash(seed, workDays))
  const days: { midnight: number; until: number; load: number }[] = []
  for (let midnight = latest - (latest % daySeconds); days.length < workDays; midnight -= daySeconds) {
    const load = weekdayLoad[new Date(midnight * 1000).getUTCDay()] ?? 0
    // On the last day only the time before `latest` has passed.
    const until = toShare(latest - midnight)
    if (load * until > 0) days.push({ midnight, until, load: load * until * (0.7 + 0.6 * random.next()) })
  }
  return days
}

function toSecondOfDay(share: number): number {
  const after = Math.max(
    1,
    rhythm.findIndex((step) => step.share >= share),
  )
  const [from, to] = [rhythm[after - 1] ?? rhythm[0], rhythm[after] ?? rhythm[0]]
  return 3600 * (from.hour + ((share - from.share) / (to.share - from.share)) * (to.hour - from.hour))
}

function toShare(secondOfDay: number): number {
  const hour = secondOfDay / 3600
  if (hour <= rhythm[0].hour) return 0
  const after = rhythm.findIndex((step) => step.hour >= hour)
  if (after === -1) return 1
  const [from, to] = [rhythm[after - 1] ?? rhythm[0], rhythm[after] ?? rhythm[0]]
  return from.share + ((hour - from.hour) / (to.hour - from.hour)) * (to.share - from.share)
}
