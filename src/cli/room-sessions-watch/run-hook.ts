import { type ChildProcess, spawn } from 'node:child_process'
import type { RoomSessionChange } from '../../client/index.js'
import type { Context } from '../context.js'
import { toReason } from '../files/files.js'

/**
 * Runs a shell command for a change. The command receives the change as JSON on stdin; its output goes to stderr.
 *
 * Resolves to what went wrong, or to undefined. When the signal is aborted, ends the command with everything that it has
 * started, and rejects with the reason of the signal.
 */
export function runHook(
  command: string,
  change: RoomSessionChange,
  { env, signal }: Pick<Context, 'env' | 'signal'>,
): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const child = spawn(command, {
      shell: true,
      stdio: ['pipe', 2, 2],
      env: { ...env, ...toVariables(change) },
      // A process group of its own. The shell alone would not pass a signal on to what it waits for.
      detached: hasProcessGroups,
    })
    const onAbort = () => {
      endProcessGroup(child)
      reject(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    const end = (problem: string | undefined) => {
      signal.removeEventListener('abort', onAbort)
      resolve(problem)
    }
    child.once('error', (error) => end(`cannot be run: ${toReason(error)}`))
    child.once('exit', (code, endedBy) => {
      if (code === 0) end(undefined)
      else end(endedBy === null ? `ended with exit code ${code}` : `was ended by ${endedBy}`)
    })
    // A command need not read its stdin.
    child.stdin?.on('error', () => {})
    child.stdin?.end(`${JSON.stringify(change)}\n`)
  })
}

const hasProcessGroups = process.platform !== 'win32'

function endProcessGroup(child: ChildProcess): void {
  if (!hasProcessGroups || child.pid === undefined) child.kill()
  else process.kill(-child.pid)
}

/** The variables of the environment that describe a change. A variable cannot hold the character NUL. */
function toVariables({ type, id, time, sessionId, roomName }: RoomSessionChange): Record<string, string> {
  const values = { TYPE: type, ID: id, TIME: time, SESSION: sessionId, ROOM: roomName ?? '' }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`ROOM_SESSIONS_${name}`, value.replaceAll('\0', '')]),
  )
}
