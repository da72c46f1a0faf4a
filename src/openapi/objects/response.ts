import { childrenOf, findChild, type Node } from '../node.js'
import { type BodyType, readBodyTypes, readHeaders } from './body.js'
import type { Serialized } from './parameter.js'

/** What an operation promises under a status. */
export interface Response {
  /** `200`, `2XX` or `default`. */
  readonly status: string
  /** In the document's order, without `Content-Type` (OAS 3.1, Response Object). */
  readonly headers: readonly Serialized[]
  /** In the document's order; none when no body is promised. */
  readonly content: readonly BodyType[]
  readonly node: Node
}

/** Responses of a Responses Object; codes first, then ranges, then `default`, as JavaScript and the document order them. */
export function readResponses(node: Node | undefined, follow: (node: Node) => Node): Response[] {
  return (node ? childrenOf(node) : []).flatMap(([status, entry]) =>
    status.startsWith('x-') ? [] : [readResponse(follow(entry), status, follow)],
  )
}

function readResponse(node: Node, status: string, follow: (node: Node) => Node): Response {
  return {
    status,
    headers: readHeaders(node, follow),
    content: readBodyTypes(findChild(node, 'content'), follow),
    node,
  }
}

/** OAS 3.1, Responses Object: an exact code wins over its range, a range over `default`. */
export function chooseResponse(responses: readonly Response[], status: number): Response | undefined {
  const named = (name: string) => responses.find((response) => response.status === name)
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default')
}
