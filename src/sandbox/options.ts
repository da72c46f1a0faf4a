/** How a sandbox is set up. All of it has a default. */
export interface SandboxOptions {
  /**
   * Whole number that all data is made from: the same number, the same data.
   * @default 1
   */
  readonly seed?: number
  /**
   * How many room sessions there are. They are made when they are asked for: 200,000 cost no memory.
   * @default 120
   */
  readonly sessions?: number
  /**
   * The project's id, user of HTTP Basic; without a colon.
   * @default 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3'
   */
  readonly projectId?: string
  /**
   * The API token, password of HTTP Basic.
   * @default 'PTsandbox'
   */
  readonly apiToken?: string
  /**
   * The moment at which the data is seen. It stands still: the output is the same today and in a year.
   * @default new Date('2026-09-16T14:30:00Z')
   */
  readonly now?: Date
}

const defaults: Required<SandboxOptions> = Object.freeze({
  seed: 1,
  sessions: 120,
  projectId: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3',
  apiToken: 'PTsandbox',
  // A Wednesday afternoon.
  now: new Date('2026-09-16T14:30:00Z'),
})

/**
 * Fills in what is not said.
 *
 * @throws RangeError when an option has a value that it cannot have
 */
export function resolveOptions(options: SandboxOptions): Required<SandboxOptions> {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
  const resolved = { ...defaults, ...given }
  require(Number.isSafeInteger(resolved.seed), 'seed', 'a whole number', resolved.seed)
  const inRange = Number.isInteger(resolved.sessions) && resolved.sessions >= 0 && resolved.sessions <= 10_000_000
  require(inRange, 'sessions', 'a whole number from 0 to 10000000', resolved.sessions)
  // RFC 7617, 2: the first colon ends the user.
  require(/^[^:]+$/.test(resolved.projectId), 'projectId', 'text without a colon', `'${resolved.projectId}'`)
  require(resolved.apiToken !== '', 'apiToken', 'text', "''")
  require(resolved.now.getTime() >= 0, 'now', 'a date since 1970', resolved.now)
  return resolved
}

function require(holds: boolean, option: string, expected: string, received: unknown): void {
  if (!holds) throw new RangeError(`${option} of a sandbox must be ${expected}, received ${received}`)
}
