import { childrenAt, findChild, findText, type Node } from '../node.js'
import { type MediaType, readContent } from './media-type.js'
import { readHeader, readSerialized, type Serialized } from './parameter.js'
import { findEntry, unusableIn } from './unusable.js'

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

/** The documented body of a request or a response. */
export interface Body {
  /** In the document's order; empty if no body is documented. */
  readonly content: readonly BodyType[]
  /** False if the document says something about the body that cannot be used. */
  readonly isUsable: boolean
}

export interface RequestBody extends Body {
  readonly required: boolean
  readonly node: Node
  /** What of it cannot be used: the object itself, or members of it. */
  readonly unusable: readonly Node[]
}

/** The body of an operation's requests; `undefined` if it documents none. */
export function readRequestBody(operation: Node, follow: (node: Node) => Node): RequestBody | undefined {
  const entry = findEntry(operation, 'requestBody')
  if (!entry) return undefined
  if (!entry.isUsable)
    return { required: false, content: [], isUsable: false, node: entry.node, unusable: [entry.node] }
  const node = follow(entry.node)
  return {
    required: findChild(node, 'required')?.value === true,
    ...readBody(node, follow),
    node,
    unusable: unusableInBody(node),
  }
}

/** What the `content` of a Request Body or a Response Object says. */
export function readBody(node: Node, follow: (node: Node) => Node): Body {
  const content = findEntry(node, 'content')
  return { content: readBodyTypes(findChild(node, 'content'), follow), isUsable: content?.isUsable !== false }
}

/** Members of a Request Body or a Response Object and of its maps that cannot be used. */
export function unusableInBody(node: Node): readonly Node[] {
  return [...unusableIn(node), ...unusableIn(findChild(node, 'headers'))]
}

/** Entries of the `content` map of a body, in the document's order; empty if there is no map. */
function readBodyTypes(node: Node | undefined, follow: (node: Node) => Node): BodyType[] {
  return readContent(node, follow).map((mediaType) => {
    // Of an entry that cannot be used, only the media type is known.
    const encodings = childrenAt(mediaType.node, 'encoding')
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
  return childrenAt(node, 'headers')
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => readHeader(follow(header), name, follow))
}
