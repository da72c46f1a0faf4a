import type { DownloadWorld } from '../../../src/client/download/attempt.js'
import type { DownloadRequest, Link } from '../../../src/client/download/download.js'
import { toApiError } from '../../../src/client/judge.js'
import { createWorld } from '../../support/client-world.js'

/** A response whose body comes in pieces. A piece that is an error breaks it. */
export interface ScriptedResponse {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly pieces?: readonly unknown[]
}

/** A client's parts for downloads that get the answers in turn, without a network. */
export function createScriptedWorld(
  answers: readonly (ScriptedResponse | Error)[],
  changes: Partial<DownloadWorld> = {},
) {
  const requests: { url: string; headers: Readonly<Record<string, string>> }[] = []
  let reads = 0
  const world: DownloadWorld = {
    async open(url, headers) {
      requests.push({ url, headers })
      const answer = answers[requests.length - 1]
      if (answer === undefined) throw new TypeError(`expected ${answers.length} requests, received another one`)
      if (answer instanceof Error) throw answer
      const { status = 200, pieces = [] } = answer
      const rest = pieces.values()
      const read = async () => {
        reads++
        const { value } = rest.next()
        if (value instanceof Error) throw value
        return value
      }
      return { status, headers: new Headers(answer.headers), body: { read, cancel: () => undefined } }
    },
    clock: createWorld(),
    userAgent: 'test/1',
    origin: 'https://example.signalwire.com',
    authorize: () => 'Basic own',
    toError: (reply, url, details) => toApiError(reply, url, String, 0, details()),
    redact: (text) => text.replaceAll('s3cret', '[redacted]'),
    redactCause: (cause) => cause,
    ...changes,
  }
  return { world, requests, reads: () => reads }
}

/** A request for the file of a link. */
export const requestFor = (link: Link, changes: Partial<DownloadRequest> = {}): DownloadRequest => ({
  link,
  renew: async () => link,
  signal: new AbortController().signal,
  timeoutMs: 1_000,
  withCredentials: false,
  retry: { maxRetries: 2, baseDelayMs: 0, maxDelayMs: 0, maxRetryAfterMs: 0 },
  start: 0,
  validator: null,
  onStart: undefined,
  ...changes,
})

/** The bytes from one number to another, which is not included. */
export const bytes = (from: number, to: number): Uint8Array =>
  Uint8Array.from({ length: to - from }, (_, index) => from + index)
