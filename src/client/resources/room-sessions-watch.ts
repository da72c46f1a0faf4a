import type { RoomSession, RoomSessionSummary } from '../../generated/types.js'
import { ApiError, AuthenticationError, PermissionError } from '../errors/api-error.js'
import { ConfigurationError, PaginationError, ParameterError, type ParameterIssue } from '../errors/client-errors.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import { anything, type Check, checkOptions, itemOptions } from '../options.js'
import { findNumberMismatch, toIssue } from '../parameters.js'
import type { ItemOptions, Query, Reader } from '../reader.js'
import {
  applySnapshot,
  countPresent,
  type RoomSessionChange,
  type Snapshot,
  type WatchLimit,
  type WatchState,
} from './room-sessions-changes.js'
import { readSnapshot } from './room-sessions-snapshot.js'

/** Which sessions are watched: the filters of the list of sessions, without `status` and paging. */
export type WatchQuery = Omit<Query<'list_room_sessions'>, 'status' | 'page_number' | 'page_size' | 'page_token'>

/** The clock of a watch, which tests replace. */
export interface WatchClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits for `delayMs`. Rejects with the reason of the signal if the signal is aborted. */
  sleep(delayMs: number, signal: AbortSignal | null | undefined): Promise<void>
}

/** What one poll found. */
export interface WatchPoll {
  /** The sessions in progress. */
  readonly sessions: readonly WatchedSession[]
  /** The state with all changes of the poll pending. Once it is saved, no change is lost if the process ends. */
  readonly state: WatchState
}

/** A session in progress. */
export interface WatchedSession {
  /** The session from the list or, if the list left it out, as it was read by its id. */
  readonly session: RoomSession | RoomSessionSummary
  /** The number of members that are in the session now. */
  readonly present: number
}

/** Options of a watch. The options of a call apply to each request of the watch. */
export interface WatchOptions extends ItemOptions {
  /** Delay between two polls, in milliseconds, at least 1,000. @default 15_000 */
  intervalMs?: number | undefined
  /** Limits for each session. Passing one is a `limit.passed` change, once per session. */
  limits?: readonly WatchLimit[] | undefined
  /** The `state` of an earlier watch, from which this one continues. Its pending changes come first. */
  state?: WatchState | undefined
  /** Ends after one poll; throws if the poll failed. @default false */
  once?: boolean | undefined
  /** Called after each poll, before the caller receives its changes. The watch waits for the Promise that it returns. */
  onPoll?: ((poll: WatchPoll) => void | Promise<void>) | undefined
  /**
   * Called when a poll failed, wholly or in part. The watch waits for the Promise that it returns. The next poll follows after
   * `delayMs`.
   */
  onError?: ((error: unknown, delayMs: number) => void | Promise<void>) | undefined
  /** @default the real time */
  clock?: WatchClock | undefined
}

/** Changes of room sessions, found by polling. Nothing is sent until it is iterated. */
export interface RoomSessionWatch extends AsyncIterable<RoomSessionChange> {
  /** What the watch knows now. The last change that the caller received counts as handled. Undefined before the first poll. */
  readonly state: WatchState | undefined
}

/** What `readChanges` needs. */
export interface WatchParts {
  readonly reader: Reader
  readonly query: WatchQuery
  readonly options: WatchOptions
  readonly clock: WatchClock
  /** Receives each new state. */
  readonly onState: (state: WatchState) => void
}

const watchOptions: { readonly [Name in keyof WatchOptions]-?: Check } = {
  ...itemOptions,
  intervalMs: anything,
  limits: anything,
  state: anything,
  once: anything,
  onPoll: anything,
  onError: anything,
  clock: anything,
}

const minIntervalMs = 1_000
/** The longest delay that the timers of every platform support. */
const maxIntervalMs = 2 ** 31 - 1
/** Longest delay after a failed poll, in milliseconds, unless the interval is longer or the service asks for more. */
const maxBackoffMs = 300_000
const maxRetryAfterMs = 3_600_000

/**
 * Polls until the signal is aborted, and yields what changed. The next poll begins when the caller has received all changes of
 * the one before.
 *
 * Errors of the service are passed to `onError`, and polling continues with growing delays.
 *
 * @throws {AuthenticationError | PermissionError} when the service refuses the credentials
 * @throws {ApiError} if the service refuses the first poll with another 4xx, except 408, 425 and 429
 * @throws {ParameterError | ConfigurationError} for an invalid query or option
 */
export async function* readChanges({
  reader,
  query,
  options,
  clock,
  onState,
}: WatchParts): AsyncGenerator<RoomSessionChange, void> {
  checkWatch(query, options)
  const { intervalMs = 15_000, limits = [], once = false, signal, onPoll, onError } = options
  const callOptions = toCallOptions(options)
  let { state } = options
  async function* give(found: WatchState | undefined) {
    for (const [index, change] of found?.pending.entries() ?? []) {
      state = { ...(found as WatchState), pending: found?.pending.slice(index + 1) ?? [] } // `found` has changes
      onState(state)
      yield change
    }
  }
  yield* give(state)
  let failures = 0
  let hasPolled = false
  let hasWarned = false
  for (;;) {
    let errors: readonly unknown[] = []
    let snapshot: Snapshot | undefined
    try {
      snapshot = await readSnapshot({ reader, query, callOptions, now: clock.now, state })
      errors = snapshot.errors
    } catch (error) {
      if (signal?.aborted || isFinal(error, hasPolled)) throw error
      errors = [error]
    }
    failures = errors.length > 0 ? failures + 1 : 0
    const delayMs = toDelay(intervalMs, failures, errors)
    if (snapshot) {
      hasPolled = true
      state = applySnapshot(state, snapshot, limits)
      onState(state)
      await onPoll?.({ sessions: toSessions(state, snapshot), state })
      yield* give(state)
      if (!snapshot.isNewestFirst && !hasWarned) {
        hasWarned = true
        await onError?.(notNewestFirst(), delayMs)
      }
    }
    if (once) {
      if (errors.length > 0) throw errors[0]
      return
    }
    if (errors.length > 0) await onError?.(errors[0], delayMs)
    await clock.sleep(delayMs, signal)
  }
}

function checkWatch(query: WatchQuery, options: WatchOptions): void {
  checkOptions(options, watchOptions)
  const { intervalMs = minIntervalMs, limits = [], state } = options
  const issues: ParameterIssue[] = []
  const expected = findNumberMismatch(intervalMs, minIntervalMs, maxIntervalMs)
  if (expected) issues.push(toIssue('intervalMs', 'option', expected, intervalMs))
  const isLimit = (limit: WatchLimit | null) =>
    ['cost', 'duration', 'members'].includes(limit?.of ?? '') && Number.isFinite(limit?.above)
  if (!Array.isArray(limits) || !limits.every(isLimit))
    issues.push(toIssue('limits', 'option', 'a list of { of: cost, duration or members, above: a number }', limits))
  if (state !== undefined && !isWatchState(state))
    issues.push(toIssue('state', 'option', 'the state of a watch', state))
  for (const name of ['status', 'page_number', 'page_size', 'page_token'])
    if (Object.hasOwn(Object(query), name)) issues.push(toIssue(name, 'query', 'a parameter that a watch takes', ''))
  if (issues.length > 0) throw new ParameterError(issues, { operationId: 'list_room_sessions' })
}

/** True for the state of a watch, such as one that was saved as JSON. */
function isWatchState(value: unknown): value is WatchState {
  const { version, time, sessions, newest, completed, pending } = Object(value) as {
    [name in keyof WatchState]: unknown
  } // any value, as an object
  const isList = (list: unknown, isItem: (item: Record<string, unknown>) => boolean) =>
    Array.isArray(list) && list.every((item) => typeof item === 'object' && item !== null && isItem(item))
  return (
    version === 1 &&
    !Number.isNaN(Date.parse(String(time))) &&
    isList(
      sessions,
      ({ id, members, recordings, passed }) =>
        typeof id === 'string' && [members, recordings, passed].every((list) => Array.isArray(list)),
    ) &&
    (newest === null || typeof newest === 'string') &&
    Array.isArray(completed) &&
    isList(pending, ({ id, type }) => typeof id === 'string' && typeof type === 'string')
  )
}

/** Returns the options for each request of the watch. */
function toCallOptions(options: WatchOptions): ItemOptions {
  const { signal, headers, timeoutMs, totalTimeoutMs, retry, maxResponseBytes } = options
  return { signal, headers, timeoutMs, totalTimeoutMs, retry, maxResponseBytes }
}

/** True for an error after which polling is useless. After a first successful poll, other refusals may be temporary. */
function isFinal(error: unknown, hasPolled: boolean): boolean {
  if ([AuthenticationError, PermissionError, ParameterError, ConfigurationError].some((type) => error instanceof type))
    return true
  if (!(error instanceof SignalWireError)) return true
  return !hasPolled && error instanceof ApiError && error.status < 500 && ![408, 425, 429].includes(error.status)
}

/**
 * Returns the delay before the next poll, in milliseconds: the interval, doubled for each failure after the first, or what the
 * service asks for if that is longer.
 */
function toDelay(intervalMs: number, failures: number, errors: readonly unknown[]): number {
  const backoffMs = intervalMs * 2 ** Math.min(Math.max(0, failures - 1), 20)
  const asked = errors.map((error) => (error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0))
  return Math.max(
    Math.min(backoffMs, Math.max(intervalMs, maxBackoffMs)),
    Math.min(Math.max(0, ...asked), maxRetryAfterMs),
  )
}

/** Returns the sessions that are in progress after a snapshot, in the order of the snapshot. */
function toSessions(state: WatchState, { readings }: Snapshot): WatchedSession[] {
  const states = new Map(state.sessions.map((session) => [session.id, session]))
  return readings.flatMap(({ id, session }) => {
    const known = states.get(id)
    return session && known?.ended === null ? [{ session, present: countPresent(known) }] : []
  })
}

const notNewestFirst = () =>
  new PaginationError(
    'contradiction',
    'the sessions are not listed newest first, so the watch would miss sessions that start and end between two polls',
    { operationId: 'list_room_sessions' },
  )
