import type { Fetch } from '../client/index.js'
import type { ExitCode } from './exit.js'

/** Somewhere text goes: a terminal, a pipe or a file. */
export interface Screen {
  readonly isTTY: boolean
  /** Width in cells, where the system tells it. */
  readonly columns?: number | undefined
  /** Resolves when more may be written; rejects when nobody reads any more (`EPIPE`). */
  write(text: string): Promise<void>
}

/** All that the program takes from outside: `main.ts` gives the real one, a test its own. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Screen
  readonly stderr: Screen
  /** Used instead of the client's own transport. */
  readonly fetch?: Fetch
  /** The platform's `fetch`, for traffic that is watched. */
  readonly platformFetch: Fetch
  readonly now: () => Date
  /** Resolves after some milliseconds; rejects with the signal's reason when that aborts before. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Aborted when the user interrupts a command that has called `finishWhenInterrupted`. */
  readonly signal: AbortSignal
  /**
   * From here on an interruption aborts `signal`, because the command has something to finish. Before, an interruption
   * ends the process at once, also one that is blocked by a file or busy with a computation.
   */
  readonly finishWhenInterrupted: () => void
}

/** Cells to fit a table into: the terminal's, else `COLUMNS`, else 120: a file or a log has more room than a narrow terminal. */
export function widthOf(screen: Screen, env: World['env']): number {
  const columns = screen.columns ?? Number(env.COLUMNS)
  return Number.isInteger(columns) && columns > 0 ? columns : 120
}

/** One run of the program. */
export interface Run {
  readonly world: World
  /** The command line without the program's name. */
  readonly argv: readonly string[]
}

/** Runs the work of a command, and keeps the exit code that it resolves to. */
export type Act = (work: (run: Run) => Promise<ExitCode>) => Promise<void>
