import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/** A process, as far as the system tells it from every other one. */
export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** Linux only, where /proc shows the process: what the `pid` is good for. */
  readonly scope?: {
    /** Of the boot: another one has other processes. */
    readonly boot: string
    /** A pid namespace, as of a container, has its own process 1. */
    readonly namespace: string
    /** When the process started, in ticks since the boot: numbers are given again. */
    readonly started: string
  }
}

/** Identity of this process. */
export async function identifyProcess(): Promise<ProcessIdentity> {
  const { pid } = process
  return { host: hostname(), pid, ...(await findScope(pid).catch(() => undefined)) }
}

async function findScope(pid: number): Promise<Pick<ProcessIdentity, 'scope'>> {
  // A /proc of another pid namespace has other processes under our numbers.
  if ((await readlink('/proc/self')) !== String(pid)) return {}
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
  const namespace = await readlink('/proc/self/ns/pid')
  const { started } = parseStat(await readFile('/proc/self/stat', 'utf8'))
  return { scope: { boot, namespace, started } }
}

/** proc_pid_stat(5): fields 3 and 22; the name before them may hold blanks and parentheses. */
function parseStat(stat: string): { state: string; started: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', started: fields[19] ?? '' }
}

/** Whether a process is still there, as far as `self` can see: of another host or container it sees nothing. */
export async function findLife(other: ProcessIdentity, self: ProcessIdentity): Promise<'alive' | 'dead' | 'unknown'> {
  const isVisible =
    other.scope !== undefined &&
    other.host === self.host &&
    other.scope.boot === self.scope?.boot &&
    other.scope.namespace === self.scope.namespace
  if (!isVisible) return 'unknown'
  if (!isRunning(other.pid)) return 'dead'
  const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8').catch(() => undefined)
  // Of another user, where /proc hides those.
  if (stat === undefined) return 'unknown'
  const { state, started } = parseStat(stat)
  // Linux keeps the number of a process that was killed until its parent has asked how it ended.
  return started === other.scope?.started && !['Z', 'X'].includes(state) ? 'alive' : 'dead'
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
