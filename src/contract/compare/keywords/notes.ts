import { childrenOf, findChild, type Node } from '../../../openapi/index.js'
import { exactValueOf, toCanonical, valueFormats } from '../../../schema/index.js'
import { certaintyOf, type Difference } from '../schema/difference.js'
import type { Normal } from '../schema/normal.js'
import type { Mode, Side } from '../schema/side.js'
import { describeChange, valuesOf } from './numbers.js'

/** A text or an example that differs. It does not affect which values are valid. */
export interface WordDifference {
  readonly keyword: string
  readonly before?: Node | undefined
  readonly after?: Node | undefined
}

const words = ['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment']

/** Keywords that inform users and do not affect which values are valid. */
const annotations = ['default', 'deprecated', 'contentEncoding', 'contentMediaType', 'discriminator', 'xml', 'format']

/** Compares keywords that users of the API want to know about, although they do not affect which values are valid. */
export function* compareAnnotations(
  before: Normal,
  after: Normal,
  sides: { before: Side; after: Side },
  mode: Mode,
): Generator<Difference> {
  for (const keyword of annotations) {
    const [one, other] = [findFirst(before, sides.before, keyword), findFirst(after, sides.after, keyword)]
    const texts = [textOf(one, keyword), textOf(other, keyword)]
    if (texts[0] === texts[1]) continue
    // It does not matter whether a body or a parameter is called binary: all of them are bytes.
    if (mode !== 'json' && texts.every((text) => text === undefined || binary.has(text))) continue
    if (keyword === 'contentEncoding' && [before, after].some((each) => isByte(each)) && texts.includes('"base64"'))
      continue
    const [node, next] = [texts[0] === undefined ? undefined : one, texts[1] === undefined ? undefined : other]
    // OAS 3.1, XML Object: it says how the value is written.
    const isWrittenOtherwise = keyword === 'xml' && mode === 'xml'
    yield {
      keyword,
      kind: !node ? 'added' : !next ? 'removed' : 'changed',
      narrows: certaintyOf(isWrittenOtherwise),
      widens: certaintyOf(isWrittenOtherwise),
      message: isWrittenOtherwise ? 'the serialization of the value in XML changed' : describe(keyword, node, next),
      ...valuesOf(node, next),
      nodes: { before: node, after: next },
      values: () => [],
    }
  }
}

/** Values of `format` and `contentMediaType` that mean arbitrary bytes. */
const binary = new Set(['"binary"', '"application/octet-stream"'])

/** True if a schema has the format `byte`. Since OpenAPI 3.1, that is written `contentEncoding: base64`. */
function isByte({ alternatives }: Normal): boolean {
  return alternatives.some(({ schemas }) => schemas.some((schema) => findChild(schema, 'format')?.value === 'byte'))
}

function describe(keyword: string, node: Node | undefined, next: Node | undefined): string {
  if (keyword === 'deprecated') return next ? 'is deprecated now' : 'is no longer deprecated'
  if (keyword === 'discriminator' || keyword === 'xml')
    return `${keyword} ${!node ? 'is new' : next ? 'changed' : 'was removed'}; it does not change which values are valid`
  return describeChange(keyword, node && exactValueOf(node), next && exactValueOf(next))
}

const noted = new WeakMap<Normal, readonly Node[]>()

/**
 * The schemas whose texts describe the place, the outermost first. If null is the only other alternative, those of the
 * remaining alternative are included.
 */
function notedSchemas(normal: Normal, { index }: Side): readonly Node[] {
  const known = noted.get(normal)
  if (known) return known
  const { roots, alternatives } = normal
  const others = alternatives.filter(({ types }) => types.size > 1 || !types.has('null'))
  const [only, second] = others
  const [first, ...rest] = alternatives.map(({ schemas }) => new Set(schemas))
  const shared = [...(first ?? [])].filter((schema) => rest.every((schemas) => schemas.has(schema)))
  const schemas = [...new Set([...roots, ...(second || !only ? shared : only.schemas)])].filter(
    // OAS 3.0.4, Reference Object: keywords beside `$ref` are ignored.
    (schema) => !(index.dialectOf(schema) === 'openapi-3.0' && findChild(schema, '$ref')),
  )
  noted.set(normal, schemas)
  return schemas
}

function findFirst(normal: Normal, side: Side, keyword: string): Node | undefined {
  for (const schema of notedSchemas(normal, side)) {
    const node = findChild(schema, keyword)
    if (node && (keyword !== 'format' || isUnknownFormat(node))) return node
  }
  return undefined
}

/** True for a `format` that the check does not know. Known formats are rules, not notes. */
function isUnknownFormat({ value }: Node): boolean {
  const isKnown = Object.hasOwn(valueFormats, String(value))
  return !isKnown
}

/** The value of a keyword as text; `undefined` if it only states the default. */
function textOf(node: Node | undefined, keyword: string): string | undefined {
  if (!node) return undefined
  if (keyword === 'deprecated') return node.value === true ? 'true' : undefined
  if (keyword === 'xml') {
    // The prefix of a namespace may be any name.
    const { name, namespace, attribute, wrapped, nodeType } = Object(node.value)
    const isDefault = name === undefined && namespace === undefined && !attribute && !wrapped && nodeType === undefined
    return isDefault
      ? undefined
      : toCanonical([name, namespace, attribute === true, wrapped === true, nodeType].map((each) => each ?? null))
  }
  if (keyword !== 'discriminator') return toCanonical(exactValueOf(node))
  const mapping = findChild(node, 'mapping')
  const targets = (mapping ? childrenOf(mapping) : []).map(([tag, { value }]) => [tag, String(value).split('/').at(-1)])
  // OAS 3.1, Discriminator Object: without a mapping, the name of a schema stands for it.
  const tags = targets.flatMap(([tag, target]) => (tag === target ? [] : [tag]))
  return toCanonical({ name: findChild(node, 'propertyName')?.value, tags: tags.sort() })
}

/** Compares the texts and examples of a place. */
export function* compareWords(
  before: Normal,
  after: Normal,
  sides: { before: Side; after: Side },
): Generator<WordDifference> {
  for (const keyword of words) {
    const [one, other] = [findFirst(before, sides.before, keyword), findFirst(after, sides.after, keyword)]
    if (one === other) continue
    if (toCanonical(one?.value ?? null) !== toCanonical(other?.value ?? null))
      yield { keyword, before: one, after: other }
  }
}
