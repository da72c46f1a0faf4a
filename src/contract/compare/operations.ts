import { type Operation, shapeOf } from '../../openapi/index.js'

/** One operation in both documents, or in one of them. */
export type OperationPair =
  | { readonly before: Operation; readonly after: Operation }
  | { readonly before: Operation; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: Operation }

/** Finds the operations that belong together: by method and path, in which the names of parameters do not matter. */
export function matchOperations(before: readonly Operation[], after: readonly Operation[]): OperationPair[] {
  const exact = new Map(after.map((operation) => [`${operation.method} ${operation.path}`, operation]))
  const known = new Set(before.map(({ method, path }) => `${method} ${path}`))
  const byShape = new Map<string, Operation[]>()
  for (const operation of after) {
    const { method, path } = operation
    // Documents with two templates of one shape need both to be found by their names.
    if (known.has(`${method} ${path}`)) continue
    const key = `${method} ${shapeOf(path)}`
    byShape.set(key, [...(byShape.get(key) ?? []), operation])
  }
  const taken = new Set<Operation>()
  const pairs = before.map((operation): OperationPair => {
    const { method, path } = operation
    const found = exact.get(`${method} ${path}`) ?? byShape.get(`${method} ${shapeOf(path)}`)?.shift()
    if (!found) return { before: operation }
    taken.add(found)
    return { before: operation, after: found }
  })
  return [...pairs, ...after.filter((operation) => !taken.has(operation)).map((operation) => ({ after: operation }))]
}
