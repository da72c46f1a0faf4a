import { type Answer, jsonType, toAnswer } from './answer.js'
import { unprocessable } from './refusal.js'

/** Misbehaviour to be asked for: a response of your own, or a connection that fails. */
export type Fault = ResponseFault | ConnectionFault

interface Repeated {
  /**
   * How many requests it meets.
   * @default 1
   */
  readonly times?: number
}

/** A response instead of the right one. */
export interface ResponseFault extends Repeated {
  /** From 200 to 599. */
  readonly status: number
  /** Added to those of a JSON response, or in their place; `retry-after`, `content-type`, `location`. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Text and bytes are sent as they are, anything else as JSON.
   * @default the documented error of the status from 400 on, else nothing
   */
  readonly body?: unknown
}

/** A connection that fails. */
export interface ConnectionFault extends Repeated {
  /**
   * `reset` ends it before a response, `hang` never answers, `truncate` ends it in the middle of the
   * right response's body.
   */
  readonly connection: 'reset' | 'hang' | 'truncate'
}

/** Faults waiting for requests, first come, first met. */
export interface FaultQueue {
  add(fault: Fault): void
  /** The fault of the next request; `undefined` when it is to be answered right. */
  take(): Fault | undefined
}

/** An empty queue of faults. */
export function createFaultQueue(): FaultQueue {
  const waiting: { fault: Fault; left: number }[] = []
  return {
    add: (fault) => {
      refuseImpossible(fault)
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    take: () => {
      const first = waiting[0]
      if (!first) return undefined
      first.left -= 1
      if (first.left <= 0) waiting.shift()
      return first.fault
    },
  }
}

const connections: readonly unknown[] = ['reset', 'hang', 'truncate']

function refuseImpossible(fault: Fault): void {
  const { times = 1 } = fault
  if (!(times >= 1)) throw new RangeError(`times of a fault must be 1 or more, received ${times}`)
  if ('connection' in fault) {
    if (connections.includes(fault.connection)) return
    throw new RangeError(`connection of a fault must be reset, hang or truncate, received ${fault.connection}`)
  }
  // The Fetch standard lets nobody make a response of another status.
  if (Number.isInteger(fault.status) && fault.status >= 200 && fault.status <= 599) return
  throw new RangeError(`status of a fault must be a whole number from 200 to 599, received ${fault.status}`)
}

/** The response that was asked for. */
export function toFaultAnswer({ status, headers = {}, body = defaultBody(status) }: ResponseFault): Answer {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return toAnswer({ status, body }, own)
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return {
    status,
    headers: { 'content-type': jsonType, 'content-length': String(bytes.length), ...own },
    body: bytes,
  }
}

function defaultBody(status: number): unknown {
  if (status < 400) return ''
  if (status === 422) return unprocessable([invalid]).body
  return { error: reasons[status] ?? 'Error' }
}

const invalid = { attribute: 'page_size', code: 'invalid_parameter', message: 'is invalid' } as const

// RFC 9110, 15, and RFC 6585: the reason phrases of what services say when they fail.
const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
