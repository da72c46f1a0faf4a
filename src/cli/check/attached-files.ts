import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { isMissing, toKind, toReason } from '../files/files.js'

/** Larger than any body that a browser keeps. */
const maxBytes = 256 * 1024 * 1024

/**
 * Returns a function that reads a file in the folder of a recording, by a relative path; `undefined` if it does not exist.
 * A file that a link names must be in the folder as well.
 */
export function createAttachedFiles(recording: string): (path: string) => Uint8Array | undefined {
  return (path) => {
    try {
      const folder = realpathSync(dirname(recording))
      const real = realpathSync(join(folder, path))
      if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new Error('a link out of the folder')
      return readRegularFile(real)
    } catch (error) {
      if (isMissing(error)) return undefined
      throw new Error(toReason(error), { cause: error })
    }
  }
}

/** Without waiting for the writer of a pipe, and without following a link that took the place of the file. */
function readRegularFile(path: string): Uint8Array {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const file = openSync(path, O_RDONLY | (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0))
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) throw new Error(toKind(stats))
    if (stats.size > maxBytes) throw new Error(`more than ${maxBytes} bytes`)
    return readFileSync(file)
  } finally {
    closeSync(file)
  }
}
