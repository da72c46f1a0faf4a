/**
 * Statuses with which a service refuses an invalid request (RFC 9110, 15.5; 422 is 15.5.21).
 *
 * Not taken from the check, so that mutants survive a check with other statuses.
 */
const refusals: ReadonlySet<number> = new Set([400, 401, 422])

/** True if a status means that the request was refused because it is invalid. */
export function isRefusal(status: number): boolean {
  return refusals.has(status)
}
