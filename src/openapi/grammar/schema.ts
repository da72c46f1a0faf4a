import { dialect } from './dialect.js'
import type { Grammar, SchemaRule } from './grammar.js'

const schemas: Grammar = { arrayOf: 'schema', notEmpty: true }
const schemaMap: Grammar = { mapOf: 'schema' }
const names: Grammar = { arrayOf: 'string', unique: true, isWhole: true }
const anchor: Grammar = { pattern: /^[A-Za-z_][-A-Za-z0-9._]*$/, named: 'a name of letters, digits, "-", "." and "_"' }

/** Types of JSON Schema 2020-12 (Validation, 6.1.1). */
export const typeNames = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer']

/** Keywords of JSON Schema 2020-12 and of the vocabulary that OAS 3.1 (4.8.24) adds. Other keywords are ignored. */
export const schemaKeywords: Readonly<Record<string, Grammar>> = {
  $id: { pattern: /^[^#]*#?$/, named: 'a URI reference without a fragment' },
  $schema: dialect,
  $ref: 'string',
  $anchor: anchor,
  $dynamicRef: 'string',
  $dynamicAnchor: anchor,
  $vocabulary: { mapOf: 'boolean' },
  $comment: 'string',
  $defs: schemaMap,
  definitions: schemaMap,

  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  not: 'schema',
  if: 'schema',
  // biome-ignore lint/suspicious/noThenProperty: the keyword's name
  then: 'schema',
  else: 'schema',
  dependentSchemas: schemaMap,
  prefixItems: schemas,
  items: 'schema',
  contains: 'schema',
  properties: schemaMap,
  patternProperties: { mapOf: 'schema', keys: 'regex' },
  additionalProperties: 'schema',
  propertyNames: 'schema',
  unevaluatedItems: 'schema',
  unevaluatedProperties: 'schema',

  enum: { arrayOf: 'any' },
  const: 'any',
  multipleOf: 'number',
  maximum: 'number',
  exclusiveMaximum: 'number',
  minimum: 'number',
  exclusiveMinimum: 'number',
  maxLength: 'count',
  minLength: 'count',
  pattern: 'regex',
  maxItems: 'count',
  minItems: 'count',
  uniqueItems: 'boolean',
  maxContains: 'count',
  minContains: 'count',
  maxProperties: 'count',
  minProperties: 'count',
  required: names,
  dependentRequired: { mapOf: names },

  title: 'string',
  description: 'string',
  default: 'any',
  deprecated: 'boolean',
  readOnly: 'boolean',
  writeOnly: 'boolean',
  examples: { arrayOf: 'any' },
  format: 'string',
  contentEncoding: 'string',
  contentMediaType: 'string',
  contentSchema: 'schema',

  discriminator: { object: 'Discriminator' },
  xml: { object: 'XML' },
  externalDocs: { object: 'External Documentation' },
  example: 'any',
}

/** JSON Schema 2020-12 Validation, 6.1.2: `enum` SHOULD have at least one element. */
export const listedValues: SchemaRule = ({ enum: values }) =>
  Array.isArray(values) && values.length === 0
    ? {
        keyword: 'enum',
        details: {
          severity: 'warning',
          expected: 'at least one value',
          received: 'an empty array',
          message: 'no value is valid, because the enum is empty',
        },
      }
    : undefined
