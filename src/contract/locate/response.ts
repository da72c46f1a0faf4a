import { chooseMediaType, findChild, type Operation, type Response, type Serialized } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { announcesForbiddenContent, hasNoContent } from '../../text/http-status.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { decodeSerialized } from '../bodies/serialized-value.js'
import type { Finding, FindingCode } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { type Wording, wording } from '../findings/wording.js'
import { findHeaders, type Interaction, isRecorded } from '../interaction/interaction.js'
import { locateBodyValue, misnamedTypes } from './body-value.js'
import type { LocatedBody, LocatedResponse, LocatedValue } from './located.js'

type Received = Interaction['response']

/**
 * Locates the headers, the media type and the body of a response whose status is documented.
 *
 * @param method the method of the request, which is HEAD for some responses of GET operations
 */
export function locateResponse(
  operation: Operation,
  method: string,
  definition: Response,
  received: Received,
  schemas: SchemaEngine,
): LocatedResponse {
  const hasAllHeaders = isRecorded(received, 'headers') && !mayLackHeaders(operation, method)
  return {
    definition,
    // A recorded header is compared even if it is the only one.
    headers: definition.headers
      .map((header) => locateHeader(header, received, schemas))
      .filter(({ texts }) => texts.length > 0 || hasAllHeaders),
    body: locateBody(method, definition, received, schemas),
  }
}

/** True if required headers may be missing: a response to HEAD needs none that GET makes with its content (RFC 9110, 9.3.2). */
export function mayLackHeaders(operation: Operation, method: string): boolean {
  return method.toUpperCase() === 'HEAD' && operation.method !== 'HEAD'
}

function locateHeader(definition: Serialized, { headers }: Received, schemas: SchemaEngine): LocatedValue {
  const at = `header ${definition.name.toLowerCase()}`
  const texts = findHeaders(headers, definition.name)
  // RFC 9110, 5.3: `Set-Cookie` is the only header that is not a list: each of its lines is a value.
  const values = at === 'header set-cookie' ? texts.map((text) => [text]) : texts.length === 0 ? [] : [texts]
  const decoded = values.map((each) => decodeSerialized(definition, each, { schemas, direction: 'response' }))
  return { definition, at, texts, decoded, isSpread: false }
}

function locateBody(
  method: string,
  { content, isUsable, node }: Response,
  response: Received,
  schemas: SchemaEngine,
): LocatedBody {
  if (!isUsable) return { findings: [] }
  const { status, headers, body } = response
  const text = body ?? ''
  const isBodyRecorded = isRecorded(response, 'body')
  const contentTypes = findHeaders(headers, 'content-type')
  const documented = content.map(({ name }) => name)
  const rule = findChild(node, 'content') ?? node
  const inHeader = (code: FindingCode, details: Wording) =>
    makeFinding(code, { at: 'header content-type', rule, ...details })
  if (content.length === 0) {
    const isAnnounced = announcesForbiddenContent(status, findHeaders(headers, 'content-length'))
    if (text === '' && isBodyRecorded && !isAnnounced) return { findings: [] }
    return { findings: [inHeader('undocumented-content-type', wording.undocumentedBody(contentTypes[0]))] }
  }
  if (text === '' && hasNoContent(method, status)) return { findings: [] }
  const [received = isRecorded(response, 'headers') ? undefined : findOnlyJson(documented), second] = contentTypes
  const notChecked = (details: Wording, node = rule) => makeFinding('not-checked', { at: '', rule: node, ...details })
  if (received === undefined && !isRecorded(response, 'headers')) {
    const details = isBodyRecorded ? wording.contentTypeNotRecorded(documented) : wording.bodyNotRecorded('response')
    return { findings: [notChecked(details)] }
  }
  if (received === undefined) {
    const missing = inHeader('missing-content-type', wording.missingContentType(documented))
    if (!isBodyRecorded) return { findings: [missing, notChecked(wording.bodyNotRecorded('response'))] }
    return { findings: text === '' ? [missing, missingBody(rule, documented)] : [missing] }
  }
  const type = second === undefined ? parseMediaType(received) : undefined
  const mediaType = type && chooseMediaType(content, type)
  if (!type || !mediaType) {
    const misnamed = misnamedTypes(content, '')
    if (misnamed.length > 0) return { findings: misnamed }
    const details = wording.undocumentedContentType(contentTypes, documented)
    return { findings: [inHeader('undocumented-content-type', details)] }
  }
  if (!isBodyRecorded) {
    return { type, mediaType, findings: [notChecked(wording.bodyNotRecorded('response'), mediaType.node)] }
  }
  if (text === '' && isJson(type)) return { type, mediaType, findings: [missingBody(mediaType.node, documented)] }
  return locateBodyValue(text, type, mediaType, 'undocumented-content-type', {
    schemas,
    direction: 'response',
    unreadable: 'unreadable-body',
    invalid: 'invalid-body',
    at: (pointer) => pointer,
  })
}

/** Returns the only documented JSON media type, which is assumed for a body whose headers were not recorded. */
function findOnlyJson(documented: readonly string[]): string | undefined {
  const [name, ...others] = documented.filter((each) => {
    const type = parseMediaType(each)
    return type && isJson(type)
  })
  return others.length === 0 ? name : undefined
}

function missingBody(rule: Response['node'], documented: readonly string[]): Finding {
  return makeFinding('unreadable-body', { at: '', rule, ...wording.missingBody(documented) })
}
