import type { Finding } from '../findings/finding.js'

/** Why a request or a response cannot be read, so that a call cannot be checked or recorded. */
export interface Unread {
  /** `request body`, `response body`, `request` or `response`. */
  readonly at: string
  readonly expected: string
  readonly received: string
  /** The error, if one was thrown. */
  readonly cause?: unknown
}

/** True if a value is a reason why something could not be read, and not the result of reading it. */
export function isUnread(value: object): value is Unread {
  return 'expected' in value && 'received' in value
}

/** Describes in one line what could not be read and why. */
export function describeUnread({ at, expected, received }: Unread): string {
  return `${at}: expected ${expected}, received ${received}`
}

/** Returns the finding for a call that was not checked, with the reason. */
export function toFinding(unread: Unread): Finding {
  const { at, expected, received } = unread
  const message = `expected ${expected}, received ${received}`
  return { code: 'not-checked', severity: 'note', at, rule: '', expected, received, message }
}
