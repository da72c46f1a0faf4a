import { type BodyType, chooseMediaType, type RequestBody } from '../../openapi/index.js'
import { type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { shorten } from '../../text/shorten.js'
import { readBodyValue } from '../bodies/body-value.js'
import { findForeignCharset, jsonCharset } from '../bodies/json-charset.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { findBrokenKeywords } from '../findings/schema-findings.js'
import { findUnpromisedProperties } from '../findings/undocumented-findings.js'
import { findHeaders } from '../interaction/headers.js'
import type { Located } from '../locate/located.js'
import type { Check } from './check.js'

const whole = (pointer: string) => (pointer === '' ? 'body' : `body ${pointer}`)

/** The request has a body exactly where one may or must be, and it keeps the schema of its media type. */
export const requestBody: Check = (located) => {
  const { operation, interaction } = located
  const { body } = interaction.request
  const promised = operation.requestBody
  if (body === undefined || body === null || body === '')
    return promised?.required && isBodyKnown(located) ? [missingBody(promised)] : []
  if (!promised)
    return [
      makeFinding('undocumented-parameter', {
        at: 'body',
        rule: operation.node,
        expected: 'no body',
        received: 'a body',
      }),
    ]
  return checkBody(body, promised, located)
}

/** A recording that keeps neither the body nor a header that tells of one does not show that there was none. */
function isBodyKnown({ interaction: { request } }: Located): boolean {
  if (request.body === '') return true
  const tells = ['content-type', 'content-length', 'transfer-encoding'].some(
    (name) => findHeaders(request.headers, name).length > 0,
  )
  return request.headers.length > 0 && !tells
}

function missingBody({ node, content }: RequestBody): Finding {
  const expected = `a body of ${content.map(({ name }) => name).join(' or ')}`
  return makeFinding('missing-parameter', { at: 'body', rule: node, expected, received: 'no body' })
}

function checkBody(text: string, promised: RequestBody, located: Located): Finding[] {
  const { request } = located.interaction
  const expected = promised.content.map(({ name }) => name).join(' or ')
  const [received = request.headers.length === 0 ? promised.content[0]?.name : undefined] = findHeaders(
    request.headers,
    'content-type',
  )
  const at = 'header content-type'
  if (received === undefined)
    return [makeFinding('missing-parameter', { at, rule: promised.node, expected, received: 'no content type' })]
  const name = parseMediaType(received)
  const mediaType = name && chooseMediaType(promised.content, name)
  if (!name || !mediaType)
    return [makeFinding('invalid-parameter', { at, rule: promised.node, expected, received: shorten(received) })]
  const charset = findForeignCharset(name)
  if (charset === undefined) return checkContent(text, name, mediaType, located)
  const rule = mediaType.node
  return [
    makeFinding('invalid-parameter', { at, rule, expected: jsonCharset, received: `charset ${shorten(charset)}` }),
  ]
}

function checkContent(text: string, name: MediaTypeName, mediaType: BodyType, { schemas }: Located): Finding[] {
  const options = { direction: 'request', at: whole } as const
  const codes = { unreadable: 'invalid-parameter', invalid: 'invalid-parameter' } as const
  const { body, findings } = readBodyValue(text, name, mediaType, { ...options, ...codes, schemas })
  const { schema } = mediaType
  if (!schema || !body) return [...findings]
  const { value, literalAt } = body
  return [
    ...findings,
    ...findBrokenKeywords(schemas, schema, value, { ...options, code: codes.invalid, literalAt }),
    ...findUnpromisedProperties(schemas, schema, value, { ...options, code: codes.invalid }),
  ]
}
