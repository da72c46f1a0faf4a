import { CommanderError } from 'commander'
import type { Act } from './act.js'
import type { ExitCode } from './exit.js'
import { isClosedPipe, toExitCode, toMessage } from './failure.js'
import { createProgram, type Said } from './program.js'
import { tell } from './terminal/message.js'
import type { World } from './world.js'

/**
 * Runs `room-sessions` with the arguments `argv` and resolves to its exit code; never rejects.
 *
 * Results go to stdout; everything else, an error in one line included, to stderr.
 */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  const said: Said = { stdout: '', stderr: '' }
  let exitCode: ExitCode = 0
  const act: Act = async (work) => {
    exitCode = await work({ world, argv })
  }
  try {
    try {
      const program = await createProgram(argv, world, act, said)
      await program.parseAsync(argv, { from: 'user' })
    } finally {
      if (said.stdout) await world.stdout.write(said.stdout)
      if (said.stderr) await world.stderr.write(said.stderr)
    }
    return exitCode
  } catch (error) {
    return await fail(error, world)
  }
}

async function fail(error: unknown, { stderr, signal }: World): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  // Whoever read our output has enough of it.
  if (isClosedPipe(error)) return 0
  if (signal.aborted) return toExitCode(signal.reason)
  // Nothing is left to do when stderr is closed as well.
  await tell(stderr, toMessage(error)).catch(() => {})
  return toExitCode(error)
}
