import { childrenOf, findChild, type Node } from '../../../openapi/index.js'
import { toCanonical, valueFormats } from '../../../schema/index.js'
import type { Difference } from './difference.js'
import type { Normal } from './normal.js'
import { describeChange, valuesOf } from './numbers.js'
import type { Side } from './side.js'

/** A text or an example that differs: nothing that values have to follow. */
export interface WordDifference {
  readonly keyword: string
  readonly before?: Node | undefined
  readonly after?: Node | undefined
}

const words = ['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment']

/** Keywords that inform users, and make no value invalid. */
const annotations = ['default', 'deprecated', 'contentEncoding', 'contentMediaType', 'discriminator', 'xml', 'format']

/** Compares keywords that make no value invalid and that users of the API want to know of. */
export function* compareAnnotations(
  before: Normal,
  after: Normal,
  sides: { before: Side; after: Side },
  isText: boolean,
): Generator<Difference> {
  for (const keyword of annotations) {
    const [one, other] = [findFirst(before, sides.before, keyword), findFirst(after, sides.after, keyword)]
    const texts = [textOf(one, keyword), textOf(other, keyword)]
    if (texts[0] === texts[1]) continue
    // Whether a body or a parameter is called binary does not matter: all of them are bytes.
    if (isText && keyword === 'format' && texts.every((text) => text === undefined || text === '"binary"')) continue
    const [node, next] = [texts[0] === undefined ? undefined : one, texts[1] === undefined ? undefined : other]
    yield {
      keyword,
      kind: !node ? 'added' : !next ? 'removed' : 'changed',
      narrows: 'no',
      widens: 'no',
      message: describe(keyword, node, next),
      ...valuesOf(node, next),
      nodes: { before: node, after: next },
      values: () => [],
    }
  }
}

function describe(keyword: string, node: Node | undefined, next: Node | undefined): string {
  if (keyword === 'deprecated') return next ? 'is deprecated now' : 'is no longer deprecated'
  if (keyword === 'discriminator' || keyword === 'xml')
    return `${keyword} ${!node ? 'is new' : next ? 'changed' : 'was removed'}; it does not change which values are valid`
  return describeChange(keyword, node?.value, next?.value)
}

/** The outermost of the schemas with a keyword, also in a single alternative beside null. */
function findFirst({ roots, alternatives }: Normal, side: Side, keyword: string): Node | undefined {
  const others = alternatives.filter(({ types }) => types.size > 1 || !types.has('null'))
  const [only, second] = others
  const schemas =
    second || !only
      ? alternatives.flatMap((each) => each.schemas.filter((schema) => isShared(schema, alternatives)))
      : only.schemas
  const nodes = [...new Set([...roots, ...schemas])].flatMap((schema) => {
    // OAS 3.0.4, Reference Object: keywords beside `$ref` are ignored.
    if (side.index.dialectOf(schema) === 'openapi-3.0' && findChild(schema, '$ref')) return []
    return findChild(schema, keyword) ?? []
  })
  return keyword === 'format' ? nodes.find(isUnknownFormat) : nodes[0]
}

function isShared(schema: Node, alternatives: Normal['alternatives']): boolean {
  return alternatives.every(({ schemas }) => schemas.includes(schema))
}

/** Formats that the check knows are rules. */
function isUnknownFormat({ value }: Node): boolean {
  const isKnown = Object.hasOwn(valueFormats, String(value))
  return !isKnown
}

/** What a keyword says, without its default. */
function textOf(node: Node | undefined, keyword: string): string | undefined {
  if (!node) return undefined
  if (keyword === 'deprecated') return node.value === true ? 'true' : undefined
  if (keyword !== 'discriminator') return toCanonical(node.value)
  const mapping = findChild(node, 'mapping')
  const targets = (mapping ? childrenOf(mapping) : []).map(([tag, { value }]) => [tag, String(value).split('/').at(-1)])
  return toCanonical({ name: findChild(node, 'propertyName')?.value, targets: Object.fromEntries(targets) })
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
