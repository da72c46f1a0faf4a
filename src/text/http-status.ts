/** True if a response with this status has no content, whatever its method and headers say (RFC 9110, 6.4.1). 205 does not count. */
export const isNoContentStatus = (status: number): boolean =>
  (status >= 100 && status < 200) || status === 204 || status === 304

/**
 * True if a response to this method with this status has no content, whatever its headers say (RFC 9110, 6.4.1). 205 does not
 * count.
 */
export const hasNoContent = (method: string, status: number): boolean => method === 'HEAD' || isNoContentStatus(status)

/**
 * True if the `Content-Length` of a response announces content that its status forbids (RFC 9110, 8.6). Clients skip such
 * content, or take it for the next response.
 */
export const announcesForbiddenContent = (status: number, contentLengths: readonly string[]): boolean =>
  status === 204 && contentLengths.some((length) => Number(length) > 0)

/**
 * True if a `Response` with this status must be created with the body `null` (Fetch Standard, 2.2.3: null body status). Unlike
 * HTTP's list, this one has 205, and only two of the informational statuses.
 */
export const isNullBodyStatus = (status: number): boolean => [101, 103, 204, 205, 304].includes(status)

/** True for a 4xx, which says that the request is wrong (RFC 9110, 15.5). */
export const isClientError = (status: number): boolean => status >= 400 && status < 500

/** Whether a status says that the request was accepted (RFC 9110, 15.3). */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300

/** 501 and 505 say that the server cannot do it at all, 511 that a network wants a login. */
const lastingStatuses: readonly number[] = [501, 505, 511]

/** Whether a status says that the same request may succeed later. */
export const isPassingStatus = (status: number): boolean =>
  status === 408 || status === 429 || (status >= 500 && status < 600 && !lastingStatuses.includes(status))

/** Whether a status may mean that the response would be too large, so that a request for a part of it may succeed. */
export const maybeTooLarge = (status: number): boolean => status === 413 || (status !== 429 && isPassingStatus(status))
