import { parseBody } from './judge.js'
import type { Answer } from './transport/transport.js'

// Fetch Standard, "null body status".
const nullBodyStatuses: readonly number[] = [204, 205, 304]

/**
 * A `Response` of the platform, for those who use `client.api`.
 *
 * @throws {ResponseBodyError} when a body of 2xx is empty or not JSON, which openapi-fetch would pass over or report by quoting it.
 */
export function toResponse(answer: Answer): Response {
  try {
    if (answer.ok) parseBody(answer)
  } catch (error) {
    throw answer.fail(error)
  }
  const headers = new Headers()
  answer.headers.forEach((value, name) => {
    // These are of the body as it was sent; here it is decompressed and complete.
    if (!/^(content-(encoding|length)|transfer-encoding)$/i.test(name)) headers.append(name, value)
  })
  const { status, body } = answer
  return new Response(nullBodyStatuses.includes(status) ? null : body, { status, headers })
}
