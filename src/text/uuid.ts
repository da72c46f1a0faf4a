/** Whether a value is the text of a UUID, of any version and in either case (RFC 9562, 4). */
export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
