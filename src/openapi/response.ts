import { type MediaType, readContent } from './content.js'
import { readHeader, type Serialized } from './parameter.js'
import { childrenOf, findChild, type Place } from './place.js'

/** What an operation promises under a status. */
export interface Response {
  /** `200`, `2XX` or `default`. */
  readonly status: string
  /** In the document's order, without `Content-Type`, which a Response Object cannot describe (OAS 3.1, Response Object). */
  readonly headers: readonly Serialized[]
  /** In the document's order; none when no body is promised. */
  readonly content: readonly MediaType[]
  readonly place: Place
}

/** Responses of a Responses Object; codes first, then ranges, then `default`, as JavaScript and the document order them. */
export function readResponses(place: Place | undefined, follow: (place: Place) => Place): Response[] {
  return (place ? childrenOf(place) : []).flatMap(([status, entry]) =>
    status.startsWith('x-') ? [] : [readResponse(follow(entry), status, follow)],
  )
}

function readResponse(place: Place, status: string, follow: (place: Place) => Place): Response {
  const headers = findChild(place, 'headers')
  return {
    status,
    headers: (headers ? childrenOf(headers) : [])
      .filter(([name]) => name.toLowerCase() !== 'content-type')
      .map(([name, header]) => readHeader(follow(header), name, follow)),
    content: readContent(findChild(place, 'content'), follow),
    place,
  }
}

/** OAS 3.1, Responses Object: an exact code wins over its range, a range over `default`. */
export function chooseResponse(responses: readonly Response[], status: number): Response | undefined {
  const named = (name: string) => responses.find((response) => response.status === name)
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default')
}
