import type { Finding } from '../findings/finding.js'

/** Why a request or a response cannot be read, so that a call cannot be checked or recorded. */
export interface Unread {
  /** `request body`, `response body`, `request` or `response`. */
  readonly at: string
  readonly expected: string
  readonly received: string
  /** What was thrown, if anything was. */
  readonly cause?: unknown
}

/** Whether a value is the reason why something was not read, and not what was read. */
export function isUnread(value: object): value is Unread {
  return 'expected' in value && 'received' in value
}

/** Says in one sentence what could not be read and why. */
export function describeUnread({ at, expected, received }: Unread): string {
  return `${at}: expected ${expected}, received ${received}`
}

/** The finding that says that a call was not checked, and why. */
export function toFinding(unread: Unread): Finding {
  const { at, expected, received } = unread
  const message = `expected ${expected}, received ${received}`
  return { code: 'not-checked', severity: 'note', at, rule: '', expected, received, message }
}
