import { childrenOf, type Document, findChild, findText, type Node } from '../../openapi/index.js'

/**
 * Base paths of all servers that a document names; `undefined` when one of them may be several.
 *
 * Read here again, not asked of the router: one that forgets a server's path is found out.
 */
export function findBasePaths({ root }: Document): ReadonlySet<string> | undefined {
  const items = childrenIn(root, 'paths').map(([, item]) => item)
  const owners = [root, ...items, ...items.flatMap((item) => childrenOf(item).map(([, operation]) => operation))]
  const urls = owners.flatMap((owner) =>
    childrenIn(owner, 'servers').map(([, server]) => findText(server, 'url') ?? '/'),
  )
  if (urls.length === 0) return new Set([''])
  const paths = urls.map((url) => /^(?:[^/?#]*:\/\/[^/?#]*|(?=\/))([^{}?#]*)$/.exec(url)?.[1])
  return paths.includes(undefined) ? undefined : new Set(paths.map((path) => path?.replace(/\/+$/, '') ?? ''))
}

function childrenIn(node: Node, key: string): [string, Node][] {
  const child = findChild(node, key)
  return child ? childrenOf(child) : []
}
