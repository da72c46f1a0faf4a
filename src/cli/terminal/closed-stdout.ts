import { readFileSync, readlinkSync } from 'node:fs'
import { isMissing } from '../files/files.js'

const shells = new Set(['ash', 'bash', 'busybox', 'dash', 'fish', 'ksh', 'mksh', 'sh', 'yash', 'zsh'])

/**
 * True if this process was started with a closed stdout, by a shell (`>&-`) or by a program whose own stdout is closed.
 * Works on Linux only; elsewhere it is false.
 *
 * Node replaces a closed stdout with /dev/null, opened for reading and writing. For `> /dev/null` a shell opens it for
 * writing only, but other programs that discard output open it like Node does: Python with `DEVNULL`, Node with `ignore`.
 * Therefore the parent process is examined as well. A shell passes on its own stdout, which may be /dev/null itself.
 */
export function isStdoutClosed(): boolean {
  try {
    if (readlinkSync('/proc/self/fd/1') !== '/dev/null') return false
    // proc_pid_fdinfo(5): the flags are octal, and their last digit is the access mode; 2 is O_RDWR.
    if (!/^flags:\s*\d*2$/m.test(readFileSync('/proc/self/fdinfo/1', 'utf8'))) return false
    const parent = `/proc/${process.ppid}`
    const name = readFileSync(`${parent}/comm`, 'utf8').trim()
    const stdout = findLink(`${parent}/fd/1`)
    return stdout === undefined || (shells.has(name) && stdout !== '/dev/null')
  } catch {
    return false
  }
}

/** The target of a symbolic link; `undefined` if nothing exists at the path. */
function findLink(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
