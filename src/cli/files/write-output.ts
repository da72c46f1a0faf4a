import { readlink, realpath, stat, writeFile } from 'node:fs/promises'
import { dirname, isAbsolute } from 'node:path'
import { cannotWrite, isOpenFile, writeWhole } from './files.js'

/** As many as Linux follows. */
const maxLinks = 40

/**
 * The path that a symbolic link leads to, as `>` of a shell follows it: also when nothing is there yet. Any other path
 * is returned as it is.
 *
 * @throws {CliError} when links lead in a circle.
 */
export async function followLinks(path: string): Promise<string> {
  let target = path
  for (let links = 0; links <= maxLinks; links++) {
    if (isOpenFile(target)) return target
    const link = await readlink(target).catch(() => undefined)
    if (link === undefined) return target
    // Joined as text: `a/..` is another folder than this one when `a` is a link.
    target = isAbsolute(link) ? link : `${await realpath(dirname(target))}/${link}`
  }
  throw cannotWrite(path, new Error('its symbolic links lead in a circle'))
}

/** Whether a path is written to as it is, and cannot be replaced: a pipe, a device, or a file that a process has open. */
export const isSpecial = async (path: string): Promise<boolean> =>
  isOpenFile(path) ||
  (await stat(path).then(
    (stats) => !stats.isFile() && !stats.isDirectory(),
    () => false,
  ))

/**
 * Writes a file that a person named: whole or not at all, to where a symbolic link leads. Pipes and devices, such as
 * `/dev/stdout`, are written to as they are.
 *
 * @throws {CliError} naming the file.
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  const target = await followLinks(path)
  if (!(await isSpecial(target))) return await writeWhole(target, text)
  await writeFile(target, text).catch((error: unknown) => {
    throw cannotWrite(path, error)
  })
}
