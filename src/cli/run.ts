import { CommanderError } from 'commander'
import type { ExitCode } from './exit.js'
import { isClosedPipe, toExitCode, toMessage } from './failure.js'
import { createProgram, type HelpText } from './program.js'
import { tell } from './terminal/message.js'
import type { Act, World } from './world.js'

/**
 * Runs `room-sessions` with the arguments `argv` and resolves to its exit code; never rejects.
 *
 * Results go to stdout. Everything else goes to stderr, errors as one line each.
 */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  const helpText: HelpText = { stdout: '', stderr: '' }
  let exitCode: ExitCode = 0
  const act: Act = async (work) => {
    exitCode = await work({ world, argv })
  }
  try {
    try {
      const program = await createProgram(argv, world, act, helpText)
      await program.parseAsync(argv, { from: 'user' })
    } finally {
      if (helpText.stdout) await world.stdout.write(helpText.stdout)
      if (helpText.stderr) await world.stderr.write(helpText.stderr)
    }
    return exitCode
  } catch (error) {
    return await fail(error, world)
  }
}

async function fail(error: unknown, { stderr, signal }: World): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  // The reader of our output closed the pipe, as `head` does: it has what it wants.
  if (isClosedPipe(error)) return 0
  if (signal.aborted) return toExitCode(signal.reason)
  // If stderr is closed as well, the exit code is all that can be reported.
  await tell(stderr, toMessage(error)).catch(() => {})
  return toExitCode(error)
}
