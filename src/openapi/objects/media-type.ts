import { childrenOf, findChild, type Place } from '../node.js'

/** One entry of a `content` map. */
export interface MediaType {
  /** The media type or range as written. */
  readonly name: string
  readonly schema?: Place
  readonly place: Place
}

/** Entries of a `content` map in the document's order; none when there is no map. */
export function readContent(place: Place | undefined, follow: (place: Place) => Place): MediaType[] {
  return (place ? childrenOf(place) : []).map(([name, entry]) => {
    const target = follow(entry)
    const schema = findChild(target, 'schema')
    return { name, place: target, ...(schema && { schema }) }
  })
}
