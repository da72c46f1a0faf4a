import {
  chooseMediaType,
  isJson,
  type MediaType,
  type MediaTypeName,
  parseMediaType,
  type RequestBody,
} from '../../openapi/index.js'
import type { Check } from '../check.js'
import type { Finding } from '../finding.js'
import { findHeaders } from '../headers.js'
import { findForeignCharset, jsonCharset } from '../json-charset.js'
import { readJson } from '../json-text.js'
import type { Located, ReadBody } from '../located.js'
import { makeFinding } from '../make-finding.js'
import { shorten } from '../schema/describe-value.js'
import { findBrokenKeywords } from '../schema-findings.js'
import { readTypedText } from '../typed-text.js'
import { findUnpromisedProperties } from '../unpromised-findings.js'

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
        rule: operation.place,
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

function missingBody({ place, content }: RequestBody): Finding {
  const expected = `a body of ${content.map(({ name }) => name).join(' or ')}`
  return makeFinding('missing-parameter', { at: 'body', rule: place, expected, received: 'no body' })
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
    return [makeFinding('missing-parameter', { at, rule: promised.place, expected, received: 'no content type' })]
  const name = parseMediaType(received)
  const mediaType = name && chooseMediaType(promised.content, name)
  if (!name || !mediaType)
    return [makeFinding('invalid-parameter', { at, rule: promised.place, expected, received: shorten(received) })]
  const charset = findForeignCharset(name)
  if (charset === undefined) return checkContent(text, name, mediaType, located)
  const rule = mediaType.place
  return [
    makeFinding('invalid-parameter', { at, rule, expected: jsonCharset, received: `charset ${shorten(charset)}` }),
  ]
}

function checkContent(text: string, name: MediaTypeName, mediaType: MediaType, located: Located): Finding[] {
  const { schema } = mediaType
  const json = isJson(name) ? readJson(text) : undefined
  if (json && 'found' in json)
    return [
      makeFinding('invalid-parameter', {
        at: 'body',
        rule: mediaType.place,
        expected: json.expected,
        received: json.found,
      }),
    ]
  const repeated = (json?.repeated ?? []).map((pointer) =>
    makeFinding('invalid-parameter', {
      at: whole(pointer),
      rule: mediaType.place,
      expected: 'every name once in an object',
      received: 'a name that its object has already had',
    }),
  )
  if (!schema) return repeated
  const body: ReadBody = json ?? { value: readTypedText(text, name, schema, located.schemas.index) }
  return body.value === undefined ? repeated : [...repeated, ...checkValue(body, schema, located)]
}

function checkValue(
  { value, literalAt }: ReadBody,
  schema: NonNullable<MediaType['schema']>,
  { schemas }: Located,
): Finding[] {
  const options = { code: 'invalid-parameter', direction: 'request', at: whole } as const
  return [
    ...findBrokenKeywords(schemas, schema, value, { ...options, literalAt }),
    ...findUnpromisedProperties(schemas, schema, value, options),
  ]
}
