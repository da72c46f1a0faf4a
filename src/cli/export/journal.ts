import { open, readFile, rename, rm } from 'node:fs/promises'
import { CliError } from '../exit.js'

/** What a file says about itself while it is written. */
export interface Journal<State> {
  readonly version: 1
  /** What the file is to hold: another run goes on with it only when it wants the same. */
  readonly identity: string
  /** Bytes that are on the disk and belong to `state`; what stands behind them is thrown away. */
  readonly offset: number
  readonly state: State
}

/** Reads a journal; `undefined` when there is none. @throws {CliError} when it is something else. */
export async function readJournal<State>(path: string): Promise<Journal<State> | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const journal: Journal<State> = JSON.parse(text)
    if (journal.version === 1 && Number.isSafeInteger(journal.offset)) return journal
  } catch {
    // Not written by us: said below.
  }
  throw new CliError(`${path}: is no journal of an export; begin again with --restart`)
}

/** Puts a journal on the disk in the place of the one before, whole or not at all. */
export async function writeJournal(path: string, journal: Journal<unknown>): Promise<void> {
  const next = `${path}.new`
  try {
    const handle = await open(next, 'w')
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
