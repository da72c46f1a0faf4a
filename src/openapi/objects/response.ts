import type { Node } from '../node.js'
import { type Body, readBody, readHeaders, unusableInBody } from './body.js'
import type { Serialized } from './parameter.js'
import { entriesOf } from './unusable.js'

/** The documented response of an operation for a status or a range. */
export interface Response extends Body {
  /** `200`, `2XX` or `default`. */
  readonly status: string
  /** In the document's order, without `Content-Type` (OAS 3.1, Response Object). */
  readonly headers: readonly Serialized[]
  readonly node: Node
  /** What of it cannot be used: the object itself, or members of it. */
  readonly unusable: readonly Node[]
}

/** The responses of a Responses Object. Status codes come first, as JavaScript orders keys; the rest is in the document's order. */
export function readResponses(node: Node | undefined, follow: (node: Node) => Node): Response[] {
  return (node ? entriesOf(node) : []).flatMap(({ key, node: entry, isUsable }) => {
    if (key.startsWith('x-')) return []
    // Documents write `4xx`, too. Only upper case is allowed, so that is a problem of the document.
    const status = key.toUpperCase().endsWith('XX') ? key.toUpperCase() : key
    if (!isUsable) return { status, headers: [], content: [], isUsable: false, node: entry, unusable: [entry] }
    return readResponse(follow(entry), status, follow)
  })
}

function readResponse(node: Node, status: string, follow: (node: Node) => Node): Response {
  const headers = readHeaders(node, follow)
  const body = readBody(node, follow)
  return {
    status,
    headers,
    ...body,
    node,
    unusable: [...unusableInBody(node), ...headers.flatMap(({ unusable }) => unusable)],
  }
}

/** OAS 3.1, Responses Object: an exact code comes before its range, a range before `default`. */
export function chooseResponse(responses: readonly Response[], status: number): Response | undefined {
  const named = (name: string) => responses.find((response) => response.status === name)
  return named(String(status)) ?? named(`${Math.floor(status / 100)}XX`) ?? named('default')
}
