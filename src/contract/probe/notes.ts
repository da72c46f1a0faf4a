import type { Operation } from '../../openapi/index.js'
import type { NotPlanned, PlannedRequest } from './planned-request.js'

/** An operation that refused its first request because of its credentials, or because it had no credentials. */
export interface RefusedOperation {
  readonly operationId: string
  readonly status: number
  /** Names of the security schemes, one text for each alternative: `token and session`. */
  readonly schemes: readonly string[]
  readonly hadCredentials: boolean
}

/** Valid requests that an operation refused. */
export interface RefusedRequests {
  readonly operationId: string
  readonly count: number
  /** Status of the first refused request; `at` and `description` say what was special about it. */
  readonly status: number
  readonly at: string
  readonly description: string
}

/** An operation that did not answer several requests in a row, while the server answered requests to others. */
export interface SilentOperation {
  readonly operationId: string
  /** Number of requests in a row without a response. */
  readonly count: number
}

/** An operation whose responses are streams that did not end in time. */
export interface EndlessOperation {
  readonly operationId: string
  readonly count: number
}

/** What a probe noticed, besides findings. */
export interface ProbeNotes {
  /** Requests that could not be made. */
  readonly notPlanned: readonly NotPlanned[]
  readonly refused: readonly RefusedOperation[]
  readonly refusedValid: readonly RefusedRequests[]
  /** Operations that got no more requests, because they did not respond. */
  readonly silent: readonly SilentOperation[]
  /** Operations that got no more requests, because their responses do not end in time. */
  readonly endless: readonly EndlessOperation[]
  /** True if all responses had status 404. */
  readonly isAllNotFound: boolean
  /** Number of responses with status 429: the requests were sent too fast. */
  readonly tooManyRequests: number
  /** Number of valid requests answered with 401, although the first request to the operation was not. */
  readonly unauthorized: number
}

/** Collects what a probe notices. */
export interface NoteTaker {
  addNotPlanned(notPlanned: NotPlanned): void
  /** @param isFirst true for the first request to the operation */
  addAnswer(planned: PlannedRequest, status: number, isFirst: boolean): void
  addRefused(operation: Operation, status: number, hadCredentials: boolean): void
  addSilent(operation: Operation, count: number): void
  addEndless(operation: Operation, count: number): void
  notes(): ProbeNotes
}

/** Statuses which mean that the request itself is wrong. */
const refusals = new Set([400, 405, 406, 413, 414, 415, 422])

export function createNoteTaker(): NoteTaker {
  const notPlanned: NotPlanned[] = []
  const refused: RefusedOperation[] = []
  const silent: SilentOperation[] = []
  const endless: EndlessOperation[] = []
  const refusedValid = new Map<string, RefusedRequests>()
  let answers = 0
  let notFound = 0
  let tooManyRequests = 0
  let unauthorized = 0
  return {
    addNotPlanned: (each) => notPlanned.push(each),
    addAnswer({ operation: { operationId, security }, broken, at, description }, status, isFirst) {
      answers++
      if (status === 404) notFound++
      if (status === 429) tooManyRequests++
      // A login has no credentials that could expire.
      const isLogin = status === 401 && !security.some(({ schemes }) => schemes.length > 0)
      if (status === 401 && !isLogin && !isFirst && !broken) unauthorized++
      if (broken || !(refusals.has(status) || isLogin)) return
      const before = refusedValid.get(operationId)
      const first = before ?? { operationId, status, at, description }
      refusedValid.set(operationId, { ...first, count: (before?.count ?? 0) + 1 })
    },
    addRefused({ operationId, security }, status, hadCredentials) {
      const schemes = security.map((each) => each.schemes.map(({ name }) => name).join(' and '))
      refused.push({ operationId, status, schemes, hadCredentials })
    },
    addSilent: ({ operationId }, count) => silent.push({ operationId, count }),
    addEndless: ({ operationId }, count) => endless.push({ operationId, count }),
    notes: () => ({
      ...{ notPlanned, refused, silent, endless, refusedValid: [...refusedValid.values()] },
      isAllNotFound: answers > 0 && notFound === answers,
      tooManyRequests,
      unauthorized,
    }),
  }
}
