import { ResponseBodyError } from '../errors/client-errors.js'
import type { OnStop } from './deadline.js'

/** The complete GET that one attempt sends. */
export interface Outgoing {
  readonly url: string
  /** For this attempt only: whoever sends it may change them. */
  readonly headers: Record<string, string>
  /** Registers the function that cancels the attempt; called before anything is sent. */
  readonly onStop: OnStop<Reply>
  /** Limit for the body, in bytes after decompression. */
  readonly maxResponseBytes: number
}

/** A response that has been read to its end. */
export interface Reply {
  readonly status: number
  readonly headers: ReplyHeaders
  /** The body as text, decompressed, without a byte order mark. */
  readonly text: string
}

/** The part of `Headers` that the client uses. Creating real `Headers` for every reply would take too long. */
export interface ReplyHeaders extends Iterable<[name: string, value: string]> {
  get(name: string): string | null
}

/**
 * Makes one attempt: sends the request and reads the response to its end. Follows no redirect.
 *
 * A redirect or an error status is reported even if its body is cut off or broken.
 *
 * @throws {ResponseBodyError} if any other body is cut off, cannot be decompressed or is too large. The error has no details of
 * the call.
 * @throws whatever the platform throws if there is no response.
 */
export type Send = (outgoing: Outgoing) => Promise<Reply>

/** A body that is read piece by piece. */
export interface OpenBody {
  /** Returns the next piece, which of a mock may be anything; undefined after the last. */
  read(): Promise<unknown>
  /** Frees the connection if the body was not read to its end. */
  cancel(): Promise<unknown> | undefined
}

/** A response whose body has not been read. */
export interface OpenResponse {
  readonly status: number
  readonly headers: ReplyHeaders
  readonly body: OpenBody
}

/** Sends a GET, and resolves when the headers have arrived. Follows no redirect. Aborting the signal also ends the body. */
export type Open = (url: string, headers: Record<string, string>, signal: AbortSignal) => Promise<OpenResponse>

/** The part of an agent of `node:http` or `node:https` that the types need. The agent's own type exists only on Node. */
export interface AgentOption {
  readonly maxSockets: number
  readonly maxFreeSockets: number
  /** Closes all of its connections. */
  destroy(): void
}

/** What sends the requests of one client. */
export interface Http {
  readonly send: Send
  readonly open: Open
  /** Closes idle connections that belong to this client alone. */
  close(): void
}

/** Limit for the body of a redirect or an error, in bytes. */
const maxFailedBytes = 1_048_576

/** True for a redirect or an error. Such a status is reported even if its body cannot be read. */
export const isFailed = (status: number): boolean => status >= 300

/**
 * Returns a function that says whether to read on, given the number of bytes read so far.
 *
 * The body of a redirect or an error is cut off at 1 MiB.
 *
 * For any other body over the limit the function throws a `ResponseBodyError`.
 */
export function createBodyLimit(status: number, maxResponseBytes: number): (length: number) => boolean {
  return (length) => {
    if (isFailed(status)) return length < maxFailedBytes
    if (length <= maxResponseBytes) return true
    throw new ResponseBodyError(
      'too-large',
      `the body is too large: expected at most ${maxResponseBytes} bytes, see maxResponseBytes`,
    )
  }
}
