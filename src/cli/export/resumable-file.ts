import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { CliError } from '../exit.js'
import { toReason } from '../files.js'
import { isSpecial } from '../output.js'
import { type Journal, readJournal, writeJournal } from './journal.js'
import { takeLock } from './lock.js'

/** A file that is written in any number of runs, however each of them ends, and appears under its name when it is whole. */
export interface ResumableFile<State> {
  /** State of the last checkpoint of an earlier run. */
  readonly resumed: State | undefined
  /** Bytes written so far, those of earlier runs included. */
  readonly size: number
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
}

/**
 * Opens `PATH.partial` and its `PATH.partial.journal`, where an earlier run left them or anew.
 *
 * @throws {CliError} when they cannot be written, belong to something else, contradict each other, or are being
 * written by another process.
 */
export async function openResumableFile<State>(
  path: string,
  { identity, restart }: ResumableFileOptions,
): Promise<ResumableFile<State>> {
  const partial = `${path}.partial`
  const journalPath = `${partial}.journal`
  const complain = (error: unknown): never => {
    if (error instanceof CliError) throw error
    throw new CliError(`${path}: cannot be written: ${toReason(error)}`, { cause: error })
  }
  // Said before anything is asked for, not after hours when the file is to get its name.
  if (await isFolder(path)) throw new CliError(`${path}: is a folder`)
  if (await isSpecial(path)) throw new CliError(`${path}: is no file; leave --output out to write to stdout`)
  const unlock = await takeLock(`${partial}.lock`).catch(complain)
  const openPartial = async () => {
    const journal = restart ? undefined : await readJournal<State>(journalPath)
    const file = journal ? await reopen(partial, journal, identity) : undefined
    // A journal without its file is of an earlier one, and must not vouch for what is written now.
    if (!file) await rm(journalPath, { force: true }).catch(complain)
    return { journal, file, handle: file ?? (await open(partial, 'w').catch(complain)) }
  }
  const { journal, file, handle } = await openPartial().catch(async (error) => {
    await unlock()
    throw error
  })
  let size = file && journal ? journal.offset : 0

  const checkpoint = async (state: State) => {
    // The data first: a journal must never promise bytes that a power cut can take back.
    await handle.datasync()
    await writeJournal(journalPath, { version: 1, identity, offset: size, state })
  }
  return {
    resumed: file ? journal?.state : undefined,
    get size() {
      return size
    },
    async write(text) {
      const bytes = Buffer.from(text)
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, size + done).catch(complain)
        done += bytesWritten
      }
      size += bytes.length
    },
    checkpoint: (state) => checkpoint(state).catch(complain),
    async finish() {
      await handle.sync()
      await rename(partial, path).catch(complain)
      await syncFolder(dirname(path))
      await rm(journalPath, { force: true })
    },
    async discard() {
      await rm(journalPath, { force: true })
      await rm(partial, { force: true })
    },
    async close() {
      await handle.close()
      await unlock()
    },
  }
}

const isFolder = (path: string) =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )

/** The partial file, cut to what its journal vouches for; `undefined` when it is gone, because it was finished or removed. */
async function reopen(path: string, journal: Journal<unknown>, identity: string): Promise<FileHandle | undefined> {
  const handle = await open(path, 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw new CliError(`${path}: cannot be written: ${toReason(error)}`, { cause: error })
  })
  if (handle === undefined) return undefined
  try {
    if (journal.identity !== identity) {
      throw new CliError(
        `${path}: belongs to an export with other options or of another space; repeat that one, or begin again with --restart`,
      )
    }
    const { size } = await handle.stat()
    if (size < journal.offset) {
      throw new CliError(
        `${path}: has ${size} bytes where its journal vouches for ${journal.offset}; begin again with --restart`,
      )
    }
    await handle.truncate(journal.offset)
    return handle
  } catch (error) {
    await handle.close()
    throw error
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  // Some file systems have no sync of folders; there the rename is as safe as it gets.
  await handle.sync().catch(() => {})
  await handle.close()
}
