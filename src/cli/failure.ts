import { ApiError, PaginationError, RedirectError, ResponseBodyError, SignalWireError } from '../client/index.js'
import { toVisibleText } from '../text/visible-text.js'
import { CliError, type ExitCode } from './exit.js'

/** The exit code of an error: 1 if the service responded with an error or an unusable response, otherwise 2. */
export function toExitCode(error: unknown): ExitCode {
  if (error instanceof CliError) return error.exitCode
  const isFromResponse = [ApiError, RedirectError, ResponseBodyError, PaginationError].some(
    (type) => error instanceof type,
  )
  return isFromResponse ? 1 : 2
}

/**
 * The message of an error, followed by the service's own message if it sent one. It may contain any character: only
 * `writeMessage` makes it safe to show.
 */
export function toMessage(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error)
  const details = error instanceof ApiError ? findDetails(error).filter((detail) => !message.includes(detail)) : []
  const operation = error instanceof SignalWireError && error.operationId ? `${error.operationId}: ` : ''
  return `${operation}${[message, ...details].join('; ')}`
}

const kindsOfBugs = [TypeError, ReferenceError, RangeError, SyntaxError]

/**
 * The calls that led to an error that only a bug of this program explains, a line each; nothing for any other error. They are
 * what a report of the bug needs.
 */
export function toTrace(error: unknown): string {
  if (!(error instanceof Error) || 'code' in error || !kindsOfBugs.some((kind) => error instanceof kind)) return ''
  const calls = error.stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? []
  return calls.map((line) => `${toVisibleText(line)}\n`).join('')
}

/** The `errors` of a 422, or the `error` of another status. Nothing guarantees that the body has the documented shape. */
function findDetails({ errors, body }: ApiError): string[] {
  if (errors.length > 0) {
    return errors.map((detail) =>
      [toText(detail?.attribute), toText(detail?.message) ?? 'no message', toText(detail?.code)?.replace(/.+/s, '($&)')]
        .filter(Boolean)
        .join(' '),
    )
  }
  return typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string'
    ? [body.error]
    : []
}

const toText = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
