/** What of a dereferenced document the table is made from. */
export interface DereferencedDocument {
  readonly paths?: { readonly [path: string]: PathItem | undefined }
}

interface PathItem {
  readonly parameters?: readonly Parameter[]
  readonly [method: string]: unknown
}

interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly responses: { readonly [status: string]: unknown }
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: { readonly [keyword: string]: unknown }
}

const header = `/**
 * This file was generated from openapi/room-sessions.yaml by \`npm run generate\`.
 * Do not make direct changes to the file.
 */

import type { operations } from './types.js'

/** A parameter's place, and the keywords of its schema that bound its value. */
export interface ParameterBounds {
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly type: 'string' | 'integer' | 'number' | 'boolean'
  readonly format?: string
  readonly enum?: readonly (string | number)[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: string | number | boolean
}

/** What a client or server needs of an operation at run time. */
export interface OperationEntry {
  readonly method: 'GET'
  readonly path: string
  readonly parameters: { readonly [name: string]: ParameterBounds }
  readonly statuses: readonly number[]
}

/** The document's operations by id. */
export const operationTable = `

const middle = ` as const satisfies { readonly [Id in keyof operations]: OperationEntry }

/** What a parameter may be: text, a UUID, a whole number from one bound to the other, or one of some texts. */
export type Allowed = 'string' | 'uuid' | readonly [minimum: number, maximum: number] | readonly string[]

/** The least of it, for a client that has to be small: paths, and what each parameter may be. */
export const callTable = `

const footer = ` as const satisfies {
  readonly [Id in keyof operations]: { readonly path: string; readonly parameters: { readonly [name: string]: Allowed } }
}
`

/** Keywords that the sandbox and the command line check before or after sending; the engine checks all of them. */
const bounds = ['type', 'format', 'enum', 'minimum', 'maximum', 'default'] as const

/** TypeScript source of two tables of operations: all that is needed at run time, and the least of it. */
export function generateOperationTable(document: DereferencedDocument): string {
  const table: Record<string, unknown> = {}
  const calls: Record<string, unknown> = {}
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    // The document has GET operations only; another method fails to compile by `OperationEntry` and is then thought about.
    for (const method of ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']) {
      const operation = item?.[method] as Operation | undefined // validated against the meta-schema before
      if (operation === undefined) continue
      const parameters = [...(item?.parameters ?? []), ...(operation.parameters ?? [])]
      table[operation.operationId] = {
        method: method.toUpperCase(),
        path,
        parameters: parameterTable(parameters),
        statuses: Object.keys(operation.responses).map(Number),
      }
      const allowed = parameters.map(({ name, schema }) => [name, toAllowed(schema ?? {})])
      calls[operation.operationId] = { path, parameters: Object.fromEntries(allowed) }
    }
  }
  return header + JSON.stringify(table, null, 2) + middle + JSON.stringify(calls, null, 2) + footer
}

function parameterTable(parameters: readonly Parameter[]): Record<string, unknown> {
  return Object.fromEntries(
    parameters.map((parameter) => [
      parameter.name,
      { in: parameter.in, required: parameter.required === true, ...pick(parameter.schema ?? {}) },
    ]),
  )
}

function pick(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(bounds.filter((keyword) => keyword in schema).map((keyword) => [keyword, schema[keyword]]))
}

function toAllowed({ type, format, enum: choices, minimum, maximum }: Readonly<Record<string, unknown>>): unknown {
  if (choices !== undefined) return choices
  if (type !== 'integer') return format === 'uuid' ? 'uuid' : type
  return [minimum ?? -(2 ** 31), maximum ?? 2 ** 31 - 1]
}
