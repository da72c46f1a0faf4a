import { randomBytes } from 'node:crypto'
import { readFileSync, type Stats, statSync } from 'node:fs'
import { access, constants, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { replaceFile } from '../../text/file/replace-file.js'
import { CliError } from '../exit.js'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
  ELOOP: 'too many symbolic links',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'its parent is not a folder',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
}

/** Says in words why a system call failed. */
export function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return reasons[code] ?? error.message
}

/**
 * Checks, before long work, that a folder is writable or can be created. Creates nothing.
 *
 * @throws {CliError} naming the folder
 */
export async function requireWritableFolder(path: string): Promise<void> {
  try {
    for (let ancestor = resolve(path); ; ancestor = dirname(ancestor)) {
      const stats = await stat(ancestor).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      if (stats?.isDirectory()) return await access(ancestor, constants.W_OK)
      if (stats && ancestor === resolve(path)) throw new Error('is a file')
      if (stats) throw Object.assign(new Error('its parent is a file'), { code: 'ENOTDIR' })
    }
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/** Creates a folder and its parents. @throws {CliError} naming the folder */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
}

/** Writes the names of a folder's files to the disk. Call it after a file was renamed. */
export async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  // Some file systems cannot sync folders.
  await handle.sync().catch(() => {})
  await handle.close()
}

/** The error for a file that cannot be written. */
export const cannotWrite = (path: string, error: unknown) =>
  new CliError(`${path}: cannot be written: ${toReason(error)}`, { cause: error })

/** What a path that is not a regular file refers to, in words. */
export function toKind(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isSymbolicLink()) return 'a symbolic link'
  if (stats.isFIFO()) return 'a named pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

/**
 * True if a path names a file that a process has open, such as `/dev/stdin`, or `/dev/fd/63` for a shell's `<(command)`.
 * Such a pipe has a writer. A named pipe may have none, and reading a device may never end.
 */
export const isOpenFile = (path: string): boolean =>
  /^\/(dev\/(stdin|stdout|stderr|fd\/\d+)|proc\/[^/]+\/fd\/\d+)$/.test(resolve(path))

/**
 * Checks that a path, if it exists, is a regular file or a file that is already open, so that reading it ends.
 *
 * @throws {CliError} naming the path and what it is
 */
export async function requireFile(path: string): Promise<void> {
  requireFileStats(path, await stat(path).catch(() => undefined))
}

function requireFileStats(path: string, stats: Stats | undefined): void {
  if (stats && !stats.isFile() && !isOpenFile(path)) {
    throw new CliError(`${path}: expected a file, received ${toKind(stats)}`)
  }
}

/** Reads a text file. @throws {CliError} naming the file */
export async function readText(path: string): Promise<string> {
  await requireFile(path)
  return await readFile(path, 'utf8').catch((error: unknown) => {
    throw cannotRead(path, error)
  })
}

/** Reads the bytes of a file. @throws {CliError} naming the file */
export async function readBytes(path: string): Promise<Buffer> {
  await requireFile(path)
  return await readFile(path).catch((error: unknown) => {
    throw cannotRead(path, error)
  })
}

/**
 * Reads the bytes of a file like `readBytes`, but synchronously. For a small file this is several times faster; nothing else runs
 * meanwhile.
 *
 * @throws {CliError} naming the file
 */
export function readBytesSync(path: string): Buffer {
  try {
    requireFileStats(path, statSync(path, { throwIfNoEntry: false }))
    return readFileSync(path)
  } catch (error) {
    throw error instanceof CliError ? error : cannotRead(path, error)
  }
}

const cannotRead = (path: string, error: unknown) =>
  new CliError(`${path}: cannot be read: ${toReason(error)}`, { cause: error })

/** Reads a text file; `undefined` if it does not exist. @throws {CliError} naming the file */
export const findText = (path: string): Promise<string | undefined> =>
  readText(path).catch((error: CliError) => {
    if (isMissing(error.cause)) return undefined
    throw error
  })

/** True if a system error says that the file does not exist. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** True if the reader of our output closed the pipe, as in `room-sessions list | head -1`. */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE'

/**
 * Writes a file completely or not at all: it has a temporary name until it is on the disk. If the path is a symbolic link,
 * the link is replaced, not followed.
 *
 * @throws {CliError} naming the file
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  // The name cannot be guessed, so no one can put a link there first; and `wx` does not follow links.
  const temporary = `${path}.${randomBytes(8).toString('hex')}.partial`
  await replaceFile(path, temporary, text).catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
}

/**
 * Removes the temporary files that `writeWhole` leaves behind when its process is killed. The caller must hold a lock, so that no
 * other process is writing the file.
 *
 * @throws {CliError} naming the file
 */
export async function removeUnfinished(path: string): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)]
  try {
    for (const each of await readdir(folder)) {
      const isLeft = each.startsWith(name) && /^\.[0-9a-f]{16}\.partial$/.test(each.slice(name.length))
      if (isLeft) await rm(join(folder, each), { force: true })
    }
  } catch (error) {
    throw cannotWrite(path, error)
  }
}
