import { childrenAt, childrenOf, type Document, findDescendant, findText, type Node } from '../../openapi/index.js'

/**
 * Returns the base paths of the given servers or, without any, of all servers in the document; `undefined` if one of these has
 * variables.
 *
 * Does not use the router, so that mutants survive a router that ignores the path of a server.
 */
export function findBasePaths({ root }: Document, servers: readonly string[] = []): ReadonlySet<string> | undefined {
  if (servers.length > 0) return new Set(servers.flatMap((url) => findBasePath(url) ?? []))
  const items = childrenAt(root, 'paths').map(([, item]) => item)
  const owners = [root, ...items, ...items.flatMap((item) => childrenOf(item).map(([, operation]) => operation))]
  const nodes = owners.flatMap((owner) => childrenAt(owner, 'servers').map(([, server]) => server))
  if (nodes.length === 0) return new Set([''])
  const paths = nodes.flatMap((server) => {
    const url = findText(server, 'url') ?? '/'
    return endsInPath(url, server) ? [] : (findBasePath(url) ?? [])
  })
  return paths.length < nodes.length ? undefined : new Set(paths)
}

/** True if a variable at the end of the host may contain a base path, as in `https://example.com{basePath}`. */
function endsInPath(url: string, server: Node): boolean {
  const [, name] = /^[^/?#]*\/\/[^/?#]*\{([^{}]*)\}(?:$|[/?#])/.exec(url) ?? []
  if (name === undefined) return false
  const variable = findDescendant(server, ['variables', name])
  const initial = variable && findText(variable, 'default')
  const values = variable ? childrenAt(variable, 'enum').map(([, { value }]) => value) : []
  return !initial || [initial, ...values].some((value) => String(value).includes('/'))
}

/**
 * Returns the path of a server's URL without slashes at its end; `undefined` if it has variables or is relative to the document's
 * URL.
 */
function findBasePath(url: string): string | undefined {
  if (url.startsWith('//')) return findBasePath(`https:${url}`)
  const [scheme = '', afterScheme] = split(url, '://')
  const isAbsolute = afterScheme !== undefined && !/[/?#]/.test(scheme)
  if (!isAbsolute && !url.startsWith('/')) return undefined
  const path = isAbsolute ? afterScheme.replace(/^[^/?#]*/, '') : url
  return /[{}?#]/.test(path) ? undefined : path.replace(/(?<!\/)\/+$/, '')
}

/** Returns the text before and after the first separator. */
function split(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)]
}
