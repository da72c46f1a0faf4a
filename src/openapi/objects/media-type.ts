import { childrenOf, findChild, type Node } from '../node.js'

/** One entry of a `content` map. */
export interface MediaType {
  /** The media type or range as written. */
  readonly name: string
  readonly schema?: Node
  /** OAS 3.2, Media Type Object: the schema of each item of a sequential media type. */
  readonly itemSchema?: Node
  readonly node: Node
}

/** Entries of a `content` map in the document's order; empty if there is no map. */
export function readContent(node: Node | undefined, follow: (node: Node) => Node): MediaType[] {
  return (node ? childrenOf(node) : []).map(([name, entry]) => {
    const target = follow(entry)
    const schema = findChild(target, 'schema')
    const itemSchema = findChild(target, 'itemSchema')
    return { name, node: target, ...(schema && { schema }), ...(itemSchema && { itemSchema }) }
  })
}
