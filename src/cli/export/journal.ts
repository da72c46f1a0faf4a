import { replaceFile } from '../../text/file/replace-file.js'
import { CliError } from '../exit.js'
import { findOwnText } from './own-file.js'

/** The state of an unfinished file, stored beside it. */
export interface Journal<State> {
  readonly version: 2
  /** Identifies what is exported. Another run continues the file only if its identity is the same. */
  readonly identity: string
  /** Number of bytes that are on the disk and belong to `state`. Bytes after them are discarded. */
  readonly offset: number
  /** SHA-256 of those bytes, which detects a file that was changed. */
  readonly digest: string
  /** Undefined before the first checkpoint. */
  readonly state?: State | undefined
}

/** Reads a journal; `undefined` if it does not exist. @throws {CliError} if the file is something else */
export async function readJournal<State>(path: string): Promise<Journal<State> | undefined> {
  const text = await findOwnText(path)
  if (text === undefined) return undefined
  try {
    const journal: Journal<State> = JSON.parse(text)
    if (journal.version === 2 && Number.isSafeInteger(journal.offset)) return journal
  } catch {
    // Not JSON, so not a journal: handled below.
  }
  throw new CliError(`${path}: not the journal of an export; move it away`)
}

/**
 * Replaces the journal on the disk, completely or not at all.
 *
 * @param next temporary name that no other file has
 */
export async function writeJournal(path: string, next: string, journal: Journal<unknown>): Promise<void> {
  await replaceFile(path, next, `${JSON.stringify(journal)}\n`)
}
