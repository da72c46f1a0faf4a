import { type OperationEntry, operationTable, type ParameterBounds } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { isUuid } from '../text/uuid.js'
import { ParameterError, type ParameterIssue } from './errors/client-errors.js'
import type { Redactor } from './redact.js'

/** Parameters of a call, not yet checked: JavaScript callers may pass values of any type. */
export type GivenParameters = { readonly path?: unknown; readonly query?: unknown }

/** How many characters of a name or a value an error shows. */
const maxShownLength = 80

/**
 * Checks the parameters of a call before anything is sent.
 *
 * @throws {ParameterError} that lists all invalid parameters at once, after the `issues` that the caller found before.
 */
export function checkParameters(
  operationId: keyof operations,
  given: GivenParameters,
  redact: Redactor['redact'],
  issues: ParameterIssue[] = [],
): void {
  const { parameters }: OperationEntry = operationTable[operationId]
  // A Map or a URLSearchParams has no own property for each parameter.
  if (Symbol.iterator in Object(given.query)) {
    throwIssues(operationId, [...issues, toIssue('query', 'option', 'a plain object', given.query)], redact)
  }
  for (const location of ['path', 'query'] as const) {
    for (const [name, value] of Object.entries(Object(given[location]))) {
      if (value === undefined && location === 'query') continue
      const bounds = Object.hasOwn(parameters, name) ? parameters[name] : undefined
      const expected = bounds?.in === location ? findMismatch(value, bounds) : 'a documented parameter'
      if (expected) issues.push(toIssue(name, location, expected, value))
    }
  }
  throwIssues(operationId, issues, redact)
}

/** Throws a `ParameterError` if there are issues. What was received is redacted and shortened. */
export function throwIssues(operationId: string, issues: readonly ParameterIssue[], redact: Redactor['redact']): void {
  if (issues.length === 0) return
  const show = (text: string) => redact(text).slice(0, maxShownLength)
  const shown = issues.map((issue) => ({ ...issue, name: show(issue.name), received: show(issue.received) }))
  throw new ParameterError(shown, { operationId })
}

/** Creates the issue for a value, with a short description of the value. */
export function toIssue(
  name: string,
  location: ParameterIssue['in'],
  expected: string,
  value: unknown,
): ParameterIssue {
  const text = typeof value === 'string' ? JSON.stringify(value) : undefined
  const received = text ?? (typeof value === 'object' ? 'an object' : String(value))
  return { name, in: location, expected, received }
}

/** Returns what the document expects if the value does not match it; undefined for a valid value. */
function findMismatch(value: unknown, bounds: ParameterBounds): string | undefined {
  // OpenAPI Format Registry: int32 is a signed 32-bit integer.
  const { type, format, enum: choices, minimum = -(2 ** 31), maximum = 2 ** 31 - 1 } = bounds
  if (choices) return choices.includes(value as string) ? undefined : choices.join(' or ') // only a string is included
  if (type === 'boolean') return typeof value === 'boolean' ? undefined : 'true or false'
  if (format === 'uuid') return isUuid(value) ? undefined : 'a uuid'
  // A lone surrogate has no UTF-8.
  if (type === 'string') return typeof value === 'string' && !/\p{Cs}/u.test(value) ? undefined : 'a string'
  return findNumberMismatch(value, minimum, maximum)
}

/** Returns what is expected if the value is not a whole number in the range, both ends included; undefined for a valid value. */
export function findNumberMismatch(value: unknown, minimum: number, maximum: number): string | undefined {
  const number = value as number // checked in the next line
  const isWithin = Number.isInteger(number) && number >= minimum && number <= maximum
  return isWithin ? undefined : `a whole number from ${minimum} to ${maximum}`
}

/**
 * Returns a URL that may be logged. In its query, values of free text are replaced by `[redacted]`: they may be tokens or
 * people's names.
 */
export function toShownUrl(url: string, operationId: string | undefined, redact: Redactor['redact']): string {
  const table: Readonly<Record<string, OperationEntry>> = operationTable
  const parameters = operationId === undefined ? undefined : table[operationId]?.parameters
  return redact(url).replace(/(?<=[?&])([^=&]*)=([^&]*)/g, (all, name, value) => {
    const bounds = Object.hasOwn(parameters ?? {}, name) ? parameters?.[name] : undefined
    const isNumber = bounds?.type === 'integer' && /^\d+$/.test(value)
    const isSwitch = bounds?.type === 'boolean' && /^(true|false)$/.test(value)
    const isId = bounds?.format === 'uuid' && isUuid(value)
    return isNumber || isSwitch || isId || bounds?.enum?.includes(value) ? all : `${name}=[redacted]`
  })
}
