import type { ApiRequest } from '../api.js'
import { ConnectionError } from '../errors/connection-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import { TimeoutError } from '../errors/timeout-error.js'
import type { Limits } from '../options.js'
import { toWords } from '../to-words.js'
import type { Outcome } from './backoff.js'
import type { Clock } from './clock.js'
import { withDeadline } from './deadline.js'
import type { Reply, Send } from './send.js'

/**
 * One attempt, within its own deadline or what is left of the call's, of which `spentMs` are gone.
 *
 * `authorize` is asked at the last moment, for requests to the client's own origin; for any other there is none.
 */
export async function attempt(
  clock: Clock,
  send: Send,
  { headers, signal }: ApiRequest,
  url: string,
  { timeoutMs, totalTimeoutMs, maxResponseBytes }: Limits,
  spentMs: number,
  authorize: false | (() => Promise<string>),
): Promise<Outcome> {
  const leftMs = totalTimeoutMs - spentMs
  const timeout = () =>
    Promise.reject(
      timeoutMs < leftMs ? new TimeoutError('attempt', timeoutMs) : new TimeoutError('total', totalTimeoutMs),
    )
  try {
    const reply = await withDeadline<Reply>(clock, Math.min(timeoutMs, leftMs), timeout, signal, async (onStop) => {
      const sent = Object.fromEntries(headers)
      if (authorize) sent.authorization = await authorize()
      return send({ url, headers: sent, onStop, maxResponseBytes })
    })
    return { reply }
  } catch (error) {
    return {
      error:
        error instanceof SignalWireError || signal?.aborted
          ? error
          : new ConnectionError(`no response: ${toWords(reasonOf(error))}`, { cause: error }),
    }
  }
}

/** What the platform says came instead of a response: `fetch` says nothing itself and gives a cause. */
const reasonOf = (error: unknown) => (error instanceof Error && error.cause) || error
