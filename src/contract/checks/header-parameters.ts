import type { Parameter } from '../../openapi/index.js'
import type { Check } from '../check.js'
import { findHeaders } from '../headers.js'
import type { Header } from '../interaction.js'
import { makeFinding } from '../make-finding.js'
import { findBrokenValue } from '../serialized-value.js'

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
    const at = `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`
    const texts =
      parameter.in === 'header' ? findHeaders(request.headers, parameter.name) : findCookies(request.headers, parameter)
    if (texts.length > 0)
      return findBrokenValue(parameter, texts, schemas, { code: 'invalid-parameter', at, direction: 'request' })
    if (!parameter.required) return []
    return [
      makeFinding('missing-parameter', {
        at,
        rule: parameter.place,
        expected: `the ${parameter.in}`,
        received: `no such ${parameter.in}`,
      }),
    ]
  })
}

/** RFC 6265, 4.2.1. */
function findCookies(headers: readonly Header[], { name }: Parameter): string[] {
  return findHeaders(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
}
