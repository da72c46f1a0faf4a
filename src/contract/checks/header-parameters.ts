import { findCookies } from '../../text/cookies.js'
import { findBrokenValue } from '../bodies/serialized-value.js'
import { makeFinding } from '../findings/make-finding.js'
import { findHeaders } from '../interaction/headers.js'
import type { Check } from './check.js'

/**
 * Headers and cookies that the request must have are there, and those that are described keep their schemas.
 *
 * Others are no finding: every client sends headers that no document mentions. Recordings often drop all of them, and a
 * request without any header says nothing about headers.
 */
export const headerParameters: Check = ({ interaction: { request }, operation, schemas }) => {
  if (request.headers.length === 0) return []
  return operation.parameters.flatMap((parameter) => {
    if (parameter.in !== 'header' && parameter.in !== 'cookie') return []
    const { name } = parameter
    const at = `${parameter.in} ${parameter.in === 'header' ? name.toLowerCase() : name}`
    const texts =
      parameter.in === 'header'
        ? findHeaders(request.headers, name)
        : findCookies(findHeaders(request.headers, 'cookie'), name)
    if (texts.length > 0)
      return findBrokenValue(parameter, texts, schemas, { code: 'invalid-parameter', at, direction: 'request' })
    if (!parameter.required) return []
    return [
      makeFinding('missing-parameter', {
        at,
        rule: parameter.node,
        expected: `the ${parameter.in}`,
        received: `no such ${parameter.in}`,
      }),
    ]
  })
}
