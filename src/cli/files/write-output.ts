import { readlink, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { cannotWrite, isOpenFile, writeWhole } from './files.js'

/** Maximum number of links that are followed, as on Linux. */
const maxLinks = 40

/**
 * The target of a symbolic link, which need not exist yet: the shell's `>` follows links the same way. Any other path is
 * returned unchanged.
 *
 * @throws {CliError} if the links form a cycle
 */
export async function followLinks(path: string): Promise<string> {
  let target = path
  for (let links = 0; links <= maxLinks; links++) {
    if (isOpenFile(target)) return target
    const link = await readlink(target).catch(() => undefined)
    if (link === undefined) return target
    // Not `path.join`: it would resolve `a/..` to the current folder, but if `a` is a link, `a/..` is another folder.
    target = isAbsolute(link) ? link : `${await realpath(dirname(target))}/${link}`
  }
  throw cannotWrite(path, new Error('its symbolic links form a cycle'))
}

/** True if a path can be written to, but not replaced: a pipe, a device, or a file that a process has open. */
export const isSpecial = async (path: string): Promise<boolean> =>
  isOpenFile(path) ||
  (await stat(path).then(
    (stats) => !stats.isFile() && !stats.isDirectory(),
    () => false,
  ))

/**
 * Writes the file that an option names, completely or not at all. Symbolic links are followed. Pipes and devices, such as
 * `/dev/stdout`, are written to directly.
 *
 * @throws {CliError} naming the file
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  const target = await followLinks(path)
  if (!(await isSpecial(target))) return await writeWhole(target, text)
  await writeFile(target, text).catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
}
