import { closeSync, constants, fstatSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { isMissing, toKind, toReason } from '../files/files.js'

/** Maximum size of a file in bytes, larger than any body that a browser keeps. */
const maxBytes = 256 * 1024 * 1024

/**
 * Returns a function that reads a file in the folder of a recording, by a relative path; `undefined` if it does not exist. The
 * function throws an `Error` if the file cannot be read, or a link leads out of the folder.
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

/** Reads a regular file. It does not wait for the writer of a pipe, and does not follow a link that replaced the file. */
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
