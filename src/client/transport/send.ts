import type { OnStop } from './deadline.js'

/** What one attempt sends: a GET, complete. */
export interface Outgoing {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Told how to break off the attempt, in headers and body alike, before it is begun. */
  readonly onStop: OnStop<Reply>
  /** Most bytes of the body, decompressed. */
  readonly maxResponseBytes: number
}

/** A response that has been read to its end. */
export interface Reply {
  readonly status: number
  readonly headers: ReplyHeaders
  /** The body as text, decompressed, without a byte order mark. */
  readonly text: string
}

/** What is used of `Headers`, which cost too much to be made of every reply. */
export interface ReplyHeaders extends Iterable<[name: string, value: string]> {
  get(name: string): string | null
}

/**
 * One attempt: request out, complete response in. Follows no redirect.
 *
 * A response of 3xx, 4xx or 5xx is told by its status: what of its body cannot be read is left out.
 *
 * @throws {ResponseBodyError} when the body of another was cut off, could not be decompressed or is too large.
 * @throws whatever the platform says when no response came.
 */
export type Send = (outgoing: Outgoing) => Promise<Reply>
