import type { Reply } from './transport/send.js'

/** A `Response` of the platform, for those who use `client.api`. */
export function toResponse({ status, headers, text }: Reply): Response {
  // Fetch Standard, 2.2.3: a null body status.
  const body = [204, 205, 304].includes(status) ? null : text
  return new Response(body, { status, headers: new Headers([...headers]) })
}
