import { childrenOf, findChild, findText, type Place } from '../node.js'
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
  readonly place: Place
}

/** What a body may be. */
export interface BodyType extends MediaType {
  /** By property. */
  readonly encodings: ReadonlyMap<string, Encoding>
}

export interface RequestBody {
  readonly required: boolean
  readonly content: readonly BodyType[]
  readonly place: Place
}

/** Reads a Request Body Object that the grammar has allowed. */
export function readRequestBody(place: Place, follow: (place: Place) => Place): RequestBody {
  return {
    required: findChild(place, 'required')?.value === true,
    content: readBodyTypes(findChild(place, 'content'), follow),
    place,
  }
}

/** Entries of a `content` map of bodies in the document's order; none when there is no map. */
export function readBodyTypes(place: Place | undefined, follow: (place: Place) => Place): BodyType[] {
  return readContent(place, follow).map((mediaType) => {
    const encodings = childrenIn(mediaType.place, 'encoding')
    return {
      ...mediaType,
      encodings: new Map(encodings.map(([name, each]) => [name, readEncoding(each, name, follow)])),
    }
  })
}

function readEncoding(place: Place, name: string, follow: (place: Place) => Place): Encoding {
  const contentType = findText(place, 'contentType')
  // OAS 3.1, Encoding Object: with any of these `contentType` is ignored.
  const isSerialized = ['style', 'explode', 'allowReserved'].some((key) => findChild(place, key))
  return {
    ...(contentType !== undefined && !isSerialized && { contentType }),
    headers: readHeaders(place, follow),
    ...(isSerialized && { serialized: readSerialized(place, name, 'form', follow) }),
    place,
  }
}

/** Headers of a Response or an Encoding Object, without `Content-Type`, which neither can describe. */
export function readHeaders(place: Place, follow: (place: Place) => Place): Serialized[] {
  return childrenIn(place, 'headers')
    .filter(([name]) => name.toLowerCase() !== 'content-type')
    .map(([name, header]) => readHeader(follow(header), name, follow))
}

function childrenIn(place: Place, key: string): [string, Place][] {
  const child = findChild(place, key)
  return child ? childrenOf(child) : []
}
