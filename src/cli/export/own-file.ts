import { constants, type FileHandle, lstat, open } from 'node:fs/promises'
import { CliError } from '../exit.js'
import { isMissing, toKind } from '../files/files.js'

/**
 * Opens a file that an export created; `undefined` if it does not exist. Links are not followed: an export creates none, so
 * a link leads to someone else's file.
 *
 * @throws {CliError} if it is not a regular file
 */
export async function openOwn(path: string, flags: number): Promise<FileHandle | undefined> {
  try {
    const stats = await lstat(path)
    if (!stats.isFile())
      throw new CliError(`${path}: expected a file of an export, received ${toKind(stats)}; move it away`)
    // Windows does not have O_NOFOLLOW; creating a link there requires special rights.
    return await open(path, flags | (constants.O_NOFOLLOW ?? 0))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Reads a file that an export created; `undefined` if it does not exist. @throws {CliError} like `openOwn` */
export async function findOwnText(path: string): Promise<string | undefined> {
  const handle = await openOwn(path, constants.O_RDONLY)
  try {
    return await handle?.readFile('utf8')
  } finally {
    await handle?.close()
  }
}
