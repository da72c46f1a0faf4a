import type { Interaction } from '../interaction/interaction.js'
import type { Request } from './planned-request.js'

/** The result of sending a request: an interaction, or the reason why there was no response. */
export type Answer =
  | {
      readonly interaction: Interaction
      /** True if the response was a stream that did not end in time. */
      readonly isEndless?: boolean
    }
  | {
      /** Why there was no response: `connection refused`, `no response within 10 s`. */
      readonly problem: string
      /** True if no server was reached. */
      readonly isUnreachable: boolean
    }

/** Sends requests to a server. */
export interface Sender {
  /** Sends a request. Also resolves if there is no response. */
  send(request: Interaction['request']): Promise<Answer>
  /** Resolves when the next request may be sent. */
  pause(): Promise<void>
  /** Returns true once sending must stop. */
  isStopped(): boolean
}

/** Sends requests until the maximum is reached, the sender is stopped, or the server no longer answers. */
export interface Exchange {
  /** Sends a request. Resolves to `undefined` if no more requests are sent. */
  send(request: Request): Promise<Answer | undefined>
  isOver(): boolean
  sent(): number
  /** Why sending stopped, if the server did not answer; otherwise `undefined`. */
  stopped(): string | undefined
}

/**
 * Number of requests in a row without a response after which an operation gets no more requests. If the server does not
 * answer other requests either, the probe stops.
 */
export const maxFailures = 5

export function createExchange(maxRequests: number, sender: Sender): Exchange {
  let sent = 0
  let failures = 0
  let stopped: string | undefined
  /** The last GET or HEAD request that had a response. */
  let answered: Request | undefined
  const isOver = () => stopped !== undefined || sent >= maxRequests || sender.isStopped()
  const sendOnce = async (request: Request): Promise<Answer | undefined> => {
    await sender.pause()
    if (sender.isStopped()) return undefined
    sent++
    const answer = await sender.send(request)
    return sender.isStopped() ? undefined : answer
  }
  const isAlive = async () => {
    if (!answered || isOver()) return false
    const answer = await sendOnce(answered)
    return answer !== undefined && 'interaction' in answer
  }
  return {
    isOver,
    sent: () => sent,
    stopped: () => stopped,
    async send(request) {
      if (isOver()) return undefined
      const answer = await sendOnce(request)
      if (!answer) return undefined
      if ('interaction' in answer) {
        failures = 0
        if (request.method === 'GET' || request.method === 'HEAD') answered = request
        return answer
      }
      failures++
      if (sent === 1 && answer.isUnreachable) stopped = answer.problem
      // The server may fail on these requests but still answer others.
      else if (failures >= maxFailures && !sender.isStopped()) {
        if (await isAlive()) failures = 0
        else stopped = `${maxFailures} requests in a row had no response`
      }
      return answer
    },
  }
}
