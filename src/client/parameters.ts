import { operationTable, type ParameterBounds } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { ParameterError, type ParameterIssue } from './errors/parameter-error.js'
import { withContext } from './errors/signalwire-error.js'

/** Parameters of a call, of whatever type they really are: types can be got round. */
export type GivenParameters = Readonly<Partial<Record<'path' | 'query', unknown>>>

/**
 * Holds parameters against the document before anything is sent.
 *
 * @throws {ParameterError} naming all that are wrong at once.
 */
export function checkParameters(
  operationId: keyof operations,
  given: GivenParameters,
  issues: readonly ParameterIssue[] = [],
): void {
  const documented: Readonly<Record<string, ParameterBounds>> = operationTable[operationId].parameters
  const places = ['path', 'query'] as const
  const found = [...places.flatMap((place) => findIssues(place, given[place], documented)), ...issues]
  if (found.length > 0) throw withContext(new ParameterError(found), { operationId, attempts: 0 })
}

function findIssues(
  place: 'path' | 'query',
  values: unknown,
  documented: Readonly<Record<string, ParameterBounds>>,
): ParameterIssue[] {
  return Object.entries(Object(values)).flatMap(([name, value]) => {
    const bounds = Object.hasOwn(documented, name) ? documented[name] : undefined
    // What is not in the path at all would be missing from the address.
    if (value === undefined && place === 'query') return []
    const expected = bounds?.in === place ? findMismatch(value, bounds) : 'no such parameter'
    return expected === undefined ? [] : [{ name, in: place, expected, received: describe(value) }]
  })
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What was expected, when the value is not that. */
function findMismatch(value: unknown, bounds: ParameterBounds): string | undefined {
  const { type, format, minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = bounds
  if (bounds.enum) return bounds.enum.some((allowed) => allowed === value) ? undefined : bounds.enum.join(' or ')
  if (type === 'integer') {
    const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
    return fits ? undefined : `a whole number from ${minimum} to ${maximum}`
  }
  // Half a surrogate pair has no UTF-8.
  const isText = typeof value === 'string' && !/\p{Cs}/u.test(value)
  if (format === 'uuid') return isText && uuid.test(value) ? undefined : 'a UUID'
  return isText ? undefined : 'text'
}

/** A value as text, for a message. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 80))
  return value instanceof Object ? (Array.isArray(value) ? 'an array' : 'an object') : String(value)
}
