import type { ExitCode } from './exit.js'
import type { World } from './world.js'

/** One run of the program. */
export interface Run {
  readonly world: World
  /** The command line without the program's name. */
  readonly argv: readonly string[]
}

/** Does a command's work within the run, and keeps its exit code. */
export type Act = (work: (run: Run) => Promise<ExitCode>) => Promise<void>
