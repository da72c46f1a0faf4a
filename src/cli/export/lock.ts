import { randomBytes } from 'node:crypto'
import { constants, open, rename, rm } from 'node:fs/promises'
import { CliError } from '../exit.js'
import { findOwnText, openOwn } from './own-file.js'
import { findLife, identifyProcess, type ProcessIdentity } from './process-identity.js'

/** The right to write an export, until another process takes it over because this one seems to be gone. */
export interface Lock {
  /** Unlike that of any other lock: names of files that are this run's alone end in it. */
  readonly token: string
  /** Tokens of the locks that earlier runs left behind. */
  readonly left: readonly string[]
  /** True when it is known that the lock is another's. */
  readonly isLost: boolean
  /** Renews the lock. @throws {CliError} when it is lost. */
  confirm(): Promise<void>
  release(): Promise<void>
}

/** What a lock needs of its surroundings. */
export interface LockOptions {
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Ends the waiting. */
  readonly signal: AbortSignal
  /** Called with what is waited for. */
  readonly onWait: (line: string) => Promise<void>
}

const renewMs = 2_000
const pollMs = 1_000
/** Times that a lock is looked at before it counts as left behind. Counted, because the clocks of two hosts differ and a suspended process misses time. */
const maxPolls = 15

/** A lock as it is found. */
interface Found {
  readonly path: string
  readonly text: string
  readonly token: string
  /** Undefined for a lock that was made, but not written. */
  readonly owner: ProcessIdentity | undefined
  /** Another one when the lock was renewed. */
  readonly version: string
}

/**
 * Keeps other processes from writing the same, also those of other containers and hosts that share the folder.
 *
 * The lock is a file that only one process can create. Its owner writes it again every two seconds. A lock that is left
 * behind, as after `kill -9`, is taken over: at once when its owner can be seen to be gone, else when it is not renewed
 * for 15 seconds. Of several processes that see the same lock left behind, one gets it: who creates the one file that is
 * named for that lock.
 *
 * A process that was suspended for so long may still believe that it is the owner, until `confirm`. So what it has open
 * must not be written to by the next owner.
 *
 * @throws {CliError} naming the process that has it; the system's error when the file cannot be written.
 */
export async function takeLock(path: string, options: LockOptions): Promise<Lock> {
  const self = await identifyProcess()
  const token = randomBytes(8).toString('hex')
  const text = `${JSON.stringify({ token, ...self })}\n`
  for (;;) {
    if (await create(path, text)) return hold(path, { token, text, left: [], ...options })
    const chain = await findChain(path)
    const last = chain.at(-1)
    if (last === undefined || !(await isLeftBehind(last, self, options))) continue
    const claim = toClaim(path, last)
    if (!(await create(claim, text))) continue
    // The lock may have been taken over and released since it was looked at; then the claim is to nothing.
    const claimed = await findChain(path)
    if (claimed.at(-1)?.path !== claim) {
      await rm(claim, { force: true })
      continue
    }
    await rename(claim, path)
    // Claims of processes that died just here.
    for (const found of claimed.slice(1, -1)) await rm(found.path, { force: true })
    return hold(path, { token, text, left: claimed.slice(0, -1).map((found) => found.token), ...options })
  }
}

/** The file that one process alone can create to take over a lock. */
const toClaim = (path: string, { token }: Found) => `${path}.${token}`

/** The lock, the claim to it, the claim to that claim: whose is the last, owns the lock. */
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
    // By the handle: a network file system asks its server again when a file is opened.
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
    // Said below.
  }
  throw notALock(path)
}

const notALock = (path: string) => new CliError(`${path}: is not the lock of an export; move it away`)

/** Whether a lock's owner is gone. False when the lock has changed meanwhile. @throws {CliError} when it is there. */
async function isLeftBehind(found: Found, self: ProcessIdentity, options: LockOptions): Promise<boolean> {
  const { path, owner } = found
  const life = owner === undefined ? 'unknown' : await findLife(owner, self)
  const name = owner === undefined ? 'a process' : `process ${owner.pid} on ${owner.host}`
  const isBusy = () => new CliError(`${path}: ${name} is writing this export`)
  if (life === 'alive') throw isBusy()
  if (life === 'dead') return true
  await options.onWait(
    `waiting for ${name}, which may be writing this export; its lock is taken over if it is not renewed within ${(maxPolls * pollMs) / 1000} seconds`,
  )
  for (let poll = 0; poll < maxPolls; poll++) {
    await options.sleep(pollMs, options.signal)
    const now = await find(path)
    if (now?.text !== found.text) return false
    if (now.version !== found.version) throw isBusy()
  }
  return true
}

/** Creates a file; false when there is one. Nothing is left of a file that cannot be written. */
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

interface HoldOptions extends Pick<LockOptions, 'sleep'> {
  readonly token: string
  readonly text: string
  readonly left: readonly string[]
}

function hold(path: string, { token, text, left, sleep }: HoldOptions): Lock {
  const released = new AbortController()
  let isLost = false
  const renew = async () => {
    const handle = await openOwn(path, constants.O_RDWR)
    try {
      isLost ||= (await handle?.readFile('utf8')) !== text
      // The time of the file is its server's, whatever the clocks of those who look at it.
      if (!isLost) await handle?.write(text, 0)
    } finally {
      await handle?.close()
    }
  }
  const renewAgainAndAgain = async () => {
    while (!isLost) {
      await sleep(renewMs, released.signal)
      // A file system that fails for a moment: `confirm` will tell.
      await renew().catch(() => {})
    }
  }
  renewAgainAndAgain().catch(() => {})
  return {
    token,
    left,
    get isLost() {
      return isLost
    },
    async confirm() {
      await renew()
      if (isLost) {
        throw new CliError(
          `${path}: another process has taken this export over, or removed the file; this run ends here`,
        )
      }
    },
    async release() {
      released.abort()
      if ((await findOwnText(path)) === text) await rm(path, { force: true })
    },
  }
}
