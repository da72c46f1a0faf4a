import type { Grammar, ObjectGrammar, VersionGrammar } from './grammar.js'
import { openapi31 } from './openapi-3.1.js'

const of31 = openapi31.objects

/** An object of 3.1 without the members that 3.1 added, and with what 3.0 says otherwise. */
function without(name: string, members: readonly string[], other: Partial<ObjectGrammar> = {}): ObjectGrammar {
  const grammar: ObjectGrammar = of31[name] ?? { fields: {} }
  const fields = Object.fromEntries(Object.entries(grammar.fields).filter(([key]) => !members.includes(key)))
  return { ...grammar, ...other, fields: { ...fields, ...other.fields } }
}

const objects: Readonly<Record<string, ObjectGrammar>> = {
  ...of31,
  OpenAPI: {
    ...without('OpenAPI', ['jsonSchemaDialect', 'webhooks'], {
      fields: { openapi: { pattern: /^3\.0\.\d+(-.+)?$/, named: 'version 3.0.x' } },
      required: ['openapi', 'info', 'paths'],
    }),
    atLeastOne: ['paths'],
  },
  Info: without('Info', ['summary']),
  License: { ...without('License', ['identifier']), atMostOne: [] },
  'Server Variable': without('Server Variable', [], { fields: { enum: { arrayOf: 'text' } } }),
  Components: without('Components', ['pathItems']),
  Operation: without('Operation', [], { required: ['responses'] }),
  Reference: { fields: { $ref: 'text' }, required: ['$ref'], others: 'ignored' },
  'Security Scheme': without('Security Scheme', [], {
    fields: { type: { oneOf: ['apiKey', 'http', 'oauth2', 'openIdConnect'] } },
  }),
  Discriminator: { ...without('Discriminator', []), others: 'none' },
}

const schemas: Grammar = { arrayOf: 'schema', notEmpty: true }

/** OAS 3.0, 4.7.24: the keywords that it takes from JSON Schema, some of them changed, and its own. */
const keywords: Readonly<Record<string, Grammar>> = {
  $ref: 'string',
  title: 'string',
  multipleOf: 'number',
  maximum: 'number',
  exclusiveMaximum: 'boolean',
  minimum: 'number',
  exclusiveMinimum: 'boolean',
  maxLength: 'count',
  minLength: 'count',
  pattern: 'regex',
  maxItems: 'count',
  minItems: 'count',
  uniqueItems: 'boolean',
  maxProperties: 'count',
  minProperties: 'count',
  required: { arrayOf: 'string', unique: true, isWhole: true },
  enum: { arrayOf: 'any' },
  type: 'string',
  not: 'schema',
  allOf: schemas,
  oneOf: schemas,
  anyOf: schemas,
  items: 'schema',
  properties: { mapOf: 'schema' },
  additionalProperties: 'schema',
  description: 'string',
  format: 'string',
  default: 'any',
  nullable: 'boolean',
  discriminator: { object: 'Discriminator' },
  readOnly: 'boolean',
  writeOnly: 'boolean',
  example: 'any',
  externalDocs: { object: 'External Documentation' },
  deprecated: 'boolean',
  xml: { object: 'XML' },
}

/** OpenAPI 3.0, section 4.7. */
export const openapi30: VersionGrammar = {
  version: '3.0',
  objects,
  schema: {
    keywords,
    types: ['array', 'boolean', 'integer', 'number', 'object', 'string'],
    hasTypeLists: false,
    isReplacedByReference: true,
    isClosed: true,
  },
}
