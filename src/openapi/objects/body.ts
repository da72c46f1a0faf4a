import { childrenOf, findChild, findText, type Node } from '../node.js'
import { type MediaType, readContent } from './media-type.js'
import { readHeader, readSerialized, type Serialized } from './parameter.js'

/** How one property of a form is written. */
export interface Encoding {
  /** Media types and ranges that its value may have, with commas between. */
  readonly contentType?: string
  /** Of a part of `multipart`: without `Content-Type`, which is described apart (OAS 3.1, Encoding Object). */
  readonly headers: readonly Serialized[]
  /** Present when it is written like a query parameter. */
  readonly serialized?: Serialized
  readonly node: Node
}

/** What a body may be. */
export interface BodyType extends MediaType {
  /** By property. */
  readonly encodings: ReadonlyMap<string, Encoding>
}

export interface RequestBody {
  readonly required: boolean
  readonly content: readonly BodyType[]
  readonly node: Node
}

/** Reads a Request Body Object that the grammar has allowed. */
export function readRequestBody(node: Node, follow: (node: Node) => Node): RequestBody {
  return {
    required: findChild(node, 'required')?.value === true,
    content: readBodyTypes(findChild(node, 'content'), follow),
    node,
  }
}

/** Entries of a `content` map of bodies in the document's order; none when there is no map. */
export function readBodyTypes(node: Node | undefined, follow: (node: Node) => Node): BodyType[] {
  return readContent(node, follow).map((mediaType) => {
    const encodings = childrenIn(mediaType.node, 'encoding')
    return {
      ...mediaType,
      encodings: new Map(encodings.map(([name, each]) => [name, readEncoding(follow(each), name, follow)])),
    }
  })
}

function readEncoding(node: Node, name: string, follow: (node: Node) => Node): Encoding {
  const contentType = findText(node, 'contentType')
  // OAS 3.1, Encoding Object: with any of these `contentType` is ignored.
  const isSerialized = ['style', 'explode', 'allowReserved'].some((key) => findChild(node, key))
  return {
    ...(contentType !== undefined && !isSerialized && { contentType }),
    headers: readHeaders(node, follow),
    ...(isSerialized && { serialized: readSerialized(node, name, 'form', follow) }),
    node,
  }
}

/** Headers of a Response or an Encoding Object, without `Content-Type`, which neither can describe. */
export function readHeaders(node: Node, follow: (node: Node) => Node): Serialized[] {
  return childrenIn(node, 'headers')
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => readHeader(follow(header), name, follow))
}

function childrenIn(node: Node, key: string): [string, Node][] {
  const child = findChild(node, key)
  return child ? childrenOf(child) : []
}
