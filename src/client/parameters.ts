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
  const found = [
    ...(['path', 'query'] as const).flatMap((place) => findIssues(place, given[place], documented)),
    ...issues,
  ]
  if (found.length > 0) throw withContext(new ParameterError(found), { operationId, attempts: 0 })
}

function findIssues(
  place: 'path' | 'query',
  values: unknown,
  documented: Readonly<Record<string, ParameterBounds>>,
): ParameterIssue[] {
  if (values === undefined) return []
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return [{ name: place, in: 'option', expected: 'an object of parameters', received: describe(values) }]
  }
  return Object.entries(values).flatMap(([name, value]) => {
    const bounds = Object.hasOwn(documented, name) ? documented[name] : undefined
    if (value === undefined && !bounds?.required) return []
    const expected = bounds?.in === place ? findMismatch(value, bounds) : 'no such parameter'
    return expected === undefined ? [] : [{ name, in: place, expected, received: describe(value) }]
  })
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What was expected, when the value is not that. */
function findMismatch(value: unknown, bounds: ParameterBounds): string | undefined {
  if (bounds.enum) return bounds.enum.some((allowed) => allowed === value) ? undefined : bounds.enum.join(' or ')
  if (bounds.type === 'integer') {
    const { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = bounds
    const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
    return fits ? undefined : `a whole number from ${minimum} to ${maximum}`
  }
  if (bounds.format === 'uuid') return typeof value === 'string' && uuid.test(value) ? undefined : 'a UUID'
  // Half a surrogate pair has no UTF-8.
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value) ? undefined : 'a text'
}

/** A value as text, for a message. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value)
  return Array.isArray(value) ? 'an array' : typeof value === 'object' && value ? 'an object' : String(value)
}
