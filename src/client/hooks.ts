/** What every event tells. No host, no parameter, no header. */
export interface CallEvent {
  /** The same for all events of one call, another for every call of this client. */
  readonly callId: number
  /** Operation of the document; undefined when a path of none was asked for through `client.api`. */
  readonly operationId: string | undefined
  /** Path template of the operation. */
  readonly path: string | undefined
  /** Number of the attempt, from 1. */
  readonly attempt: number
}

/** An attempt begins. */
export interface RequestEvent extends CallEvent {}

/** A complete response arrived, whatever its status. */
export interface ResponseEvent extends CallEvent {
  readonly status: number
  /** Duration of the attempt, in milliseconds. */
  readonly durationMs: number
}

/** An attempt is going to be repeated. */
export interface RetryEvent extends CallEvent {
  /** Wait before the next attempt, in milliseconds. */
  readonly delayMs: number
  /** Why: `status 503`, or the `code` of the error, such as `connection`. */
  readonly reason: string
}

/** The call failed. */
export interface ErrorEvent extends CallEvent {
  /** Duration of the call, in milliseconds. */
  readonly durationMs: number
  /** Why: the `code` of the error, or `aborted`. */
  readonly reason: string
  /** What the call is going to throw. */
  readonly error: unknown
}

/** Functions told what happens, for metrics, logs and traces. What they return or throw changes nothing. */
export interface Hooks {
  /** An attempt is about to be sent. */
  onRequest?: (event: RequestEvent) => void
  /** Headers and body of an attempt have come, whatever the status. */
  onResponse?: (event: ResponseEvent) => void
  /** An attempt failed, and another is made after a wait. */
  onRetry?: (event: RetryEvent) => void
  /** The call ended without a result. */
  onError?: (event: ErrorEvent) => void
}

/** Calls a hook, if there is one, with an event of its own, so that it cannot break anything. */
export function tell<Name extends keyof Hooks>(
  hooks: Hooks | null | undefined,
  name: Name,
  event: CallEvent,
  details: Omit<Parameters<NonNullable<Hooks[Name]>>[0], keyof CallEvent>,
): void {
  if (!hooks) return
  // An async function: what it throws and what its promise rejects with end in the same place.
  const told = async () => hooks[name]?.({ ...event, ...details } as never) // the event of this name
  told().catch(() => {})
}
