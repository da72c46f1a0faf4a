import { type OperationEntry, operationTable } from '../generated/operations.js'
import type { operations } from '../generated/types.js'
import { decodeIfPossible } from '../text/percent-encoding.js'

/** The operation a path leads to, with the values of its template. */
export interface Route {
  readonly operationId: keyof operations
  readonly parameters: OperationEntry['parameters']
  readonly path: Readonly<Record<string, string>>
}

/** Finds the operation of a path; `undefined` when the document has none. A slash at the end makes another path. */
export function findRoute(pathname: string): Route | undefined {
  const segments = pathname.split('/')
  for (const template of templates) {
    const path = matchSegments(template.segments, segments)
    if (path) return { operationId: template.operationId, parameters: template.parameters, path }
  }
  return undefined
}

// `Object.entries` forgets what the table's keys are.
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
    // What cannot be decoded stays as it is: no valid value of any parameter looks like it.
    if (name !== undefined) path[name] = decodeIfPossible(segment)
  }
  return path
}
