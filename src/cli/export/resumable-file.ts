import { createHash, type Hash } from 'node:crypto'
import { constants, type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CliError } from '../exit.js'
import { cannotWrite, isMissing } from '../files/files.js'
import { followLinks, isSpecial } from '../files/write-output.js'
import { type Journal, readJournal, writeJournal } from './journal.js'
import { type Lock, type LockOptions, takeLock } from './lock.js'
import { openOwn } from './own-file.js'

/** A file that is written in any number of runs, however each of them ends, and appears under its name when it is whole. */
export interface ResumableFile<State> {
  /** Where it is until it is whole. */
  readonly partial: string
  /** State of the last checkpoint of an earlier run. */
  readonly resumed: State | undefined
  /** Bytes written so far, those of earlier runs included. */
  readonly size: number
  /** True when another process has taken the file over: it can no longer be written. */
  readonly isLost: boolean
  write(text: string): Promise<void>
  /** Puts what was written on the disk, and then on record that `state` is reached. */
  checkpoint(state: State): Promise<void>
  /** Gives the file its name. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  discard(): Promise<void>
  close(): Promise<void>
}

/** How to open a resumable file. */
export interface ResumableFileOptions {
  /** What the file is to hold, told apart from anything else. */
  readonly identity: string
  /** Throw away what an earlier run has written. */
  readonly restart: boolean
  readonly lock: LockOptions
}

/** Names of the files beside the output, all made by exports alone. */
interface Names {
  readonly partial: string
  readonly journal: string
  /** Of this run alone. */
  readonly ownPartial: string
  readonly ownJournal: string
}

/**
 * Opens `PATH.partial` and its `PATH.partial.journal`, where an earlier run left them or anew. A symbolic link is
 * followed to where the file is to be.
 *
 * Each run writes to a file that it has created itself, also when it goes on: what an earlier run may still have open,
 * or a link in a shared folder lead to, is only read.
 *
 * @throws {CliError} when they cannot be written, belong to something else, contradict each other, or are being
 * written by another process.
 */
export async function openResumableFile<State>(
  output: string,
  { identity, restart, lock: lockOptions }: ResumableFileOptions,
): Promise<ResumableFile<State>> {
  const complain = (error: unknown): never => {
    throw error instanceof CliError ? error : cannotWrite(output, error)
  }
  const path = await followLinks(output).catch(complain)
  // Said before anything is asked for, not after hours when the file is to get its name.
  if (await isFolder(path)) throw new CliError(`${output}: is a folder`)
  if (await isSpecial(path)) throw new CliError(`${output}: is not a file; leave --output out to write to stdout`)
  const lock = await takeLock(`${path}.partial.lock`, lockOptions).catch(complain)
  const names = toNames(path, lock.token)
  const { handle, journal, hash } = await openPartial<State>(path, { names, lock, identity, restart }).catch(
    async (error) => {
      await lock.release()
      return complain(error)
    },
  )
  let size = journal.offset

  return {
    partial: names.partial,
    resumed: journal.state,
    get size() {
      return size
    },
    get isLost() {
      return lock.isLost
    },
    async write(text) {
      // That is found out between two checkpoints; here it saves the requests until the next one.
      if (lock.isLost) await lock.confirm()
      const bytes = Buffer.from(text)
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done).catch(complain)
        done += bytesWritten
      }
      hash.update(bytes)
      size += bytes.length
    },
    async checkpoint(state) {
      try {
        // The data first: a journal must never vouch for bytes that a power cut can take back.
        await handle.datasync()
        await lock.confirm()
        const digest = hash.copy().digest('hex')
        await writeJournal(names.journal, names.ownJournal, { version: 2, identity, offset: size, digest, state })
      } catch (error) {
        complain(error)
      }
    },
    async finish() {
      try {
        await handle.sync()
        await lock.confirm()
        await publish(handle, size, path, names)
        await rm(names.journal, { force: true })
      } catch (error) {
        complain(error)
      }
    },
    async discard() {
      await lock.confirm()
      await rm(names.partial, { force: true })
      await rm(names.journal, { force: true })
    },
    async close() {
      await handle.close().finally(() => lock.release())
    },
  }
}

function toNames(path: string, token: string): Names {
  const partial = `${path}.partial`
  const journal = `${partial}.journal`
  return { partial, journal, ownPartial: `${partial}.${token}`, ownJournal: `${journal}.${token}` }
}

interface OpenOptions {
  readonly names: Names
  readonly lock: Lock
  readonly identity: string
  readonly restart: boolean
}

/** A file of this run with the bytes that its journal vouches for. */
interface Opened<State> {
  readonly handle: FileHandle
  readonly journal: Journal<State>
  /** Of those bytes. */
  readonly hash: Hash
}

async function openPartial<State>(path: string, options: OpenOptions): Promise<Opened<State>> {
  const { names, lock, identity, restart } = options
  for (const token of lock.left) await tidyUp(toNames(path, token))
  const journal = await readJournal<State>(names.journal)
  const earlier = await openOwn(names.partial, constants.O_RDONLY)
  try {
    if (earlier && !journal && (await earlier.stat()).size > 0) {
      throw new CliError(`${names.partial}: is not the file of an export, which has a journal beside it; move it away`)
    }
    if (earlier && journal && !restart) return await goOn(earlier, journal, options)
  } finally {
    await earlier?.close()
  }
  // A journal without its file is of an earlier one, and must not vouch for what is written now.
  await rm(names.partial, { force: true })
  await rm(names.journal, { force: true })
  const handle = await create(names.partial)
  const hash = createHash('sha256')
  const first: Journal<State> = { version: 2, identity, offset: 0, digest: hash.copy().digest('hex') }
  try {
    await writeJournal(names.journal, names.ownJournal, first)
  } catch (error) {
    await handle.close()
    await rm(names.partial, { force: true })
    throw error
  }
  return { handle, journal: first, hash }
}

/** Creates a file to append to: when another process cuts it, it ends too short instead of having a hole. */
const create = (path: string) => open(path, 'ax')

/** What a run that was killed had under names of its own. */
async function tidyUp({ partial, ownPartial, ownJournal }: Names): Promise<void> {
  await rm(ownJournal, { force: true })
  const isThere = await lstat(partial).then(
    () => true,
    () => false,
  )
  if (isThere) return await rm(ownPartial, { force: true })
  // It was about to give the file its name.
  await rename(ownPartial, partial).catch((error: unknown) => {
    if (!isMissing(error)) throw error
  })
}

/** Puts a copy of the partial file in its place, cut to what the journal vouches for. */
async function goOn<State>(
  earlier: FileHandle,
  journal: Journal<State>,
  { names, lock, identity }: OpenOptions,
): Promise<Opened<State>> {
  const { partial, ownPartial } = names
  if (journal.identity !== identity) {
    throw new CliError(
      `${partial}: belongs to an export with other options or of another space; repeat that one, or begin again with --restart`,
    )
  }
  const handle = await create(ownPartial)
  try {
    const hash = createHash('sha256')
    const size = await copy(earlier, handle, { length: journal.offset, hash })
    if (size < journal.offset) {
      throw new CliError(
        `${partial}: has ${size} bytes where its journal vouches for ${journal.offset}; begin again with --restart`,
      )
    }
    if (hash.copy().digest('hex') !== journal.digest) {
      throw new CliError(`${partial}: has other bytes than its journal vouches for; begin again with --restart`)
    }
    await handle.datasync()
    await lock.confirm()
    await rename(ownPartial, partial)
    return { handle, journal, hash }
  } catch (error) {
    await handle.close()
    await rm(ownPartial, { force: true })
    throw error
  }
}

const chunkBytes = 1024 * 1024

/** Copies the first `length` bytes, or all when there are fewer, and resolves to their number. */
async function copy(
  from: FileHandle,
  to: FileHandle,
  { length, hash }: { length: number; hash: Hash },
): Promise<number> {
  const buffer = Buffer.alloc(chunkBytes)
  let position = 0
  while (position < length) {
    const { bytesRead } = await from.read(buffer, 0, Math.min(chunkBytes, length - position), position)
    if (bytesRead === 0) break
    const bytes = buffer.subarray(0, bytesRead)
    await to.writeFile(bytes)
    hash.update(bytes)
    position += bytesRead
  }
  return position
}

/**
 * Renames the partial file to `path`, when it is the one that `handle` has written and has every byte of it.
 *
 * It is looked at under a name that no other process uses: between a look at the common name and the renaming, another
 * run could put its own unfinished file there.
 */
async function publish(handle: FileHandle, size: number, path: string, { partial, ownPartial }: Names): Promise<void> {
  const changed = new CliError(`${partial}: another process has changed or removed it while it was written`)
  await rename(partial, ownPartial).catch((error: unknown) => {
    throw isMissing(error) ? changed : error
  })
  try {
    if (!(await isSame(handle, size, ownPartial))) throw changed
    await rename(ownPartial, path)
  } catch (error) {
    await rename(ownPartial, partial)
    throw error
  }
  await syncFolder(dirname(path))
}

async function isSame(handle: FileHandle, size: number, path: string): Promise<boolean> {
  const written = await handle.stat({ bigint: true })
  const { dev, ino } = await lstat(path, { bigint: true })
  return written.dev === dev && written.ino === ino && written.size === BigInt(size)
}

const isFolder = (path: string) =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  // Some file systems have no sync of folders; there the rename is as safe as it gets.
  await handle.sync().catch(() => {})
  await handle.close()
}
