import { type Document, parseRegex } from '../../../openapi/index.js'
import { createPattern, valueFormats } from '../../../schema/index.js'
import { compareDecimals, type Decimal, isMultiple, parseDecimal } from './decimal.js'

/**
 * The rules of a document for single values, wherever they stand: a stand-in that all of them judge as its value is valid
 * exactly where the value is, and so can be the same in every place.
 */
export interface Rules {
  /** Limits of numbers, ascending, each once; those of numeric formats among them. */
  readonly limits: readonly Decimal[]
  /** Divisors of numbers, 1 among them. */
  readonly divisors: readonly Decimal[]
  /** Words that patterns spell out, and what texts must begin with, the longest first. */
  readonly words: readonly string[]
  readonly beginnings: readonly string[]
  /** The outcome of every rule for a text; equal for texts between which no rule makes a difference. */
  judgeText(text: string): string
  /** The same of a number. */
  judgeNumber(value: Decimal): string
  /** Whether a number is one of the limits, and so public. */
  isLimit(value: Decimal): boolean
}

/** Keywords with limits of numbers (JSON Schema 2020-12 Validation, 6.2). */
export const limitKeywords: ReadonlySet<string> = new Set([
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
])

const lengthKeywords = new Set(['minLength', 'maxLength'])

/** Of longer texts only the length is looked at: patterns may take their time. */
const mostCharacters = 1000

/** Collects the rules of a document; without one, those that hold everywhere. */
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

/** Ends of the ranges of numeric formats (OpenAPI Format Registry). */
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
    .sort(compareDecimals)
    .filter((limit, index, all) => index === 0 || compareDecimals(limit, all[index - 1] ?? limit) !== 0)
  const divisors = toDecimals(collected.divisors).filter(({ digits }) => digits > 0n)
  const sources = [...collected.patterns].filter((pattern) => parseRegex(pattern))
  const patterns = sources.map(createPattern)
  const formats = [...collected.formats].flatMap((name) => {
    const format = Object.hasOwn(valueFormats, name) ? valueFormats[name] : undefined
    return format?.type === 'string' ? [format.accepts] : []
  })
  const isLimit = (value: Decimal) => limits.some((limit) => compareDecimals(limit, value) === 0)
  const judgeNumber = (value: Decimal) => {
    const below = limits.filter((limit) => compareDecimals(limit, value) < 0).length
    return [below, isLimit(value), ...divisors.map((divisor) => isMultiple(value, divisor))].join()
  }
  return {
    limits,
    divisors,
    words: toWords(sources),
    beginnings: toBeginnings(sources),
    judgeNumber,
    isLimit,
    judgeText(text) {
      const length = [...text].length
      const ofLength = [...collected.lengths].map((limit) => Math.sign(length - limit))
      if (length > mostCharacters) return ofLength.join()
      const number = parseDecimal(text)
      return [
        ...ofLength,
        ...patterns.map((matches) => matches(text)),
        ...formats.map((accepts) => accepts(text)),
        number ? judgeNumber(number) : 'no number',
      ].join()
    },
  }
}

const toDecimals = (numbers: Iterable<number | string>): Decimal[] =>
  [...numbers].flatMap((each) => parseDecimal(String(each)) ?? [])

/** What is no text of its own in a pattern: escapes, classes, names of groups. */
const notLiteral = /\\[pPku][{<][^}>]{0,40}[}>]|\\.|\[[^\]]*(?:\]|$)|\(\?<\w{0,40}>/g

/** Two letters and more in a row that patterns spell out. */
function toWords(patterns: readonly string[]): string[] {
  const words = patterns.flatMap((pattern) => pattern.replace(notLiteral, ' ').match(/\p{L}{2,}/gu) ?? [])
  return longestFirst(words)
}

/** What stands behind `^` as it is meant: no sign of the pattern language, nothing that may be left out or repeated. */
function toBeginnings(patterns: readonly string[]): string[] {
  const beginnings = patterns
    .filter((pattern) => !pattern.includes('|'))
    .map((pattern) => /^\^((?:(?:[^\\^$.*+?()[\]{}]|\\[^\w\s])(?![*?{]))+)/.exec(pattern)?.[1] ?? '')
  return longestFirst(beginnings.map((beginning) => beginning.replace(/\\(.)/g, '$1')).filter((text) => text !== ''))
}

const longestFirst = (texts: readonly string[]): string[] => [...new Set(texts)].sort((a, b) => b.length - a.length)
