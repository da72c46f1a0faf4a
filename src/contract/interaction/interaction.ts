/** A header as received: its name in any case, and its value. Repeated headers are repeated entries. */
export type Header = readonly [name: string, value: string]

/** A part of a request or response that a recording may leave out. */
export type MessagePart = 'headers' | 'body'

/** One request with its response, independent of the format of the recording. */
export interface Interaction {
  readonly request: {
    readonly method: string
    /** Absolute URL, with its query. */
    readonly url: string
    /** The headers of the request. If empty, they are assumed not to have been recorded. */
    readonly headers: readonly Header[]
    /** Text as sent; absent or null if there was no body or the recording does not have it. */
    readonly body?: string | null
    /** Parts that the recording does not have, so that nothing is known about them. @default none */
    readonly notRecorded?: readonly MessagePart[]
  }
  readonly response: {
    readonly status: number
    readonly headers: readonly Header[]
    /** Text as received, after content decoding; null if there was no body or the recording does not have it. */
    readonly body: string | null
    /** Parts that the recording does not have, so that nothing is known about them. @default none */
    readonly notRecorded?: readonly MessagePart[]
  }
  /** Where it was recorded: `path`, or `path:line` where the line is known. */
  readonly source?: string
}
