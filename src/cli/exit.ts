/**
 * 0: done. 1: there are findings, or the service refused. 2: could not run. 130, 143: interrupted (128 + number of the signal).
 */
export type ExitCode = 0 | 1 | 2 | 130 | 143

/** The worse of two exit codes. */
export const worse = <Code extends number>(one: Code, other: Code): Code => (one > other ? one : other)

/** A command failed. `message` is one line for the user. */
export class CliError extends Error {
  static override readonly name: string = 'CliError'
  override readonly name = 'CliError'
  readonly exitCode: ExitCode

  /** @param exitCode @default 2 */
  constructor(message: string, options: { cause?: unknown; exitCode?: ExitCode } = {}) {
    super(message, { cause: options.cause })
    this.exitCode = options.exitCode ?? 2
  }
}
