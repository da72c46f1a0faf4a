import { findChild, type Node } from '../node.js'
import { entriesOf, unusableIn } from './unusable.js'

/** One entry of a `content` map. */
export interface MediaType {
  /** The media type or range as written. */
  readonly name: string
  readonly schema?: Node
  /** OAS 3.2, Media Type Object: the schema of each item of a sequential media type. */
  readonly itemSchema?: Node
  readonly node: Node
  /** What of the entry cannot be used: the entry itself, or members of it. */
  readonly unusable: readonly Node[]
}

/** Entries of a `content` map in the document's order; empty if there is no map. */
export function readContent(node: Node | undefined, follow: (node: Node) => Node): MediaType[] {
  return (node ? entriesOf(node) : []).map(({ key: name, node: entry, isUsable }) => {
    if (!isUsable) return { name, node: entry, unusable: [entry] }
    const target = follow(entry)
    const schema = findChild(target, 'schema')
    const itemSchema = findChild(target, 'itemSchema')
    const unusable = [...unusableIn(target), ...unusableIn(findChild(target, 'encoding'))]
    return { name, node: target, unusable, ...(schema && { schema }), ...(itemSchema && { itemSchema }) }
  })
}
