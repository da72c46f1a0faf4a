import { document } from '../../generated/document.js'
import { operationTable, type ParameterBounds } from '../../generated/operations.js'
import { parsePointer, toPointer } from '../../text/json-pointer.js'

/** Names of the document's operations. */
export type OperationId = keyof typeof operationTable

/** The value at a JSON Pointer of the document, following each `$ref`; `undefined` if the document has nothing there. */
function at(pointer: string): unknown {
  return parsePointer(pointer.replace(/^#/, ''))?.reduce<unknown>(
    (parent, key) => (isRecord(parent) ? deref(parent[key]) : undefined),
    document,
  )
}

const deref = (value: unknown): unknown => (isRecord(value) && typeof value.$ref === 'string' ? at(value.$ref) : value)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Names of the properties of a component schema, in the order of the document. */
export function propertiesOf(schema: string): string[] {
  const properties = at(toPointer(['components', 'schemas', schema, 'properties']))
  return isRecord(properties) ? Object.keys(properties) : []
}

/** A query parameter of an operation, with its limits and its description. */
export interface QueryParameter {
  readonly name: string
  readonly bounds: ParameterBounds
  readonly description: string
}

/** The query parameters of an operation, in the order of the document. */
export function queryParametersOf(operationId: OperationId): QueryParameter[] {
  const { path, parameters } = operationTable[operationId]
  const described = at(toPointer(['paths', path, 'get', 'parameters']))
  const descriptions = new Map(
    (Array.isArray(described) ? described : [])
      .map(deref)
      .filter(isRecord)
      .map((parameter) => [parameter.name, parameter.description]),
  )
  return Object.entries<ParameterBounds>(parameters)
    .filter(([, bounds]) => bounds.in === 'query')
    .map(([name, bounds]) => ({ name, bounds, description: String(descriptions.get(name) ?? '') }))
}
