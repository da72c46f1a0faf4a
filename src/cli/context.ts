/** An output stream: a terminal, a pipe or a file. */
export interface Screen {
  readonly isTTY: boolean
  /** Width in cells, if known. */
  readonly columns?: number | undefined
  /** Height in lines, if known. */
  readonly rows?: number | undefined
  /** Resolves when more may be written. Rejects with `EPIPE` when the reader has closed the pipe. */
  write(text: string): Promise<void>
}

/** A function from a request to its response. */
export type FetchRequest = (request: Request) => Promise<Response>

/** Everything the program uses from outside. `main.ts` passes the real one, tests pass their own. */
export interface Context {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Screen
  readonly stderr: Screen
  /** Replaces the client's own transport. */
  readonly fetch?: FetchRequest
  /**
   * The platform's `fetch`. Call it with a URL and options: Node 20 loses the signal of a `Request` that nothing refers to any
   * more.
   */
  readonly platformFetch: (url: string, init: RequestInit) => Promise<Response>
  readonly now: () => Date
  /** Resolves after this many milliseconds. Rejects with the signal's reason if it is aborted before. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Aborted when the user interrupts a command that called `finishWhenInterrupted`. */
  readonly signal: AbortSignal
  /**
   * After this call an interruption aborts `signal`, so that the command can finish. Without it an interruption ends the
   * process at once, even if the process is blocked by a file or busy with a computation.
   *
   * @param graceMs time that the command has to finish; `Infinity` for no limit. @default 3000
   */
  readonly finishWhenInterrupted: (graceMs?: number) => void
}

/** Width in cells for tables and help: that of the terminal, otherwise `COLUMNS`, otherwise 120. */
export function widthOf(screen: Screen, env: Context['env']): number {
  const widths = [screen.columns ?? 0, Number(env.COLUMNS)]
  return widths.find((width) => Number.isInteger(width) && width > 0) ?? 120
}

/** One run of the program. */
export interface Run {
  readonly context: Context
  /** The command line without the program's name. */
  readonly argv: readonly string[]
}

/** Runs the work of a command, and keeps the exit code that it resolves to: its own, or that of a program it ran. */
export type Act = (work: (run: Run) => Promise<number>) => Promise<void>
