import type { Reply } from './transport/send.js'

// Fetch Standard, "null body status".
const nullBodyStatuses: readonly number[] = [204, 205, 304]

/** A `Response` of the platform, for those who use `client.api`. */
export function toResponse({ status, headers, text }: Reply): Response {
  const kept = new Headers()
  headers.forEach((value, name) => {
    // These are of the body as it was sent; here it is decompressed and complete.
    if (!/^(content-(encoding|length)|transfer-encoding)$/i.test(name)) kept.append(name, value)
  })
  return new Response(nullBodyStatuses.includes(status) ? null : text, { status, headers: kept })
}
