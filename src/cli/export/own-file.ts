import { constants, type FileHandle, lstat, open } from 'node:fs/promises'
import { CliError } from '../exit.js'
import { isMissing, toKind } from '../files/files.js'

/**
 * Opens a file that an export made for itself; `undefined` when nothing is there. No link is followed: it would lead to
 * a file of somebody else.
 *
 * @throws {CliError} when the name is that of something else.
 */
export async function openOwn(path: string, flags: number): Promise<FileHandle | undefined> {
  try {
    const stats = await lstat(path)
    if (!stats.isFile()) throw new CliError(`${path}: is ${toKind(stats)}, and no file of an export; move it away`)
    // Windows has no such flag, and links there need rights that few have.
    return await open(path, flags | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Text of a file that an export made for itself; `undefined` when nothing is there. @throws {CliError} like `openOwn`. */
export async function findOwnText(path: string): Promise<string | undefined> {
  const handle = await openOwn(path, constants.O_RDONLY)
  try {
    return await handle?.readFile('utf8')
  } finally {
    await handle?.close()
  }
}
