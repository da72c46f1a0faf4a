import type { Interaction } from '../interaction/interaction.js'
import { copyRequest, toPlainRequest } from './copy-request.js'
import { copyResponse, toPlainResponse } from './copy-response.js'
import type { Fetch } from './fetch.js'
import { isUnread, type Unread } from './unread.js'

/** The request and the response of one call of `fetch`. */
export interface CallCopy {
  /** The interaction. A side that could not be read only has its URL and method, or its status. */
  readonly interaction: Interaction
  /** The reasons why a side could not be read; empty if both were read. */
  readonly unread: readonly Unread[]
}

/**
 * Calls a `fetch` and reads copies of the request and the response.
 *
 * The copy is complete when the response is, whether or not the caller reads it, and it never rejects. The call rejects
 * with what `fetch` throws.
 */
export async function copyCall(
  fetch: Fetch,
  [input, init]: Parameters<Fetch>,
  maxBodyBytes: number,
): Promise<{ response: Response; copy: Promise<CallCopy> }> {
  // Both sides are copied before they are handed over, because their receivers may read them. The copies are read at
  // once, because unread data stays in memory.
  const sending = copyRequest(input, init, maxBodyBytes)
  const copyBoth = async (response: Response): Promise<CallCopy> => {
    const request = toPlainRequest(input, init)
    const received = await copyResponse(response, request.method, maxBodyBytes)
    sending.end(isUnread(received))
    const sent = await sending.sent
    const interaction = {
      request: isUnread(sent) ? request : sent,
      response: isUnread(received) ? toPlainResponse(response) : received,
    }
    return { interaction, unread: [sent, received].filter((side) => isUnread(side)) }
  }
  try {
    const response = await callFetch(fetch, input, sending.init)
    return { response, copy: copyBoth(response) }
  } catch (error) {
    sending.end(true)
    throw error
  }
}

/** Calls a `fetch` with exactly the arguments that were given. */
export function callFetch(fetch: Fetch, ...[input, init]: Parameters<Fetch>): Promise<Response> {
  return init === undefined ? fetch(input) : fetch(input, init)
}

/**
 * Checks that `maxBodyBytes` can be a limit.
 *
 * @throws {RangeError} if it cannot
 */
export function requireMaxBodyBytes(maxBodyBytes: number): void {
  if (maxBodyBytes >= 0) return
  throw new RangeError(`maxBodyBytes: expected a number from 0, received ${maxBodyBytes}`)
}
