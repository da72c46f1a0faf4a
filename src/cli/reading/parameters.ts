import { InvalidArgumentError, Option } from 'commander'
import type { ParameterBounds } from '../../generated/operations.js'
import { isUuid } from '../../text/uuid.js'
import { type OperationId, queryParametersOf } from './document.js'

/** How a page is asked for is the client's affair; people say `--limit` and `--cursor`. */
const paging = new Set(['page_number', 'page_token'])

/** Whole number of an argument. @throws {InvalidArgumentError} when it is none or out of bounds. */
export function parseWhole(text: string, { minimum, maximum }: { minimum?: number; maximum?: number } = {}): number {
  const value = Number(text)
  const whole = /^-?\d+$/.test(text) && Number.isSafeInteger(value)
  if (whole && value >= (minimum ?? value) && value <= (maximum ?? value)) return value
  throw new InvalidArgumentError(`Expected a whole number ${toRange({ minimum, maximum })}.`)
}

const toRange = ({ minimum = 0, maximum }: { minimum?: number | undefined; maximum?: number | undefined }) =>
  maximum === undefined ? `from ${minimum} on` : `from ${minimum} to ${maximum}`

/** An option that names a file or a folder: an empty name is what an unset variable of the shell leaves. */
export const pathOption = (flags: string, description: string): Option =>
  new Option(flags, description).argParser((text) => {
    if (text !== '') return text
    throw new InvalidArgumentError('Expected a path.')
  })

/** UUID of an argument. @throws {InvalidArgumentError} */
export function parseUuid(text: string): string {
  if (isUuid(text)) return text
  throw new InvalidArgumentError('Expected a UUID, such as c22d24f6-5a47-4597-9a23-c7d01e696b92.')
}

function parserOf(bounds: ParameterBounds): ((text: string) => string | number) | undefined {
  if (bounds.type === 'integer') return (text) => parseWhole(text, bounds)
  if (bounds.format === 'uuid') return parseUuid
  return undefined
}

function placeholderOf({ type, format, enum: choices }: ParameterBounds): string {
  if (type === 'integer') return '<n>'
  if (choices) return '<choice>'
  return format === 'uuid' ? '<id>' : '<text>'
}

const flagOf = (name: string) => `--${name.replaceAll('_', '-')}`

/** An option for every query parameter of an operation but the paging ones: names, choices, bounds and words are the document's. */
export function parameterOptions(operationId: OperationId): Option[] {
  return queryParametersOf(operationId)
    .filter(({ name }) => !paging.has(name))
    .map(({ name, bounds, description }) => {
      const range = bounds.type === 'integer' ? ` (${toRange(bounds)})` : ''
      const option = new Option(`${flagOf(name)} ${placeholderOf(bounds)}`, `${description.replace(/\.$/, '')}${range}`)
      if (bounds.enum) return option.choices(bounds.enum.map(String))
      const parse = parserOf(bounds)
      return parse ? option.argParser(parse) : option
    })
}

/**
 * The query of an operation from the values of its `parameterOptions`.
 *
 * Pages are no larger than `limit`, so that nothing is asked for that will not be shown.
 */
export function toQuery(
  operationId: OperationId,
  values: Readonly<Record<string, unknown>> & { limit?: number },
): Record<string, unknown> {
  const parameters = queryParametersOf(operationId).filter(({ name }) => !paging.has(name))
  const query = parameters
    .map(({ name }) => [name, values[new Option(flagOf(name)).attributeName()]] as const)
    .filter(([, value]) => value !== undefined)
  const { page_size = Number.POSITIVE_INFINITY, ...rest } = Object.fromEntries(query)
  const largest = parameters.find(({ name }) => name === 'page_size')?.bounds.maximum ?? Number.POSITIVE_INFINITY
  const size = Math.min(Number(page_size), values.limit ? Math.min(values.limit, largest) : Number.POSITIVE_INFINITY)
  return Number.isFinite(size) ? { ...rest, page_size: size } : rest
}
