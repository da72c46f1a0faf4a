import { childrenOf, findChild, findText, type Node } from '../node.js'
import { type MediaType, readContent } from './media-type.js'
import { readHeader, readSerialized, type Serialized } from './parameter.js'

/** How one property of a form is serialized. */
export interface Encoding {
  /** The media types and ranges that its value may have, separated by commas. */
  readonly contentType?: string
  /** Headers of a part of `multipart`, without `Content-Type`, which `contentType` describes (OAS 3.1, Encoding Object). */
  readonly headers: readonly Serialized[]
  /** Present if the property is serialized like a query parameter. */
  readonly serialized?: Serialized
  readonly node: Node
}

/** One media type that a body may have. */
export interface BodyType extends MediaType {
  /** By the name of the property. */
  readonly encodings: ReadonlyMap<string, Encoding>
}

export interface RequestBody {
  readonly required: boolean
  readonly content: readonly BodyType[]
  readonly node: Node
}

/** Reads a Request Body Object that passed the grammar check. */
export function readRequestBody(node: Node, follow: (node: Node) => Node): RequestBody {
  return {
    required: findChild(node, 'required')?.value === true,
    content: readBodyTypes(findChild(node, 'content'), follow),
    node,
  }
}

/** Entries of the `content` map of a body, in the document's order; empty if there is no map. */
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
  // OAS 3.1, Encoding Object: `contentType` is ignored if any of these is present.
  const isSerialized = ['style', 'explode', 'allowReserved'].some((key) => findChild(node, key))
  return {
    ...(contentType !== undefined && !isSerialized && { contentType }),
    headers: readHeaders(node, follow),
    ...(isSerialized && { serialized: readSerialized(node, name, 'form', follow) }),
    node,
  }
}

/** Headers of a Response or an Encoding Object, without `Content-Type`, which OAS 3.1 ignores there. */
export function readHeaders(node: Node, follow: (node: Node) => Node): Serialized[] {
  return childrenIn(node, 'headers')
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => readHeader(follow(header), name, follow))
}

function childrenIn(node: Node, key: string): [string, Node][] {
  const child = findChild(node, key)
  return child ? childrenOf(child) : []
}
