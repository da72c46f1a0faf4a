import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checks/checker.js'
import type { Interaction } from '../interaction/interaction.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import { findFewestKept } from './fewest-kept.js'
import { createKeptTest, createLeakTest, findPlaces } from './leaks.js'
import { createSplitter } from './pieces.js'
import { collectPublicWords, noPublicWords, type PublicWords } from './public-words.js'
import { toOrigin } from './scrub-address.js'
import { createScrubbing, type Leaves } from './scrub-values.js'
import { parseDecimal, toCanonicalNumber } from './stand-ins/decimal.js'
import { collectRules } from './stand-ins/rules.js'
import { createStandIns } from './stand-ins/stand-ins.js'
import { isTime } from './stand-ins/time.js'

/** What a scrubber is told. */
export interface ScrubberOptions {
  /**
   * What stands in it is public: enumerations, examples, limits, property names, path templates, hosts. Without it nothing
   * is.
   */
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
   * A check has the same findings for it. A value stays as it is only where every stand-in that was tried changes them:
   * `findLeaks` and `findKept` say where.
   */
  scrub(interaction: Interaction): Interaction
  /**
   * JSON Pointers to where real values are left in a definition that is about to be written, without the values.
   *
   * @param options.allowKept leaves out those that `findKept` gives. @default false
   */
  findLeaks(definition: NockDefinition, options?: { readonly allowKept?: boolean }): string[]
  /** JSON Pointers to values that stay as they are because no stand-in is judged as they are. */
  findKept(definition: NockDefinition): string[]
}

/** Checks that are made for other stand-ins, in one interaction at most. */
const mostOtherChecks = 200

/** A scrubber that has seen nothing yet. */
export function createScrubber({ document, secrets = [], keepNames = false }: ScrubberOptions = {}): Scrubber {
  const rules = collectRules(document?.files)
  const words = document ? collectPublicWords(document, rules.beginnings) : noPublicWords
  const standIns = createStandIns(words, rules)
  /** Those that requests went to, and the document's that takes the place of each. */
  const origins = new Map<string, string>()
  const names = new Set<string>()
  const kept = new Set<string>()

  const everything: Leaves = {
    ...standIns,
    name(value) {
      if (!words.names.has(value) && !(keepNames && isFieldName(value))) return standIns.text(value)
      names.add(value)
      return value
    },
  }
  const scrubWith = (interaction: Interaction, wrap: (scrub: (value: string) => string) => (value: string) => string) =>
    createScrubbing(
      words,
      {
        name: wrap(everything.name),
        text: wrap(everything.text),
        number: wrap(everything.number),
        host: wrap(everything.host),
      },
      (origin) => origins.get(toOrigin(origin)),
    ).interaction(interaction)
  const scrubBut = (interaction: Interaction, stays: ReadonlySet<string>) =>
    scrubWith(interaction, (scrub) => (value) => (stays.has(value) ? value : scrub(value)))

  const split = createSplitter(words)
  const isHarmless = (piece: string) => words.values.has(piece) || names.has(piece) || standIns.isStandIn(piece)
  const judge = document && createJudge(document, words)

  return {
    scrub(interaction) {
      const origin = toOrigin(interaction.request.url)
      origins.set(origin, words.origins[0])
      if (!judge) return scrubBut(interaction, new Set())
      const judged = judge(interaction)
      // Operations may have servers of their own.
      if (words.origins.length > 1)
        origins.set(
          origin,
          words.origins.find((each) => judge(moveTo(each, interaction)) === judged) ?? words.origins[0],
        )
      const scrubbed = scrubBut(interaction, new Set())
      const isAlike = (stays: ReadonlySet<string>) => judge(scrubBut(interaction, stays)) === judged
      if (judge(scrubbed) === judged) return scrubbed
      const values = collectReplaced((wrap) => scrubWith(interaction, wrap))
      // Values alone do not make the difference: what is private stays private.
      if (!isAlike(new Set(values))) return scrubbed
      const stays = new Set(findFewestKept(values, isAlike))
      let left = mostOtherChecks
      for (const value of [...stays]) {
        stays.delete(value)
        if (!standIns.replaceBy(value, () => left-- > 0 && isAlike(stays))) stays.add(value)
      }
      for (const value of stays) kept.add(value)
      return scrubBut(interaction, stays)
    },
    findLeaks(definition, { allowKept = false } = {}) {
      const keptNumbers = new Set(Array.from(kept, toCanonicalNumber))
      const replaced = [...standIns.replaced()].filter((value) => !keptNumbers.has(toCanonicalNumber(value)))
      const leaks = findPlaces(definition, split, createLeakTest([...secrets, ...replaced], isHarmless))
      return allowKept ? leaks : [...new Set([...leaks, ...findPlaces(definition, split, createKeptTest(kept))])]
    },
    findKept: (definition) => (kept.size === 0 ? [] : findPlaces(definition, split, createKeptTest(kept))),
  }
}

type Wrap = (scrub: (value: string) => string) => (value: string) => string

/** Values that are replaced, each once: texts, then numbers, then times, which are the least private. */
function collectReplaced(scrubWith: (wrap: Wrap) => unknown): string[] {
  const values = new Set<string>()
  scrubWith((scrub) => (value) => {
    const stand = scrub(value)
    if (stand !== value) values.add(value)
    return stand
  })
  const rank = (value: string) => (isTime(value) ? 2 : parseDecimal(value) ? 1 : 0)
  return [...values].sort((a, b) => rank(a) - rank(b))
}

/** A function that gives all that a document has to say about an interaction, but for its values, as one text. */
function createJudge(document: Document, { names, values }: PublicWords): (interaction: Interaction) => string {
  const checker = createChecker(document)
  // Names that are not public differ between an interaction and its scrubbed form.
  const toPlace = (at: string) =>
    at
      .split(/([/ ])/)
      .map((step) => (/^\d+$/.test(step) ? '#' : names.has(step) || values.has(step) || step === '' ? step : '*'))
      .join('')
  return (interaction) =>
    checker
      .check({ ...interaction, request: { ...interaction.request, headers: [] } })
      .findings.map(({ code, at, rule, keyword = '', more = 0 }) => `${code} ${toPlace(at)} ${rule} ${keyword} ${more}`)
      .sort()
      .join('\n')
}

/** Whether a name looks like a programmer's choice rather than a person's data. */
const isFieldName = (name: string) => name.length <= 40 && /^[a-z]+(_[a-z]+)*$|^[a-z]+([A-Z][a-z]+)*$/.test(name)

function moveTo(origin: string, interaction: Interaction): Interaction {
  const { request } = interaction
  if (!URL.canParse(request.url)) return interaction
  const { pathname, search } = new URL(request.url)
  return { ...interaction, request: { ...request, url: `${origin}${pathname}${search}` } }
}
