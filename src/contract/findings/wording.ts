import type { Direction } from '../../schema/index.js'
import { countOf } from '../../text/plural.js'
import { shorten } from '../../text/shorten.js'

/** The texts of a finding. */
export interface Wording {
  readonly expected: string
  readonly received: string
  /** What is wrong, in one sentence. @default `expected X, received Y` */
  readonly message?: string
}

/**
 * The texts of every finding that is not about a schema.
 *
 * One grammar: what is wrong, then what was expected where that helps. The place stands beside the message, not in it.
 */
export const wording = {
  undocumentedPath: (
    path: string,
    {
      count,
      near,
      isRefused,
    }: { readonly count: number; readonly near?: string | undefined; readonly isRefused: boolean },
  ): Wording => ({
    expected: near === undefined ? `one of ${countOf(count, 'documented path')}` : shorten(near),
    received: shorten(path),
    message: `path ${shorten(path)} is not documented${isRefused ? ', and status 404 agrees' : ''}${near === undefined ? '' : `; documented: ${shorten(near)}`}`,
  }),

  undocumentedMethod: (method: string, documented: readonly string[], isRefused = false): Wording => ({
    expected: documented.join(' or '),
    received: shorten(method),
    message: `method ${shorten(method)} is not documented${isRefused ? ', and status 405 agrees' : ''}; documented: ${documented.join(', ')}`,
  }),

  undocumentedStatus: (status: number, documented: readonly string[]): Wording => ({
    expected: documented.length === 0 ? 'no response' : `one of ${documented.join(', ')}`,
    received: String(status),
    message: `status ${status} is not documented; documented: ${documented.join(', ') || 'none'}`,
  }),

  undocumentedContentType: (contentTypes: readonly string[], documented: readonly string[]): Wording => ({
    expected: documented.join(' or '),
    received: contentTypes.length > 1 ? `several: ${shorten(contentTypes.join(', '))}` : shorten(contentTypes.join()),
    message:
      contentTypes.length > 1
        ? `several content types: ${shorten(contentTypes.join(', '))}; expected one`
        : `content type ${shorten(contentTypes.join())} is not documented; documented: ${documented.join(', ')}`,
  }),

  missingContentType: (documented: readonly string[]): Wording => ({
    expected: documented.join(' or '),
    received: 'no content type',
    message: `missing content type, expected ${documented.join(' or ')}`,
  }),

  foreignCharset: (charset: string): Wording => ({
    expected: 'JSON in UTF-8 (RFC 8259, 8.1)',
    received: `charset ${shorten(charset)}`,
    message: `the body is not in UTF-8, as JSON has to be (RFC 8259, 8.1), but in charset ${shorten(charset)}`,
  }),

  wrongPartType: (contentType: string, documented: string): Wording => ({
    expected: `content type ${documented}`,
    received: `content type ${shorten(contentType)}`,
  }),

  otherCharset: (received: string, documented: string): Wording => ({
    expected: `charset ${documented}`,
    received: `charset ${shorten(received)}`,
    message: `charset ${shorten(received)} is not documented, expected ${documented}`,
  }),

  undocumentedBody: (contentType?: string): Wording => ({
    expected: 'no body',
    received: contentType === undefined ? 'a body' : `a body of ${shorten(contentType)}`,
    message: `no body is documented, received ${contentType === undefined ? 'one' : `one of ${shorten(contentType)}`}`,
  }),

  missingBody: (documented: readonly string[]): Wording => ({
    expected: documented.length === 0 ? 'a body' : `a body of ${documented.join(' or ')}`,
    received: 'no body',
    message: `missing body${documented.length === 0 ? '' : `, expected ${documented.join(' or ')}`}`,
  }),

  bodyNotRecorded: (direction: Direction): Wording => ({
    expected: `the body of the ${direction}`,
    received: 'a recording without it',
    message: `the body of the ${direction} was not recorded`,
  }),

  contentTypeNotRecorded: (documented: readonly string[]): Wording => ({
    expected: documented.join(' or '),
    received: 'a recording without headers',
    message: `the content type was not recorded; documented: ${documented.join(', ')}`,
  }),

  missingParameter: (kind: 'parameter' | 'header' | 'cookie', name: string): Wording => ({
    expected: `${kind} ${JSON.stringify(shorten(name))}`,
    received: `no such ${kind}`,
    message: `missing required ${kind} ${JSON.stringify(shorten(name))}`,
  }),

  undocumentedParameter: (name: string, documented: readonly string[]): Wording => {
    const known = documented.length > 20 ? countOf(documented.length, 'parameter') : documented.join(', ')
    return {
      expected: documented.length === 0 ? 'no query parameters' : `one of ${known}`,
      received: `parameter ${JSON.stringify(shorten(name))}`,
      message: `query parameter ${JSON.stringify(shorten(name))} is not documented; documented: ${known || 'none'}`,
    }
  },

  missingCredentials: (scheme: string): Wording => ({
    expected: `credentials for ${shorten(scheme)}`,
    received: 'no such credentials',
    message: `no credentials for ${shorten(scheme)}: they were removed from the recording, or the service does not need them`,
  }),

  otherCredentials: (alternatives: readonly string[]): Wording => ({
    expected: `credentials for ${alternatives.join(' or ')}`,
    received: 'credentials of another scheme',
    message: `missing credentials, expected ${alternatives.join(' or ')}, received another scheme`,
  }),

  undocumentedProperty: (name: string): Wording => ({
    expected: 'a documented property',
    received: `property ${JSON.stringify(shorten(name))}`,
    message: `property ${JSON.stringify(shorten(name))} is not documented`,
  }),

  uncomparedBody: (mediaType: string): Wording => ({
    expected: 'a body that can be compared with its schema: JSON, a form, a sequence or text',
    received: shorten(mediaType),
    message: `the body of ${shorten(mediaType)} was not compared with its schema`,
  }),

  uncomparedText: (mediaType: string): Wording => ({
    expected: 'text that can be compared with its schema: JSON or plain text',
    received: shorten(mediaType),
    message: `the text of ${shorten(mediaType)} was not compared with its schema`,
  }),

  ignoredEvents: (): Wording => ({
    expected: 'events with data and an empty line after them',
    received: 'other events',
    message: 'events without data or without an end were not compared with the schema: clients ignore them',
  }),

  deprecated: (kind: string, name: string): Wording => ({
    expected: `no use of a deprecated ${kind}`,
    received: `${kind} ${JSON.stringify(shorten(name))}`,
    message: `${kind} ${JSON.stringify(shorten(name))} is deprecated`,
  }),

  unusablePart: (pointer: string): Wording => ({
    expected: 'a document without problems',
    received: `${shorten(pointer)}, which cannot be used`,
    message: `nothing was checked by ${shorten(pointer)}, because it is a problem of the document`,
  }),

  serverError: (status: number, request: string): Required<Wording> => ({
    expected: 'a status below 500',
    received: `status ${status}`,
    message: `status ${status} in answer to ${request}`,
  }),

  noResponse: (problem: string, request: string): Required<Wording> => ({
    expected: 'a response',
    received: shorten(problem),
    message: `no response to ${request}: ${shorten(problem)}`,
  }),

  acceptedInvalidRequest: (status: number, problem: string): Required<Wording> => ({
    expected: 'a status of 4xx',
    received: `status ${status}`,
    message: `status ${status} although the request is invalid: ${problem}`,
  }),

  wrongDirection: (name: string, keyword: string, direction: Direction): Wording => ({
    expected: `no ${keyword} property in a ${direction}`,
    received: `property ${JSON.stringify(shorten(name))}`,
    message: `property ${JSON.stringify(shorten(name))} is not allowed in a ${direction} (${keyword})`,
  }),
} as const

/** A schema keyword that a value does not satisfy. */
export interface KeywordFailure extends Wording {
  readonly keyword?: string
  /** Path to the value. */
  readonly path: readonly (string | number)[]
  /** Of which branch of an `anyOf` or `oneOf` the keyword is. */
  readonly branch?: { readonly message: string }
}

type FormatMessage = (failure: KeywordFailure) => string

const notAllowed: FormatMessage = ({ path, keyword }) => {
  const name = path.at(-1)
  const what = typeof name === 'number' ? `item ${name}` : `property ${JSON.stringify(shorten(String(name)))}`
  return `${what} is not allowed (${keyword})`
}

/** Messages of keywords for which `expected X, received Y (keyword)` does not read well. */
const keywordMessages: Readonly<Record<string, FormatMessage>> = {
  required: ({ expected }) => `missing required ${expected}`,
  dependentRequired: ({ expected }) => `missing required ${expected} (dependentRequired)`,
  additionalProperties: notAllowed,
  unevaluatedProperties: notAllowed,
  items: notAllowed,
  unevaluatedItems: notAllowed,
  false: ({ message = 'no value is allowed here' }) => `${message} (false schema)`,
  discriminator: ({ message = '' }) => message,
  not: ({ received }) => `${received} is not allowed (not)`,
}

/** The message about a keyword that a value does not satisfy. */
export function formatKeywordMessage(failure: KeywordFailure): string {
  const { branch } = failure
  return branch ? `${branch.message}: ${formatOwnMessage(failure)}` : formatOwnMessage(failure)
}

function formatOwnMessage(failure: KeywordFailure): string {
  const { keyword, expected, received } = failure
  const generic = failure.message ?? `expected ${expected}, received ${received}`
  if (keyword === undefined) return generic
  const format = Object.hasOwn(keywordMessages, keyword) ? keywordMessages[keyword] : undefined
  return format ? format(failure) : `${generic} (${keyword})`
}
