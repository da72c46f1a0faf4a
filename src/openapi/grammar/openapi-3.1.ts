import { dialect } from './dialect.js'
import type { Grammar, ObjectGrammar, VersionGrammar } from './grammar.js'
import { listedValues, schemaKeywords, typeNames } from './schema.js'

const text: Grammar = 'text'
const orReference = (object: string): Grammar => ({ object, orReference: true })
const componentName = /^[a-zA-Z0-9._-]+$/
const named = 'a name of letters, digits, ".", "-" and "_"'
const components = (value: Grammar): Grammar => ({ mapOf: value, keys: componentName, named })
/** The names of the members of `content`. */
export const mediaTypeKeys = {
  keys: /^(?:\$ref|[^\s/;,]+\/[^\s/;,]+\s*(?:;.*)?)$/,
  named: 'a media type or a range, such as application/json or text/*',
  areKeysDoubtful: true,
} as const
const content: Grammar = { mapOf: { object: 'Media Type' }, ...mediaTypeKeys }
const examples: Readonly<Record<string, Grammar>> = { example: 'any', examples: { mapOf: orReference('Example') } }
const security: Grammar = { arrayOf: { object: 'Security Requirement' }, isWhole: true }
const flowScopes: Grammar = { mapOf: text }

const objects: Readonly<Record<string, ObjectGrammar>> = {
  OpenAPI: {
    fields: {
      openapi: { pattern: /^3\.1\.\d+(-.+)?$/, named: 'version 3.1.x' },
      info: { object: 'Info' },
      jsonSchemaDialect: dialect,
      servers: { arrayOf: { object: 'Server' } },
      paths: { object: 'Paths' },
      webhooks: { mapOf: { object: 'Path Item' } },
      components: { object: 'Components' },
      security,
      tags: { arrayOf: { object: 'Tag' } },
      externalDocs: { object: 'External Documentation' },
    },
    required: ['openapi', 'info'],
    atLeastOne: ['paths', 'components', 'webhooks'],
  },
  Info: {
    fields: {
      title: text,
      summary: text,
      description: text,
      termsOfService: text,
      contact: { object: 'Contact' },
      license: { object: 'License' },
      version: text,
    },
    required: ['title', 'version'],
  },
  Contact: { fields: { name: text, url: text, email: text } },
  License: {
    fields: { name: text, identifier: text, url: text },
    required: ['name'],
    atMostOne: [['identifier', 'url']],
  },
  Server: {
    fields: { url: text, description: text, variables: { mapOf: { object: 'Server Variable' } } },
    needed: ['url'],
  },
  'Server Variable': {
    fields: { enum: { arrayOf: text, notEmpty: true }, default: text, description: text },
    required: ['default'],
  },
  Components: {
    fields: {
      schemas: components('schema'),
      responses: components(orReference('Response')),
      parameters: components(orReference('Parameter')),
      examples: components(orReference('Example')),
      requestBodies: components(orReference('Request Body')),
      headers: components(orReference('Header')),
      securitySchemes: components(orReference('Security Scheme')),
      links: components(orReference('Link')),
      callbacks: components(orReference('Callback')),
      pathItems: components({ object: 'Path Item' }),
    },
  },
  Paths: { fields: {}, patterned: { keys: /^\//, named: 'a path that begins with /', value: { object: 'Path Item' } } },
  'Path Item': {
    fields: {
      $ref: text,
      summary: text,
      description: text,
      servers: { arrayOf: { object: 'Server' } },
      parameters: { arrayOf: orReference('Parameter') },
    },
    patterned: {
      keys: /^(get|put|post|delete|options|head|patch|trace)$/,
      named: 'a method in lower case',
      value: { object: 'Operation' },
    },
  },
  Operation: {
    fields: {
      tags: { arrayOf: text },
      summary: text,
      description: text,
      externalDocs: { object: 'External Documentation' },
      operationId: text,
      parameters: { arrayOf: orReference('Parameter') },
      requestBody: orReference('Request Body'),
      responses: { object: 'Responses' },
      callbacks: { mapOf: orReference('Callback') },
      deprecated: 'boolean',
      security,
      servers: { arrayOf: { object: 'Server' } },
    },
  },
  'External Documentation': { fields: { description: text, url: text }, required: ['url'] },
  Parameter: {
    fields: {
      name: text,
      in: { oneOf: ['query', 'header', 'path', 'cookie'] },
      description: text,
      required: 'boolean',
      deprecated: 'boolean',
      style: { oneOf: ['matrix', 'label', 'form', 'simple', 'spaceDelimited', 'pipeDelimited', 'deepObject'] },
      explode: 'boolean',
      schema: 'schema',
      content: { ...content, isSingle: true },
      ...examples,
    },
    needed: ['name', 'in'],
    exactlyOne: [['schema', 'content']],
    atMostOne: [['example', 'examples']],
    conditions: [
      {
        when: ['in', 'path'],
        fields: { style: { oneOf: ['matrix', 'label', 'simple'] }, required: { oneOf: ['true'] } },
        required: ['required'],
      },
      { when: ['in', 'header'], fields: { style: { oneOf: ['simple'] } } },
      { when: ['in', 'cookie'], fields: { style: { oneOf: ['form'] } } },
      {
        when: ['in', 'query'],
        fields: {
          style: { oneOf: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] },
          allowEmptyValue: 'boolean',
          allowReserved: 'boolean',
        },
      },
    ],
  },
  'Request Body': { fields: { description: text, content, required: 'boolean' }, required: ['content'] },
  'Media Type': {
    fields: { schema: 'schema', encoding: { mapOf: { object: 'Encoding' } }, ...examples },
    atMostOne: [['example', 'examples']],
  },
  Encoding: {
    fields: {
      contentType: text,
      headers: { mapOf: orReference('Header') },
      style: { oneOf: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] },
      explode: 'boolean',
      allowReserved: 'boolean',
    },
  },
  Responses: {
    fields: { default: orReference('Response') },
    patterned: {
      keys: /^[1-5](?:\d\d|XX)$/,
      misspelled: /^[1-5]xx$/i,
      named: 'a status code, a range such as 2XX',
      value: orReference('Response'),
    },
    notEmpty: true,
  },
  Response: {
    fields: {
      description: text,
      headers: { mapOf: orReference('Header') },
      content,
      links: { mapOf: orReference('Link') },
    },
    required: ['description'],
  },
  Callback: { fields: {}, patterned: { keys: /^(?!x-)/, named: 'an expression', value: { object: 'Path Item' } } },
  Example: {
    fields: { summary: text, description: text, value: 'any', externalValue: text },
    atMostOne: [['value', 'externalValue']],
  },
  Link: {
    fields: {
      operationRef: text,
      operationId: text,
      parameters: { mapOf: 'any' },
      requestBody: 'any',
      description: text,
      server: { object: 'Server' },
    },
    exactlyOne: [['operationRef', 'operationId']],
  },
  Header: {
    fields: {
      description: text,
      required: 'boolean',
      deprecated: 'boolean',
      style: { oneOf: ['simple'] },
      explode: 'boolean',
      schema: 'schema',
      content: { ...content, isSingle: true },
      ...examples,
    },
    exactlyOne: [['schema', 'content']],
    atMostOne: [['example', 'examples']],
  },
  Tag: {
    fields: { name: text, description: text, externalDocs: { object: 'External Documentation' } },
    required: ['name'],
  },
  Reference: { fields: { $ref: text, summary: text, description: text }, needed: ['$ref'], others: 'ignored' },
  'Security Scheme': {
    fields: {
      type: { oneOf: ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'] },
      description: text,
      name: text,
      in: { oneOf: ['query', 'header', 'cookie'] },
      scheme: text,
      bearerFormat: text,
      flows: { object: 'OAuth Flows' },
      openIdConnectUrl: text,
    },
    needed: ['type'],
    conditions: [
      { when: ['type', 'apiKey'], needed: ['name', 'in'] },
      { when: ['type', 'http'], needed: ['scheme'] },
      { when: ['type', 'oauth2'], required: ['flows'] },
      { when: ['type', 'openIdConnect'], required: ['openIdConnectUrl'] },
    ],
  },
  'OAuth Flows': {
    fields: {
      implicit: { object: 'Implicit Flow' },
      password: { object: 'Token Flow' },
      clientCredentials: { object: 'Token Flow' },
      authorizationCode: { object: 'Authorization Code Flow' },
    },
  },
  'Implicit Flow': {
    fields: { authorizationUrl: text, refreshUrl: text, scopes: flowScopes },
    required: ['authorizationUrl', 'scopes'],
  },
  'Token Flow': { fields: { tokenUrl: text, refreshUrl: text, scopes: flowScopes }, required: ['tokenUrl', 'scopes'] },
  'Authorization Code Flow': {
    fields: { authorizationUrl: text, tokenUrl: text, refreshUrl: text, scopes: flowScopes },
    required: ['authorizationUrl', 'tokenUrl', 'scopes'],
  },
  'Security Requirement': {
    fields: {},
    patterned: { keys: /^/, named: 'a security scheme', value: { arrayOf: text } },
    others: 'none',
  },
  Discriminator: { fields: { propertyName: text, mapping: { mapOf: text } }, needed: ['propertyName'] },
  XML: { fields: { name: text, namespace: text, prefix: text, attribute: 'boolean', wrapped: 'boolean' } },
}

function booleanBound(value: unknown, bound: string): string | undefined {
  return typeof value === 'boolean' ? `a boolean beside ${bound} belongs to OpenAPI 3.0` : undefined
}

/** For authors who mean the `required` of a parameter, or that of a property in drafts of JSON Schema before 4. */
export function hintOfRequired(value: unknown): string | undefined {
  return typeof value === 'boolean' ? 'the required properties are listed in the schema of the object' : undefined
}

/** OpenAPI 3.1, section 4.8. Schema Objects are JSON Schema 2020-12. */
export const openapi31: VersionGrammar = {
  version: '3.1',
  objects,
  schema: {
    keywords: schemaKeywords,
    types: typeNames,
    hasTypeLists: true,
    isReplacedByReference: false,
    isClosed: false,
    hasBooleans: true,
    rules: [listedValues],
    hints: {
      exclusiveMinimum: (value) => booleanBound(value, 'minimum'),
      exclusiveMaximum: (value) => booleanBound(value, 'maximum'),
      required: hintOfRequired,
      examples: (value) =>
        typeof value === 'object' ? 'only those of parameters, headers and media types are objects' : undefined,
    },
  },
}
