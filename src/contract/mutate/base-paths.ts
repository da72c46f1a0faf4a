import { childrenOf, type Document, findChild, findText, type Node } from '../../openapi/index.js'

/**
 * The base paths of all servers in a document; `undefined` if one of them has variables.
 *
 * Does not use the router, so that mutants survive a router that ignores the path of a server.
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
