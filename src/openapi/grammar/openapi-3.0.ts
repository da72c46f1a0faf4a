import type { Grammar, ObjectGrammar, SchemaRule, VersionGrammar } from './grammar.js'
import { hintOfRequired, openapi31 } from './openapi-3.1.js'
import { listedValues } from './schema.js'

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
  Reference: { fields: { $ref: 'text' }, needed: ['$ref'], others: 'ignored' },
  // The two "apply only" to parameters in the query (OAS 3.0, 4.7.12): the schema of 3.0, unlike those of later versions, allows them.
  Parameter: without('Parameter', [], { idle: ['allowEmptyValue', 'allowReserved'] }),
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
  additionalProperties: 'schema or boolean',
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

/** OAS 3.0, Schema Object: `items` MUST be present if the `type` is `array`. */
const itemsOfArrays: SchemaRule = ({ type, items }) =>
  type === 'array' && items === undefined
    ? {
        keyword: 'type',
        details: {
          expected: 'items beside it',
          received: 'type "array" without items',
          message: 'missing items: a schema of type "array" has them in OpenAPI 3.0; items: {} allows any',
        },
      }
    : undefined

/** OAS 3.0, Schema Object: a property MUST NOT be marked as both `readOnly` and `writeOnly`. */
const oneDirection: SchemaRule = ({ readOnly, writeOnly }) =>
  readOnly === true && writeOnly === true
    ? { keyword: 'writeOnly', details: { expected: 'readOnly or writeOnly', received: 'both' } }
    : undefined

/** JSON Schema Wright Draft 00 Validation, 5.15: `required` MUST have at least one element. */
const requiredNames: SchemaRule = ({ required }) =>
  Array.isArray(required) && required.length === 0
    ? {
        keyword: 'required',
        details: {
          expected: 'at least one name',
          received: 'an empty array',
          message: 'required is empty, which OpenAPI 3.0 does not allow; leave it out',
        },
      }
    : undefined

/** Keywords that may refuse null although there is no `type` beside them. */
const untyped = ['allOf', 'anyOf', 'oneOf', 'not', 'enum']

/** OAS 3.0.3, Schema Object: `nullable` adds null to the `type` in the same schema, and to nothing else. */
const nullableType: SchemaRule = (schema) =>
  schema.nullable === true && schema.type === undefined && untyped.some((keyword) => Object.hasOwn(schema, keyword))
    ? {
        keyword: 'nullable',
        details: {
          severity: 'warning',
          expected: 'a type beside it',
          received: 'none',
          message:
            '"nullable" has no effect, because it only adds null to a type in the same schema (OpenAPI 3.0.3); put it into the schema that has the type',
        },
      }
    : undefined

/** OAS proposal "Clarify semantics of nullable", 2019: null must be in the `enum`, too. */
const nullableEnum: SchemaRule = ({ nullable, type, enum: values }) =>
  nullable === true && type !== undefined && Array.isArray(values) && !values.includes(null)
    ? {
        keyword: 'enum',
        details: {
          severity: 'warning',
          expected: 'null in the enum of a nullable schema',
          received: 'other values only',
          message: 'null is not valid in spite of "nullable", because it is not in the enum; add it there',
        },
      }
    : undefined

const numberBound = (value: unknown): string | undefined =>
  typeof value === 'number' ? 'in OpenAPI 3.0 it makes the bound beside it exclusive; a number needs 3.1' : undefined

function hintOfType(value: unknown): string | undefined {
  if ([value].flat().includes('null')) return 'null is allowed by nullable: true beside another type'
  return Array.isArray(value) ? 'an array of types needs OpenAPI 3.1' : undefined
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
    hasBooleans: false,
    hints: {
      type: hintOfType,
      exclusiveMinimum: numberBound,
      exclusiveMaximum: numberBound,
      required: hintOfRequired,
    },
    rules: [itemsOfArrays, oneDirection, requiredNames, nullableType, nullableEnum, listedValues],
  },
}
