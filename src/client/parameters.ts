import { operationTable, type ParameterBounds } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { ParameterError, type ParameterIssue } from './errors/parameter-error.js'
import { withContext } from './errors/signalwire-error.js'

/** Parameters of a call, of whatever type they really are: types can be got round. */
export type GivenParameters = { readonly path?: unknown; readonly query?: unknown }

/**
 * Holds parameters against the document before anything is sent.
 *
 * @throws {ParameterError} naming all that are wrong at once, after the `issues` that were found before.
 */
export function checkParameters(
  operationId: keyof operations,
  given: GivenParameters,
  issues: ParameterIssue[] = [],
): void {
  const documented: Readonly<Record<string, ParameterBounds>> = operationTable[operationId].parameters
  for (const place of ['path', 'query'] as const) {
    for (const [name, value] of Object.entries(Object(given[place]))) {
      const bounds = Object.hasOwn(documented, name) ? documented[name] : undefined
      const isAbsent = value === undefined && !bounds?.required
      const expected = bounds?.in === place ? findMismatch(value, bounds) : 'no such parameter'
      if (expected && !isAbsent) issues.push(toIssue(name, place, expected, value))
    }
  }
  if (issues.length > 0) throw withContext(new ParameterError(issues), { operationId })
}

/** An issue with the value that was given, shortened. */
export function toIssue(name: string, place: ParameterIssue['in'], expected: string, value: unknown): ParameterIssue {
  const received =
    typeof value === 'object'
      ? 'an object'
      : typeof value === 'string'
        ? JSON.stringify(value.slice(0, 80))
        : String(value)
  return { name, in: place, expected, received }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** What was expected, when the value is not that. */
function findMismatch(value: unknown, bounds: ParameterBounds): string | undefined {
  const { minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = bounds
  if (bounds.enum) return bounds.enum.some((allowed) => allowed === value) ? undefined : bounds.enum.join(' or ')
  if (bounds.type === 'integer') {
    const isWithin = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum
    return isWithin ? undefined : `a whole number from ${minimum} to ${maximum}`
  }
  // Half a surrogate pair has no UTF-8.
  if (typeof value !== 'string' || /\p{Cs}/u.test(value)) return 'text'
  return bounds.format === 'uuid' && !uuid.test(value) ? 'a UUID' : undefined
}
