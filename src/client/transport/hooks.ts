/** The properties of every event. Events contain no credentials and no names of people or rooms. */
export interface CallEvent {
  /** Number of the call. All events of one call have the same number. */
  readonly callId: number
  /** Operation of the document; undefined if the path passed to `client.api` is not documented. */
  readonly operationId: string | undefined
  /** Path template of the operation. */
  readonly path: string | undefined
  /**
   * URL of the attempt. In its query, values of free text, such as `page_token` and names of rooms, are replaced by `[redacted]`.
   * Undefined before the first attempt.
   */
  readonly url: string | undefined
  /** Number of the attempt, from 1. */
  readonly attempt: number
}

/** An attempt begins. */
export interface RequestEvent extends CallEvent {
  /** Headers that are sent, by lower-case name: `accept` and `user-agent`. */
  readonly headers: Readonly<Record<string, string>>
}

/** A complete response arrived, whatever its status. */
export interface ResponseEvent extends CallEvent {
  readonly status: number
  /** The service's id of the request, for its support team; null if the response has no id. */
  readonly requestId: string | null
  /**
   * Selected headers of the response, by lower-case name: type, coding and length of the body, `date`, `server`, `via`, request
   * ids, `retry-after` and rate limits.
   */
  readonly headers: Readonly<Record<string, string>>
  /** Duration of the attempt, in milliseconds. */
  readonly durationMs: number
}

/** Another attempt is about to be made. */
export interface RetryEvent extends CallEvent {
  /** Delay before the next attempt, in milliseconds. */
  readonly delayMs: number
  /** Why: `status 503`, or the `code` of the error, such as `connection`. */
  readonly reason: string
  /** The error of the attempt; undefined if a complete response arrived. */
  readonly error: unknown
}

/** The call failed. */
export interface ErrorEvent extends CallEvent {
  /** Duration of the call, in milliseconds. */
  readonly durationMs: number
  /** Why: the `code` of the error, or `aborted`. */
  readonly reason: string
  /** The error that the call throws. */
  readonly error: unknown
}

/**
 * Functions that the client calls for each request, response, retry and failure: for metrics, logs and traces. What they return
 * or throw is ignored.
 */
export interface Hooks {
  /** An attempt is about to be sent. */
  onRequest?: (event: RequestEvent) => void
  /** A complete response arrived, whatever its status. */
  onResponse?: (event: ResponseEvent) => void
  /** An attempt failed, and the client makes another one after a delay. */
  onRetry?: (event: RetryEvent) => void
  /** The call failed. */
  onError?: (event: ErrorEvent) => void
}

/** The event that a hook receives. */
export type HookEvent<Name extends keyof Hooks> = Parameters<NonNullable<Hooks[Name]>>[0]

/** Calls a hook, if there is one, with a copy of the event. Whatever the hook throws or rejects with is ignored. */
export async function callHook<Name extends keyof Hooks>(
  hooks: Hooks,
  name: Name,
  createEvent: () => HookEvent<Name>,
): Promise<void> {
  try {
    await hooks[name]?.(createEvent() as never) // the type of the event follows from the name
  } catch {}
}
