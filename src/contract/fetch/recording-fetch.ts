import type { Document } from '../../openapi/index.js'
import { parseUrl } from '../../text/url.js'
import { maskSecrets } from '../findings/mask-secrets.js'
import type { Interaction } from '../interaction/interaction.js'
import { type NockDefinition, toNockDefinition } from '../recordings/nock-definition.js'
import { createScrubber, type Scrubber } from '../scrub/scrubber.js'
import { copyCall, requireMaxBodyBytes } from './copy-call.js'
import { type Fetch, isRequest } from './fetch.js'
import { describeUnread } from './unread.js'

/**
 * Receives a recorded call: a definition as `nock.define` reads it, the interaction from which it was made (both
 * scrubbed), the document by which they were scrubbed, if there is one, and the scrubber, whose `findLeaks` says whether the
 * definition still contains a real value.
 */
export type RecordingSink = (
  definition: NockDefinition,
  interaction: Interaction,
  recorded?: { readonly document?: Document | undefined; readonly scrubber?: Pick<Scrubber, 'findLeaks'> },
) => void | Promise<void>

/** Options of `recordingFetch`. */
export interface RecordingFetchOptions {
  /**
   * The document, which says what is public and so is not scrubbed. Without it, paths and names are kept and all values
   * are scrubbed.
   */
  readonly document?: Document | undefined
  /**
   * The scrubber. Use one for all recordings that belong together, so that equal values get equal placeholders.
   *
   * @default createScrubber({ document })
   */
  readonly scrubber?: Scrubber
  /**
   * Maximum size of a request or response body, in bytes. Calls with a larger body are not recorded, and no more than
   * this is kept in memory.
   *
   * @default 64 MiB
   */
  readonly maxBodyBytes?: number
  /**
   * Receives one line for each call that is not recorded, with the call and the reason.
   *
   * @default console.warn
   */
  readonly onNotRecorded?: (line: string) => void
}

const defaultMaxBodyBytes = 64 * 1024 * 1024

/**
 * Returns a `fetch` that also records its calls. It takes the same arguments and returns the same responses and errors.
 * It passes every interaction to a sink, in nock's definition format, with everything private replaced. `findLeaks` of
 * the scrubber says whether a definition may be written.
 *
 * The caller gets the response once its body has been received and the sink is done; if the sink throws, the call
 * throws the same error. A call that cannot be recorded is reported to `onNotRecorded`: its body is too long or truncated,
 * or was read before, or it cannot be copied, such as a stream of Node.js. A call that fails is not recorded: its
 * caller gets the error.
 *
 * @throws {RangeError} if `maxBodyBytes` is out of range
 */
export function recordingFetch(fetch: Fetch, sink: RecordingSink, options: RecordingFetchOptions = {}): Fetch {
  const { document, maxBodyBytes = defaultMaxBodyBytes } = options
  const { scrubber = createScrubber({ ...(document && { document }) }) } = options
  const { onNotRecorded = (line: string) => console.warn(line) } = options
  requireMaxBodyBytes(maxBodyBytes)
  return async (...call) => {
    const { response, copy } = await copyCall(fetch, call, maxBodyBytes)
    const { interaction, unread } = await copy
    if (unread.length > 0) {
      // The caller still waits for the response, and can only end that by aborting.
      const signal = findSignal(...call)
      if (signal?.aborted) throw signal.reason
      onNotRecorded(`not recorded: ${describeCall(interaction)}: ${unread.map(describeUnread).join('; ')}`)
      return response
    }
    const scrubbed = scrubber.scrub(interaction)
    await sink(toNockDefinition(scrubbed), scrubbed, { document, scrubber })
    return response
  }
}

/** The signal of a call (Fetch Standard, 5.4). `signal: null` in `init` overrides that of the request. */
function findSignal(...[input, init]: Parameters<Fetch>): AbortSignal | null {
  if (init?.signal !== undefined) return init.signal
  return isRequest(input) ? input.signal : null
}

/** Describes a call by its method and path, without the query, which may contain private values. */
export function describeCall({ request: { method, url } }: Interaction): string {
  return maskSecrets(`${method} ${parseUrl(url)?.pathname ?? url.split(/[?#]/, 1)[0]}`)
}
