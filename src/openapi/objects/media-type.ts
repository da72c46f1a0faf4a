import { childrenOf, findChild, type Node } from '../node.js'

/** One entry of a `content` map. */
export interface MediaType {
  /** The media type or range as written. */
  readonly name: string
  readonly schema?: Node
  readonly node: Node
}

/** Entries of a `content` map in the document's order; empty if there is no map. */
export function readContent(node: Node | undefined, follow: (node: Node) => Node): MediaType[] {
  return (node ? childrenOf(node) : []).map(([name, entry]) => {
    const target = follow(entry)
    const schema = findChild(target, 'schema')
    return { name, node: target, ...(schema && { schema }) }
  })
}
