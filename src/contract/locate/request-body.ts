import { chooseMediaType, type Operation, type RequestBody } from '../../openapi/index.js'
import type { SchemaEngine } from '../../schema/index.js'
import { parseMediaType } from '../../text/media-type.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { wording } from '../findings/wording.js'
import { findHeader, findHeaders, hasRequestHeaders, type Interaction, isRecorded } from '../interaction/interaction.js'
import { locateBodyValue, misnamedTypes } from './body-value.js'
import type { LocatedBody } from './located.js'

type Request = Interaction['request']

/**
 * Locates the media type and the value of a request's body.
 *
 * If the recording has no headers of the request, it assumes the first documented media type.
 */
export function locateRequestBody(operation: Operation, request: Request, schemas: SchemaEngine): LocatedBody {
  const { requestBody, node } = operation
  const text = request.body ?? ''
  if (!requestBody) {
    if (text === '' && isRecorded(request, 'body')) return { findings: [] }
    const details = { at: 'body', rule: node, ...wording.undocumentedBody() }
    return { findings: [makeFinding('undocumented-parameter', details)] }
  }
  if (!requestBody.isUsable) return { findings: [] }
  if (!isRecorded(request, 'body')) return locateWithoutBody(requestBody, request)
  if (text === '') return { findings: findingsWithoutBody(requestBody, request) }
  const { type, mediaType } = findType(requestBody, request)
  if (!type || !mediaType) return { findings: wrongType(requestBody, request) }
  return locateBodyValue(text, type, mediaType, 'invalid-parameter', {
    schemas,
    direction: 'request',
    unreadable: 'invalid-parameter',
    invalid: 'invalid-parameter',
    at: atRequestBody,
  })
}

/** Returns the place of a finding about a part of the request's body: `body /data/0`. */
export function atRequestBody(pointer: string): string {
  return pointer === '' ? 'body' : `body ${pointer}`
}

/** Locates a body that was sent but not recorded. Its media type may be known. */
function locateWithoutBody(definition: RequestBody, request: Request): LocatedBody {
  const found = findType(definition, request)
  if (found.type && !found.mediaType) return { findings: wrongType(definition, request) }
  const rule = found.mediaType?.node ?? definition.node
  return {
    ...found,
    findings: [makeFinding('not-checked', { at: 'body', rule, ...wording.bodyNotRecorded('request') })],
  }
}

function findType({ content }: RequestBody, request: Request): Pick<LocatedBody, 'type' | 'mediaType'> {
  const assumed = hasRequestHeaders(request) ? undefined : content[0]?.name
  const received = findHeader(request.headers, 'content-type') ?? assumed
  const type = parseMediaType(received ?? '')
  const mediaType = type && chooseMediaType(content, type)
  return { ...(type && { type }), ...(mediaType && { mediaType }) }
}

function findingsWithoutBody(definition: RequestBody, request: Request): Finding[] {
  const { body, headers } = request
  const isAnnounced = ['content-type', 'content-length', 'transfer-encoding'].some((name) =>
    findHeaders(headers, name).some((value) => value !== '0'),
  )
  // A recording without headers and without a body may have left both out.
  if (body === '' || (hasRequestHeaders(request) && !isAnnounced))
    return definition.required ? [missingBody(definition)] : []
  if (!definition.required && !isAnnounced) return []
  return [makeFinding('not-checked', { at: 'body', rule: definition.node, ...wording.bodyNotRecorded('request') })]
}

function missingBody({ node, content }: RequestBody): Finding {
  const documented = content.map(({ name }) => name)
  return makeFinding('missing-parameter', { at: 'body', rule: node, ...wording.missingBody(documented) })
}

function wrongType({ node, content }: RequestBody, { headers }: Request): Finding[] {
  const misnamed = misnamedTypes(content, 'body')
  if (misnamed.length > 0) return misnamed
  const documented = content.map(({ name }) => name)
  const received = findHeader(headers, 'content-type')
  if (documented.length === 0)
    return [makeFinding('undocumented-parameter', { at: 'body', rule: node, ...wording.undocumentedBody(received) })]
  const place = { at: 'header content-type', rule: node }
  return [
    received === undefined
      ? makeFinding('missing-parameter', { ...place, ...wording.missingContentType(documented) })
      : makeFinding('invalid-parameter', { ...place, ...wording.undocumentedContentType([received], documented) }),
  ]
}
