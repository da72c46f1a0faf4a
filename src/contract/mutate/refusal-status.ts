/**
 * True if a status means that the request was refused (RFC 9110, 15.5). Then errors in the request only explain the refusal.
 *
 * Not taken from the check, so that mutants survive a check with other statuses.
 */
export function isRefusal(status: number): boolean {
  return Math.floor(status / 100) === 4
}
