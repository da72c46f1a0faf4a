import type { World } from '../../src/client/client.js'
import type { FetchInit } from '../../src/client/index.js'
import { createHttp } from '../../src/client/transport/http-node.js'

/** A world whose clock moves only when a test moves it. */
export interface TestWorld extends World {
  /** Delays of all timers that were started, including deadlines, in milliseconds. */
  readonly waits: number[]
  /** Number of timers that have neither fired nor been stopped. */
  pending(): number
  /** Moves the clock, and fires the timers that are due. */
  advance(delayMs: number): void
  /** Moves the clock from timer to timer until `work` is settled. Only for work that waits for timers and nothing else. */
  run<T>(work: PromiseLike<T>): Promise<T>
}

/** A world without randomness: there is no jitter unless `random` is given. A delay of 0 ends in the next turn. */
export function createWorld(given: Partial<World> & { variables?: Readonly<Record<string, string>> } = {}): TestWorld {
  let time = 0
  const timers = new Map<object, { readonly at: number; readonly done: () => void }>()
  const waits: number[] = []
  const advance = (delayMs: number) => {
    time += delayMs
    for (const [key, { at, done }] of [...timers].sort(([, one], [, other]) => one.at - other.at)) {
      if (at <= time && timers.delete(key)) done()
    }
  }
  return {
    env: (name) => given.variables?.[name],
    isBrowser: false,
    userAgent: 'signalwire-room-sessions/test',
    now: () => Date.UTC(2026, 0, 1) + time,
    elapsed: () => time,
    random: () => 0,
    startTimer(delayMs, done) {
      waits.push(delayMs)
      if (delayMs === 0) {
        const immediate = setImmediate(done)
        return () => clearImmediate(immediate)
      }
      const key = {}
      timers.set(key, { at: time + delayMs, done })
      return () => timers.delete(key)
    },
    createHttp,
    ...given,
    waits,
    pending: () => timers.size,
    advance,
    async run(work) {
      let isSettled = false
      const settle = () => {
        isSettled = true
      }
      work.then(settle, settle)
      while (!isSettled) {
        // Lets everything run that the last timer started.
        for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
        const next = Math.min(...[...timers.values()].map(({ at }) => at))
        if (!isSettled && next < Number.POSITIVE_INFINITY) advance(next - time)
      }
      return work
    },
  }
}

/** Credentials that no service accepts. */
export const credentials = { projectId: 'b0a7c1d2-3e4f-4a5b-8c6d-7e8f90a1b2c3', apiToken: 'PT0123456789abcdef' }

/** The id of a room session. */
export const id = 'c22d24f6-5a47-4597-9a23-c7d01e696b92'

type Answer = Response | Error | ((request: Request) => Response | Promise<Response>)

/** A `fetch` that returns the answers in turn, then repeats the last one, and collects the requests. */
export function script(answers: readonly Answer[]): {
  fetch(url: string, init: FetchInit): Promise<Response>
  readonly requests: Request[]
} {
  const requests: Request[] = []
  return {
    requests,
    async fetch(url, init) {
      const request = new Request(url, init)
      requests.push(request)
      const answer = answers[Math.min(requests.length, answers.length) - 1]
      if (answer instanceof Error) throw answer
      if (typeof answer === 'function') return answer(request)
      if (!answer) throw new Error('expected at least one answer, received none')
      return answer.clone()
    },
  }
}

/** A page of a list whose items are numbers. */
export function page(data: readonly number[], links: unknown = {}): Response {
  return Response.json({ links, data: data.map((number) => ({ id: number })) })
}

/** An error response in the form that the service sends. */
export function refusal(status: number, headers: Record<string, string> = {}): Response {
  return Response.json({ error: 'because' }, { status, headers })
}
