import type { Interaction } from '../interaction/interaction.js'
import type { Request } from './planned-request.js'

/** What a request led to: an interaction, or no response. */
export type Answer =
  | {
      readonly interaction: Interaction
      /** Whether the response was a stream that did not end in time. */
      readonly isEndless?: boolean
    }
  | {
      /** `connection refused`, `no response within 10 s` */
      readonly problem: string
      /** True if nothing was reached that could answer. */
      readonly isUnreachable: boolean
    }

/** How requests are sent. */
export interface Sender {
  /** Sends a request. Resolves also if there is no response. */
  send(request: Interaction['request']): Promise<Answer>
  /** Resolves when the next request may be sent. */
  pause(): Promise<void>
  /** Returns true if nothing more is to be sent. */
  isStopped(): boolean
}

/** Sends requests until enough were sent, or nothing answers any more. */
export interface Exchange {
  /** Resolves to `undefined` if nothing more is sent. */
  send(request: Request): Promise<Answer | undefined>
  isOver(): boolean
  sent(): number
  /** Why nothing more is sent; `undefined` if there is another reason than that nothing answers. */
  stopped(): string | undefined
}

/** Requests without a response in a row, after which nothing more is sent: to the operation, or at all if nothing answers. */
export const maxFailures = 5

export function createExchange(maxRequests: number, sender: Sender): Exchange {
  let sent = 0
  let failures = 0
  let stopped: string | undefined
  /** The last request that changes nothing and had a response. */
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
      // A server may fail on these requests and live on.
      else if (failures >= maxFailures && !sender.isStopped()) {
        if (await isAlive()) failures = 0
        else stopped = `${maxFailures} requests in a row had no response`
      }
      return answer
    },
  }
}
