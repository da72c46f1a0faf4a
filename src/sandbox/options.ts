import { describeValue } from '../text/describe-value.js'
import { suggestNearest } from '../text/nearest.js'
import { shorten } from '../text/shorten.js'

/** Options of a sandbox. All of them have defaults. */
export interface SandboxOptions {
  /**
   * Integer from which all data is generated. The same seed gives the same data.
   * @default 1
   */
  readonly seed?: number
  /**
   * Number of room sessions. They are generated when they are requested, so a large number takes no memory.
   * @default 120
   */
  readonly sessions?: number
  /**
   * The project's id, which is the user name of HTTP Basic. It cannot contain a colon.
   * @default 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3'
   */
  readonly projectId?: string
  /**
   * The API token, which is the password of HTTP Basic.
   * @default 'PTsandbox'
   */
  readonly apiToken?: string
  /**
   * The time of the sandbox at its start. It does not follow the clock, so the data is the same today and in a year.
   * @default new Date('2026-09-16T14:30:00Z')
   */
  readonly now?: Date
}

const defaults: Required<SandboxOptions> = Object.freeze({
  seed: 1,
  sessions: 120,
  projectId: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3',
  apiToken: 'PTsandbox',
  // This is a Wednesday afternoon, when sessions are in progress.
  now: new Date('2026-09-16T14:30:00Z'),
})

/** What each option has to be. */
const rules: {
  readonly [Name in keyof SandboxOptions]-?: readonly [expected: string, isValid: (value: unknown) => boolean]
} = {
  seed: ['a safe integer', Number.isSafeInteger],
  sessions: ['an integer from 0 to 10000000', (value) => isInteger(value) && value >= 0 && value <= 10_000_000],
  // RFC 7617, 2: the user name ends at the first colon.
  projectId: ['a string without a colon', (value) => typeof value === 'string' && /^[^:]+$/.test(value)],
  apiToken: ['a string that is not empty', (value) => typeof value === 'string' && value !== ''],
  now: ['a date since 1970', (value) => isDate(value) && value.getTime() >= 0],
}

/**
 * Returns the options with all defaults filled in. Accepts anything, because JavaScript callers may pass anything.
 *
 * @throws RangeError naming the option that is invalid or unknown
 */
export function resolveOptions(options: SandboxOptions): Required<SandboxOptions> {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const rule = Object.entries(rules).find(([known]) => known === name)?.[1]
    if (!rule) throw new RangeError(`unknown option ${shorten(name)}${suggestNearest(name, Object.keys(rules))}`)
    const [expected, isValid] = rule
    const received = isDate(value) ? String(value) : describeValue(value)
    if (!isValid(value)) throw new RangeError(`${name}: expected ${expected}, received ${received}`)
  }
  return { ...defaults, ...Object.fromEntries(given) }
}

const isInteger = (value: unknown): value is number => Number.isInteger(value)

/** True for a date, also one that a test's fake clock has created. */
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]'
