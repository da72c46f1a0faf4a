import { childrenOf, findChild, findDescendant, findText, type Node } from '../node.js'

/** Where operations are found: what a request's URL must begin with. */
export interface Server {
  /** Whether an origin is this server's; absent for a server relative to where the document is served. */
  readonly isOrigin?: (origin: string) => boolean
  /** Whether this may come before a path template in a URL's path: nothing, or steps without a slash at the end. */
  readonly isBasePath: (path: string) => boolean
}

const root: Server = { isBasePath: (path) => path === '' }

/** By the list: most operations have those of the whole document. */
const known = new WeakMap<Node, readonly Server[]>()

/** Servers of the nearest of the given objects that names any (OAS 3.1, 4.8.9 and 4.8.10); without any, `/`. */
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
  // A relative server such as `./v1` or `v1` stands beside the document, of whose own path nothing is known.
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

/** The same test, which knows its last answer: one recording after the other is of the same server. */
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

/** Texts of which one stands here; `undefined` for whatever there is. */
type Part = readonly string[] | undefined

const anything: Part = undefined

/** A variable stands for its values where they are listed, for anything otherwise. */
function toParts(template: string, node: Node): Part[] {
  return template.split(/(\{[^{}]*\})/).map((part) => {
    if (!part.startsWith('{')) return [part]
    const values = findDescendant(node, ['variables', part.slice(1, -1), 'enum'])
    return values ? childrenOf(values).map(([, { value }]) => String(value)) : anything
  })
}

/** Follows all ways at once, from the nodes that a part may end at to those of the next: no way is gone twice. */
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
