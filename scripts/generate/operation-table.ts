import {
  childrenOf,
  type Document,
  findChild,
  findText,
  type Node,
  type Operation,
  type Parameter,
} from '../../src/openapi/index.js'
import { toSource } from './to-source.js'

const header = `/**
 * This file was generated from openapi/room-sessions.yaml by \`npm run generate\`.
 * Do not make direct changes to the file.
 */

import type { operations } from './types.js'

/** The id of an operation of the document. */
export type OperationId = keyof operations

/** A parameter's location, and the keywords of its schema that limit its value: those that client and sandbox support. */
export interface ParameterBounds {
  readonly in: 'path' | 'query'
  /** Not set for path parameters, which always are. */
  readonly required?: true
  readonly type: 'string' | 'integer' | 'boolean'
  readonly format?: 'uuid' | 'int32'
  readonly enum?: readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly default?: string | number | boolean
}

/** What is needed to call an operation, and to answer it. */
export interface OperationEntry {
  readonly method: 'GET'
  readonly path: string
  readonly parameters: { readonly [name: string]: ParameterBounds }
}

/** The document's operations by id. */
export const operationTable = `

const descriptionsHeader = ` as const satisfies { readonly [Id in OperationId]: OperationEntry }

type Names<Parameters> = Parameters extends object ? keyof Parameters : never

/** The descriptions of each operation's parameters. They are not in the table, so that the client stays small. */
export const parameterDescriptions = `

const propertiesHeader = ` as const satisfies {
  readonly [Id in OperationId]: {
    readonly [Name in Names<operations[Id]['parameters']['path']> | Names<operations[Id]['parameters']['query']>]: string
  }
}

type Item<Body> = Body extends { data: readonly (infer Element)[] } ? Element : Body

/** The properties of a type, or of all members of a union. */
type PropertyOf<Value> = Value extends unknown ? keyof Value : never

/** The properties of what each operation returns, or of an item if it returns a list, in the order of the document. */
export const itemProperties = `

const footer = ` as const satisfies {
  readonly [Id in OperationId]: readonly PropertyOf<Item<operations[Id]['responses'][200]['content']['application/json']>>[]
}
`

/**
 * TypeScript source of the table of operations, with the texts and names that the command line shows.
 *
 * Whatever the document has and the types above do not, such as another method, location, style or keyword, is written,
 * too: it does not compile until these types, and what client and sandbox do, have been extended.
 */
export function generateOperationTable(document: Document): string {
  const byId = (toValue: (operation: Operation) => unknown) =>
    toSource(Object.fromEntries(document.operations.map((operation) => [operation.operationId, toValue(operation)])))
  return [
    header,
    byId((operation) => toEntry(operation, document)),
    descriptionsHeader,
    byId(toDescriptions),
    propertiesHeader,
    byId((operation) => toItemProperties(operation, document)),
    footer,
  ].join('')
}

function toEntry({ operationId, method, path, parameters, requestBody }: Operation, document: Document): object {
  const names = parameters.map(({ name }) => name)
  const repeated = names.find((name, at) => names.indexOf(name) < at)
  if (repeated !== undefined) throw new Error(`${operationId}: two parameters are named "${repeated}"`)
  const entries = parameters.map((parameter) => [parameter.name, toParameter(parameter, document)])
  return { method, path, parameters: Object.fromEntries(entries), ...(requestBody && { requestBody: true }) }
}

function toParameter(parameter: Parameter, document: Document): object {
  const { in: location, required, style, explode, schema, content } = parameter
  const isQuery = location === 'query'
  return {
    in: location,
    ...(required && location !== 'path' && { required }),
    // The defaults (OAS 3.1, Parameter Object) are what client and sandbox do.
    ...(style !== (isQuery ? 'form' : 'simple') && { style }),
    ...(explode !== isQuery && { explode }),
    ...(content && { content: content.name }),
    ...(schema && toBounds(schema, document)),
  }
}

/** Keywords of a schema that say nothing about its values. */
const annotations = new Set(['title', 'description', 'example', 'examples', 'deprecated', '$comment'])

/** The keywords of a schema, and of the schemas that it refers to. */
function toBounds(schema: Node, document: Document): object {
  const target = document.schemas.targetOf(schema)
  const own = childrenOf(schema).filter(([keyword]) => keyword !== '$ref' && !annotations.has(keyword))
  return {
    ...(target && toBounds(target, document)),
    ...Object.fromEntries(own.map(([key, { value }]) => [key, value])),
  }
}

function toDescriptions({ parameters }: Operation): object {
  return Object.fromEntries(parameters.map(({ name, node }) => [name, findText(node, 'description') ?? '']))
}

function toItemProperties({ responses }: Operation, document: Document): string[] {
  const body = responses.find(({ status }) => status === '200')?.content.find(({ schema }) => schema)?.schema
  if (!body) return []
  const list = properties(body, document).get('data')
  const item = list && findChild(list, 'items')
  return [...properties(item ?? body, document).keys()]
}

/** The properties of a schema, and of the schemas that it refers to, directly or in `allOf`, `anyOf` or `oneOf`. */
function properties(schema: Node, document: Document): Map<string, Node> {
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => findChild(schema, keyword) ?? [])
  const others = [
    document.schemas.targetOf(schema),
    ...branches.flatMap((list) => childrenOf(list).map(([, branch]) => branch)),
  ]
  const own = findChild(schema, 'properties')
  return new Map([
    ...others.flatMap((other) => (other ? [...properties(other, document)] : [])),
    ...(own ? childrenOf(own) : []),
  ])
}
