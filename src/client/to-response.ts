import { isNullBodyStatus } from '../text/http-status.js'
import type { Reply } from './transport/send.js'

/** A `Response` of the platform, for those who use `client.api`. */
export function toResponse({ status, headers, text }: Reply): Response {
  return new Response(isNullBodyStatus(status) ? null : text, { status, headers: new Headers([...headers]) })
}
