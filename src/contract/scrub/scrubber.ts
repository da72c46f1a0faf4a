import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checks/checker.js'
import type { Interaction } from '../interaction/interaction.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import { findLeaks } from './leaks.js'
import { createSplitter } from './pieces.js'
import { collectPublicWords, noPublicWords } from './public-words.js'
import { createAddressScrubber, isAddress } from './scrub-address.js'
import { scrubHeader } from './scrub-header.js'
import { scrubJson, type ValueScrubber } from './scrub-json.js'
import { createStandIns } from './stand-ins.js'
import { isTime } from './time.js'

/** What a scrubber is told. */
export interface ScrubberOptions {
  /** What stands in it is public: enumerations, examples, property names, path templates, hosts. Without it nothing is. */
  readonly document?: Document
  /** Values that must not be left in any form: credentials, names of accounts. */
  readonly secrets?: readonly string[]
  /**
   * Leave names of members that look like a programmer's choice, so that a report can tell which are new. A name may be
   * a person's: not for what is kept. @default false
   */
  readonly keepNames?: boolean
}

/** Takes what is private out of interactions. One scrubber for all recordings that belong together. */
export interface Scrubber {
  /**
   * The interaction with a stand-in for everything that is not known to be harmless, of the same shape, and the same for
   * the same value. Request headers are dropped; of the response's, those stay that a contract needs.
   *
   * The document has the same to say about it. Where stand-ins for its numbers would change that, they stay as they are;
   * where those for its times would, the times; and where it takes both, both.
   */
  scrub(interaction: Interaction): Interaction
  /** JSON Pointers to where real values are left in a definition that is about to be written; the values are not told. */
  findLeaks(definition: NockDefinition): string[]
}

/** A scrubber that has seen nothing yet. */
export function createScrubber({ document, secrets = [], keepNames = false }: ScrubberOptions = {}): Scrubber {
  const words = document ? collectPublicWords(document) : noPublicWords
  const standIns = createStandIns(words)
  const origins = new Set<string>()
  const names = new Set<string>()
  const address = createAddressScrubber(words, standIns, (origin) => origins.has(originOf(origin)))

  const everything: ValueScrubber = {
    text: (value) => (words.values.has(value) ? value : isAddress(value) ? address(value) : standIns.text(value)),
    number: standIns.number,
    name(value) {
      if (!words.names.has(value) && !(keepNames && isFieldName(value))) return standIns.text(value)
      names.add(value)
      return value
    },
  }
  const withNumbers: ValueScrubber = { ...everything, number: (lexeme) => lexeme }
  const withTimes: ValueScrubber = {
    ...everything,
    text: (value) => (isTime(value) ? value : everything.text(value)),
  }
  const lessAndLess = [withNumbers, withTimes, { ...withTimes, number: withNumbers.number }]

  const scrubWith = ({ request, response }: Interaction, scrub: ValueScrubber): Interaction => {
    const body = (value: string | null | undefined) =>
      value ? (scrubJson(value, scrub) ?? standIns.text(value)) : null
    return {
      request: { method: request.method, url: address(request.url), headers: [], body: body(request.body) },
      response: {
        status: response.status,
        headers: response.headers.flatMap((header) => scrubHeader(header, words, scrub)),
        body: body(response.body),
      },
    }
  }
  const split = createSplitter(words, (origin) => originOf(origin) === words.origin)
  const isHarmless = (piece: string) =>
    words.values.has(piece) || names.has(piece) || standIns.isStandIn(piece) || isTime(piece)
  const isJudgedAlike = document ? createComparison(document) : () => true

  return {
    scrub(interaction) {
      origins.add(originOf(interaction.request.url))
      const scrubbed = scrubWith(interaction, everything)
      if (isJudgedAlike(interaction, scrubbed)) return scrubbed
      for (const scrub of lessAndLess) {
        const alike = scrubWith(interaction, scrub)
        if (isJudgedAlike(interaction, alike)) return alike
      }
      // What is private stays private, even where that hides a finding.
      return scrubbed
    },
    findLeaks: (definition) => findLeaks(definition, { real: [...secrets, ...standIns.replaced()], isHarmless, split }),
  }
}

/** Whether a document has the same to say about the responses of two interactions. */
function createComparison(document: Document): (left: Interaction, right: Interaction) => boolean {
  const checker = createChecker(document)
  const judge = (interaction: Interaction) =>
    checker
      .check({ ...interaction, request: { ...interaction.request, headers: [] } })
      .findings.map(({ code, rule, keyword = '' }) => `${code} ${rule} ${keyword}`)
      .sort()
      .join('\n')
  return (left, right) => judge(left) === judge(right)
}

/** Whether a name looks like a programmer's choice rather than a person's data. */
const isFieldName = (name: string) => name.length <= 40 && /^[a-z]+(_[a-z]+)*$|^[a-z]+([A-Z][a-z]+)*$/.test(name)

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : url)
