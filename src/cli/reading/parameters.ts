import { Argument, InvalidArgumentError, Option } from 'commander'
import {
  type OperationEntry,
  type OperationId,
  operationTable,
  type ParameterBounds,
  parameterDescriptions,
} from '../../generated/operations.js'
import { isUuid } from '../../text/uuid.js'

/** The client sets these; users have `--limit` and `--cursor` instead. */
const paging = new Set(['page_number', 'page_token'])

/** A query parameter with its limits and its description. */
interface QueryParameter {
  readonly name: string
  readonly bounds: ParameterBounds
  readonly description: string
}

/** The query parameters of an operation except the paging ones, in the order of the document. */
function toQueryParameters(operationId: OperationId): QueryParameter[] {
  const { parameters }: OperationEntry = operationTable[operationId]
  const descriptions: Readonly<Record<string, string>> = parameterDescriptions[operationId]
  return Object.entries(parameters)
    .filter(([name, bounds]) => bounds.in === 'query' && !paging.has(name))
    .map(([name, bounds]) => ({ name, bounds, description: descriptions[name] ?? '' }))
}

/** Parses an integer. @throws {InvalidArgumentError} if it is not an integer or out of range */
export function parseInteger(text: string, { minimum, maximum }: { minimum?: number; maximum?: number } = {}): number {
  const value = Number(text)
  const isInteger = /^-?\d+$/.test(text) && Number.isSafeInteger(value)
  if (isInteger && value >= (minimum ?? value) && value <= (maximum ?? value)) return value
  throw new InvalidArgumentError(`Expected an integer, ${toRange({ minimum, maximum })}.`)
}

const toRange = ({ minimum = 0, maximum }: { minimum?: number | undefined; maximum?: number | undefined }) =>
  maximum === undefined ? `at least ${minimum}` : `from ${minimum} to ${maximum}`

/** An option with the path of a file or a folder. An empty path is an error: it comes from an unset variable of the shell. */
export const pathOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text) => {
    if (text !== '') return text
    throw new InvalidArgumentError('Expected a path.')
  })

interface WordsLimits {
  /** @default the number of words */
  readonly max?: number
  /** True if the word `none` stands for an empty list. @default false */
  readonly allowsNone?: boolean
}

/** An option whose value is some of a list of words, with commas between them. The help and the completion list the words. */
export class WordsOption extends Option {
  readonly words: readonly string[]

  constructor(flags: string, description: string, words: readonly string[], limits: WordsLimits = {}) {
    const { max = words.length, allowsNone = false } = limits
    const expected = `${max < words.length ? `up to ${max}` : 'any'} of ${words.join(', ')}`
    super(flags, `${description}: ${expected}, with commas between them${allowsNone ? '; or none' : ''}`)
    this.words = allowsNone ? [...words, 'none'] : words
    this.argParser((text) => {
      if (allowsNone && text === 'none') return []
      const chosen = text.split(',').map((word) => word.trim())
      const isUnique = new Set(chosen).size === chosen.length
      if (chosen.length <= max && isUnique && chosen.every((word) => words.includes(word))) return chosen
      throw new InvalidArgumentError(
        `Expected ${expected}, each once, with a comma between them${allowsNone ? ', or none' : ''}.`,
      )
    })
  }
}

/** The option `--concurrency`: how many things are read at the same time, 6 by default. */
export const concurrencyOption = (description: string, initial = 6): Option =>
  new Option('--concurrency <n>', `${description} (from 1 to ${maxConcurrency})`)
    .argParser((text) => parseInteger(text, { minimum: 1, maximum: maxConcurrency }))
    .default(initial)

const maxConcurrency = 32

/** The argument with the ids of any number of room sessions. */
export const idsArgument = (description: string): Argument =>
  new Argument('[id...]', description).argParser((text, before: readonly string[] = []) => [...before, parseUuid(text)])

/** Checks that an argument is a UUID. @throws {InvalidArgumentError} */
export function parseUuid(text: string): string {
  if (isUuid(text)) return text
  throw new InvalidArgumentError('Expected a UUID, such as c22d24f6-5a47-4597-9a23-c7d01e696b92.')
}

function parserOf(bounds: ParameterBounds): ((text: string) => string | number) | undefined {
  if (bounds.type === 'integer') return (text) => parseInteger(text, bounds)
  if (bounds.format === 'uuid') return parseUuid
  return undefined
}

function placeholderOf({ type, format, enum: choices }: ParameterBounds): string {
  if (type === 'integer') return '<n>'
  if (choices) return '<choice>'
  return format === 'uuid' ? '<id>' : '<text>'
}

const flagOf = (name: string) => `--${name.replaceAll('_', '-')}`

/**
 * An option for each query parameter of an operation except the paging ones. Names, choices, ranges and descriptions come from
 * the document.
 */
export function parameterOptions(operationId: OperationId): Option[] {
  return toQueryParameters(operationId).map(({ name, bounds, description }) => {
    const text = description.replace(/\.$/, '')
    if (bounds.type === 'boolean') return new Option(flagOf(name), text)
    const range = bounds.type === 'integer' ? ` (${toRange(bounds)})` : ''
    const option = new Option(`${flagOf(name)} ${placeholderOf(bounds)}`, `${text}${range}`)
    if (bounds.enum) return option.choices(bounds.enum)
    const parse = parserOf(bounds)
    return parse ? option.argParser(parse) : option
  })
}

/**
 * The query of an operation, from the values of its `parameterOptions`.
 *
 * Pages are not larger than `limit`, so that no item is requested that will not be shown.
 */
export function toQuery(
  operationId: OperationId,
  values: Readonly<Record<string, unknown>> & { limit?: number },
): Record<string, unknown> {
  const parameters = toQueryParameters(operationId)
  const query = parameters
    .map(({ name }) => [name, values[new Option(flagOf(name)).attributeName()]] as const)
    .filter(([, value]) => value !== undefined)
  const { page_size = Number.POSITIVE_INFINITY, ...rest } = Object.fromEntries(query)
  const largest = parameters.find(({ name }) => name === 'page_size')?.bounds.maximum ?? Number.POSITIVE_INFINITY
  const size = Math.min(Number(page_size), values.limit ? Math.min(values.limit, largest) : Number.POSITIVE_INFINITY)
  return Number.isFinite(size) ? { ...rest, page_size: size } : rest
}

/** Returns the patterns of an option that may be repeated, with one more. */
export const addPattern = (pattern: string, before: readonly string[] = []): string[] => [...before, pattern]
