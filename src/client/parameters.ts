import { type Allowed, callTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { isUuid } from '../text/uuid.js'
import { ParameterError, type ParameterIssue } from './errors/parameter-error.js'
import type { Redactor } from './redact.js'

/** Parameters of a call, of whatever type they really are: types can be got round. */
export type GivenParameters = { readonly path?: unknown; readonly query?: unknown }

/** Most characters that are shown of a name or a value. */
const maxShownLength = 80

/**
 * Holds parameters against the document before anything is sent.
 *
 * @throws {ParameterError} naming all that are wrong at once, after the `issues` that were found before.
 */
export function checkParameters(
  operationId: keyof operations,
  given: GivenParameters,
  redact: Redactor['redact'],
  issues: ParameterIssue[] = [],
): void {
  const { path, parameters }: { path: string; parameters: Readonly<Record<string, Allowed>> } = callTable[operationId]
  // What is no plain object holds its parameters elsewhere, as a Map does.
  if (Symbol.iterator in Object(given.query)) {
    refuse(operationId, [...issues, toIssue('query', 'option', 'a plain object', given.query)], redact)
  }
  for (const place of ['path', 'query'] as const) {
    for (const [name, value] of Object.entries(Object(given[place]))) {
      if (value === undefined && place === 'query') continue
      const isDocumented = Object.hasOwn(parameters, name) && path.includes(`{${name}}`) === (place === 'path')
      const allowed = isDocumented ? parameters[name] : undefined
      const expected = allowed === undefined ? 'no such parameter' : findMismatch(value, allowed)
      if (expected) issues.push(toIssue(name, place, expected, value))
    }
  }
  refuse(operationId, issues, redact)
}

/** @throws {ParameterError} when there are issues; what was received is shortened, and without secrets. */
export function refuse(operationId: string, issues: readonly ParameterIssue[], redact: Redactor['redact']): void {
  if (issues.length === 0) return
  const show = (text: string) => redact(text).slice(0, maxShownLength)
  const shown = issues.map((issue) => ({ ...issue, name: show(issue.name), received: show(issue.received) }))
  throw Object.assign(new ParameterError(shown), { operationId })
}

/** An issue with the value that was given. */
export function toIssue(name: string, place: ParameterIssue['in'], expected: string, value: unknown): ParameterIssue {
  const text = typeof value === 'string' ? JSON.stringify(value) : undefined
  const received = text ?? (typeof value === 'object' ? 'an object' : String(value))
  return { name, in: place, expected, received }
}

/** What was expected, when the value is not that. */
function findMismatch(value: unknown, allowed: Allowed): string | undefined {
  if (typeof allowed === 'string') {
    // Half a surrogate pair has no UTF-8.
    const isText = typeof value === 'string' && !/\p{Cs}/u.test(value)
    return isText && (allowed === 'string' || isUuid(value)) ? undefined : `a ${allowed}`
  }
  const [first, last] = allowed
  if (typeof first === 'string') return allowed.includes(value as never) ? undefined : allowed.join(' or ')
  const number = value as number // if it is a whole one, as is now seen
  const isWithin = Number.isInteger(number) && number >= Number(first) && number <= Number(last)
  return isWithin ? undefined : `a whole number from ${first} to ${last}`
}
