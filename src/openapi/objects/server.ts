import { childrenOf, findChild, findDescendant, findText, type Node } from '../node.js'

/** What a request's URL must begin with: an origin and a base path. */
export interface Server {
  /** Whether an origin is this server's; absent if the server's URL is relative to that of the document. */
  readonly isOrigin?: (origin: string) => boolean
  /** Whether the part of a URL's path before the path template is this server's: empty, or without a slash at the end. */
  readonly isBasePath: (path: string) => boolean
}

const root: Server = { isBasePath: (path) => path === '' }

/** Servers that were read before, by the node of their list: most operations share the list of the document. */
const known = new WeakMap<Node, readonly Server[]>()

/** The servers of the first owner that lists any (OAS 3.1, 4.8.9 and 4.8.10), or the server `/`. */
export function readServers(owners: readonly Node[]): readonly Server[] {
  for (const owner of owners) {
    const list = findChild(owner, 'servers')
    if (!list || childrenOf(list).length === 0) continue
    const servers = known.get(list) ?? childrenOf(list).map(([, server]) => readServer(server))
    known.set(list, servers)
    return servers
  }
  return [root]
}

function readServer(node: Node): Server {
  const url = findText(node, 'url') ?? '/'
  const [, origin, path = ''] = /^([a-z][a-z0-9+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? []
  // A server such as `./v1` or `v1` is relative to the URL of the document, which is unknown.
  const steps = path.replace(/^\.?\//, '').replace(/(?<!\/)\/+$/, '')
  const prefix = steps === '' ? [] : [['/'], ...toParts(steps, node)]
  const ofOrigin = origin === undefined ? undefined : toParts(origin, node).map((part) => part?.map(toLowerCase))
  return {
    ...(ofOrigin && { isOrigin: remember((text) => matches(ofOrigin, toLowerCase(text))) }),
    isBasePath: remember(
      origin !== undefined || path.startsWith('/')
        ? (text) => matches(prefix, text)
        : (text) => !/\/(?:\/|$)/.test(text) && matches([anything, ...prefix], text),
    ),
  }
}

/** The same test with a cache of one result, because consecutive recordings are usually of the same server. */
function remember(test: (text: string) => boolean): (text: string) => boolean {
  let last: string | undefined
  let result = false
  return (text) => {
    if (text !== last) {
      result = test(text)
      last = text
    }
    return result
  }
}

const toLowerCase = (text: string) => text.toLowerCase()

/** The texts that are allowed at this position; `undefined` allows any text. */
type Part = readonly string[] | undefined

const anything: Part = undefined

/** A variable allows the values of its `enum`, or any text if it has none. */
function toParts(template: string, node: Node): Part[] {
  return template.split(/(\{[^{}]*\})/).map((part) => {
    if (!part.startsWith('{')) return [part]
    const values = findDescendant(node, ['variables', part.slice(1, -1), 'enum'])
    return values ? childrenOf(values).map(([, { value }]) => String(value)) : anything
  })
}

/** Whether a text matches the parts. Keeps the set of offsets where a part may end, so that no combination is tried twice. */
function matches(parts: readonly Part[], text: string): boolean {
  let ends: readonly number[] = [0]
  for (const part of parts) {
    const [first] = ends
    if (first === undefined) return false
    ends = part
      ? [...new Set(part.flatMap((each) => endsOf(each, text, ends)))].sort((a, b) => a - b)
      : Array.from({ length: text.length + 1 - first }, (_, index) => first + index)
  }
  return ends.at(-1) === text.length
}

function endsOf(part: string, text: string, starts: readonly number[]): number[] {
  return starts.filter((start) => text.startsWith(part, start)).map((start) => start + part.length)
}
