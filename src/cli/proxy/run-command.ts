import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { CliError } from '../exit.js'
import { toReason } from '../files/files.js'

/** How a command is run. */
export interface CommandContext {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted when this process is interrupted; its reason has the exit code 130 for SIGINT. */
  readonly signal: AbortSignal
  /** True if Ctrl-C in the terminal reaches the command as well as this process. */
  readonly sharesTerminal: boolean
}

/**
 * Runs a command with the standard streams of this process, and passes signals on. Resolves to its exit code, which is 128 plus
 * the number of the signal if a signal ended the command.
 *
 * @throws {CliError} if the command cannot be started
 */
export function runCommand(
  [command = '', ...words]: readonly string[],
  { env, signal, sharesTerminal }: CommandContext,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, words, { stdio: 'inherit', env: { ...env } })
    const interrupt = () => {
      const name = signal.reason instanceof CliError && signal.reason.exitCode === 130 ? 'SIGINT' : 'SIGTERM'
      if (name === 'SIGTERM' || !sharesTerminal) child.kill(name)
    }
    signal.addEventListener('abort', interrupt, { once: true })
    if (signal.aborted) interrupt()
    child.once('error', (error) => {
      signal.removeEventListener('abort', interrupt)
      reject(new CliError(`${command}: cannot be run: ${toReason(error)}`, { cause: error }))
    })
    child.once('exit', (code, endedBy) => {
      signal.removeEventListener('abort', interrupt)
      resolve(code ?? 128 + (endedBy === null ? 0 : constants.signals[endedBy]))
    })
  })
}
