import { normalizeEncoding, readPairs } from '../text/percent-encoding.js'
import { normalizeMethod } from './objects/method.js'
import type { Operation } from './objects/operation.js'
import type { Servers } from './objects/server.js'
import { withoutQuery } from './objects/template.js'
import { createPathIndex, type PathIndex, type Template } from './path-index.js'

/** An operation that a request matches. */
export interface Candidate {
  readonly operation: Operation
  /** The value of each template expression as the URL has it: still percent-encoded. */
  readonly pathParameters: ReadonlyMap<string, string>
}

/** What a method and a URL match. */
export interface Route {
  /** The path template, as the document spells it; `undefined` if no path matches. */
  readonly path?: string
  /** The methods of the path. */
  readonly methods: readonly string[]
  /**
   * The operations with the method, the best first. There are several only where templates are alike: if they differ in the
   * names of their parameters, say. The values of the parameters may show which one is meant.
   */
  readonly candidates: readonly Candidate[]
}

/** Finds operations of requests. */
export interface Router {
  /** The operations that a request matches. HEAD without an operation of its own is GET without a body (RFC 9110, 9.3.2). */
  route(method: string, url: URL): Route
  /** True if a server has the host of the URL. */
  hasHost(url: URL): boolean
  /** The path template that an undocumented URL would match if it had another case, or a slash more or less at the end of its path. */
  findNear(url: URL): string | undefined
  /** The base paths with which the path of the URL would match a path template. */
  findBasePaths(url: URL): string[]
}

/** One path of the document. */
interface Path {
  readonly path: string
  readonly operations: readonly Operation[]
}

const nowhere: Route = { methods: [], candidates: [] }

/**
 * Creates a router for the operations of a document.
 *
 * Concrete paths are matched before templated ones (OAS 3.1, Paths Object). The URL's path must begin with the base path of a
 * server of the operation. If the URL's host is that of any server in the document, it must be that server's, too; other hosts
 * are accepted, because recordings may come from a test server.
 *
 * @param given servers that replace those of the document
 */
export function createRouter(operations: readonly Operation[], given?: Servers): Router {
  const paths = toPaths(operations)
  const index = createPathIndex(paths, ({ path }) => withoutQuery(path))
  let lowerCaseIndex: PathIndex<Path> | undefined
  const serversOf = given ? () => given : ({ servers }: Operation) => servers
  const lists = [...new Set(operations.map(serversOf))]
  const hasHost = ({ host }: URL) => lists.some((servers) => servers.hasHost(host))
  return {
    hasHost,
    route(method, url) {
      const host = hasHost(url) ? url.host : undefined
      const named = normalizeMethod(method)
      let best: Template<Path> | undefined
      const matched: Candidate[] = []
      const methods = new Set<string>()
      for (const { template, basePath, values } of index.find(normalizeEncoding(url.pathname))) {
        if (best && best.rank !== template.rank) break
        const matching = template.value.operations.filter((each) => serversOf(each).hasBasePath(basePath, host))
        if (matching.length === 0) continue
        best ??= template
        for (const operation of matching) {
          methods.add(operation.method)
          if (operation.method === named || (operation.method === 'GET' && named === 'HEAD'))
            matched.push({ operation, pathParameters: toMap(template.names, values()) })
        }
      }
      if (!best) return nowhere
      const own = matched.filter(({ operation }) => operation.method === named)
      const alike = own.length > 0 ? own : matched
      const path = alike[0]?.operation.path ?? best.value.path
      return { path, methods: [...methods], candidates: sortByQuery(alike, url) }
    },
    findNear(url) {
      lowerCaseIndex ??= createPathIndex(paths, ({ path }) => withoutQuery(path).toLowerCase())
      const host = hasHost(url) ? url.host : undefined
      const path = normalizeEncoding(url.pathname)
      for (const near of [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`])
        for (const { template, basePath } of lowerCaseIndex.find(normalizeEncoding(near.toLowerCase()))) {
          const ownBasePath = near.slice(0, basePath.length)
          if (template.value.operations.some((each) => serversOf(each).hasBasePath(ownBasePath, host)))
            return template.value.path
        }
      return undefined
    },
    findBasePaths: (url) => [...new Set(index.find(normalizeEncoding(url.pathname)).map(({ basePath }) => basePath))],
  }
}

/** The names and values behind the `?` of a path, where they do not belong. */
export function queryOfPath(path: string): ReadonlyMap<string, readonly string[]> {
  return readPairs(/\?([^#]*)/.exec(path.slice(withoutQuery(path).length))?.[1] ?? '')
}

function toPaths(operations: readonly Operation[]): Path[] {
  const byPath = new Map<string, Operation[]>()
  for (const operation of operations) {
    const known = byPath.get(operation.path)
    if (known) known.push(operation)
    else byPath.set(operation.path, [operation])
  }
  return [...byPath].map(([path, ofPath]) => ({ path, operations: ofPath }))
}

/** Paths whose query the URL has come first, then those without one. */
function sortByQuery(candidates: readonly Candidate[], url: URL): readonly Candidate[] {
  if (candidates.length < 2) return candidates
  const sent = readPairs(url.search.slice(1))
  const order = ({ operation }: Candidate) => {
    const query = queryOfPath(operation.path)
    if (query.size === 0) return 1
    const isSent = [...query].every(([name, values]) => values.every((value) => sent.get(name)?.includes(value)))
    return isSent ? 0 : 2
  }
  return candidates.toSorted((a, b) => order(a) - order(b))
}

function toMap(names: readonly string[], values: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name, index) => [name, values[index] ?? '']))
}
