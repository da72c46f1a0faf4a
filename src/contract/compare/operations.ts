import { findText, type Operation, shapeOf } from '../../openapi/index.js'

/** One operation in both documents, or in one of them. */
export type OperationPair =
  | { readonly before: Operation; readonly after: Operation }
  | { readonly before: Operation; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: Operation }

/**
 * Returns what identifies an operation when operations are matched; `undefined` if the operation has nothing of this
 * kind.
 */
type KeyOf = (operation: Operation) => string | undefined

/**
 * Pairs the operations of two documents by method and path. Names of path parameters do not matter, and a part of the
 * path may have moved to the URLs of the servers, or from there.
 */
export function matchOperations(before: readonly Operation[], after: readonly Operation[]): OperationPair[] {
  // If a document has two templates of the same shape, only the parameter names tell them apart, so these are matched
  // first.
  return match(before, after, [nameOf, ({ method, path }) => `${method} ${shapeOf(path)}`, urlOf])
}

/** Pairs the webhooks and callbacks of two documents. The name of a callback does not matter; its expression does. */
export function matchWebhooks(before: readonly Operation[], after: readonly Operation[]): OperationPair[] {
  // Operations may have callbacks of the same name and expression.
  return match(before, after, [(each) => `${each.node.pointer} ${nameOf(each)}`, nameOf, expressionOf])
}

/**
 * The prefix that the path of an operation has and the other path lacks, whatever the parameters are called: `/v1` for
 * `/v1/a` and `/a`.
 */
export function findPrefix({ path }: Operation, other: Operation): string {
  const [shape, end] = [shapeOf(path), shapeOf(other.path)]
  return shape.length > end.length && shape.endsWith(end) ? shape.slice(0, -end.length) : ''
}

function match(before: readonly Operation[], after: readonly Operation[], keys: readonly KeyOf[]): OperationPair[] {
  const found = new Map<Operation, Operation>()
  const taken = new Set<Operation>()
  for (const keyOf of keys) {
    const groups = new Map<string, Operation[]>()
    for (const operation of after) {
      const key = taken.has(operation) ? undefined : keyOf(operation)
      if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), operation])
    }
    for (const operation of before) {
      const key = found.has(operation) ? undefined : keyOf(operation)
      const other = key === undefined ? undefined : groups.get(key)?.shift()
      if (!other) continue
      found.set(operation, other)
      taken.add(other)
    }
  }
  const pairs = before.map((operation): OperationPair => {
    const other = found.get(operation)
    return other ? { before: operation, after: other } : { before: operation }
  })
  return [...pairs, ...after.filter((operation) => !taken.has(operation)).map((operation) => ({ after: operation }))]
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`
}

/** The method and path of an operation, with the path of its first server in front. */
function urlOf({ method, path, servers }: Operation): string {
  const [server] = servers.nodes
  const base = (server && findText(server, 'url'))?.replace(/^[^/]*:\/\/[^/]*|\/+$/g, '') ?? ''
  return `${method} ${shapeOf(base + path)}`
}

/** The expression of a callback; `undefined` for a webhook, which only has a name. */
function expressionOf({ method, path }: Operation): string | undefined {
  const at = path.indexOf(' ')
  return at < 0 ? undefined : `${method} ${path.slice(at + 1)}`
}
