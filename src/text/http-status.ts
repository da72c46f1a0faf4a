/** Whether a response has no content, whatever its headers say (RFC 9110, 6.4.1). 205 is not among them. */
export const hasNoContent = (method: string, status: number): boolean =>
  method === 'HEAD' || (status >= 100 && status < 200) || status === 204 || status === 304

/**
 * Whether a `Response` of this status must be made with `null` for its body (Fetch Standard, 2.2.3: null body status). That
 * is another list than the one of HTTP: of the informational statuses it has two, and it has 205.
 */
export const isNullBodyStatus = (status: number): boolean => [101, 103, 204, 205, 304].includes(status)
