import { randomBytes } from 'node:crypto'
import { constants, open, rename, rm } from 'node:fs/promises'
import { CliError } from '../exit.js'
import { findOwnText, openOwn } from './own-file.js'
import { findLife, identifyProcess, type ProcessIdentity } from './process-identity.js'

/** The right to write an export, until another process takes it over because this one seems to have ended. */
export interface Lock {
  /** Different for each lock. The names of the files that belong to this run only end with it. */
  readonly token: string
  /** Tokens of the locks that earlier runs left behind. */
  readonly abandoned: readonly string[]
  /** True if another process is known to have taken the lock over. */
  readonly isLost: boolean
  /** Renews the lock. @throws {CliError} if it is lost */
  confirm(): Promise<void>
  release(): Promise<void>
}

/** How a lock waits. */
export interface LockOptions {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Stops waiting when aborted. */
  readonly signal: AbortSignal
  /** Name of what is written, for messages. @default 'this export' */
  readonly what?: string
  /** Called with a message that says what is waited for. */
  readonly onWait: (line: string) => Promise<void>
}

const renewMs = 2_000
const pollMs = 1_000
/**
 * Number of polls without a renewal after which a lock counts as abandoned. Polls, not time: the clocks of two hosts differ, and
 * a suspended process does not notice time.
 */
const maxPolls = 15

/** A lock file. */
interface Found {
  readonly path: string
  readonly text: string
  readonly token: string
  /** Undefined for a lock that was created but not yet written. */
  readonly owner: ProcessIdentity | undefined
  /** Changes when the lock is renewed. */
  readonly version: string
}

/**
 * Prevents other processes from writing the same export, including those of other containers and hosts that share the
 * folder.
 *
 * The lock is a file that only one process can create. Its owner rewrites it every two seconds. An abandoned lock, as after
 * `kill -9`, is taken over: at once if its owner is known to have ended, otherwise if it is not renewed for 15 seconds. If
 * several processes find the same abandoned lock, the one that creates the claim file, which is named after the lock, gets
 * it.
 *
 * A process that was suspended for that long may believe that it is still the owner, until it calls `confirm`. Therefore
 * the next owner must not write to a file that the process has open.
 *
 * @throws {CliError} naming the process that has the lock; the system's error if the file cannot be written
 */
export async function takeLock(path: string, options: LockOptions): Promise<Lock> {
  const self = await identifyProcess()
  const token = randomBytes(8).toString('hex')
  const text = `${JSON.stringify({ token, ...self })}\n`
  for (;;) {
    if (await create(path, text)) return hold(path, { token, text, abandoned: [], ...options })
    const chain = await findChain(path)
    const last = chain.at(-1)
    if (last === undefined || !(await isAbandoned(last, self, options))) continue
    const claim = toClaim(path, last)
    if (!(await create(claim, text))) continue
    // The lock may have been taken over and released in the meantime. Then the claim is for a lock that no longer exists.
    const claimed = await findChain(path)
    if (claimed.at(-1)?.path !== claim) {
      await rm(claim, { force: true })
      continue
    }
    await rename(claim, path)
    // Removes the claims of processes that ended before they could use them.
    for (const found of claimed.slice(1, -1)) await rm(found.path, { force: true })
    return hold(path, { token, text, abandoned: claimed.slice(0, -1).map((found) => found.token), ...options })
  }
}

/** The file that a process must create to take over a lock. Only one process can. */
const toClaim = (path: string, { token }: Found) => `${path}.${token}`

/** The lock, the claim to it, the claim to that claim, and so on. The last one's process owns the lock. */
async function findChain(path: string): Promise<Found[]> {
  const chain: Found[] = []
  for (let next = path; ; ) {
    const found = await find(next)
    if (found === undefined) return chain
    if (chain.some(({ token }) => token === found.token)) throw notALock(next)
    chain.push(found)
    next = toClaim(path, found)
  }
}

async function find(path: string): Promise<Found | undefined> {
  const handle = await openOwn(path, constants.O_RDONLY)
  if (handle === undefined) return undefined
  try {
    // `stat` of the handle, not of the path: a network file system asks its server again when a file is opened.
    const { ino, mtimeNs } = await handle.stat({ bigint: true })
    const text = await handle.readFile('utf8')
    return { path, text, version: `${ino} ${mtimeNs}`, ...parseLock(text, path) }
  } finally {
    await handle.close()
  }
}

function parseLock(text: string, path: string): Pick<Found, 'token' | 'owner'> {
  if (text === '') return { token: 'empty', owner: undefined }
  try {
    const lock: ProcessIdentity & { token: string } = JSON.parse(text)
    // The token becomes part of a path.
    if (/^[0-9a-f]{16}$/.test(lock.token) && Number.isInteger(lock.pid)) return { token: lock.token, owner: lock }
  } catch {
    // Not JSON, so not a lock: handled below.
  }
  throw notALock(path)
}

const notALock = (path: string) => new CliError(`${path}: not a lock; move it away`)

/**
 * True if the owner of a lock has ended. False if the lock has changed in the meantime.
 *
 * @throws {CliError} if the owner is running
 */
async function isAbandoned(found: Found, self: ProcessIdentity, options: LockOptions): Promise<boolean> {
  const { path, owner } = found
  const { what = 'this export' } = options
  const life = owner === undefined ? 'unknown' : await findLife(owner, self)
  const name = owner === undefined ? 'a process' : `process ${owner.pid} on ${owner.host}`
  const isBusy = () => new CliError(`${path}: ${name} is writing ${what}`)
  if (life === 'alive') throw isBusy()
  if (life === 'dead') return true
  await options.onWait(
    `waiting for ${name}, which may be writing ${what}; its lock is taken over if it is not renewed within ${(maxPolls * pollMs) / 1000} seconds`,
  )
  for (let poll = 0; poll < maxPolls; poll++) {
    await options.sleep(pollMs, options.signal)
    const now = await find(path)
    if (now?.text !== found.text) return false
    if (now.version !== found.version) throw isBusy()
  }
  return true
}

/** Creates a file; false if it exists. A file that cannot be written completely is removed. */
async function create(path: string, text: string): Promise<boolean> {
  const handle = await open(path, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') return undefined
    throw error
  })
  if (handle === undefined) return false
  try {
    await handle.writeFile(text)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await handle.close()
  }
  return true
}

interface HoldOptions extends Pick<LockOptions, 'sleep' | 'what'> {
  readonly token: string
  readonly text: string
  readonly abandoned: readonly string[]
}

function hold(path: string, { token, text, abandoned, sleep, what = 'this export' }: HoldOptions): Lock {
  const released = new AbortController()
  let isLost = false
  const renew = async () => {
    const handle = await openOwn(path, constants.O_RDWR)
    try {
      isLost ||= (await handle?.readFile('utf8')) !== text
      // Changes the file's modification time, which the file server sets: the clocks of the other hosts do not matter.
      if (!isLost) await handle?.write(text, 0)
    } finally {
      await handle?.close()
    }
  }
  const renewRegularly = async () => {
    while (!isLost) {
      await sleep(renewMs, released.signal)
      // The file system may fail for a moment. `confirm` reports an error that lasts.
      await renew().catch(() => {})
    }
  }
  renewRegularly().catch(() => {})
  return {
    token,
    abandoned,
    get isLost() {
      return isLost
    },
    async confirm() {
      await renew()
      if (isLost) {
        throw new CliError(`${path}: another process took ${what} over or removed the file; this run stops`)
      }
    },
    async release() {
      released.abort()
      if ((await findOwnText(path)) === text) await rm(path, { force: true })
    },
  }
}
