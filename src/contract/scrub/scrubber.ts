import type { Document } from '../../openapi/index.js'
import { createChecker } from '../checks/checker.js'
import type { Finding } from '../findings/finding.js'
import type { Interaction } from '../interaction/interaction.js'
import type { NockDefinition } from '../recordings/nock-definition.js'
import { createLeakTest, createUnreplacedTest, findPlaces, type ValueTest } from './leaks.js'
import { findMinimalSubset } from './minimal-subset.js'
import { createNames, type Names } from './names.js'
import { parseDecimal, toCanonicalNumber } from './placeholders/decimal.js'
import { createPlaceholders, type Placeholders } from './placeholders/placeholders.js'
import { collectRules } from './placeholders/rules.js'
import { isTime } from './placeholders/time.js'
import { collectPublicValues, type PublicValues, publicWithoutDocument } from './public-values.js'
import { toOrigin } from './scrub-address.js'
import { withRecordedHeaders } from './scrub-header.js'
import { createScrubbing, type Leaves } from './scrub-values.js'
import { createValueExtractor } from './value-extractor.js'
import { isWord } from './word.js'

/** Options of `createScrubber`. */
export interface ScrubberOptions {
  /**
   * The document. Its enumerations, examples, limits, property names, path templates and hosts are public. Without a
   * document, all values are replaced; names of properties, parameters and headers and segments of the request's path stay,
   * unless they look like data: `/books/42424` has a value.
   */
  readonly document?: Document
  /** Values that must not remain in any form: credentials, names of accounts. */
  readonly secrets?: readonly string[]
  /**
   * Keeps names of members that look like a programmer's choice, so that a report shows which are undocumented: with
   * `undocumented` only names of properties that the check finds undocumented, with `true` also keys of maps. Such a key may be a
   * person's name, so do not store the result.
   * @default false
   */
  readonly keepNames?: boolean | 'undocumented'
}

/** Replaces private values of interactions by placeholders. Use one scrubber for all recordings that belong together. */
export interface Scrubber {
  /**
   * Returns the interaction with a placeholder for every value that is not known to be harmless. A placeholder has the form of
   * its value, and equal values get equal placeholders. Request headers other than the content type of a body are removed, and
   * response headers that no check needs.
   *
   * The check has the same findings for the result. If every placeholder that it tries for a value changes the findings, the
   * value stays: `findLeaks` and `findKept` return the places.
   */
  scrub(interaction: Interaction): Interaction
  /**
   * Returns JSON Pointers to real values that remain in a definition, without the values.
   *
   * @param options.allowKept leaves out what `findKept` returns.
   * @default false
   */
  findLeaks(definition: NockDefinition, options?: { readonly allowKept?: boolean }): string[]
  /** Returns JSON Pointers to values that were not replaced because every placeholder changed the findings. */
  findKept(definition: NockDefinition): string[]
}

type Wrap = (scrub: (value: string) => string) => (value: string) => string

/** How many times other placeholders are checked for one interaction at most. */
const maxOtherChecks = 200

/**
 * Creates a scrubber: it replaces every private value of an interaction with a placeholder, the same value always with the same
 * one. With a document, the check has the same findings for a placeholder as for its value; without one, a placeholder only has
 * the form of its value.
 */
export function createScrubber({ document, secrets = [], keepNames = false }: ScrubberOptions = {}): Scrubber {
  const rules = collectRules(document?.files)
  const publicValues = document
    ? collectPublicValues(document, rules.beginnings)
    : { ...publicWithoutDocument, isWord: (text: string) => isWord(text) && !secrets.includes(text) }
  const placeholders = createPlaceholders(publicValues, rules)
  const names = createNames(publicValues, { secrets, keepNames })
  // By each origin that requests were sent to: the origin in the document that replaces it.
  const origins = new Map<string, string>()
  const unreplaced = new Set<string>()

  const everything: Leaves = {
    ...placeholders,
    name: (value) => (names.keep(value) ? value : placeholders.text(value)),
  }
  const scrubWith = (interaction: Interaction, wrap: Wrap) =>
    createScrubbing(
      publicValues,
      {
        name: wrap(everything.name),
        text: wrap(everything.text),
        number: wrap(everything.number),
        host: wrap(everything.host),
      },
      (origin) => origins.get(toOrigin(origin)),
    ).interaction(interaction)
  const scrubExcept = (interaction: Interaction, unreplacedValues: ReadonlySet<string>) =>
    scrubWith(interaction, (scrub) => (value) => (unreplacedValues.has(value) ? value : scrub(value)))

  const find = document && createFinder(document)
  const fingerprintOf = createFingerprint(publicValues)
  const { forget, findLeaks, findKept } = createLeakFinder({ publicValues, placeholders, names, secrets, unreplaced })

  return {
    scrub(interaction) {
      forget()
      const origin = toOrigin(interaction.request.url)
      origins.set(origin, publicValues.origins[0])
      if (!find) return scrubExcept(interaction, new Set())
      const findings = find(interaction)
      names.addUndocumented(findings)
      const original = fingerprintOf(findings)
      const isSame = (changed: Interaction) => fingerprintOf(find(changed)) === original
      origins.set(origin, findOrigin(interaction, publicValues.origins, isSame))
      const scrubbed = scrubExcept(interaction, new Set())
      if (isSame(scrubbed)) return scrubbed
      const values = collectReplaced((wrap) => scrubWith(interaction, wrap))
      const needed = findNeeded(values, { placeholders, unreplaced }, (kept) => isSame(scrubExcept(interaction, kept)))
      for (const value of needed) unreplaced.add(value)
      return scrubExcept(interaction, needed)
    },
    findLeaks,
    findKept,
  }
}

/** What is known about the values of the interactions that were scrubbed. */
interface KnownValues {
  readonly publicValues: PublicValues
  readonly placeholders: Placeholders
  readonly names: Names
  readonly secrets: readonly string[]
  /** Values that stayed because every placeholder changed the findings. */
  readonly unreplaced: ReadonlySet<string>
}

/** Creates the functions that find real values in definitions. Call `forget` whenever another interaction is scrubbed. */
function createLeakFinder({ publicValues, placeholders, names, secrets, unreplaced }: KnownValues) {
  const extractor = createValueExtractor(publicValues)
  const isHarmless = (value: string) =>
    publicValues.values.has(value) || names.isKept(value) || placeholders.isPlaceholder(value)
  // Creating a test collects the spellings of all values, so it is reused until another interaction is scrubbed.
  let leakTest: ValueTest | undefined
  const createOwnLeakTest = () => {
    const unreplacedNumbers = new Set(Array.from(unreplaced, toCanonicalNumber))
    const replaced = [...placeholders.replaced()].filter((value) => !unreplacedNumbers.has(toCanonicalNumber(value)))
    return createLeakTest([...secrets, ...replaced], isHarmless)
  }
  const findKept: Scrubber['findKept'] = (definition) =>
    unreplaced.size === 0 ? [] : findPlaces(definition, extractor, createUnreplacedTest(unreplaced))
  const findLeaks: Scrubber['findLeaks'] = (definition, { allowKept = false } = {}) => {
    leakTest ??= createOwnLeakTest()
    const leaks = findPlaces(definition, extractor, leakTest)
    return allowKept ? leaks : [...new Set([...leaks, ...findKept(definition)])]
  }
  const forget = () => {
    leakTest = undefined
  }
  return { forget, findLeaks, findKept }
}

/** Finds an origin in the document with which a request has the same findings; otherwise returns the first one. */
function findOrigin(
  interaction: Interaction,
  [first, ...others]: PublicValues['origins'],
  isSame: (moved: Interaction) => boolean,
): string {
  // An operation may have its own servers.
  if (others.length === 0) return first
  return [first, ...others].find((origin) => isSame(moveTo(origin, interaction))) ?? first
}

/**
 * Finds the values that must stay for the check to have the same findings. Tries other placeholders for each of them first, unless
 * the value stays in an earlier interaction: to replace it in this one would hide nothing.
 */
function findNeeded(
  values: readonly string[],
  { placeholders, unreplaced }: Pick<KnownValues, 'placeholders' | 'unreplaced'>,
  hasSameFindings: (kept: ReadonlySet<string>) => boolean,
): ReadonlySet<string> {
  // The findings differ even with all values in place, so no value needs to stay.
  if (!hasSameFindings(new Set(values))) return new Set()
  const needed = new Set(findMinimalSubset(values, hasSameFindings))
  let left = maxOtherChecks
  for (const value of [...needed]) {
    if (unreplaced.has(value)) continue
    needed.delete(value)
    if (!placeholders.replaceBy(value, () => left-- > 0 && hasSameFindings(needed))) needed.add(value)
  }
  return needed
}

/** Returns the values that are replaced, each once: texts, then numbers, then times, which are the least private. */
function collectReplaced(scrubWith: (wrap: Wrap) => unknown): string[] {
  const values = new Set<string>()
  scrubWith((scrub) => (value) => {
    const placeholder = scrub(value)
    if (placeholder !== value) values.add(value)
    return placeholder
  })
  const rank = (value: string) => (isTime(value) ? 2 : parseDecimal(value) ? 1 : 0)
  return [...values].sort((a, b) => rank(a) - rank(b))
}

/** Creates a function that returns the findings of an interaction as it is recorded. */
function createFinder(document: Document): (interaction: Interaction) => readonly Finding[] {
  const checker = createChecker(document)
  return (interaction) => checker.check({ ...interaction, request: withRecordedHeaders(interaction.request) }).findings
}

/** Creates a function that returns findings as one text, without the values in them. */
function createFingerprint({ names, values }: PublicValues): (findings: readonly Finding[]) => string {
  // Names that are not public differ after scrubbing.
  const toPlace = (at: string) =>
    at
      .split(/([/ ])/)
      .map((step) => (/^\d+$/.test(step) ? '#' : names.has(step) || values.has(step) || step === '' ? step : '*'))
      .join('')
  return (findings) =>
    findings
      .map(({ code, at, rule, keyword = '', more = 0 }) => `${code} ${toPlace(at)} ${rule} ${keyword} ${more}`)
      .sort()
      .join('\n')
}

function moveTo(origin: string, interaction: Interaction): Interaction {
  const { request } = interaction
  if (!URL.canParse(request.url)) return interaction
  const { pathname, search } = new URL(request.url)
  return { ...interaction, request: { ...request, url: `${origin}${pathname}${search}` } }
}
