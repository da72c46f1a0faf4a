import { type OperationId, operationTable, type ParameterBounds } from '../../generated/operations.js'
import { type Case, unknownId } from './case.js'

/**
 * Values that are wrong for a type or format. Strings have no wrong value, and numbers beyond the limits are tested separately.
 */
const malformed: Partial<Record<NonNullable<ParameterBounds['format'] | ParameterBounds['type']>, string>> = {
  uuid: 'no-uuid',
  boolean: 'maybe',
}

/**
 * Cases whose credentials, identifiers and parameters the document does not allow, or whose paging the service does not allow.
 */
export function toRefusedCases(operationId: OperationId, id = unknownId): Case[] {
  const { parameters } = operationTable[operationId]
  const entries = Object.entries<ParameterBounds>(parameters)
  const hasId = 'id' in parameters
  const base = { operationId, ...(hasId && { id }) }
  const wrong = entries
    .filter(([, bounds]) => bounds.in === 'query')
    .flatMap(([name, bounds]) => toWrongValues(name, bounds))
  const cases: Case[] = [
    { ...base, name: 'wrong-credentials', unauthorized: true },
    ...(hasId
      ? [
          { operationId, name: 'unknown-id', id: unknownId },
          { operationId, name: 'malformed-id', id: 'no-uuid' },
        ]
      : []),
    ...wrong.map(([name, query]) => ({ ...base, name, query })),
    ...('page_token' in parameters
      ? [
          { ...base, name: 'unknown-page-token', query: { page_number: 1, page_token: `PA${unknownId}` } },
          { ...base, name: 'page-number-without-token', query: { page_number: 1 } },
        ]
      : []),
  ]
  return cases.map((each) => ({ ...each, wrong: true }))
}

function toWrongValues(name: string, bounds: ParameterBounds): [name: string, query: NonNullable<Case['query']>][] {
  const label = name.replaceAll('_', '-')
  const wrong: [string, string | number | undefined][] = [
    [`${label}-too-small`, bounds.minimum === undefined ? undefined : bounds.minimum - 1],
    [`${label}-too-large`, bounds.maximum === undefined ? undefined : bounds.maximum + 1],
    [`unknown-${label}`, bounds.enum ? 'no-such-value' : undefined],
    [`malformed-${label}`, malformed[bounds.format ?? bounds.type]],
  ]
  return wrong.flatMap(([each, value]) => (value === undefined ? [] : [[each, { [name]: value }]]))
}
