import { findText, type Operation, shapeOf } from '../../openapi/index.js'

/** One operation in both documents, or in one of them. */
export type OperationPair =
  | { readonly before: Operation; readonly after: Operation }
  | { readonly before: Operation; readonly after?: undefined }
  | { readonly before?: undefined; readonly after: Operation }

/** What an operation is recognised by; `undefined` if it has nothing of the kind. */
type KeyOf = (operation: Operation) => string | undefined

/**
 * Finds the operations that belong together: by method and path, in which the names of parameters do not matter. A part of the
 * path may have moved to the URLs of the servers, or from there.
 */
export function matchOperations(before: readonly Operation[], after: readonly Operation[]): OperationPair[] {
  // Documents with two templates of one shape need both to be found by their names, so those come first.
  return match(before, after, [nameOf, ({ method, path }) => `${method} ${shapeOf(path)}`, urlOf])
}

/** Finds the webhooks and callbacks that belong together. The name of a callback does not matter; its expression does. */
export function matchWebhooks(before: readonly Operation[], after: readonly Operation[]): OperationPair[] {
  // Operations may have callbacks of the same name and expression.
  return match(before, after, [(each) => `${each.node.pointer} ${nameOf(each)}`, nameOf, expressionOf])
}

/** What the path of an operation has before that of the other, after the names of parameters: `/v1` of `/v1/a` beside `/a`. */
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

/** The path with that of the first server before it. */
function urlOf({ method, path, servers }: Operation): string {
  const [server] = servers.nodes
  const base = (server && findText(server, 'url'))?.replace(/^[^/]*:\/\/[^/]*|\/+$/g, '') ?? ''
  return `${method} ${shapeOf(base + path)}`
}

/** Webhooks have a name only; callbacks a name and an expression. */
function expressionOf({ method, path }: Operation): string | undefined {
  const at = path.indexOf(' ')
  return at < 0 ? undefined : `${method} ${path.slice(at + 1)}`
}
