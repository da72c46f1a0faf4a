import type { Condition, Grammar, ObjectGrammar, VersionGrammar } from './grammar.js'
import { mediaTypeKeys, openapi31 } from './openapi-3.1.js'

const of31 = openapi31.objects

/** An object of 3.1 with what 3.2 adds or says otherwise. */
function extended(name: string, fields: Readonly<Record<string, Grammar>>, other: Partial<ObjectGrammar> = {}) {
  const grammar: ObjectGrammar = of31[name] ?? { fields: {} }
  return { ...grammar, ...other, fields: { ...grammar.fields, ...fields } }
}

const text: Grammar = 'text'
const mediaType: Grammar = { object: 'Media Type', orReference: true }
const content: Grammar = { mapOf: mediaType, ...mediaTypeKeys }
const oneContent: Grammar = { ...content, isSingle: true }
const encoding: Grammar = { object: 'Encoding' }
const encodings: Readonly<Record<string, Grammar>> = {
  encoding: { mapOf: encoding },
  prefixEncoding: { arrayOf: encoding },
  itemEncoding: encoding,
}
/** OAS 3.2, 4.15.1: `encoding` goes by name, the other two by position. */
const atMostOneEncoding = [
  ['encoding', 'prefixEncoding'],
  ['encoding', 'itemEncoding'],
]
/** RFC 9110, 5.6.2. */
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const headerName: Grammar = { pattern: token, named: 'the name of a header (RFC 9110, 5.6.2)' }
const headers: Grammar = {
  mapOf: { object: 'Header', orReference: true },
  keys: token,
  named: 'the name of a header (RFC 9110, 5.6.2)',
}
const deviceFlow: ObjectGrammar = {
  fields: { deviceAuthorizationUrl: text, tokenUrl: text, refreshUrl: text, scopes: { mapOf: text } },
  required: ['deviceAuthorizationUrl', 'tokenUrl', 'scopes'],
}

const styled = { explode: 'boolean', allowReserved: 'boolean' } as const

/** OAS 3.2, Parameter Object: which members and styles each location allows. */
const parameterConditions: readonly Condition[] = [
  {
    when: ['in', 'path'],
    fields: {
      name: { pattern: /^[^{}]+$/, named: 'a name without { and }' },
      style: { oneOf: ['matrix', 'label', 'simple'] },
      required: { oneOf: ['true'] },
      allowReserved: 'boolean',
    },
    required: ['required'],
  },
  {
    when: ['in', 'header'],
    fields: { name: headerName, style: { oneOf: ['simple'] } },
  },
  { when: ['in', 'cookie'], fields: { style: { oneOf: ['form', 'cookie'] }, allowReserved: 'boolean' } },
  { when: ['style', 'cookie'], excluded: ['allowReserved'] },
  {
    when: ['in', 'query'],
    fields: {
      style: { oneOf: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] },
      allowEmptyValue: 'boolean',
      allowReserved: 'boolean',
    },
  },
  {
    when: ['in', 'querystring'],
    required: ['content'],
    excluded: ['schema', 'style', 'explode'],
  },
]

const objects: Readonly<Record<string, ObjectGrammar>> = {
  ...of31,
  OpenAPI: extended('OpenAPI', {
    openapi: { pattern: /^3\.2\.\d+(-.+)?$/, named: 'version 3.2.x' },
    $self: { pattern: /^[^#]*$/, named: 'a URI reference without a fragment' },
  }),
  Server: extended('Server', { name: text }),
  Components: extended('Components', {
    mediaTypes: { mapOf: mediaType, keys: /^[a-zA-Z0-9._-]+$/, named: 'a name of letters, digits, ".", "-" and "_"' },
  }),
  'Path Item': extended('Path Item', {
    query: { object: 'Operation' },
    additionalOperations: {
      mapOf: { object: 'Operation' },
      keys: /^(?!(?:get|put|post|delete|options|head|patch|trace|query)$)[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/i,
      named: 'a method that has no member of its own in the Path Item Object',
    },
  }),
  Parameter: extended(
    'Parameter',
    {
      in: { oneOf: ['query', 'querystring', 'header', 'path', 'cookie'] },
      style: {
        oneOf: ['matrix', 'label', 'form', 'simple', 'spaceDelimited', 'pipeDelimited', 'deepObject', 'cookie'],
      },
      content: oneContent,
    },
    { conditions: parameterConditions },
  ),
  'Request Body': extended('Request Body', { content }),
  'Media Type': extended(
    'Media Type',
    { description: text, itemSchema: 'schema', ...encodings },
    { atMostOne: [['example', 'examples'], ...atMostOneEncoding] },
  ),
  Encoding: extended('Encoding', { headers, ...styled, ...encodings }, { atMostOne: atMostOneEncoding }),
  Response: { ...extended('Response', { summary: text, headers, content }), required: [] },
  Example: extended(
    'Example',
    { dataValue: 'any', serializedValue: text },
    {
      atMostOne: [
        ['value', 'externalValue'],
        ['value', 'dataValue'],
        ['value', 'serializedValue'],
        ['serializedValue', 'externalValue'],
      ],
    },
  ),
  Header: extended('Header', { content: oneContent }),
  Tag: extended('Tag', { summary: text, parent: text, kind: text }),
  'Security Scheme': extended('Security Scheme', { oauth2MetadataUrl: text, deprecated: 'boolean' }),
  'OAuth Flows': extended('OAuth Flows', { deviceAuthorization: { object: 'Device Authorization Flow' } }),
  'Device Authorization Flow': deviceFlow,
  Discriminator: extended('Discriminator', { defaultMapping: text }),
  XML: extended(
    'XML',
    { nodeType: { oneOf: ['element', 'attribute', 'text', 'cdata', 'none'] } },
    {
      atMostOne: [
        ['nodeType', 'attribute'],
        ['nodeType', 'wrapped'],
      ],
    },
  ),
}

/** OpenAPI 3.2, section 4. */
export const openapi32: VersionGrammar = { ...openapi31, version: '3.2', objects }
