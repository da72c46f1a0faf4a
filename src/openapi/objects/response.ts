import { childrenOf, findChild, type Node } from '../node.js'
import { type BodyType, readBodyTypes, readHeaders } from './body.js'
import type { Serialized } from './parameter.js'

/** The documented response of an operation for a status or a range. */
export interface Response {
  /** `200`, `2XX` or `default`. */
  readonly status: string
  /** In the document's order, without `Content-Type` (OAS 3.1, Response Object). */
  readonly headers: readonly Serialized[]
  /** In the document's order; empty if no body is documented. */
  readonly content: readonly BodyType[]
  readonly node: Node
}

/** The responses of a Responses Object. Status codes come first, as JavaScript orders keys; the rest is in the document's order. */
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

/** OAS 3.1, Responses Object: an exact code comes before its range, a range before `default`. */
export function chooseResponse(responses: readonly Response[], status: number): Response | undefined {
  const named = (name: string) => responses.find((response) => response.status === name)
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default')
}
