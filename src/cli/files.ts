import { access, constants, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { CliError } from './exit.js'

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

const cannotWrite = (path: string, error: unknown) =>
  new CliError(`${path}: cannot be written: ${toReason(error)}`, { cause: error })

/** Whether a path names something that is there, and neither a file nor a folder. */
export const isSpecial = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => !stats.isFile() && !stats.isDirectory(),
    () => false,
  )

/** Text of a file. @throws {CliError} naming the file. */
export const readText = (path: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw new CliError(`${path}: cannot be read: ${toReason(error)}`, { cause: error })
  })

/**
 * Writes a file whole or not at all: it has another name, `.partial`, until it is on the disk. Pipes and devices, such
 * as `/dev/stdout`, are written to as they are.
 *
 * @throws {CliError} naming the file.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const partial = `${path}.partial`
  try {
    if (await isSpecial(path)) return await writeFile(path, text)
    const file = await open(partial, 'w')
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
