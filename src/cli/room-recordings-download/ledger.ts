import { constants, type FileHandle, open } from 'node:fs/promises'
import { CliError } from '../exit.js'
import { findOwnText, openOwn } from '../export/own-file.js'
import { cannotWrite } from '../files/files.js'

/** The state of a recording's file. If an id has several entries, the last one counts. */
export interface LedgerEntry {
  /** Id of the recording. */
  readonly id: string
  /** Path of the file from the folder of the ledger, with forward slashes. */
  readonly file: string
  /**
   * `started`: the name is taken, the file is not complete. `saved`: verified. `executed`: the command of `--exec` has succeeded
   * as well.
   */
  readonly state: 'started' | 'saved' | 'executed'
  /** Identifies the version of an incomplete file, so that a run does not continue another version. */
  readonly validator?: string | null
  /** The incomplete file had the wrong size, so it is not continued. */
  readonly wrongSize?: true
  /** Size of a saved file in bytes. */
  readonly size?: number
  /** The command of `--exec` has to be run. */
  readonly exec?: 'pending'
}

/** The list of what was downloaded into a folder. */
export interface Ledger {
  find(id: string): LedgerEntry | undefined
  /**
   * Reserves a file name for a recording. Returns false if the name, or that of a file beside it, belongs to another recording.
   */
  take(id: string, file: string): boolean
  add(entry: LedgerEntry): Promise<void>
  close(): Promise<void>
}

/** Endings of the files beside a recording's file. */
export const endings = { part: '.part', sidecar: '.json' } as const

/** Name of the ledger in its folder. */
export const ledgerName = 'recordings.ndjson'

/**
 * Opens the ledger of a folder, or creates it: a line of JSON for each step of each recording. An incomplete last line is
 * removed.
 *
 * @throws {CliError} if the file is something else or cannot be written
 */
export async function openLedger(path: string): Promise<Ledger> {
  const text = (await findOwnText(path)) ?? ''
  const end = text.lastIndexOf('\n') + 1
  const entries = new Map<string, LedgerEntry>()
  const owners = new Map<string, string>()
  const keep = (entry: LedgerEntry) => {
    entries.set(entry.id, entry)
    take(entry.id, entry.file)
  }
  const take = (id: string, file: string): boolean => {
    // Some file systems do not distinguish letters of either case.
    const keys = ['', ...Object.values(endings)].map((ending) => `${file}${ending}`.normalize('NFC').toLowerCase())
    if (keys.some((key) => key.startsWith(ledgerName) || (owners.get(key) ?? id) !== id)) return false
    for (const key of keys) owners.set(key, id)
    return true
  }
  for (const [index, line] of text.slice(0, end).split('\n').slice(0, -1).entries())
    keep(parseEntry(line, `${path}:${index + 1}`))
  const handle = await openToAppend(path).catch((error: unknown) => {
    throw error instanceof CliError ? error : cannotWrite(path, error)
  })
  await handle.truncate(Buffer.byteLength(text.slice(0, end)))
  let last: Promise<void> = Promise.resolve()
  return {
    find: (id) => entries.get(id),
    take,
    add(entry) {
      keep(entry)
      last = last.then(async () => {
        await handle.appendFile(`${JSON.stringify(entry)}\n`)
        await handle.datasync()
      })
      return last.catch((error: unknown) => {
        throw cannotWrite(path, error)
      })
    },
    async close() {
      await last.catch(() => {})
      await handle.close()
    },
  }
}

async function openToAppend(path: string): Promise<FileHandle> {
  return (await openOwn(path, constants.O_RDWR | constants.O_APPEND)) ?? (await open(path, 'ax+'))
}

function parseEntry(line: string, place: string): LedgerEntry {
  try {
    const entry: LedgerEntry = JSON.parse(line)
    if (typeof entry.id === 'string' && isInside(entry.file) && states.includes(entry.state)) return entry
  } catch {
    // Not JSON, so not an entry: handled below.
  }
  throw new CliError(`${place}: not an entry of the list of downloads; move the file away`)
}

const states: readonly unknown[] = ['started', 'saved', 'executed'] satisfies LedgerEntry['state'][]

/** True for a path that does not lead out of its folder. */
const isInside = (file: unknown) =>
  typeof file === 'string' && file.split('/').every((segment) => !/^\.{0,2}$|[\\\0]/.test(segment))
