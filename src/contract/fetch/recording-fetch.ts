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
 * Takes what was recorded: a definition as `nock.define` reads it, the interaction it was made of, both scrubbed, and the
 * document by which they were, if there is one.
 */
export type RecordingSink = (
  definition: NockDefinition,
  interaction: Interaction,
  recorded?: { readonly document?: Document | undefined },
) => void | Promise<void>

/** How a fetch is recorded. */
export interface RecordingFetchOptions {
  /** The document, which says what is public and so is not scrubbed. Without it, paths and names stay and all values are scrubbed. */
  readonly document?: Document | undefined
  /**
   * One for all recordings that belong together, so that the same value has the same stand-in in each.
   *
   * @default createScrubber({ document })
   */
  readonly scrubber?: Scrubber
  /** A call with a larger body, either way, is not recorded, and no more than this is held of it. @default 64 MiB */
  readonly maxBodyBytes?: number
  /** Receives one line for each call that is not recorded: which it was, and why. @default console.warn */
  readonly onNotRecorded?: (line: string) => void
}

const defaultMaxBodyBytes = 64 * 1024 * 1024

/**
 * Returns a `fetch` that also records its calls: it takes the same arguments and gives the same responses and errors, and
 * gives every interaction to a sink, in nock's definition format, with everything private replaced. `findLeaks` of the scrubber
 * says whether a definition may be written.
 *
 * The caller has the response once its body has been received and the sink is done; what the sink throws, the call throws.
 * A call that cannot be recorded is reported to `onNotRecorded`: a body that is too long, broke off or was read before, or
 * one that cannot be copied, such as a stream of Node.js. A call that fails is not recorded: the caller has its error.
 *
 * @throws RangeError for a `maxBodyBytes` out of range.
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
      // The caller still waits for the response: an abort is what ends that.
      const signal = findSignal(...call)
      if (signal?.aborted) throw signal.reason
      onNotRecorded(`not recorded: ${describeCall(interaction)}: ${unread.map(describeUnread).join('; ')}`)
      return response
    }
    const scrubbed = scrubber.scrub(interaction)
    await sink(toNockDefinition(scrubbed), scrubbed, { document })
    return response
  }
}

/** The signal of a call (Fetch Standard, 5.4): `null` in `init` takes that of the request away. */
function findSignal(...[input, init]: Parameters<Fetch>): AbortSignal | null {
  if (init?.signal !== undefined) return init.signal
  return isRequest(input) ? input.signal : null
}

/** Method and path; a query may hold what is private. */
function describeCall({ request: { method, url } }: Interaction): string {
  return maskSecrets(`${method} ${parseUrl(url)?.pathname ?? url.split(/[?#]/, 1)[0]}`)
}
