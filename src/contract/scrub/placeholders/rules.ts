import { type Document, parseRegex } from '../../../openapi/index.js'
import { createPattern, type Pattern, valueFormats } from '../../../schema/index.js'
import { compareNumbers, type ExactNumber, isMultipleOf } from '../../../text/json/exact-number.js'
import { parseDecimal } from './decimal.js'

/**
 * All rules of a document for single values. If every rule has the same outcome for a placeholder as for its value, the
 * placeholder is valid in the same places, so one placeholder can be used in all of them.
 */
export interface Rules {
  /** Limits of numbers, including those of numeric formats. */
  readonly limits: readonly ExactNumber[]
  /** Divisors of numbers, including 1. */
  readonly divisors: readonly ExactNumber[]
  /** Literal words in patterns, and the beginnings that patterns require; the longest first. */
  readonly words: readonly string[]
  readonly beginnings: readonly string[]
  /** Returns the patterns that a text matches; none for a text so long that patterns could be slow. */
  patternsOf(text: string): readonly Pattern[]
  /** Returns the outcomes of all rules for a text, as one text. It is the same for texts that no rule distinguishes. */
  outcomesOfText(text: string): string
  /** Returns the outcomes of all rules for a number, as one text. */
  outcomesOfNumber(value: ExactNumber): string
  /** True if a number is one of the limits, which are public. */
  isLimit(value: ExactNumber): boolean
}

/** Keywords that limit numbers (JSON Schema 2020-12 Validation, 6.2). */
export const limitKeywords: ReadonlySet<string> = new Set([
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
])

const lengthKeywords = new Set(['minLength', 'maxLength'])

/** For longer texts, only the rules about length are compared, because patterns could be slow. */
const maxCharacters = 1000

/** Collects the rules of a document. Without files, there are only the rules that apply to every number. */
export function collectRules(files: Document['files'] = []): Rules {
  const limits = new Set<number | string>(formatLimits.get('double'))
  const divisors = new Set<number>([1])
  const lengths = new Set<number>()
  const patterns = new Set<string>()
  const formats = new Set<string>()
  const visited = new WeakSet<object>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || visited.has(value)) return
    visited.add(value)
    for (const [key, child] of Object.entries(value)) {
      if (typeof child === 'number') {
        if (limitKeywords.has(key)) limits.add(child)
        if (key === 'multipleOf') divisors.add(child)
        if (lengthKeywords.has(key)) lengths.add(child)
      }
      if (key === 'pattern' && typeof child === 'string') patterns.add(child)
      if (key === 'patternProperties' && typeof child === 'object' && child !== null)
        for (const pattern of Object.keys(child)) patterns.add(pattern)
      if (key === 'format' && typeof child === 'string') formats.add(child)
      visit(child)
    }
  }
  for (const { root } of files) visit(root)
  for (const format of formats) for (const limit of formatLimits.get(format) ?? []) limits.add(limit)
  return toRules({ limits, divisors, lengths, patterns, formats })
}

/** The limits of numeric formats (OpenAPI Format Registry). */
const formatLimits: ReadonlyMap<string, readonly (number | string)[]> = new Map<string, readonly (number | string)[]>([
  ...[8n, 16n, 32n, 64n].flatMap((bits): [string, readonly string[]][] => [
    [`int${bits}`, [`${-(2n ** (bits - 1n))}`, `${2n ** (bits - 1n) - 1n}`]],
    [`uint${bits}`, ['0', `${2n ** bits - 1n}`]],
  ]),
  ['float', [-3.4028234663852886e38, 3.4028234663852886e38]],
  ['double', [-Number.MAX_VALUE, Number.MAX_VALUE]],
])

interface Collected {
  readonly limits: ReadonlySet<number | string>
  readonly divisors: ReadonlySet<number>
  readonly lengths: ReadonlySet<number>
  readonly patterns: ReadonlySet<string>
  readonly formats: ReadonlySet<string>
}

function toRules(collected: Collected): Rules {
  const limits = toDecimals(collected.limits)
  const divisors = toDecimals(collected.divisors).filter(({ digits, isNegative }) => digits !== '' && !isNegative)
  const sources = [...collected.patterns].filter((pattern) => parseRegex(pattern))
  const patterns = sources.map(createPattern)
  const formats = [...collected.formats].flatMap((name) => {
    const format = Object.hasOwn(valueFormats, name) ? valueFormats[name] : undefined
    return format?.type === 'string' ? [format.accepts] : []
  })
  const isLimit = (value: ExactNumber) => limits.some((limit) => compareNumbers(limit, value) === 0)
  const outcomesOfNumber = (value: ExactNumber) => {
    const below = limits.filter((limit) => compareNumbers(limit, value) < 0).length
    return [below, isLimit(value), ...divisors.map((divisor) => isMultipleOf(value, divisor))].join()
  }
  return {
    limits,
    divisors,
    words: toWords(sources),
    beginnings: toBeginnings(sources),
    patternsOf: (text) => ([...text].length > maxCharacters ? [] : patterns.filter((pattern) => pattern.matches(text))),
    outcomesOfNumber,
    isLimit,
    outcomesOfText(text) {
      const length = [...text].length
      const lengthOutcomes = [...collected.lengths].map((limit) => Math.sign(length - limit))
      if (length > maxCharacters) return lengthOutcomes.join()
      const number = parseDecimal(text)
      return [
        ...lengthOutcomes,
        ...patterns.map((pattern) => pattern.matches(text)),
        ...formats.map((accepts) => accepts(text)),
        number ? outcomesOfNumber(number) : 'no number',
      ].join()
    },
  }
}

const toDecimals = (numbers: Iterable<number | string>): ExactNumber[] =>
  [...numbers].flatMap((each) => parseDecimal(String(each)) ?? [])

/** Matches the parts of a pattern that are not literal text: escapes, classes, names of groups. */
const notLiteral = /\\[pPku][{<][^}>]{0,40}[}>]|\\.|\[[^\]]*(?:\]|$)|\(\?<\w{0,40}>/g

/** Returns the runs of two or more literal letters in patterns. */
function toWords(patterns: readonly string[]): string[] {
  const words = patterns.flatMap((pattern) => pattern.replace(notLiteral, ' ').match(/\p{L}{2,}/gu) ?? [])
  return longestFirst(words)
}

/** Returns the literal texts after `^` in patterns, up to the first part that is optional, repeated or not literal. */
function toBeginnings(patterns: readonly string[]): string[] {
  const beginnings = patterns
    .filter((pattern) => !pattern.includes('|'))
    .map((pattern) => /^\^((?:(?:[^\\^$.*+?()[\]{}]|\\[^\w\s])(?![*?{]))+)/.exec(pattern)?.[1] ?? '')
  return longestFirst(beginnings.map((beginning) => beginning.replace(/\\(.)/g, '$1')).filter((text) => text !== ''))
}

const longestFirst = (texts: readonly string[]): string[] => [...new Set(texts)].sort((a, b) => b.length - a.length)
