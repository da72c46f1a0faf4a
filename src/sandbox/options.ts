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

/**
 * Returns the options with all defaults filled in.
 *
 * @throws RangeError naming the option that is invalid
 */
export function resolveOptions(options: SandboxOptions): Required<SandboxOptions> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const resolved = { ...defaults, ...given }
  check(Number.isSafeInteger(resolved.seed), 'seed', 'a safe integer', resolved.seed)
  const inRange = Number.isInteger(resolved.sessions) && resolved.sessions >= 0 && resolved.sessions <= 10_000_000
  check(inRange, 'sessions', 'an integer from 0 to 10000000', resolved.sessions)
  // RFC 7617, 2: the user name ends at the first colon.
  check(/^[^:]+$/.test(resolved.projectId), 'projectId', 'a string without a colon', `'${resolved.projectId}'`)
  check(resolved.apiToken !== '', 'apiToken', 'a string that is not empty', "''")
  check(resolved.now.getTime() >= 0, 'now', 'a date since 1970', resolved.now)
  return resolved
}

function check(isValid: boolean, option: string, expected: string, received: unknown): void {
  if (!isValid) throw new RangeError(`${option}: expected ${expected}, received ${received}`)
}
