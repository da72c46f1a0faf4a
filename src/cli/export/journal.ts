import { open, rename, rm } from 'node:fs/promises'
import { CliError } from '../exit.js'
import { findOwnText } from './own-file.js'

/** What a file says about itself while it is written. */
export interface Journal<State> {
  readonly version: 2
  /** What the file is to hold: another run goes on with it only when it wants the same. */
  readonly identity: string
  /** Bytes that are on the disk and belong to `state`; what stands behind them is thrown away. */
  readonly offset: number
  /** SHA-256 of those bytes: a file that holds others is not the journal's. */
  readonly digest: string
  /** Undefined until something is reached. */
  readonly state?: State | undefined
}

/** Reads a journal; `undefined` when there is none. @throws {CliError} when it is something else. */
export async function readJournal<State>(path: string): Promise<Journal<State> | undefined> {
  const text = await findOwnText(path)
  if (text === undefined) return undefined
  try {
    const journal: Journal<State> = JSON.parse(text)
    if (journal.version === 2 && Number.isSafeInteger(journal.offset)) return journal
  } catch {
    // Not written by us: said below.
  }
  throw new CliError(`${path}: is not the journal of an export; move it away`)
}

/**
 * Puts a journal on the disk in the place of the one before, whole or not at all.
 *
 * @param next name of the file until it is whole, which nothing else has
 */
export async function writeJournal(path: string, next: string, journal: Journal<unknown>): Promise<void> {
  const handle = await open(next, 'wx')
  try {
    try {
      await handle.writeFile(`${JSON.stringify(journal)}\n`)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(next, path)
  } catch (error) {
    await rm(next, { force: true }).catch(() => {})
    throw error
  }
}
