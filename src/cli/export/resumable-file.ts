import { createHash, type Hash } from 'node:crypto'
import { constants, type FileHandle, lstat, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CliError } from '../exit.js'
import { cannotWrite, isMissing, syncFolder } from '../files/files.js'
import { followLinks, isSpecial } from '../files/write-output.js'
import { type Journal, readJournal, writeJournal } from './journal.js'
import { type Lock, type LockOptions, takeLock } from './lock.js'
import { openOwn } from './own-file.js'

/** A file that is written in any number of runs, even if they are killed, and gets its name when it is complete. */
export interface ResumableFile<State> {
  /** Path of the file until it is complete. */
  readonly partial: string
  /** State of the last checkpoint of an earlier run, if there was one. */
  readonly resumed: State | undefined
  /** Number of bytes written so far, including those of earlier runs. */
  readonly size: number
  /** True if another process has taken the file over, so that it can no longer be written. */
  readonly isLost: boolean
  write(text: string): Promise<void>
  /** Writes everything to the disk, then saves `state` in the journal. */
  checkpoint(state: State): Promise<void>
  /** Gives the file its name. */
  finish(): Promise<void>
  /** Removes the file and its journal. */
  discard(): Promise<void>
  close(): Promise<void>
}

/** How to open a resumable file. */
export interface ResumableFileOptions {
  /** Identifies what is exported. */
  readonly identity: string
  /** True to discard what an earlier run has written. */
  readonly restart: boolean
  readonly lock: LockOptions
}

/** Names of the files beside the output. Only exports create them. */
interface Names {
  readonly partial: string
  readonly journal: string
  /** Used by this run only. */
  readonly ownPartial: string
  readonly ownJournal: string
}

/**
 * Opens `PATH.partial` and `PATH.partial.journal`, continuing those of an earlier run if there are any. If `output` is a
 * symbolic link, it is followed.
 *
 * Each run writes to a file that it created itself, also when it continues an earlier one. A file that an earlier run may
 * still have open, or that a link in a shared folder leads to, is only read.
 *
 * @throws {CliError} if the files cannot be written, are not those of an export, do not match, or are being written by
 * another process
 */
export async function openResumableFile<State>(
  output: string,
  { identity, restart, lock: lockOptions }: ResumableFileOptions,
): Promise<ResumableFile<State>> {
  const fail = (error: unknown): never => {
    throw error instanceof CliError ? error : cannotWrite(output, error)
  }
  const path = await followLinks(output).catch(fail)
  // Checked before the first request, not after hours, when the file gets its name.
  if (await isFolder(path)) throw new CliError(`${output}: expected a file, received a folder`)
  if (await isSpecial(path)) throw new CliError(`${output}: expected a regular file; omit --output to write to stdout`)
  const lock = await takeLock(`${path}.partial.lock`, lockOptions).catch(fail)
  const names = toNames(path, lock.token)
  const opened = await openPartial<State>(path, { names, lock, identity, restart }).catch(async (error) => {
    await lock.release()
    return fail(error)
  })
  return createResumableFile(opened, { path, names, lock, fail })
}

interface FileOptions {
  /** Path of the file when it is complete. */
  readonly path: string
  readonly names: Names
  readonly lock: Lock
  readonly fail: (error: unknown) => never
}

/** Creates the object that writes to an opened file. */
function createResumableFile<State>(
  { handle, journal, hash }: Opened<State>,
  { path, names, lock, fail }: FileOptions,
): ResumableFile<State> {
  const { identity } = journal
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
      // Fails now rather than at the next checkpoint, which saves requests.
      if (lock.isLost) await lock.confirm()
      const bytes = Buffer.from(text)
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done).catch(fail)
        done += bytesWritten
      }
      hash.update(bytes)
      size += bytes.length
    },
    async checkpoint(state) {
      try {
        // The data first: the journal must not count bytes that a power failure can still lose.
        await handle.datasync()
        await lock.confirm()
        const digest = hash.copy().digest('hex')
        await writeJournal(names.journal, names.ownJournal, { version: 2, identity, offset: size, digest, state })
      } catch (error) {
        fail(error)
      }
    },
    async finish() {
      try {
        await handle.sync()
        await lock.confirm()
        await publish(handle, size, path, names)
        await rm(names.journal, { force: true })
      } catch (error) {
        fail(error)
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

/** A file of this run that has exactly the bytes of its journal. */
interface Opened<State> {
  readonly handle: FileHandle
  readonly journal: Journal<State>
  /** SHA-256 of those bytes, to continue with. */
  readonly hash: Hash
}

async function openPartial<State>(path: string, options: OpenOptions): Promise<Opened<State>> {
  const { names, lock, identity, restart } = options
  for (const token of lock.abandoned) await cleanUp(toNames(path, token))
  const journal = await readJournal<State>(names.journal)
  const earlier = await openOwn(names.partial, constants.O_RDONLY)
  try {
    if (earlier && !journal && (await earlier.stat()).size > 0) {
      throw new CliError(`${names.partial}: not the file of an export, which has a journal beside it; move it away`)
    }
    if (earlier && journal && !restart) return await resume(earlier, journal, options)
  } finally {
    await earlier?.close()
  }
  // A journal without its file belongs to an earlier file. It must not be used for the new one.
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

/** Creates a file to append to. If another process truncates it, it is too short instead of having a hole. */
const create = (path: string) => open(path, 'ax')

/** Removes or restores the files that only a killed run used. */
async function cleanUp({ partial, ownPartial, ownJournal }: Names): Promise<void> {
  await rm(ownJournal, { force: true })
  const isThere = await lstat(partial).then(
    () => true,
    () => false,
  )
  if (isThere) return await rm(ownPartial, { force: true })
  // The run was killed while it gave the file its final name.
  await rename(ownPartial, partial).catch((error: unknown) => {
    if (!isMissing(error)) throw error
  })
}

/** Replaces the partial file with a copy that has exactly the bytes of the journal. */
async function resume<State>(
  earlier: FileHandle,
  journal: Journal<State>,
  { names, lock, identity }: OpenOptions,
): Promise<Opened<State>> {
  const { partial, ownPartial } = names
  if (journal.identity !== identity) {
    throw new CliError(
      `${partial}: belongs to an export with other options or of another space; repeat that one, or start again with --restart`,
    )
  }
  const handle = await create(ownPartial)
  try {
    const hash = createHash('sha256')
    const size = await copy(earlier, handle, { length: journal.offset, hash })
    if (size < journal.offset) {
      throw new CliError(
        `${partial}: expected ${journal.offset} bytes according to its journal, received ${size}; start again with --restart`,
      )
    }
    if (hash.copy().digest('hex') !== journal.digest) {
      throw new CliError(`${partial}: its content does not match its journal; start again with --restart`)
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

/** Copies the first `length` bytes, or all if there are fewer, and resolves to the number of bytes copied. */
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
 * Renames the partial file to `path` if it is the one that `handle` has written, and complete.
 *
 * It is checked under a name that no other process uses. Otherwise another run could replace it with its own unfinished
 * file between the check and the renaming.
 */
async function publish(handle: FileHandle, size: number, path: string, { partial, ownPartial }: Names): Promise<void> {
  const changed = new CliError(`${partial}: another process changed or removed it while it was written`)
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
