import { readFileSync, readlinkSync } from 'node:fs'
import { isMissing } from '../files/files.js'

const shells = new Set(['ash', 'bash', 'busybox', 'dash', 'fish', 'ksh', 'mksh', 'sh', 'yash', 'zsh'])

/**
 * True when this process was started with a closed stdout (`>&-`) by a shell, or by a program whose own is closed. Found
 * on Linux only.
 *
 * Node opens /dev/null in place of a stdout that is closed, for reading and writing. For `> /dev/null` a shell opens it
 * for writing alone, but other programs that throw output away open it as Node does: Python with `DEVNULL`, Node with
 * `ignore`. So it takes a look at what started this process, too. A shell whose own stdout is thrown away passes that on.
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

/** What a link leads to; `undefined` when there is none. */
function findLink(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
