import { type NockDefinition, toNockDefinition } from './formats/nock-definition.js'
import type { Interaction } from './interaction.js'
import { interactionFromFetch } from './interaction-from-fetch.js'
import { createScrubber, type Scrubber } from './scrub/scrubber.js'

/** Sends a request; the global `fetch` is one. */
type Fetch = (request: Request) => Promise<Response>

/** Takes what was recorded: a definition as `nock.define` reads it, and the interaction it was made of; both are scrubbed. */
export type RecordingSink = (definition: NockDefinition, interaction: Interaction) => void | Promise<void>

/** How a fetch is recorded. */
export interface RecordingFetchOptions {
  /** One for all recordings that belong together, so that the same value has the same stand-in in each. @default createScrubber() */
  readonly scrubber?: Scrubber
}

/**
 * A fetch that also gives what was said to a sink, in nock's definition format, with everything private replaced.
 * `findLeaks` of the scrubber says whether a definition may be written.
 *
 * The response reaches the caller as it was, once the sink is done; a body that cannot be read to its end is not
 * recorded, and the caller's own reading tells why. What the sink throws, the call throws.
 */
export function recordingFetch(
  fetch: Fetch,
  sink: RecordingSink,
  { scrubber = createScrubber() }: RecordingFetchOptions = {},
): Fetch {
  return async (request) => {
    // Cloned before it is sent: then its body is the receiver's to read.
    const sent = request.body ? request.clone() : request
    const response = await fetch(request)
    const interaction = await interactionFromFetch(sent, response).catch(() => undefined)
    if (interaction) {
      const scrubbed = scrubber.scrub(interaction)
      await sink(toNockDefinition(scrubbed), scrubbed)
    }
    return response
  }
}
