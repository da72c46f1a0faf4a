import type { Fault, FaultQueue } from '../fault.js'
import { notFound } from '../refusal.js'
import { type SandboxResponse, toResponse } from '../responder.js'
import type { Journal } from './journal.js'

/** The parts of a sandbox that programs in other languages can control over HTTP. */
export interface Controls {
  readonly journal: Pick<Journal, 'read' | 'clear'>
  readonly faults: Pick<FaultQueue, 'add' | 'clear'>
  /**
   * Moves the sandbox's time on, and returns the new time.
   * @throws RangeError if the seconds are not a whole number from 0 to 31,622,400
   */
  advance(seconds: number): Date
}

/** True for the path of a control, which the service does not have. */
export const isControl = (pathname: string): boolean => pathname.startsWith('/__')

/**
 * Responds to a request for a control: `GET` and `DELETE /__requests`, `POST` and `DELETE /__faults`, `POST /__advance`. They
 * need no credentials, are not in the journal, and are not affected by faults.
 */
export function respondToControl(
  { journal, faults, advance }: Controls,
  { method, pathname, body }: { readonly method: string; readonly pathname: string; readonly body: string },
): SandboxResponse {
  try {
    switch (`${method} ${pathname}`) {
      case 'GET /__requests':
        return toResponse({ status: 200, body: { requests: journal.read() } })
      case 'DELETE /__requests':
        journal.clear()
        return done
      case 'POST /__faults':
        // `add` throws for a value that is not a fault.
        faults.add(...([parse(body)].flat() as Fault[]))
        return done
      case 'DELETE /__faults':
        faults.clear()
        return done
      case 'POST /__advance': {
        const { seconds } = Object(parse(body)) as { seconds: unknown }
        if (typeof seconds !== 'number') throw new RangeError('seconds: expected a whole number')
        return toResponse({ status: 200, body: { now: advance(seconds).toISOString() } })
      }
      default:
        return toResponse(notFound)
    }
  } catch (error) {
    if (error instanceof RangeError) return toResponse({ status: 400, body: { error: error.message } })
    throw error
  }
}

const done: SandboxResponse = { status: 204, headers: {}, body: new Uint8Array() }

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new RangeError('body: expected JSON')
  }
}
