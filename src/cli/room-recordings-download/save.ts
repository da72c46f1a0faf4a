import { constants, type FileHandle, lstat, open, rename } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Client, type DownloadStart, ResponseBodyError, type RoomRecording } from '../../client/index.js'
import { CliError } from '../exit.js'
import type { Lock } from '../export/lock.js'
import { openOwn } from '../export/own-file.js'
import { cannotWrite, isMissing, makeFolder, removeUnfinished, syncFolder, writeWhole } from '../files/files.js'
import type { TimeZone } from '../reading/time-zone.js'
import { isShortEnough, type NamedRecording, toFileNames, toNameValues } from './file-name.js'
import { endings, type Ledger, type LedgerEntry } from './ledger.js'

/** Where recordings are saved, and how. */
export interface SaveOptions {
  readonly client: Pick<Client, 'roomRecordings'>
  readonly folder: string
  readonly ledger: Ledger
  readonly lock: Pick<Lock, 'confirm'>
  readonly template: string
  readonly timeZone: TimeZone
  readonly withCredentials: boolean
  /** Seconds for which links stay valid; undefined for the service's own choice. */
  readonly mediaTtl: number | undefined
  /** True if a command is run for each file. */
  readonly hasCommand: boolean
  readonly signal: AbortSignal
  /** Called with the number of bytes that have arrived since the last call. */
  readonly onBytes: (count: number) => Promise<void>
}

/**
 * Saves the file of a recording, and beside it a JSON file with the data of the recording. Continues the incomplete file of an
 * earlier run. The file gets its name once it is complete, verified and on the disk.
 *
 * @throws {CliError} if a file cannot be written
 * @throws {SignalWireError} if the file cannot be downloaded
 */
export async function saveRecording(named: NamedRecording, options: SaveOptions): Promise<LedgerEntry> {
  const { folder, ledger, lock, hasCommand } = options
  const { recording } = named
  const known = ledger.find(recording.id)
  const entry = known ?? (await takeName(named, options))
  const path = resolve(folder, entry.file)
  await makeFolder(dirname(path))
  // An earlier run may have been killed after it gave the file its name.
  let size = await findSize(path)
  const expected = toSize(recording)
  if (size !== undefined && size !== (expected ?? size)) {
    throw new CliError(`${path}: expected ${expected} bytes, received ${size}; move the file away`)
  }
  if (size === undefined) {
    size = await receive(named, entry, `${path}${endings.part}`, options)
    if (known) await removeUnfinished(`${path}${endings.sidecar}`)
    await writeWhole(`${path}${endings.sidecar}`, toSidecar(named))
    await lock.confirm()
    if ((await findSize(path)) !== undefined) throw new CliError(`${path}: another process created it`)
    await rename(`${path}${endings.part}`, path).catch((error: unknown) => {
      throw cannotWrite(path, error)
    })
    await syncFolder(dirname(path))
  }
  const { id, file } = entry
  const saved: LedgerEntry = { id, file, state: 'saved', size, ...(hasCommand && { exec: 'pending' }) }
  await ledger.add(saved)
  return saved
}

/** The size of a recording's file in bytes; null if the service sends no valid size. */
const toSize = ({ size_in_bytes: size }: RoomRecording) =>
  Number.isSafeInteger(size) && Number(size) >= 0 ? size : null

/** Reserves the first name that no other recording and no file has. */
async function takeName(named: NamedRecording, options: SaveOptions): Promise<LedgerEntry> {
  const { folder, ledger, template, timeZone } = options
  const { id } = named.recording
  const names = toFileNames(template, toNameValues(named, timeZone))
  for (const file of names) {
    if (!isShortEnough(file)) throw new CliError(`--name: the name of a file would be too long: ${file}`)
    if (!ledger.take(id, file)) continue
    const paths = [file, file + endings.part, file + endings.sidecar].map((name) => resolve(folder, name))
    const sizes = await Promise.all(paths.map(findSize))
    if (sizes.some((size) => size !== undefined)) continue
    const entry: LedgerEntry = { id, file, state: 'started' }
    await ledger.add(entry)
    return entry
  }
  throw new CliError(`${resolve(folder, names[0] ?? '')}: not a download of this recording; move it away`)
}

/** Size of a file in bytes; `undefined` if there is nothing at the path. */
async function findSize(path: string): Promise<number | undefined> {
  try {
    return (await lstat(path)).size
  } catch (error) {
    if (isMissing(error)) return undefined
    throw cannotWrite(path, error)
  }
}

/** Appends the bytes of a recording to a file. Resolves to the size of the file once it is on the disk. */
async function receive(
  { recording }: NamedRecording,
  entry: LedgerEntry,
  part: string,
  { client, ledger, withCredentials, mediaTtl, signal, onBytes }: SaveOptions,
): Promise<number> {
  const handle = await openPart(part)
  try {
    const expected = toSize(recording)
    let validator = entry.validator ?? null
    let at = entry.wrongSize ? 0 : (await handle.stat()).size
    // Without a size and a validator, no one would notice that the bytes are those of another file.
    if (expected === null ? validator === null : at > expected) at = 0
    let started: DownloadStart | undefined
    const begin = async (given: DownloadStart) => {
      started = undefined
      at = given.start
      await handle.truncate(at).catch(fail(part))
      if (given.validator === validator && !entry.wrongSize) return
      validator = given.validator
      await ledger.add({ id: recording.id, file: entry.file, state: 'started', validator })
    }
    const onStart = (given: DownloadStart) => {
      started = given
    }
    const wanted = { start: at, validator, withCredentials, mediaTtl, signal, onStart }
    const pieces = client.roomRecordings.download(recording, wanted)
    for await (const piece of pieces) {
      if (started) await begin(started)
      await writeAll(handle, piece, at).catch(fail(part))
      at += piece.length
      await onBytes(piece.length)
    }
    if (started) await begin(started)
    await handle.sync().catch(fail(part))
    const { size } = await handle.stat()
    if (size !== at || (expected !== null && size !== expected)) {
      throw new CliError(`${part}: expected ${expected ?? at} bytes, received ${size}; another process changed it`)
    }
    return size
  } catch (error) {
    if (error instanceof ResponseBodyError && error.reason === 'wrong-size') {
      await ledger.add({ id: recording.id, file: entry.file, state: 'started', wrongSize: true })
    }
    throw error
  } finally {
    await handle.close()
  }
}

const fail = (path: string) => (error: unknown) => {
  throw cannotWrite(path, error)
}

async function openPart(path: string): Promise<FileHandle> {
  try {
    return (await openOwn(path, constants.O_RDWR)) ?? (await open(path, 'wx+'))
  } catch (error) {
    throw error instanceof CliError ? error : cannotWrite(path, error)
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

/** The data of a recording as JSON, without its link: everyone who has the link could read the file. */
function toSidecar({ recording: { uri: _, ...rest }, room }: NamedRecording): string {
  return `${JSON.stringify({ ...rest, room_name: room }, null, 2)}\n`
}
