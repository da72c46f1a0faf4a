import type { Interaction } from '../interaction/interaction.js'
import { copyRequest, toPlainRequest } from './copy-request.js'
import { copyResponse, toPlainResponse } from './copy-response.js'
import type { Fetch } from './fetch.js'
import { isUnread, type Unread } from './unread.js'

/** Request and response of one call of `fetch`. */
export interface CallCopy {
  /** Where a side could not be read: its URL, method or status alone. */
  readonly interaction: Interaction
  /** Why a side could not be read; empty when both could. */
  readonly unread: readonly Unread[]
}

/**
 * Calls a `fetch` and reads request and response beside it.
 *
 * The copy is complete when the response is, whether or not the caller reads it. It does not reject; the call rejects with
 * what `fetch` throws.
 */
export async function copyCall(
  fetch: Fetch,
  [input, init]: Parameters<Fetch>,
  maxBodyBytes: number,
): Promise<{ response: Response; copy: Promise<CallCopy> }> {
  // Copied before they are handed over: then they are the receiver's to read. Read at once: what waits is held in memory.
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

/** Calls a `fetch` with as many arguments as were given. */
export function callFetch(fetch: Fetch, ...[input, init]: Parameters<Fetch>): Promise<Response> {
  return init === undefined ? fetch(input) : fetch(input, init)
}

/** @throws RangeError when it cannot be a limit. */
export function requireMaxBodyBytes(maxBodyBytes: number): void {
  if (maxBodyBytes >= 0) return
  throw new RangeError(`maxBodyBytes: expected a number from 0, received ${maxBodyBytes}`)
}
