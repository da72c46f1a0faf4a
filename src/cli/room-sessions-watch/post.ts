import type { RoomSessionChange } from '../../client/index.js'
import { decodeIfPossible } from '../../text/percent-encoding.js'
import type { Context } from '../context.js'
import { CliError } from '../exit.js'
import { toHumanDuration } from '../terminal/human.js'
import { writeMessage } from '../terminal/message.js'

const timeoutMs = 30_000
const firstDelayMs = 1_000
const maxDelayMs = 60_000
const maxRetryAfterMs = 3_600_000

/** True for a status after which the receiver may accept the same request later. */
const isPassing = (status: number) => status >= 500 || [408, 425, 429].includes(status)

/**
 * Creates a function that sends a change to a URL as JSON, again and again until the receiver accepts it. Redirects are not
 * followed.
 *
 * Messages show only the origin of the URL: its credentials, its path and its query may be secret.
 *
 * @throws {CliError} from the function, if the receiver refuses the change for good
 */
export function createPost(url: URL, context: Context): (change: RoomSessionChange) => Promise<void> {
  const target = new URL(url)
  const { username, password } = target
  target.username = ''
  target.password = ''
  const basic = Buffer.from(`${decodeIfPossible(username)}:${decodeIfPossible(password)}`).toString('base64')
  const authorization = username || password ? { authorization: `Basic ${basic}` } : {}
  return async (change) => {
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
      const request = {
        method: 'POST',
        redirect: 'manual',
        // A receiver that gets a change twice, because this process was killed before it saw the answer, can tell by its id.
        headers: {
          'content-type': 'application/json',
          'idempotency-key': change.id.replace(/[^!-~]/g, '?'),
          ...authorization,
        },
        body: JSON.stringify(change),
      } as const
      const { problem, status, retryAfterMs } = await send(target, request, context)
      if (problem === undefined) return
      const message = `--post: ${target.origin} ${problem}`
      if (status !== undefined && !isPassing(status)) {
        throw new CliError(`${message}; expected a status from 200 to 299`, { exitCode: 1 })
      }
      const waitMs = Math.max(delayMs, Math.min(retryAfterMs, maxRetryAfterMs))
      await writeMessage(context.stderr, `${message}; trying again in ${toHumanDuration(waitMs / 1000)}`)
      await context.sleep(waitMs, context.signal)
    }
  }
}

interface Sent {
  /** What went wrong; undefined if the receiver accepted the request. */
  readonly problem: string | undefined
  readonly status: number | undefined
  readonly retryAfterMs: number
}

async function send(url: URL, init: RequestInit, { platformFetch, sleep, signal }: Context): Promise<Sent> {
  signal.throwIfAborted()
  const [stop, timer] = [new AbortController(), new AbortController()]
  const onAbort = () => stop.abort(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  sleep(timeoutMs, timer.signal).then(
    () => stop.abort(new Error(`did not answer within ${toHumanDuration(timeoutMs / 1000)}`)),
    () => {},
  )
  try {
    const response = await platformFetch(url.href, { ...init, signal: stop.signal })
    const { status, ok, headers } = response
    await response.body?.cancel()
    const seconds = Number(headers.get('retry-after'))
    return {
      problem: ok ? undefined : `answered with status ${status}`,
      status,
      retryAfterMs: seconds > 0 ? seconds * 1_000 : 0,
    }
  } catch (error) {
    signal.throwIfAborted()
    return { problem: toProblem(error), status: undefined, retryAfterMs: 0 }
  } finally {
    timer.abort()
    signal.removeEventListener('abort', onAbort)
  }
}

/**
 * Says why a request failed. The cause is named by its code, because the message of the platform's `fetch` is the same for every
 * cause.
 */
function toProblem(error: unknown): string {
  const { message = String(error), cause } = error instanceof Error ? error : {}
  const { code } = Object(cause) as { code?: unknown } // anything may be thrown
  return typeof code === 'string' ? `cannot be reached: ${code}` : `failed: ${message}`
}
