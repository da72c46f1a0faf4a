/**
 * Statuses of responses that are right to answer a broken request.
 *
 * Said here again, not asked of the check: one that takes another status for a refusal is found out.
 */
const refusals: ReadonlySet<number> = new Set([400, 401, 422])

/** Whether a status refuses a request for what is wrong with it. */
export function isRefusal(status: number): boolean {
  return refusals.has(status)
}
