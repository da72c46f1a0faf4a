import {
  childrenAt,
  createNodeProblem,
  type Document,
  type DocumentProblem,
  findChild,
  type MediaType,
  type Node,
  type Serialized,
} from '../../openapi/index.js'
import { engineOf, type SchemaResult } from '../../schema/index.js'
import { toPointer } from '../../text/json-pointer.js'
import { isJson, parseMediaType } from '../../text/media-type.js'
import { shorten } from '../../text/shorten.js'
import { formatKeywordMessage } from '../findings/wording.js'

/** An example and the schema that it belongs to. */
interface Example {
  readonly node: Node
  readonly schema: Node
  /** Whether it is one of a parameter or a header, and may be written as the text that is sent. */
  readonly isSerialized: boolean
}

/**
 * A warning for each example that its own schema refuses: of schemas, of parameters and headers, and of bodies of JSON.
 *
 * OAS 3.1, Media Type Object: an example SHOULD match the schema.
 */
export function findExampleProblems(document: Document): DocumentProblem[] {
  const { isValid, evaluate } = engineOf(document)
  return [...findExamples(document)].flatMap(({ node, schema, isSerialized }) => {
    // An example may be meant for one direction only.
    if (isValid(schema, node.value, 'response') || isValid(schema, node.value, 'request')) return []
    const [failure] = evaluate(schema, node.value, { direction: 'response' })
    if (!failure || (isSerialized && isText(node, failure))) return []
    return toProblem(node, failure)
  })
}

/**
 * Whether an example is text where the schema asks for another type.
 *
 * OAS 3.0 and 3.1, Parameter Object: an example is in the format that `style` and `explode` give, such as `a,b` for an array.
 */
function isText({ value }: Node, { keyword, path }: SchemaResult): boolean {
  return typeof value === 'string' && keyword === 'type' && path.length === 0
}

function toProblem(node: Node, failure: SchemaResult): DocumentProblem {
  const { path, expected, received } = failure
  const place = path.length === 0 ? '' : ` at ${shorten(toPointer(path))}`
  return createNodeProblem(node, {
    severity: 'warning',
    expected,
    received,
    message: `this example does not match its schema${place}: ${formatKeywordMessage(failure)}`,
  })
}

function* findExamples(document: Document): Generator<Example> {
  const { operations, follow, schemas } = document
  for (const schema of schemas.all()) {
    const example = findChild(schema, 'example')
    for (const node of [example ?? [], childrenAt(schema, 'examples').map(([, each]) => each)].flat())
      yield { node, schema, isSerialized: false }
  }
  const seen = new Set<Node>()
  for (const { parameters, requestBody, responses } of operations) {
    const bodies = [...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content)].filter(isJsonType)
    const values: (Serialized | MediaType)[] = [
      ...parameters,
      ...responses.flatMap(({ headers }) => headers),
      ...bodies,
    ]
    for (const value of values) {
      const { node, schema } = value
      if (!schema || seen.has(node)) continue
      seen.add(node)
      for (const example of examplesOf(node, follow)) yield { node: example, schema, isSerialized: 'style' in value }
    }
  }
}

function isJsonType({ name }: MediaType): boolean {
  const type = parseMediaType(name)
  return type !== undefined && isJson(type)
}

/** The values of `example` and of the Example Objects in `examples`. */
function examplesOf(owner: Node, follow: (node: Node) => Node): Node[] {
  const example = findChild(owner, 'example')
  const values = childrenAt(owner, 'examples').flatMap(([, each]) => {
    const object = follow(each)
    return findChild(object, 'value') ?? findChild(object, 'dataValue') ?? []
  })
  return [...(example ? [example] : []), ...values]
}
