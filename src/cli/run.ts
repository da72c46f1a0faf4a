import { CommanderError } from 'commander'
import type { Act, Context } from './context.js'
import type { ExitCode } from './exit.js'
import { isClosedPipe } from './files/files.js'
import { createProgram, type HelpText } from './program.js'
import { writeMessage } from './terminal/message.js'

/**
 * Runs `room-sessions` with the arguments `argv` and resolves to its exit code; never rejects.
 *
 * Results go to stdout. Everything else goes to stderr, errors as one line each, a bug of this program with its stack trace.
 */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const helpText: HelpText = { stdout: '', stderr: '' }
  let exitCode = 0
  const act: Act = async (work) => {
    exitCode = await work({ context, argv })
  }
  try {
    try {
      const program = await createProgram(argv, context, act, helpText)
      await program.parseAsync(argv, { from: 'user' })
    } finally {
      if (helpText.stdout) await context.stdout.write(helpText.stdout)
      if (helpText.stderr) await context.stderr.write(helpText.stderr)
    }
    return exitCode
  } catch (error) {
    return await fail(error, context)
  }
}

async function fail(error: unknown, { stderr, signal }: Context): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  // The reader of our output closed the pipe, as `head` does: it has what it wants.
  if (isClosedPipe(error)) return 0
  // Loaded only here: it knows the errors of the client, and with them most of the client.
  const { toExitCode, toMessage, toTrace } = await import('./failure.js')
  if (signal.aborted) return toExitCode(signal.reason)
  // If stderr is closed as well, the exit code is all that can be reported.
  try {
    await writeMessage(stderr, toMessage(error))
    const trace = toTrace(error)
    if (trace !== '') await stderr.write(trace)
  } catch {}
  return toExitCode(error)
}
