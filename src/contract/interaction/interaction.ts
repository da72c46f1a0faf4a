/** A header as received: its name in any case, and its value. Repeated headers are repeated entries. */
export type Header = readonly [name: string, value: string]

/** One request with its response, as the check sees it: nothing of the recording's format is left. */
export interface Interaction {
  readonly request: {
    readonly method: string
    /** Absolute, with its query. */
    readonly url: string
    readonly headers: readonly Header[]
    /** As text, as sent; absent or null when there was none or the recording does not keep it. */
    readonly body?: string | null
  }
  readonly response: {
    readonly status: number
    readonly headers: readonly Header[]
    /** As text, as received, after content decoding; null when there was none. */
    readonly body: string | null
  }
  /** Where it was read: `path` or, where the place is known, `path:line`. */
  readonly source?: string
}
