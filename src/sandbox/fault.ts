import { unprocessable } from './refusal.js'
import { jsonType, type SandboxResponse, toResponse } from './responder.js'

/** Misbehaviour that a test asks for: a response of its own, or a connection that fails. */
export type Fault = ResponseFault | ConnectionFault

interface Repeated {
  /**
   * How many requests the fault affects.
   * @default 1
   */
  readonly times?: number
}

/** A response that replaces the right one. */
export interface ResponseFault extends Repeated {
  /** From 200 to 599. */
  readonly status: number
  /** Added to the headers of a JSON response, or replacing them: `retry-after`, `content-type`, `location`. */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * Strings and bytes are sent as they are, anything else as JSON.
   * @default the documented error body for statuses from 400 on, otherwise an empty body
   */
  readonly body?: unknown
}

/** A connection that fails. */
export interface ConnectionFault extends Repeated {
  /**
   * `reset` closes the connection before a response, `hang` never responds, `truncate` closes the connection in the middle
   * of the right response's body.
   */
  readonly connection: 'reset' | 'hang' | 'truncate'
}

/** Faults for the next requests, in the order they were added. */
export interface FaultQueue {
  /** Adds all of the faults. @throws RangeError if one is invalid; then it adds none of them */
  add(...faults: readonly Fault[]): void
  /** Removes all faults. */
  clear(): void
  /** Removes and returns the fault of the next request; `undefined` if it gets the right response. */
  take(): Fault | undefined
}

/** Creates an empty queue of faults. */
export function createFaultQueue(): FaultQueue {
  const waiting: { fault: Fault; left: number }[] = []
  return {
    add: (...faults) => {
      for (const fault of faults) validateFault(fault)
      waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })))
    },
    clear: () => {
      waiting.length = 0
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

/** Returns a text of a value that is not a fault, for a message. Objects are shown as JSON, because `String` throws for some. */
const toShown = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function validateFault(fault: Fault): void {
  if (typeof fault !== 'object' || fault === null) {
    throw new RangeError(`fault: expected an object, received ${toShown(fault)}`)
  }
  const { times = 1 } = fault
  if (typeof times !== 'number' || !(times >= 1)) {
    throw new RangeError(`fault.times: expected 1 or more, received ${toShown(times)}`)
  }
  if ('connection' in fault) {
    if (connections.includes(fault.connection)) return
    throw new RangeError(`fault.connection: expected reset, hang or truncate, received ${toShown(fault.connection)}`)
  }
  // Fetch standard, "initialize a response": the constructor of Response accepts no other status.
  if (!Number.isInteger(fault.status) || fault.status < 200 || fault.status > 599) {
    throw new RangeError(`fault.status: expected an integer from 200 to 599, received ${toShown(fault.status)}`)
  }
  try {
    const { headers = {} } = fault
    if (Object.values(headers).every((value) => typeof value === 'string')) return void new Headers(headers)
  } catch {
    // `Headers` throws for an invalid name or value, which is reported below.
  }
  throw new RangeError('fault.headers: expected names and values that a header can have')
}

/** Creates the response that a fault asks for. */
export function toFaultResponse({ status, headers = {}, body = defaultBody(status) }: ResponseFault): SandboxResponse {
  const own = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return toResponse({ status, body }, own)
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

// Reason phrases of RFC 9110, 15, and RFC 6585.
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
