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

/** True if it says why something was not read, and is not what was read. */
export function isUnread(value: object): value is Unread {
  return 'expected' in value && 'received' in value
}

/** One sentence for people. */
export function describeUnread({ at, expected, received }: Unread): string {
  return `${at}: received ${received}, expected ${expected}`
}

/** The finding that says that a call was not checked, and why. */
export function toFinding(unread: Unread): Finding {
  const { at, expected, received } = unread
  return { code: 'not-checked', severity: 'note', at, rule: '', expected, received, message: describeUnread(unread) }
}
