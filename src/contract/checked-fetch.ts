import type { Finding } from './finding.js'
import { readBody } from './formats/read-body.js'
import type { Interaction } from './interaction.js'
import { toInteraction } from './interaction-from-fetch.js'

/** Sends a request; the global `fetch` is one. */
export type Fetch = (request: Request) => Promise<Response>

/** What a checker says of one interaction. */
interface Result {
  readonly operationId?: string
  readonly findings: readonly Finding[]
}

/** How much of the traffic is checked. */
export interface CheckedFetchOptions {
  /** Share of the calls that are checked, from 0 to 1. @default 1 */
  readonly sampleRate?: number
  /** A number from 0 to below 1, which chooses the calls. @default Math.random */
  readonly random?: () => number
  /** A call with a larger body, either way, passes unchecked, and no more than this is held of it. @default 10 MiB */
  readonly maxBodyBytes?: number
}

const defaults = Object.freeze({ sampleRate: 1, maxBodyBytes: 10 * 1024 * 1024 })

/**
 * A fetch that checks what it carries: the same responses and errors, and a call of `onFindings` for every interaction
 * that disagrees with the document.
 *
 * The caller has the response before its check begins; the check reads a clone and costs its own time, no more.
 * What `onFindings` throws or rejects with is dropped, and a body that breaks off is not checked: no call fails because
 * it is watched. A body that the caller cancels is still read for the check, up to `maxBodyBytes`.
 *
 * @throws RangeError when `sampleRate` is no share.
 */
export function checkedFetch(
  fetch: Fetch,
  checker: { check(interaction: Interaction): Result },
  onFindings: (findings: readonly Finding[], interaction: Interaction) => unknown,
  options: CheckedFetchOptions = {},
): Fetch {
  const { sampleRate = defaults.sampleRate, random = Math.random, maxBodyBytes = defaults.maxBodyBytes } = options
  if (!(sampleRate >= 0 && sampleRate <= 1)) {
    throw new RangeError(`sampleRate: received ${sampleRate}; expected a number from 0 to 1`)
  }
  const check = async (request: Request, sending: Promise<string | null>, response: Response) => {
    const [sent, received] = await Promise.all([sending, readBody(response.body, response.headers, maxBodyBytes)])
    const interaction = toInteraction(request, sent, response, received)
    const { findings } = checker.check(interaction)
    if (findings.length > 0) await onFindings(findings, interaction)
  }
  return async (request) => {
    if (random() >= sampleRate) return fetch(request)
    // Cloned before they are handed over: then they are the receiver's to read. Read at once: what waits is held in memory.
    const sending = readBody(cloneOf(request)?.body ?? null, request.headers, maxBodyBytes)
    sending.catch(() => undefined)
    const response = await fetch(request)
    const received = cloneOf(response)
    if (received) check(request, sending, received).catch(() => undefined)
    return response
  }
}

/** Something that was read already cannot be cloned; a transport of one's own may give such a response. */
function cloneOf<Message extends Request | Response>(message: Message): Message | undefined {
  try {
    // A clone of a request is a request, and of a response a response.
    return message.clone() as Message
  } catch {
    return undefined
  }
}
