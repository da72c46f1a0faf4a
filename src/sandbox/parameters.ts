import type { OperationEntry, ParameterBounds } from '../generated/operations.js'
import { isUuid } from '../text/uuid.js'

/** An invalid parameter. */
export interface ParameterIssue {
  readonly in: ParameterBounds['in']
  readonly name: string
  readonly message: string
}

type Value = string | number | boolean
type Values = Readonly<Record<string, Value>>

/**
 * Reads the values of an operation's path and query parameters, and lists the invalid ones as issues.
 *
 * Names are case-sensitive. Unknown parameters are ignored. The last value of a repeated parameter counts, and the
 * document's defaults are filled in; these two are the sandbox's own choice.
 */
export function readParameters(
  parameters: OperationEntry['parameters'],
  path: Readonly<Record<string, string>>,
  query: URLSearchParams,
): { readonly path: Values; readonly query: Values; readonly issues: readonly ParameterIssue[] } {
  const values = { path: {} as Record<string, Value>, query: {} as Record<string, Value> }
  const issues: ParameterIssue[] = []
  for (const [name, bounds] of Object.entries(parameters)) {
    const text = bounds.in === 'path' ? path[name] : query.getAll(name).at(-1)
    const value = text === undefined ? bounds.default : readValue[bounds.type](text)
    const message = text === undefined ? findMissing(bounds) : findMistake(value, bounds)
    if (message !== undefined) issues.push({ in: bounds.in, name, message })
    else if (value !== undefined) values[bounds.in][name] = value
  }
  return { ...values, issues }
}

/** Converts text to a value of the type; `undefined` if it is not one. */
const readValue: { readonly [Type in ParameterBounds['type']]: (text: string) => Value | undefined } = {
  string: (text) => text,
  integer: (text) => (/^-?\d+$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
}

const findMissing = (bounds: ParameterBounds) => (bounds.required ? "can't be blank" : undefined)

/** Returns the message about an invalid value, in the service's own words where they are known; `undefined` for a valid value. */
function findMistake(value: Value | undefined, bounds: ParameterBounds): string | undefined {
  // Any text is a string.
  if (value === undefined) return bounds.type === 'boolean' ? 'must be true or false' : 'must be an integer'
  if (bounds.format === 'uuid' && !isUuid(String(value))) return 'must be a UUID'
  if (bounds.enum && !bounds.enum.some((allowed) => allowed === value))
    return `must be one of ${bounds.enum.join(', ')}`
  if (typeof value !== 'number') return undefined
  // OpenAPI Format Registry: int32 is a signed 32-bit integer.
  const { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = bounds
  if (value < minimum) return `must be greater than or equal to ${minimum}`
  if (value > maximum) return `must be less than or equal to ${maximum}`
  return undefined
}
