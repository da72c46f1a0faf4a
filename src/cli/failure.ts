import { ApiError, PaginationError, RedirectError, ResponseBodyError, SignalWireError } from '../client/index.js'
import { CliError, type ExitCode } from './exit.js'

/** Whether the reader of our output went away (`room-sessions list | head -1`). */
export const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE'

/** The exit code of an error: 1 when the service answered and the answer was no good, else 2. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode
  const answered = [ApiError, RedirectError, ResponseBodyError, PaginationError].some((type) => error instanceof type)
  return answered ? 1 : 2
}

/** What could not be done and why, with the service's own words where it gave some. May hold any character: `tell` it. */
export function toMessage(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  const told = error instanceof ApiError ? wordsOf(error).filter((words) => !message.includes(words)) : []
  const operation = error instanceof SignalWireError && error.operationId ? `${error.operationId}: ` : ''
  return `${operation}${[message, ...told].join('; ')}`
}

/** What a refusal says: the `errors` of a 422, else the `error` of the other statuses. Its shape is the service's word only. */
function wordsOf({ errors, body }: ApiError): string[] {
  if (errors.length > 0) {
    return errors.map((detail) =>
      [toWord(detail?.attribute), toWord(detail?.message) ?? 'no message', `(${toWord(detail?.code) ?? 'no code'})`]
        .filter(Boolean)
        .join(' '),
    )
  }
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
    ? [body.error]
    : []
}

const toWord = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
