import {
  type BodyType,
  chooseMediaType,
  chooseResponse,
  createRouter,
  type Document,
  findChild,
  type MediaType,
  type Operation,
  type Response,
  type Route,
} from '../../openapi/index.js'
import { createSchemaEngine } from '../../schema/index.js'
import { hasNoContent } from '../../text/http-status.js'
import { isJson, type MediaTypeName, parseMediaType } from '../../text/media-type.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'
import { parseUrl } from '../../text/url.js'
import { readBodyValue } from '../bodies/body-value.js'
import { findForeignCharset, jsonCharset } from '../bodies/json-charset.js'
import type { Finding } from '../findings/finding.js'
import { makeFinding } from '../findings/make-finding.js'
import { findHeaders } from '../interaction/headers.js'
import type { Interaction } from '../interaction/interaction.js'
import { provenanceOf } from '../interaction/provenance.js'
import type { Located, ReadBody } from './located.js'

/** Where an interaction led to, and what was undocumented or unreadable on the way. */
export interface Location {
  /** Absent when the request itself is about nothing in the document. */
  readonly located?: Located
  /** Of the first step that failed; none when all were documented. */
  readonly findings: readonly Finding[]
}

/** A function that follows interactions down a document: path, method, status, content type, body. */
export function createLocator(document: Document): (interaction: Interaction) => Location {
  const route = createRouter(document.operations)
  const schemas = createSchemaEngine(document.schemas)

  return (interaction) => {
    const { method, url: address } = interaction.request
    const url = parseUrl(address)
    const found: Route | undefined = url ? route(method, url) : undefined
    if (!url || !found?.operation) return { findings: [undocumentedRequest(document, interaction, found)] }
    const { operation, pathParameters } = found
    const base = { interaction, url, operation, pathParameters, schemas, provenance: provenanceOf(interaction.source) }
    const response = chooseResponse(operation.responses, interaction.response.status)
    if (!response) return { located: base, findings: [undocumentedStatus(operation, interaction)] }
    const { mediaType, body, findings } = locateBody(operation, response, interaction, base)
    return { located: { ...base, response, ...(mediaType && { mediaType }), ...(body && { body }) }, findings }
  }
}

function undocumentedRequest(document: Document, { request }: Interaction, route: Route | undefined): Finding {
  const { root } = document
  const paths = findChild(root, 'paths') ?? root
  const item = route?.path === undefined ? undefined : findChild(paths, route.path)
  if (!item)
    return makeFinding('undocumented-path', {
      at: 'path',
      rule: paths,
      expected: `one of ${countOf(new Set(document.operations.map(({ path }) => path)).size, 'documented path')}`,
      received: shorten(withoutQuery(request.url)),
    })
  const methods = document.operations.filter(({ path }) => path === route?.path).map(({ method }) => method)
  return makeFinding('undocumented-method', {
    at: 'method',
    rule: item,
    expected: methods.join(' or '),
    received: shorten(request.method),
  })
}

/** The query may hold credentials, and has no part in finding a path. */
function withoutQuery(url: string): string {
  const parsed = parseUrl(url)
  return parsed ? parsed.pathname : url.replace(/[?#].*$/s, '')
}

function undocumentedStatus(operation: Operation, { response }: Interaction): Finding {
  const documented = operation.responses.map(({ status }) => status)
  return makeFinding('undocumented-status', {
    at: 'status',
    rule: findChild(operation.node, 'responses') ?? operation.node,
    expected: documented.length === 0 ? 'no response at all' : `one of ${documented.join(', ')}`,
    received: String(response.status),
  })
}

interface LocatedBody {
  readonly mediaType?: MediaType
  readonly body?: ReadBody
  readonly findings: readonly Finding[]
}

function locateBody(
  operation: Operation,
  response: Response,
  interaction: Interaction,
  { schemas }: Pick<Located, 'schemas'>,
): LocatedBody {
  const { status, headers, body: text } = interaction.response
  const isEmpty = text === null || text === ''
  const rule = findChild(response.node, 'content') ?? response.node
  const [received, second] = findHeaders(headers, 'content-type')
  const at = 'header content-type'
  if (response.content.length === 0) {
    if (isEmpty) return { findings: [] }
    const details = {
      at,
      rule,
      expected: 'no body',
      received: received === undefined ? 'a body' : `a body of ${shorten(received)}`,
    }
    return { findings: [makeFinding('undocumented-content-type', details)] }
  }
  if (isEmpty && hasNoContent(operation.method, status)) return { findings: [] }
  const expected = response.content.map(({ name }) => name).join(' or ')
  if (received === undefined) {
    const missing = makeFinding('missing-content-type', { at, rule, expected, received: 'no content type' })
    return { findings: isEmpty ? [missing, noBody(rule, expected)] : [missing] }
  }
  const name = second === undefined ? parseMediaType(received) : undefined
  const mediaType = name && chooseMediaType(response.content, name)
  if (!name || !mediaType) {
    const shown = second === undefined ? shorten(received) : `several: ${shorten([received, second].join(', '))}`
    return { findings: [makeFinding('undocumented-content-type', { at, rule, expected, received: shown })] }
  }
  if (isEmpty && isJson(name)) return { mediaType, findings: [noBody(mediaType.node, expected)] }
  return readBody(text ?? '', name, mediaType, schemas)
}

function readBody(text: string, name: MediaTypeName, mediaType: BodyType, schemas: Located['schemas']): LocatedBody {
  const charset = findForeignCharset(name)
  if (charset !== undefined) {
    const details = {
      at: 'header content-type',
      rule: mediaType.node,
      expected: jsonCharset,
      received: `charset ${shorten(charset)}`,
    }
    return { mediaType, findings: [makeFinding('undocumented-content-type', details)] }
  }
  const codes = { unreadable: 'unreadable-body', invalid: 'invalid-body' } as const
  const at = (pointer: string) => pointer
  return { mediaType, ...readBodyValue(text, name, mediaType, { ...codes, schemas, direction: 'response', at }) }
}

function noBody(rule: MediaType['node'], expected: string): Finding {
  return makeFinding('unreadable-body', { at: '', rule, expected: `a body of ${expected}`, received: 'no body' })
}
