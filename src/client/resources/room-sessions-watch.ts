import type { RoomSession, RoomSessionSummary } from '../../generated/types.js'
import { ApiError, AuthenticationError, PermissionError } from '../errors/api-error.js'
import { ConfigurationError } from '../errors/configuration-error.js'
import { PaginationError } from '../errors/pagination-error.js'
import { ParameterError, type ParameterIssue } from '../errors/parameter-error.js'
import { SignalWireError } from '../errors/signalwire-error.js'
import { itemOptions, refuseUnknown } from '../options.js'
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

/** Which sessions are watched: the filters of a list. */
export type WatchQuery = Omit<Query<'list_room_sessions'>, 'status' | 'page_number' | 'page_size' | 'page_token'>

/** Time, which tests replace. */
export interface WatchClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits. Rejects with the reason of the signal when that is aborted. */
  sleep(delayMs: number, signal: AbortSignal | null | undefined): Promise<void>
}

/** What one poll found. */
export interface WatchPoll {
  /** The sessions in progress. */
  readonly sessions: readonly WatchedSession[]
  /** The state with all changes of the poll pending. Once this is saved, no change is lost by a process that ends. */
  readonly state: WatchState
}

/** A session in progress. */
export interface WatchedSession {
  /** The session as the list has it, or the session alone if the list left it out. */
  readonly session: RoomSession | RoomSessionSummary
  /** The number of members that are in the session now. */
  readonly present: number
}

/** Options of a watch. Those of a call apply to each of its requests. */
export interface WatchOptions extends ItemOptions {
  /** Delay between two polls, in milliseconds, from 1,000. @default 15_000 */
  intervalMs?: number | undefined
  /** Values above which there is a `limit.passed`, once for each session. */
  limits?: readonly WatchLimit[] | undefined
  /** What an earlier watch knew: its `state`. Its pending changes are given first. */
  state?: WatchState | undefined
  /** Ends after one poll, with an error if it failed. @default false */
  once?: boolean | undefined
  /** Called after each poll, before its changes are given, and awaited. */
  onPoll?: ((poll: WatchPoll) => void | Promise<void>) | undefined
  /** Called when a poll failed, wholly or in part, and awaited. The next one is made after `delayMs`. */
  onError?: ((error: unknown, delayMs: number) => void | Promise<void>) | undefined
  /** @default the real time */
  clock?: WatchClock | undefined
}

/** Changes of room sessions, found by polling: nothing is sent until it is iterated. */
export interface RoomSessionWatch extends AsyncIterable<RoomSessionChange> {
  /** What is known; the change that was given last counts as handled. Undefined before the first poll. */
  readonly state: WatchState | undefined
}

/** What a watch is made of. */
export interface WatchParts {
  readonly reader: Reader
  readonly query: WatchQuery
  readonly options: WatchOptions
  readonly clock: WatchClock
  /** Receives each new state. */
  readonly onState: (state: WatchState) => void
}

/** Names of the options that calls do not have. */
const ownOptions = ['intervalMs', 'limits', 'state', 'once', 'onPoll', 'onError', 'clock']

const minIntervalMs = 1_000
/** The longest timer of all platforms. */
const maxIntervalMs = 2 ** 31 - 1
/** Longest delay after polls that failed, unless the interval is longer or the service asks for more. */
const maxBackoffMs = 300_000
const maxRetryAfterMs = 3_600_000

/**
 * Polls until the signal is aborted, and gives what changed. The next poll begins when all changes of the one before have been taken.
 *
 * Errors of the service are passed to `onError`, and polling goes on, more and more slowly.
 *
 * @throws {AuthenticationError | PermissionError} when the service refuses the credentials
 * @throws {ApiError} if the first poll is refused with another status that a repeat does not change
 * @throws {ParameterError | ConfigurationError} for an invalid query or option
 */
export async function* readChanges({
  reader,
  query,
  options,
  clock,
  onState,
}: WatchParts): AsyncGenerator<RoomSessionChange, void> {
  checkOptions(query, options)
  const { intervalMs = 15_000, limits = [], once = false, signal, onPoll, onError } = options
  const callOptions = toCallOptions(options)
  let { state } = options
  async function* give(found: WatchState | undefined) {
    for (const [index, change] of found?.pending.entries() ?? []) {
      state = { ...(found as WatchState), pending: found?.pending.slice(index + 1) ?? [] } // it has changes
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
      if (signal?.aborted || once || isFinal(error, hasPolled)) throw error
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

function checkOptions(query: WatchQuery, options: WatchOptions): void {
  refuseUnknown(options, [...itemOptions, ...ownOptions])
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
    if (Object.hasOwn(Object(query), name)) issues.push(toIssue(name, 'query', 'no such parameter of a watch', ''))
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

/** The options that each request has. */
function toCallOptions(options: WatchOptions): ItemOptions {
  const { signal, headers, timeoutMs, totalTimeoutMs, retry, maxResponseBytes } = options
  return { signal, headers, timeoutMs, totalTimeoutMs, retry, maxResponseBytes }
}

/** True for an error after which polling is of no use. What the service refuses once it has served may be a fault that passes. */
function isFinal(error: unknown, hasPolled: boolean): boolean {
  if ([AuthenticationError, PermissionError, ParameterError, ConfigurationError].some((type) => error instanceof type))
    return true
  if (!(error instanceof SignalWireError)) return true
  return !hasPolled && error instanceof ApiError && error.status < 500 && ![408, 425, 429].includes(error.status)
}

/** The delay before the next poll: the interval, doubled by each failure after the first, or what the service asks for. */
function toDelay(intervalMs: number, failures: number, errors: readonly unknown[]): number {
  const backoffMs = intervalMs * 2 ** Math.min(Math.max(0, failures - 1), 20)
  const asked = errors.map((error) => (error instanceof ApiError ? (error.retryAfterMs ?? 0) : 0))
  return Math.max(
    Math.min(backoffMs, Math.max(intervalMs, maxBackoffMs)),
    Math.min(Math.max(0, ...asked), maxRetryAfterMs),
  )
}

/** The sessions that are in progress after a snapshot, in its order. */
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
    'the sessions are not listed newest first, so that sessions that start and end between two polls are not seen',
    { operationId: 'list_room_sessions' },
  )
