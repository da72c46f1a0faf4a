import { randomBytes } from 'node:crypto'
import type { Stats } from 'node:fs'
import { access, constants, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CliError } from '../exit.js'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  ENOTDIR: 'lies in something that is no folder',
  EPERM: 'operation not permitted',
  EROFS: 'the file system is read-only',
}

/** Why the system refused, in words. */
export function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error ? String(error.code) : ''
  return reasons[code] ?? error.message
}

/**
 * Makes sure that files can be written to a folder, which is not made yet: for before the work is done.
 *
 * @throws {CliError} naming the folder.
 */
export async function requireWritableFolder(path: string): Promise<void> {
  try {
    for (let ancestor = resolve(path); ; ancestor = dirname(ancestor)) {
      const stats = await stat(ancestor).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      if (stats?.isDirectory()) return await access(ancestor, constants.W_OK)
      if (stats) throw Object.assign(new Error('is a file'), { code: 'ENOTDIR' })
    }
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/** Makes a folder and those above it. @throws {CliError} naming it. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
}

/** The error of a file that cannot be written. */
export const cannotWrite = (path: string, error: unknown) =>
  new CliError(`${path}: cannot be written: ${toReason(error)}`, { cause: error })

/** What something that is no regular file is, in words. */
export function toKind(stats: Stats): string {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isSymbolicLink()) return 'a symbolic link'
  if (stats.isFIFO()) return 'a named pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

/**
 * Whether a path names a file that a process has open, as `/dev/stdin` and the `/dev/fd/63` of a shell's `<(command)` do.
 * Such a pipe has somebody at its other end. A pipe in a folder need not have, and a device need not come to an end.
 */
export const isOpenFile = (path: string): boolean =>
  /^\/(dev\/(stdin|stdout|stderr|fd\/\d+)|proc\/[^/]+\/fd\/\d+)$/.test(resolve(path))

/**
 * Makes sure that what is read comes to an end: that a path, when it names anything, names a regular file or a file that
 * is open already.
 *
 * @throws {CliError} naming the path and what it is.
 */
export async function requireFile(path: string): Promise<void> {
  const stats = await stat(path).catch(() => undefined)
  if (stats && !stats.isFile() && !isOpenFile(path)) {
    throw new CliError(`${path}: expected a file, received ${toKind(stats)}`)
  }
}

/** Text of a file. @throws {CliError} naming the file. */
export async function readText(path: string): Promise<string> {
  await requireFile(path)
  return await readFile(path, 'utf8').catch((error: unknown) => {
    throw new CliError(`${path}: cannot be read: ${toReason(error)}`, { cause: error })
  })
}

/** Text of a file, `undefined` when nothing is there. @throws {CliError} naming the file. */
export const findText = (path: string): Promise<string | undefined> =>
  readText(path).catch((error: CliError) => {
    if (isMissing(error.cause)) return undefined
    throw error
  })

/** Whether the system says that there is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/**
 * Writes a file whole or not at all: it has a name of its own until it is on the disk. A symbolic link of that name is
 * replaced, not followed.
 *
 * @throws {CliError} naming the file.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  // Nobody can put a link there before, and `wx` follows none.
  const partial = `${path}.${randomBytes(8).toString('hex')}.partial`
  try {
    const file = await open(partial, 'wx')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw cannotWrite(path, error)
  }
}
