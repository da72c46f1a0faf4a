import type { SourceFile } from '../source/file.js'

/**
 * The meta-schemas of JSON Schema 2020-12 by URI, without their titles, for documents whose schemas refer to them.
 *
 * They are built in, because they never change; nothing else is resolved that is not in a file.
 */
export function metaSchemas(): ReadonlyMap<string, SourceFile> {
  return files
}

const draft = 'https://json-schema.org/draft/2020-12'

const schema = { $dynamicRef: '#meta' }
const schemas = { $ref: '#/$defs/schemaArray' }
const schemasByName = { type: 'object', additionalProperties: schema, default: {} }
const text = { type: 'string' }
const number = { type: 'number' }
const flag = { type: 'boolean', default: false }
const anything = { type: 'array', items: true }
const uriReference = { $ref: '#/$defs/uriReferenceString' }
const anchor = { $ref: '#/$defs/anchorString' }
const count = { $ref: '#/$defs/nonNegativeInteger' }
const countFrom0 = { $ref: '#/$defs/nonNegativeIntegerDefault0' }
const texts = { $ref: '#/$defs/stringArray' }

type Schemas = Readonly<Record<string, unknown>>

/** The meta-schema that describes the keywords of some vocabularies. */
function metaSchema(path: string, vocabularies: readonly string[], properties: Schemas, $defs?: Schemas): Schemas {
  return {
    $schema: `${draft}/schema`,
    $id: `${draft}/${path}`,
    $vocabulary: Object.fromEntries(vocabularies.map((name) => [`${draft}/vocab/${name}`, true])),
    $dynamicAnchor: 'meta',
    type: ['object', 'boolean'],
    properties,
    ...($defs && { $defs }),
  }
}

const vocabularies: Readonly<Record<string, readonly [properties: Schemas, $defs?: Schemas]>> = {
  core: [
    {
      $id: { ...uriReference, pattern: '^[^#]*#?$' },
      $schema: { $ref: '#/$defs/uriString' },
      $ref: uriReference,
      $anchor: anchor,
      $dynamicRef: uriReference,
      $dynamicAnchor: anchor,
      $vocabulary: {
        type: 'object',
        propertyNames: { $ref: '#/$defs/uriString' },
        additionalProperties: { type: 'boolean' },
      },
      $comment: text,
      $defs: { type: 'object', additionalProperties: schema },
    },
    {
      anchorString: { ...text, pattern: '^[A-Za-z_][-A-Za-z0-9._]*$' },
      uriString: { ...text, format: 'uri' },
      uriReferenceString: { ...text, format: 'uri-reference' },
    },
  ],
  applicator: [
    {
      prefixItems: schemas,
      items: schema,
      contains: schema,
      additionalProperties: schema,
      properties: schemasByName,
      patternProperties: { ...schemasByName, propertyNames: { format: 'regex' } },
      dependentSchemas: schemasByName,
      propertyNames: schema,
      if: schema,
      // biome-ignore lint/suspicious/noThenProperty: the keyword's name
      then: schema,
      else: schema,
      allOf: schemas,
      anyOf: schemas,
      oneOf: schemas,
      not: schema,
    },
    { schemaArray: { type: 'array', minItems: 1, items: schema } },
  ],
  unevaluated: [{ unevaluatedItems: schema, unevaluatedProperties: schema }],
  validation: [
    {
      type: {
        anyOf: [
          { $ref: '#/$defs/simpleTypes' },
          { type: 'array', items: { $ref: '#/$defs/simpleTypes' }, minItems: 1, uniqueItems: true },
        ],
      },
      const: true,
      enum: anything,
      multipleOf: { ...number, exclusiveMinimum: 0 },
      maximum: number,
      exclusiveMaximum: number,
      minimum: number,
      exclusiveMinimum: number,
      maxLength: count,
      minLength: countFrom0,
      pattern: { ...text, format: 'regex' },
      maxItems: count,
      minItems: countFrom0,
      uniqueItems: flag,
      maxContains: count,
      minContains: { ...count, default: 1 },
      maxProperties: count,
      minProperties: countFrom0,
      required: texts,
      dependentRequired: { type: 'object', additionalProperties: texts },
    },
    {
      nonNegativeInteger: { type: 'integer', minimum: 0 },
      nonNegativeIntegerDefault0: { ...count, default: 0 },
      simpleTypes: { enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] },
      stringArray: { type: 'array', items: text, uniqueItems: true, default: [] },
    },
  ],
  'meta-data': [
    {
      title: text,
      description: text,
      default: true,
      deprecated: flag,
      readOnly: flag,
      writeOnly: flag,
      examples: anything,
    },
  ],
  'format-annotation': [{ format: text }],
  content: [{ contentEncoding: text, contentMediaType: text, contentSchema: schema }],
}

const names = Object.keys(vocabularies)

const roots: readonly Schemas[] = [
  {
    ...metaSchema('schema', names, {
      definitions: schemasByName,
      dependencies: {
        type: 'object',
        additionalProperties: { anyOf: [schema, { $ref: 'meta/validation#/$defs/stringArray' }] },
        default: {},
      },
      $recursiveAnchor: { $ref: 'meta/core#/$defs/anchorString' },
      $recursiveRef: { $ref: 'meta/core#/$defs/uriReferenceString' },
    }),
    allOf: names.map((name) => ({ $ref: `meta/${name}` })),
  },
  ...Object.entries(vocabularies).map(([name, keywords]) => metaSchema(`meta/${name}`, [name], ...keywords)),
  metaSchema('meta/format-assertion', ['format-assertion'], { format: text }),
]

const files: ReadonlyMap<string, SourceFile> = new Map(
  roots.map((root) => {
    const uri = String(root.$id)
    return [
      uri,
      {
        name: uri,
        uri,
        isMain: false,
        root,
        lines: [],
        duplicates: [],
        mayHaveExactNumbers: () => false,
        numberTextAt: () => undefined,
        digest: () => '',
        lineOf: () => 1,
      },
    ]
  }),
)
