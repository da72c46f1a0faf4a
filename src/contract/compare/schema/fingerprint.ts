import { findChild, isObject, isUnusable, type Node, type SchemaIndex } from '../../../openapi/index.js'
import { createKeywordFilter, exactValueOf, listAt, membersAt, toCanonical } from '../../../schema/index.js'

/** Keywords that do not affect which values are valid. */
const annotations = new Set([
  ...['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment', 'deprecated', 'default'],
  ...[
    'xml',
    '$id',
    '$schema',
    '$anchor',
    '$dynamicAnchor',
    '$defs',
    '$vocabulary',
    'contentEncoding',
    'contentMediaType',
  ],
  ...['contentSchema', 'discriminator'],
])

const references = new Set(['$ref', '$dynamicRef'])
/** Keywords that mean the same as another one. */
const meanings: Readonly<Record<string, string>> = { const: 'enum', $dynamicRef: '$ref' }
const withSchema = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames']
const withSchemas = new Set([...withSchema, 'unevaluatedProperties', 'unevaluatedItems'])
const withList = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])
const withMap = new Set(['properties', 'patternProperties', 'dependentSchemas'])
const unordered = new Set(['type', 'required', 'enum', 'allOf', 'anyOf', 'oneOf'])

/** Maximum number of subschemas in one fingerprint. Larger schemas have none. */
const maxParts = 5000

/**
 * A text that identifies the meaning of a schema: two schemas with the same text accept the same values. References are
 * followed, and order, texts and examples do not matter. `undefined` for a schema that is too large.
 */
export function fingerprintOf(schema: Node, index: SchemaIndex): string | undefined {
  const texts = known.get(index) ?? new Map<Node, string | undefined>()
  known.set(index, texts)
  if (!texts.has(schema)) texts.set(schema, writeFingerprint(schema, index))
  return texts.get(schema)
}

/** The fingerprint of a schema that only requires properties. */
export function fingerprintOfRequired(names: readonly string[]): string {
  return `{"required":${names
    .map((name) => toCanonical(name))
    .sort()
    .join('&')}}`
}

/** The schema that a reference leads to; `undefined` if the schemas around a `$dynamicRef` decide. */
export function targetOf(schema: Node, keyword: string, index: SchemaIndex): Node | undefined {
  if (keyword === '$ref') return index.targetOf(schema)
  const found = index.dynamicTargetOf(schema)
  return found?.anchor === undefined ? found?.target : undefined
}

const known = new WeakMap<SchemaIndex, Map<Node, string | undefined>>()

function writeFingerprint(schema: Node, index: SchemaIndex): string | undefined {
  let parts = 0

  function write(node: Node, above: readonly Node[]): string {
    if (++parts > maxParts) throw new RangeError('too many schemas')
    const { value } = node
    if (typeof value === 'boolean') return String(value)
    if (!isObject(value) || isUnusable(node)) return `unusable ${toCanonical(value)}`
    const depth = above.indexOf(node)
    if (depth >= 0) return `recursive ${depth}`
    const inside = [...above, node]
    const isRead = createKeywordFilter(node, index)
    const rules = Object.keys(value)
      .filter((name) => isRead(name) && !annotations.has(name) && !name.startsWith('x-'))
      .map((name) => ({ name: meanings[name] ?? name, text: writeKeyword(name, node, inside) }))
    const [only, second] = rules
    // A reference, or a single schema in `allOf`, means the same as its target.
    if (only && !second && (references.has(only.name) || (only.name === 'allOf' && listAt(node, 'allOf').length === 1)))
      return only.text
    return `{${rules
      .map(({ name, text }) => `${JSON.stringify(name)}:${text}`)
      .sort()
      .join()}}`
  }

  function writeKeyword(name: string, schema: Node, inside: readonly Node[]): string {
    const node = findChild(schema, name)
    if (!node) return 'unusable'
    if (references.has(name)) {
      const target = targetOf(schema, name, index)
      return target ? write(target, inside) : toCanonical(node.value)
    }
    if (withSchemas.has(name)) return write(node, inside)
    const items = withList.has(name)
      ? listAt(schema, name).map((each) => write(each, inside))
      : unordered.has(name)
        ? [exactValueOf(node)].flat(1).map(toCanonical)
        : undefined
    if (items) return (unordered.has(name) ? items.sort() : items).join('&')
    if (withMap.has(name))
      return `{${membersAt(schema, name)
        .map(([key, each]) => `${JSON.stringify(key)}:${write(each, inside)}`)
        .sort()
        .join()}}`
    return toCanonical(exactValueOf(node))
  }

  try {
    return write(schema, [])
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
