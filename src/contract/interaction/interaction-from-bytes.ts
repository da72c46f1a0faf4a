import { hasNoContent } from '../../text/http-status.js'
import { decodeContent } from '../bodies/content-coding.js'
import { toBodyText } from '../recordings/body-text.js'
import { findHeader, findHeaders, type Header, type Interaction } from './interaction.js'

/** The bytes of a body as sent; `null` without a body, `undefined` if the body was not kept. */
export type BodyBytes = Uint8Array | null | undefined

/** A request and its response as they were sent. */
export interface Messages {
  readonly request: {
    readonly method: string
    /** Absolute URL, with its query. */
    readonly url: string
    readonly headers: readonly Header[]
    readonly body: BodyBytes
  }
  readonly response: { readonly status: number; readonly headers: readonly Header[]; readonly body: BodyBytes }
}

/** A body that cannot be decoded. */
export interface UndecodedBody {
  readonly at: 'request body' | 'response body'
  readonly expected: string
  readonly received: string
}

/**
 * Returns the interaction of a request and its response, with their bodies decoded by `Content-Encoding` and charset.
 *
 * A body that was not kept or cannot be decoded is marked as not recorded; `undecoded` says why it cannot be decoded.
 * Bytes that do not have the format of their content coding stay as they are, and the check reports them as unreadable.
 *
 * @param maxBodyBytes maximum size of each body in bytes, after decoding
 */
export function interactionFromBytes(
  { request, response }: Messages,
  maxBodyBytes: number,
): { interaction: Interaction; undecoded: readonly UndecodedBody[] } {
  const sent = toText('request body', request, maxBodyBytes)
  // No content has no content coding, whatever the headers of a response to HEAD say.
  const isEmpty = response.body?.byteLength === 0 && hasNoContent(request.method, response.status)
  const received = toText('response body', isEmpty ? { ...response, body: null } : response, maxBodyBytes)
  return {
    interaction: {
      request: { method: request.method, url: request.url, headers: request.headers, ...withoutProblem(sent) },
      response: {
        ...{ status: response.status, headers: response.headers },
        ...withoutProblem(received),
      },
    },
    undecoded: [sent, received].flatMap(({ problem }) => problem ?? []),
  }
}

interface BodyText {
  readonly body: string | null
  readonly notRecorded?: readonly ['body']
  readonly problem?: UndecodedBody
}

function withoutProblem({ problem, ...rest }: BodyText): Omit<BodyText, 'problem'> {
  return rest
}

function toText(
  at: UndecodedBody['at'],
  { headers, body }: { headers: readonly Header[]; body: BodyBytes },
  maxBodyBytes: number,
): BodyText {
  if (body === undefined) return { body: null, notRecorded: ['body'] }
  if (body === null) return { body: null }
  const decoded = decodeContent(
    Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    findHeaders(headers, 'content-encoding').join(', '),
    maxBodyBytes,
  )
  if (Buffer.isBuffer(decoded)) return { body: toBodyText(decoded, findHeader(headers, 'content-type')) }
  return {
    ...{ body: null, notRecorded: ['body'] },
    problem: { at, expected: decoded.expected, received: decoded.found },
  }
}
