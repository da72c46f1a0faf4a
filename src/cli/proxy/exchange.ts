import type { IncomingMessage } from 'node:http'
import type { BodyBytes, Header, Messages } from '../../contract/index.js'
import { toHeaders } from './message-headers.js'

/** A request and its outcome: a response, or the reason why there is no complete response. */
export type Exchange = { readonly request: Sent } & (
  | { readonly outcome: 'complete'; readonly response: Messages['response'] }
  /** The connection to the target ended in the middle of the response, or the client went away. */
  | { readonly outcome: 'incomplete'; readonly status: number; readonly reason: string }
  | { readonly outcome: 'no-response'; readonly reason: string }
  /** The connection changed to another protocol. */
  | { readonly outcome: 'upgraded' }
)

/** A request as the client sent it. */
export interface Sent {
  readonly method: string
  /** Path and query as sent. */
  readonly path: string
  readonly headers: readonly Header[]
  readonly body: BodyBytes
  /** False if the client did not send all of it. */
  readonly isComplete: boolean
}

/** A copy of a body that is passed on, up to a limit. */
export interface BodyCopy {
  add(chunk: Buffer): void
  /** `null` if there was no body, `undefined` if it was longer than the limit. */
  read(): BodyBytes
}

/** Creates an empty copy of a body, which grows with each chunk. A body of more than `maxBytes` is not kept. */
export function createBodyCopy(maxBytes: number): BodyCopy {
  let chunks: Buffer[] = []
  let length = 0
  return {
    add(chunk) {
      length += chunk.length
      if (length <= maxBytes) chunks.push(chunk)
      else chunks = []
    },
    read: () => (length === 0 ? null : length > maxBytes ? undefined : Buffer.concat(chunks)),
  }
}

/** The request of an exchange. Its body is undefined if the client did not send all of it. */
export const toSent = (request: IncomingMessage, path: string, body: BodyCopy): Sent => ({
  method: request.method ?? 'GET',
  path,
  headers: toHeaders(request.rawHeaders),
  body: request.complete ? body.read() : undefined,
  isComplete: request.complete,
})

/** The path and query of a request target. For an absolute URL (RFC 9112, 3.2.2) they are what follows the authority. */
export function toPath(requestTarget: string): string {
  const [, path] = /^https?:\/\/[^/?#]*(.*)$/is.exec(requestTarget) ?? []
  if (path === undefined) return requestTarget
  return path.startsWith('/') ? path : `/${path}`
}
