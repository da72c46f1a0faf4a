import type { Document } from '../../openapi/index.js'
import type { Header, Interaction } from '../interaction.js'
import { countLeaks } from './leaks.js'
import { collectPublicWords, noPublicWords } from './public-words.js'
import { createAddressScrubber, isAddress, isFieldName } from './scrub-address.js'
import { scrubJson } from './scrub-json.js'
import { createStandIns } from './stand-ins.js'

export interface ScrubberOptions {
  /** What stands in it is public: enumerations, examples, property names, path templates, hosts. Without it nothing is. */
  readonly document?: Document
  /** Values that must not be left in any form: credentials, names of accounts. */
  readonly secrets?: readonly string[]
}

/** Takes what is private out of interactions. One scrubber for all recordings that belong together. */
export interface Scrubber {
  /**
   * The interaction with a stand-in for everything that is not known to be harmless, of the same shape, and the same for the same value.
   * Request headers are dropped; of the response's, those stay that a contract needs.
   */
  scrub(interaction: Interaction): Interaction
  /** How many real values are left in a text that is about to be written; the values are not told. */
  countLeaks(text: string): number
}

/** Response headers without which a body cannot be judged. */
const keptHeaders = new Set(['content-type', 'retry-after'])

/** A scrubber that has seen nothing yet. */
export function createScrubber({ document, secrets = [] }: ScrubberOptions = {}): Scrubber {
  const words = document ? collectPublicWords(document) : noPublicWords
  const standIns = createStandIns(words)
  const origins = new Set<string>()
  const address = createAddressScrubber(words, standIns, (origin) => origins.has(originOf(origin)))
  const text = (value: string) =>
    words.values.has(value) ? value : isAddress(value) ? address(value) : standIns.text(value)
  const names = new Set<string>()
  const name = (value: string) => {
    if (!words.names.has(value) && !isFieldName(value)) return standIns.text(value)
    names.add(value)
    return value
  }
  const body = (value: string | null | undefined) =>
    value ? (scrubJson(value, { name, text, number: standIns.number }) ?? standIns.text(value)) : null

  const header = ([field, value]: Header): Header[] => {
    const lower = field.toLowerCase()
    if (lower === 'content-type') return [[lower, isPlainMediaType(value) ? value : standIns.text(value)]]
    if (!keptHeaders.has(lower) && !words.headers.has(lower)) return []
    return [[lower, /^\d{1,5}$/.test(value) ? value : text(value)]]
  }

  return {
    scrub({ request, response }) {
      origins.add(originOf(request.url))
      return {
        request: { method: request.method, url: address(request.url), headers: [], body: body(request.body) },
        response: { status: response.status, headers: response.headers.flatMap(header), body: body(response.body) },
      }
    },
    countLeaks: (written) =>
      countLeaks(written, { words, names, secrets, replaced: standIns.replaced(), isStandIn: standIns.isStandIn }),
  }
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url)

const isPlainMediaType = (value: string) =>
  /^[a-z]+\/[a-z0-9.+-]+( *; *charset="?[a-z0-9-]+"?)?$/i.test(value) && value.length < 80
