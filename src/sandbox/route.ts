import { type OperationEntry, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { decodeIfPossible } from '../text/percent-encoding.js'

/** The operation that a path belongs to, with the values of its path parameters. */
export interface Route {
  readonly operationId: keyof operations
  readonly parameters: OperationEntry['parameters']
  readonly path: Readonly<Record<string, string>>
}

/** Finds the operation of a path; `undefined` if the path is not documented. A slash at the end makes it a different path. */
export function findRoute(pathname: string): Route | undefined {
  const segments = pathname.split('/')
  for (const template of templates) {
    const path = matchSegments(template.segments, segments)
    if (path) return { operationId: template.operationId, parameters: template.parameters, path }
  }
  return undefined
}

// `Object.entries` loses the type of the keys.
const templates = (Object.entries(operationTable) as [keyof operations, OperationEntry][]).map(
  ([operationId, { path, parameters }]) => ({ operationId, parameters, segments: path.split('/') }),
)

function matchSegments(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined
  const path: Record<string, string> = {}
  for (const [at, expected] of template.entries()) {
    const segment = segments[at] ?? ''
    const name = /^\{(.+)\}$/.exec(expected)?.[1]
    if (name === undefined ? segment !== expected : segment === '') return undefined
    // A value that cannot be decoded is passed on as it is: it is not valid for any parameter.
    if (name !== undefined) path[name] = decodeIfPossible(segment)
  }
  return path
}
