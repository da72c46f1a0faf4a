import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/** Identifies a process, as uniquely as the system allows. */
export interface ProcessIdentity {
  readonly host: string
  readonly pid: number
  /** The context in which `pid` is valid. Only on Linux, and only if /proc shows the process. */
  readonly scope?: {
    /** Id of the boot: after another boot all processes are different. */
    readonly boot: string
    /** Each pid namespace, such as that of a container, has its own process 1. */
    readonly namespace: string
    /** Start time of the process in ticks since the boot: a pid is used again after its process has ended. */
    readonly started: string
  }
}

/** The identity of this process. */
export async function identifyProcess(): Promise<ProcessIdentity> {
  const { pid } = process
  return { host: hostname(), pid, ...(await findScope(pid).catch(() => undefined)) }
}

async function findScope(pid: number): Promise<Pick<ProcessIdentity, 'scope'>> {
  // In the /proc of another pid namespace our pid is that of another process.
  if ((await readlink('/proc/self')) !== String(pid)) return {}
  const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
  const namespace = await readlink('/proc/self/ns/pid')
  const { started } = parseStat(await readFile('/proc/self/stat', 'utf8'))
  return { scope: { boot, namespace, started } }
}

/** proc_pid_stat(5): fields 3 and 22; the name before them may contain blanks and parentheses. */
function parseStat(stat: string): { state: string; started: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', started: fields[19] ?? '' }
}

/**
 * Says whether a process is still running. `unknown` if it is on another host or in another container, which `self` cannot see.
 */
export async function findLife(other: ProcessIdentity, self: ProcessIdentity): Promise<'alive' | 'dead' | 'unknown'> {
  const isVisible =
    other.scope !== undefined &&
    other.host === self.host &&
    other.scope.boot === self.scope?.boot &&
    other.scope.namespace === self.scope.namespace
  if (!isVisible) return 'unknown'
  if (!isRunning(other.pid)) return 'dead'
  const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8').catch(() => undefined)
  // The process of another user, on a system where /proc hides those.
  if (stat === undefined) return 'unknown'
  const { state, started } = parseStat(stat)
  // Linux keeps an ended process (Z, X) until its parent has read its exit status.
  return started === other.scope?.started && !['Z', 'X'].includes(state) ? 'alive' : 'dead'
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, but belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
