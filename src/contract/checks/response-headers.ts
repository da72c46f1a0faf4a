import type { Serialized } from '../../openapi/index.js'
import { findBrokenValue } from '../bodies/serialized-value.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { findHeaders } from '../interaction/headers.js'
import type { Located } from '../locate/located.js'
import type { Check } from './check.js'

/** The response has every header that is required, and those it has keep their schemas. */
export const responseHeaders: Check = (located) =>
  (located.response?.headers ?? []).flatMap((header) => checkHeader(header, located))

function checkHeader(header: Serialized, { interaction, schemas }: Located): Finding[] {
  const at = `header ${header.name.toLowerCase()}`
  const values = findHeaders(interaction.response.headers, header.name)
  if (values.length === 0)
    return header.required
      ? [makeFinding('missing-header', { at, rule: header.node, expected: 'the header', received: 'no such header' })]
      : []
  // RFC 9110, 5.3: `Set-Cookie` alone is no list, and each of its lines a value.
  const lines = at === 'header set-cookie' ? values.map((value) => [value]) : [values]
  return lines.flatMap((texts) =>
    findBrokenValue(header, texts, schemas, { code: 'invalid-header', at, direction: 'response' }),
  )
}
